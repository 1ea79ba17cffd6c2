import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, at, IMMUTABLE, listValues, openAsking } from './asking.ts';
import { checkAnswer } from './check-contract.ts';
import { findOperation, loadContract } from './contract.ts';
import { PLAIN_OPERATIONS } from './plain-operations.ts';
import { type MicrosoftServer, startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const PAYLOADS = new URL('../../../../shared/data/payloads/', import.meta.url);
const start = { dateTime: '2026-11-24T12:00:00', timeZone: 'UTC' };
const EVENT = { start, end: { ...start, dateTime: '2026-11-24T13:00:00' } };

interface Example {
  readonly request?: string;
  readonly body?: unknown;
}

/** Microsoft's own examples of a page of its documentation; null: they are not beside the repository. */
function readExamples(name: string): readonly Example[] | null {
  const file = new URL(`graph/${name}.json`, PAYLOADS);
  if (!existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, 'utf8')) as { examples: readonly Example[] }).examples; // as INDEX.md says
}

describe('requests against the description', () => {
  beforeEach(skipWithoutMicrosoft);
  let server: MicrosoftServer;
  let ask: Ask;
  beforeEach(async () => {
    server = await startMicrosoft({ clock: () => Date.UTC(2026, 10, 23) });
    ask = openAsking(server);
    return () => server.stop();
  });

  it.each([
    ['$top=many', '$top'],
    ['$select=colour', 'colour'],
    ['$orderby=colour', 'colour'],
    ['$unknown=1', '$unknown'],
    ['$top=1&$top=2', '$top'],
    ['$count=perhaps', '$count'],
  ])('refuses the parameters %s', async (query, name) => {
    expect((await ask('GET', `/me/events?${query}`)).status).toBe(400);
    expect(server.violations.join()).toContain(name);
  });

  it.each([
    [{ summary: 'Walk' }, 'summary'],
    [{ subject: 5 }, 'subject'],
    [{ showAs: 'away' }, 'showAs'],
    [{ attendees: { emailAddress: {} } }, 'attendees'],
    [{ attendees: null }, 'attendees'],
    [{ attendees: [{ emailAddress: { mail: 'bo@example.com' } }] }, 'mail'],
    [{ start: { dateTime: '2026-11-24T12:00:00Z', timeZone: 'UTC' } }, 'dateTime'],
    [{ reminderMinutesBeforeStart: 1.5 }, 'reminderMinutesBeforeStart'],
    [{ recurrence: { pattern: { type: 'hourly', interval: 1 } } }, 'type'],
    [{ recurrence: { range: { startDate: '24-11-2026' } } }, 'startDate'],
  ])('refuses the body %j', async (change, name) => {
    expect((await ask('POST', '/me/events', { ...EVENT, ...change })).status).toBe(400);
    expect(server.violations.join()).toContain(name);
  });

  it('refuses addresses, types and preferences that do not exist', async () => {
    expect((await ask('GET', '/me/diary')).body).toMatchObject({ error: { code: 'ResourceNotFound' } });
    const text = { ...IMMUTABLE, 'content-type': 'text/plain' };
    expect((await ask('POST', '/me/events', EVENT, text)).status).toBe(400);
    await ask('GET', '/me/events', undefined, { prefer: 'IdType="ImmutableId", outlook.timezon="UTC"' });
    expect((await ask('POST', '/me/events')).status).toBe(400);
    expect((await ask('POST', '/me/events/AAA/forward', { comment: 'x' })).status).toBe(404);
    expect((await fetch(`${server.graphRoot}/beta/me`)).status).toBe(404);
    expect(server.violations).toHaveLength(5);
  });

  it('says which operations it does not have', async () => {
    const id = server.put(EVENT);
    expect((await ask('POST', `/me/events/${id}/forward`, { comment: 'Look' })).status).toBe(501);
    expect(server.violations.join()).toContain('forward');
  });

  it('checks its own answers too', async () => {
    server.put({ ...EVENT, colour: 'green' });
    await ask('GET', '/me/events');
    expect(server.violations.join()).toContain('value[0].colour');
  });

  it('knows without the description which operations it has', () => {
    const described = loadContract().operations.map(({ id }) => id);
    expect(PLAIN_OPERATIONS.filter((id) => !described.includes(id))).toEqual([]);
  });

  it('knows keys in brackets, and functions with and without theirs', () => {
    const ids = [
      "/me/calendars('a%3D')/events",
      '/me/calendarView/delta',
      '/me/calendarView/microsoft.graph.delta()',
      '/me/contacts/delta',
      '/me/events/x/microsoft.graph.accept',
    ].map((path, index) => findOperation(index === 4 ? 'POST' : 'GET', path)?.operation.id);
    expect(ids).toEqual([
      'GET /me/calendars/{calendar-id}/events',
      'GET /me/calendarView/delta()',
      'GET /me/calendarView/delta()',
      'GET /me/contacts/delta()',
      'POST /me/events/{event-id}/accept',
    ]);
  });
});

describe("Microsoft's own examples", () => {
  beforeEach(skipWithoutMicrosoft);

  it.for([
    ['event-list-instances', 'GET /me/events/{event-id}/instances'],
    ['user-list-events', 'GET /me/events'],
    ['user-list-calendars', 'GET /me/calendars'],
    ['calendar-getschedule', 'POST /me/calendar/getSchedule'],
    ['event-get', 'GET /me/events/{event-id}'],
  ] as const)('%s is as the description says', ([name, id], context) => {
    const examples = readExamples(name);
    if (!examples) return context.skip('the recorded examples are not beside the repository');
    const operation = loadContract().operations.find((one) => one.id === id);
    expect(operation).toBeDefined();
    const problems = examples.flatMap(({ body }) => (operation ? checkAnswer(operation, 200, body) : []));
    expect(problems).toEqual([]);
  });

  it('user-post-events gets from us what it got from Microsoft', async (context) => {
    const examples = readExamples('user-post-events');
    if (!examples) return context.skip('the recorded examples are not beside the repository');
    await using server = await startMicrosoft();
    const ask = openAsking(server);
    const compared: unknown[] = [];
    for (const { request = '', body } of examples) {
      const prefer = /^Prefer: (.*)$/m.exec(request)?.[1] ?? '';
      const sent: unknown = JSON.parse(request.slice(request.indexOf('{')));
      const got = await ask('POST', '/me/events', sent, { prefer });
      expect(got).toMatchObject({ status: 201 });
      // Some answers of the page are of another question, or of one with a preference that is not shown.
      if (at(sent, 'subject') !== at(body, 'subject') || prefer === '') continue;
      for (const name of ['subject', 'start', 'end', 'isAllDay', 'type', 'allowNewTimeProposals']) {
        const [theirs, ours] = [at(body, name), at(got.body, name)];
        if (theirs !== undefined) compared.push([name, isDeepStrictEqual(theirs, ours)]);
      }
    }
    expect(compared.length).toBeGreaterThan(3);
    expect(compared.filter((one) => at(one, 1) !== true)).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  it('calendar-getschedule is asked and answered in the same form', async (context) => {
    const [example] = readExamples('calendar-getschedule') ?? [];
    if (!example) return context.skip('the recorded examples are not beside the repository');
    await using server = await startMicrosoft();
    server.setBusy('adelev@contoso.onmicrosoft.com', [
      { start: '2019-03-15T19:00:00Z', end: '2019-03-15T21:00:00Z', subject: "Let's go for lunch" },
    ]);
    server.setBusy('meganb@contoso.onmicrosoft.com', []);
    const { request = '', body } = example;
    const prefer = /^Prefer: (.*)$/m.exec(request)?.[1] ?? '';
    const sent: unknown = JSON.parse(request.slice(request.indexOf('{')));
    const got = await openAsking(server)('POST', '/me/calendar/getSchedule', sent, { prefer });
    const [ours, theirs] = [got.body, body].map((one) => listValues(one)[0]);
    expect(at(ours, 'availabilityView')).toBe(at(theirs, 'availabilityView'));
    expect(at(ours, 'scheduleItems', 0, 'start')).toEqual(at(theirs, 'scheduleItems', 0, 'start'));
    expect(server.violations).toEqual([]);
  });
});

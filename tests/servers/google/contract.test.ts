import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, openAsking } from './asking.ts';
import { loadContract } from './discovery.ts';
import { PERSON_PATTERN, PLAIN_METHODS } from './plain-methods.ts';
import { type GoogleServer, startGoogle } from './server.ts';
import { skipWithoutGoogle } from './skip.ts';

const TIMES = { start: { dateTime: '2026-11-24T12:00:00Z' }, end: { dateTime: '2026-11-24T13:00:00Z' } };

describe('requests against the descriptions', () => {
  beforeEach(skipWithoutGoogle);
  let server: GoogleServer;
  let ask: Ask;
  beforeEach(async () => {
    server = await startGoogle({ clock: () => Date.UTC(2026, 10, 23) });
    ask = openAsking(server);
    return () => server.stop();
  });

  it.each([
    ['maxResults=many', 'maxResults'],
    ['maxResults=0', 'maxResults'],
    ['showDeleted=yes', 'showDeleted'],
    ['timeMin=2026-11-24T12:00:00', 'timeMin'],
    ['timeMin=tomorrow', 'timeMin'],
    ['orderBy=summary', 'orderBy'],
    ['eventTypes=party', 'eventTypes'],
    ['orderBy=updated&orderBy=startTime', 'orderBy'],
    ['max_results=5', 'max_results'],
  ])('refuses the parameters %s', async (query, name) => {
    expect((await ask('GET', `~/events?${query}`)).status).toBe(400);
    expect(server.violations.join()).toContain(name);
  });

  it.each([
    [{ summery: 'Walk' }, 'summery'],
    [{ summary: 5 }, 'summary'],
    [{ status: 'done' }, 'status'],
    [{ attendees: [{ email: 'bo@example.com', responseStatus: 'yes' }] }, 'responseStatus'],
    [{ attendees: { email: 'bo@example.com' } }, 'attendees'],
    [{ start: { dateTime: '2026-11-24T12:00:00' } }, 'dateTime'],
    [{ start: { date: '2026-11-24T00:00:00Z' } }, 'date'],
    [{ extendedProperties: { private: { mark: 1 } } }, 'mark'],
    [{ start: undefined }, 'start'],
    [{ summary: null }, 'summary'],
    [{ sequence: 1.5 }, 'sequence'],
  ])('refuses the body %j', async (change, name) => {
    expect((await ask('POST', '~/events', { ...TIMES, ...change })).status).toBe(400);
    expect(server.violations.join()).toContain(name);
  });

  it('lets a patch remove with null, and refuses bodies and methods that do not exist', async () => {
    server.put({ id: 'aaaaa', ...TIMES });
    expect((await ask('PATCH', '~/events/aaaaa', { location: null })).status).toBe(200);
    expect(server.violations).toEqual([]);
    expect((await ask('POST', '~/events', 'no object')).status).toBe(400);
    expect((await ask('DELETE', '~/events/aaaaa', {})).status).toBe(400);
    expect((await ask('PUT', '~/events')).status).toBe(404);
    expect(server.violations).toHaveLength(3);
    server.forgetViolations();
    expect(server.violations).toEqual([]);
  });

  it('takes a body as JSON only', async () => {
    const sent = await ask('POST', '~/events', TIMES, { 'content-type': 'text/plain' });
    expect(sent.status).toBe(400);
    expect(server.violations.join()).toContain('text/plain');
  });

  it('checks its own answers too', async () => {
    server.put({ id: 'aaaaa', ...TIMES, colour: 'green' });
    await ask('GET', '~/events');
    expect(server.violations.join()).toContain('our answer to calendar.events.list: body.items[0].colour');
  });

  it('knows every recorded shape of an event type', async () => {
    const days = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };
    const status = { visibility: 'public', transparency: 'transparent' };
    const sent = [
      { ...TIMES, eventType: 'focusTime', focusTimeProperties: { chatStatus: 'doNotDisturb' } },
      { ...TIMES, eventType: 'outOfOffice', outOfOfficeProperties: { autoDeclineMode: 'declineNone' } },
      {
        ...days,
        ...status,
        eventType: 'workingLocation',
        workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
      },
      {
        ...days,
        eventType: 'birthday',
        visibility: 'private',
        transparency: 'transparent',
        recurrence: ['RRULE:FREQ=YEARLY'],
        birthdayProperties: { type: 'birthday' },
      },
    ];
    for (const event of sent) expect((await ask('POST', '~/events', event)).status).toBe(200);
    expect(server.violations).toEqual([]);
  });

  it('knows without the descriptions what they say of addresses and scopes', () => {
    const { methods } = loadContract();
    for (const { id, scopes, ...plain } of PLAIN_METHODS) {
      const described = methods.find((method) => method.id === id);
      expect(described).toMatchObject(plain);
      expect(described?.scopes.toSorted()).toEqual(scopes.toSorted());
      expect(described?.parameters['resourceName']?.pattern ?? PERSON_PATTERN).toBe(PERSON_PATTERN);
    }
  });
});

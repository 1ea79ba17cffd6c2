import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, at, listIds, listValues, openAsking, walk } from './asking.ts';
import { SAMPLE_CONTACTS } from './generate.ts';
import { type MicrosoftServer, startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const EVENT = { subject: 'Walk', start: time('2026-11-24T12:00:00'), end: time('2026-11-24T13:00:00') };

describe('what an app may do, and how often', () => {
  beforeEach(skipWithoutMicrosoft);
  let nowMs = 0;
  let server: MicrosoftServer;
  let ask: Ask;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 23);
    server = await startMicrosoft({
      clock: () => nowMs,
      accounts: [
        { email: 'alex@contoso.example', name: 'Alex Jansen', contacts: SAMPLE_CONTACTS },
        { email: 'alex@outlook.example', kind: 'personal' },
        { email: 'bo@contoso.example' },
      ],
    });
    ask = openAsking(server);
    return () => server.stop();
  });

  it.each([
    ['Calendars.Read', 'GET', '/me/events', 200],
    ['Calendars.Read', 'POST', '/me/events', 403],
    ['Calendars.ReadWrite', 'POST', '/me/events', 201],
    ['Contacts.Read', 'GET', '/me/events', 403],
    ['Contacts.Read', 'GET', '/me/contacts', 200],
    ['Calendars.ReadWrite', 'GET', '/me/contacts', 403],
    ['People.Read', 'GET', '/me/people', 200],
    ['User.Read', 'GET', '/me', 200],
    ['Calendars.ReadWrite', 'GET', '/me/mailboxSettings', 403],
    ['People.Read', 'GET', '/me', 403],
  ])('with %s, %s %s answers %i', async (scope, method, path, status) => {
    const body = method === 'POST' ? EVENT : undefined;
    expect((await openAsking(server, [scope])(method, path, body)).status).toBe(status);
    expect(server.violations).toEqual([]);
  });

  it('refuses without a token, and after a while with it', async () => {
    const response = await fetch(`${server.graphRoot}/v1.0/me`);
    expect(response.status).toBe(401);
    server.expireAccessTokens();
    expect((await ask('GET', '/me')).body).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
  });

  it('counts the requests of ten minutes by its clock', async () => {
    server.modes.perTenMinutes = 3;
    for (const status of [200, 200, 200, 429]) expect((await ask('GET', '/me')).status).toBe(status);
    expect((await ask('GET', '/me')).headers.get('retry-after')).toBe('10');
    nowMs += 600_000;
    expect((await ask('GET', '/me')).status).toBe(200);
  });

  it('answers four at the same time, of a mailbox or of the app', async () => {
    server.modes.latencyMs = 100;
    const other = openAsking(server, undefined, 'bo@contoso.example');
    const run = async (asks: readonly Ask[]) =>
      (await Promise.all(asks.map((one) => one('GET', '/me'))))
        .map(({ status }) => status)
        .toSorted((low, high) => low - high);
    expect(await run([ask, ask, ask, ask, ask])).toEqual([200, 200, 200, 200, 429]);
    expect(await run([ask, ask, ask, other, other, other])).toEqual([200, 200, 200, 200, 200, 200]);
    server.modes.concurrencyPer = 'app';
    expect(await run([ask, ask, ask, other, other])).toEqual([200, 200, 200, 200, 429]);
    server.modes.latencyMs = 0;
    expect(await run([ask])).toEqual([200]);
  });

  it('does a batch of twenty, each by itself, and not what depends on a failure', async () => {
    const id = server.put(EVENT);
    const requests = [
      { id: '1', method: 'GET', url: `/me/events/${id}`, headers: { prefer: 'IdType="ImmutableId"' } },
      { id: '2', method: 'DELETE', url: '/me/events/AAAA' },
      { id: '3', method: 'GET', url: '/me/events', dependsOn: ['2'] },
      {
        id: '4',
        method: 'POST',
        url: '/me/events',
        headers: { 'content-type': 'application/json' },
        body: EVENT,
      },
    ];
    const { body } = await ask('POST', '/$batch', { requests });
    expect(Object.values(at(body, 'responses') as object).map((one: unknown) => at(one, 'status'))).toEqual([
      200, 404, 424, 201,
    ]);
    expect(at(body, 'responses', 0, 'body', 'id')).toBe(id);
    expect(server.violations).toEqual([]);
    const many = Array.from({ length: 21 }, (_value, index) => ({
      id: `${index}`,
      method: 'GET',
      url: '/me',
    }));
    expect((await ask('POST', '/$batch', { requests: many })).status).toBe(400);
    expect(server.violations).toHaveLength(1);
  });

  it('tells of colleagues when they are busy, and personal accounts nothing', async () => {
    server.put({ ...EVENT, sensitivity: 'private' }, { account: 'bo@contoso.example' });
    const question = {
      schedules: ['bo@contoso.example', 'nobody@contoso.example'],
      startTime: time('2026-11-24T11:00:00'),
      endTime: time('2026-11-24T14:00:00'),
      availabilityViewInterval: 60,
    };
    const { body } = await ask('POST', '/me/calendar/getSchedule', question);
    expect(listValues(body)).toMatchObject([
      { availabilityView: '020', scheduleItems: [{ status: 'busy', isPrivate: true }] },
      { error: { responseCode: 'ErrorMailRecipientNotFound' } },
    ]);
    const personal = openAsking(server, undefined, 'alex@outlook.example');
    expect((await personal('POST', '/me/calendar/getSchedule', question)).status).toBe(403);
    const long = { ...question, endTime: time('2027-01-25T11:00:00') };
    expect((await ask('POST', '/me/calendar/getSchedule', long)).status).toBe(400);
    expect(server.violations).toEqual([]);
    const schedules = Array.from({ length: 21 }, (_value, index) => `p${index}@contoso.example`);
    expect((await ask('POST', '/me/calendar/getSchedule', { ...question, schedules })).status).toBe(400);
    expect(server.violations).toHaveLength(1);
  });

  it('has contacts, people, the user and the settings of the mailbox', async () => {
    const contacts = await walk(ask, '/me/contacts?$top=5');
    expect(contacts.values).toHaveLength(SAMPLE_CONTACTS.length);
    expect(contacts.values[0]).toMatchObject({ givenName: 'Priya', birthday: '1988-03-14T11:59:00Z' });
    const [first] = listIds((await ask('GET', '/me/contacts?$top=1')).body);
    expect((await ask('GET', `/me/contacts/${String(first)}`)).status).toBe(200);
    const one = await ask('GET', "/me/contacts?$filter=companyName eq 'Board'&$select=displayName");
    expect(listValues(one.body).map((value) => Object.keys(value as object))).toEqual([
      ['@odata.etag', 'id', 'displayName'],
    ]);
    const sorted = await ask('GET', '/me/contacts?$orderby=displayName desc&$top=1');
    expect(at(sorted.body, 'value', 0, 'displayName')).toBe('Tom Becker');
    server.removeContact(String(first));
    expect((await ask('GET', `/me/contacts/${String(first)}`)).status).toBe(404);
    expect(
      at((await ask('GET', '/me/people?$top=1')).body, 'value', 0, 'scoredEmailAddresses', 0, 'address'),
    ).toBe('sam.okafor@example.com');
    expect((await ask('GET', '/me')).body).toMatchObject({
      displayName: 'Alex Jansen',
      mail: 'alex@contoso.example',
    });
    const settings = openAsking(server, ['MailboxSettings.Read']);
    expect((await settings('GET', '/me/mailboxSettings')).body).toMatchObject({
      timeZone: 'W. Europe Standard Time',
    });
    expect(listValues((await ask('GET', '/me/outlook/supportedTimeZones')).body).length).toBeGreaterThan(40);
    expect(server.violations).toEqual([]);
  });

  it('renames and removes calendars', async () => {
    server.addCalendar({ key: 'sport', name: 'Sport', color: 'lightTeal' });
    const { body } = await ask('GET', '/me/calendars');
    const id = String(at(body, 'value', 1, 'id'));
    expect((await ask('PATCH', `/me/calendars/${id}`, { name: 'Running' })).status).toBe(204);
    expect((await ask('GET', `/me/calendars/${id}`)).body).toMatchObject({ name: 'Running', canEdit: true });
    const kept = server.put(EVENT);
    const gone = server.put(EVENT, { calendar: 'sport' });
    server.removeCalendar('sport');
    expect((await ask('GET', `/me/calendars/${id}`)).status).toBe(404);
    expect([server.event(kept)?.subject, server.event(gone)]).toEqual(['Walk', null]);
    expect(server.violations).toEqual([]);
  });
});

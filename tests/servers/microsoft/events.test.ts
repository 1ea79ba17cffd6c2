import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, at, IMMUTABLE, listIds, listValues, openAsking, stopClean, walk } from './asking.ts';
import { type MicrosoftServer, startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const WALK = {
  subject: 'Walk',
  start: { dateTime: '2026-11-24T12:00:00', timeZone: 'W. Europe Standard Time' },
  end: { dateTime: '2026-11-24T13:00:00', timeZone: 'W. Europe Standard Time' },
};
const guest = (address: string) => ({ emailAddress: { address, name: address }, type: 'required' });
const WEEKLY = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'], firstDayOfWeek: 'monday' },
  range: { type: 'numbered', startDate: '2026-11-24', numberOfOccurrences: 5 },
};
const DAYS = '?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z';

describe('events', () => {
  beforeEach(skipWithoutMicrosoft);
  let nowMs = 0;
  let server: MicrosoftServer;
  let ask: Ask;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 23);
    server = await startMicrosoft({
      clock: () => nowMs,
      accounts: [
        { email: 'alex@example.com', calendars: [{ key: 'team', canEdit: false }, { key: 'family' }] },
      ],
    });
    ask = openAsking(server);
    return () => stopClean(server);
  });
  const create = async (change: object = {}): Promise<string> => {
    const { status, body } = await ask('POST', '/me/events', { ...WALK, ...change });
    expect({ status, body }).toMatchObject({ status: 201 });
    return String(at(body, 'id'));
  };

  it('creates, reads, changes and deletes, and mails guests', async () => {
    const id = await create({ attendees: [guest('bo@example.com')] });
    const read = await ask('GET', `/me/events/${id}`);
    expect(read.body).toMatchObject({
      subject: 'Walk',
      start: { dateTime: '2026-11-24T11:00:00.0000000', timeZone: 'UTC' },
      originalStartTimeZone: 'W. Europe Standard Time',
      type: 'singleInstance',
      isOrganizer: true,
      attendees: [{ status: { response: 'none' } }],
    });
    const changed = await ask('PATCH', `/me/events/${id}`, { subject: 'Long walk' });
    expect(changed.status).toBe(200);
    expect(at(changed.body, 'changeKey')).not.toBe(at(read.body, 'changeKey'));
    expect((await ask('DELETE', `/me/events/${id}`)).status).toBe(204);
    expect((await ask('GET', `/me/events/${id}`)).body).toMatchObject({
      error: { code: 'ErrorItemNotFound' },
    });
    expect(server.mails.map(({ to, kind }) => [to, kind])).toEqual([
      ['bo@example.com', 'invitation'],
      ['bo@example.com', 'update'],
      ['bo@example.com', 'cancellation'],
    ]);
  });

  it('mails only changed guests where only guests change, and forgets answers after a move', async () => {
    const id = await create({ attendees: [guest('bo@example.com'), guest('cy@example.com')] });
    server.answer(id, 'bo@example.com', 'accepted', 'Yes!');
    await ask('PATCH', `/me/events/${id}`, { attendees: [guest('bo@example.com'), guest('di@example.com')] });
    expect(server.mails.slice(2).map(({ to, kind }) => [to, kind])).toEqual([
      ['di@example.com', 'invitation'],
      ['cy@example.com', 'cancellation'],
    ]);
    expect(server.event(id)?.attendees.map(({ status }) => status?.response)).toEqual(['accepted', 'none']);
    await ask('PATCH', `/me/events/${id}`, {
      end: { dateTime: '2026-11-24T13:30:00', timeZone: WALK.end.timeZone },
    });
    expect(server.event(id)?.attendees[0]?.status?.response).toBe('notResponded');
    expect(server.inbox).toMatchObject([{ from: 'bo@example.com', comment: 'Yes!' }]);
  });

  it('does a create with the same transactionId once, for as long as it remembers', async () => {
    server.modes.transactionSeconds = 60;
    const one = await create({ transactionId: 'tx-1' });
    expect(await create({ transactionId: 'tx-1' })).toBe(one);
    server.modes.repeatedTransaction = 'conflict';
    expect((await ask('POST', '/me/events', { ...WALK, transactionId: 'tx-1' })).status).toBe(409);
    nowMs += 60_000;
    expect(await create({ transactionId: 'tx-1' })).not.toBe(one);
  });

  it('keeps open extensions and finds events by them', async () => {
    const mark = 'org.example.goldenHour.mark1';
    const extensions = [
      { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: mark, activity: 'walk' },
    ];
    const id = await create({ extensions });
    await create();
    const found = await ask(
      'GET',
      `/me/events?$filter=Extensions/any(f:f/id eq '${mark}')&$expand=extensions($filter=id eq '${mark}')`,
    );
    expect(listIds(found.body)).toEqual([id]);
    expect(at(found.body, 'value', 0, 'extensions')).toMatchObject([
      { extensionName: mark, activity: 'walk' },
    ]);
    const one = `/me/events/${id}/extensions/${mark}`;
    expect((await ask('PATCH', one, { activity: 'run' })).body).toMatchObject({ activity: 'run' });
    expect((await ask('DELETE', one)).status).toBe(204);
    expect((await ask('GET', one)).status).toBe(404);
  });

  it('finds events by an extended property too, and filters by time', async () => {
    const property = { id: 'String {00020329-0000-0000-C000-000000000046} Name mark', value: 'one' };
    const id = await create({ singleValueExtendedProperties: [property] });
    await create({ start: { ...WALK.start, dateTime: '2026-11-24T12:30:00' } });
    const any = `singleValueExtendedProperties/any(ep:ep/id eq '${property.id}' and ep/value eq 'one')`;
    expect(listIds((await ask('GET', `/me/events?$filter=${any}`)).body)).toEqual([id]);
    const time = "start/dateTime ge '2026-11-24T11:00:00' and start/dateTime lt '2026-11-24T11:30:00'";
    expect(listIds((await ask('GET', `/me/events?$filter=${time}&$select=subject`)).body)).toEqual([id]);
    expect((await ask('GET', '/me/events?$filter=start/dateTime near 5')).status).toBe(400);
  });

  it('honours If-Match or not', async () => {
    const id = await create();
    const { headers } = await ask('GET', `/me/events/${id}`);
    const old = { ...IMMUTABLE, 'if-match': headers.get('etag') ?? '' };
    server.edit(id, { subject: 'Changed elsewhere' });
    expect((await ask('PATCH', `/me/events/${id}`, { subject: 'Mine' }, old)).status).toBe(200);
    server.modes.ifMatch = 'honoured';
    expect((await ask('PATCH', `/me/events/${id}`, { subject: 'Mine' }, old)).status).toBe(412);
    expect((await ask('DELETE', `/me/events/${id}`, undefined, old)).status).toBe(412);
  });

  it('has immutable ids on request, and others that end when the event moves', async () => {
    const id = await create();
    const usual = { prefer: 'outlook.timezone="Pacific Standard Time"' };
    const { body } = await ask('GET', `/me/events/${id}`, undefined, usual);
    const mutable = String(at(body, 'id'));
    expect(mutable).not.toBe(id);
    expect(at(body, 'start', 'dateTime')).toBe('2026-11-24T03:00:00.0000000');
    expect((await ask('GET', `/me/events/${id.toLowerCase()}`)).status).toBe(404);
    server.moveToCalendar(id, 'family');
    expect((await ask('GET', `/me/events/${mutable}`, undefined, usual)).status).toBe(404);
    expect((await ask('GET', `/me/events/${id}`)).status).toBe(200);
    const next = server.reimport(id);
    expect((await ask('GET', `/me/events/${id}`)).status).toBe(404);
    expect((await ask('GET', `/me/events/${next}`)).status).toBe(200);
  });

  it('makes exceptions and cancels occurrences, and mails a series once more for each exception', async () => {
    const id = await create({ recurrence: WEEKLY, attendees: [guest('bo@example.com')] });
    const instances = await ask('GET', `/me/events/${id}/instances${DAYS}`);
    const ids = listIds(instances.body).map(String);
    expect(ids).toHaveLength(5);
    await ask('PATCH', `/me/events/${ids[1]}`, { subject: 'Elsewhere' });
    expect((await ask('POST', `/me/events/${ids[2]}/cancel`, { comment: 'Sorry' })).status).toBe(202);
    const view = await walk(ask, `/me/calendarView${DAYS}`);
    expect(view.values.map((value) => at(value, 'type'))).toEqual([
      'occurrence',
      'exception',
      'occurrence',
      'occurrence',
    ]);
    expect(at(view.values[1], 'originalStart')).toBe('2026-12-01T11:00:00Z');
    expect((await ask('GET', `/me/events/${ids[2]}`)).status).toBe(404);
    const before = server.mails.length;
    await ask('PATCH', `/me/events/${id}`, { subject: 'Every week' });
    expect(server.mails.slice(before).map(({ kind }) => kind)).toEqual(['update', 'update']);
    expect(server.event(ids[1] ?? '')).not.toBeNull();
    await ask('PATCH', `/me/events/${id}`, { start: { ...WALK.start, dateTime: '2026-11-24T10:00:00' } });
    expect(listIds((await ask('GET', `/me/events/${id}/instances${DAYS}`)).body)).toHaveLength(5);
  });

  it('shows whole days as dates everywhere, or shifted', async () => {
    const id = await create({
      isAllDay: true,
      start: { dateTime: '2026-11-24T00:00:00', timeZone: 'Tokyo Standard Time' },
      end: { dateTime: '2026-11-25T00:00:00', timeZone: 'Tokyo Standard Time' },
    });
    const start = async () => at((await ask('GET', `/me/events/${id}`)).body, 'start', 'dateTime');
    expect(await start()).toBe('2026-11-24T00:00:00.0000000');
    server.modes.allDay = 'shifted';
    expect(await start()).toBe('2026-11-23T15:00:00.0000000');
  });

  it('understands the zones that are in no table', async () => {
    for (const timeZone of ['tzone://Microsoft/Utc', 'tzone://Microsoft/Custom', 'Europe/Berlin']) {
      const id = server.put({ ...WALK, start: { ...WALK.start, timeZone } });
      const { body } = await ask('GET', `/me/events/${id}`);
      expect(at(body, 'originalStartTimeZone')).toBe(timeZone);
    }
    const strange = { ...IMMUTABLE, prefer: 'outlook.timezone="Mars Standard Time"' };
    const refused = await ask('GET', '/me/events', undefined, strange);
    expect(refused.body).toMatchObject({ error: { code: 'TimeZoneNotSupportedException' } });
  });

  it.each([
    [{ end: { dateTime: '2026-11-24T11:00:00', timeZone: WALK.end.timeZone } }],
    [{ isAllDay: true }],
    [{ start: { ...WALK.start, timeZone: 'Mars Standard Time' } }],
    [{ recurrence: { ...WEEKLY, pattern: { type: 'weekly', interval: 1 } } }],
    [{ attendees: [{ emailAddress: { address: 'nobody' } }] }],
  ])('refuses %j', async (change) => {
    expect((await ask('POST', '/me/events', { ...WALK, ...change })).status).toBe(400);
  });

  it('lets guests propose a time, and the user answer an invitation of somebody else', async () => {
    const id = await create({ attendees: [guest('bo@example.com')] });
    const at16 = { dateTime: '2026-11-24T16:00:00', timeZone: 'UTC' };
    server.propose(id, 'bo@example.com', at16, { ...at16, dateTime: '2026-11-24T17:00:00' });
    expect((await ask('GET', `/me/events/${id}`)).body).toMatchObject({
      attendees: [
        {
          status: { response: 'tentativelyAccepted' },
          proposedNewTime: { start: { dateTime: '2026-11-24T16:00:00.0000000' } },
        },
      ],
    });
    const theirs = server.put({
      ...WALK,
      isOrganizer: false,
      organizer: { emailAddress: { address: 'eve@example.com' } },
      attendees: [guest('alex@example.com')],
    });
    expect((await ask('POST', `/me/events/${theirs}/cancel`, {})).status).toBe(400);
    expect(
      (await ask('POST', `/me/events/${theirs}/accept`, { comment: 'Fine', sendResponse: true })).status,
    ).toBe(202);
    expect(server.event(theirs)?.responseStatus.response).toBe('accepted');
    expect(server.mails.at(-1)).toMatchObject({ to: 'eve@example.com', kind: 'response', comment: 'Fine' });
  });

  it('keeps to one calendar, and writes nothing into one that is read only', async () => {
    const { body } = await ask('GET', '/me/calendars');
    const ids = new Map(listValues(body).map((one) => [at(one, 'name'), String(at(one, 'id'))]));
    const put = server.put(WALK, { calendar: 'team' });
    expect(listIds((await ask('GET', `/me/calendars/${ids.get('team') ?? ''}/events`)).body)).toEqual([put]);
    expect(listIds((await ask('GET', '/me/events')).body)).toEqual([]);
    expect((await ask('POST', `/me/calendars/${ids.get('team') ?? ''}/events`, WALK)).status).toBe(403);
    expect((await ask('PATCH', `/me/events/${put}`, { subject: 'Mine' })).status).toBe(403);
    expect((await ask('POST', `/me/calendars('${ids.get('family') ?? ''}')/events`, WALK)).status).toBe(201);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, at, listIds, openAsking } from './asking.ts';
import { type GoogleServer, startGoogle } from './server.ts';
import { skipWithoutGoogle } from './skip.ts';

const WALK = {
  id: 'abcde12345',
  summary: 'Walk',
  start: { dateTime: '2026-11-24T12:00:00', timeZone: 'Europe/Amsterdam' },
  end: { dateTime: '2026-11-24T13:00:00', timeZone: 'Europe/Amsterdam' },
  attendees: [{ email: 'bo@example.com' }, { email: 'cas@gmail.com' }],
};
const SERIES = { ...WALK, id: 'series12345', recurrence: ['RRULE:FREQ=DAILY;COUNT=3'], attendees: [] };
const ALEX = 'alex@example.com';

let server: GoogleServer;
let ask: Ask;
let nowMs = Date.UTC(2026, 10, 23);

describe('events', () => {
  beforeEach(skipWithoutGoogle);
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 23);
    server = await startGoogle({
      clock: () => nowMs,
      accounts: [
        {
          email: ALEX,
          name: 'Alex',
          calendars: [
            { id: 'team@group.calendar.google.com', summary: 'Team' },
            { id: 'boss@example.com', accessRole: 'freeBusyReader' },
            { id: 'shared@example.com', accessRole: 'writer' },
          ],
        },
      ],
    });
    ask = openAsking(server);
    return () => server.stop();
  });
  const mailed = () => server.mails.map(({ to, kind }) => `${kind} ${to}`);

  it('keeps an event under the id that the client chose, and mails the guests', async () => {
    const { status, body, headers } = await ask('POST', '~/events?sendUpdates=all', WALK);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: WALK.id,
      iCalUID: `${WALK.id}@google.com`,
      status: 'confirmed',
      sequence: 0,
      created: '2026-11-23T00:00:00.000Z',
      start: { dateTime: '2026-11-24T12:00:00+01:00', timeZone: 'Europe/Amsterdam' },
      organizer: { email: ALEX, self: true },
      creator: { email: ALEX, self: true },
      attendees: [
        { email: 'bo@example.com', responseStatus: 'needsAction' },
        { email: 'cas@gmail.com', responseStatus: 'needsAction' },
      ],
    });
    expect(headers.get('etag')).toBe(at(body, 'etag'));
    expect(mailed()).toEqual(['invitation bo@example.com', 'invitation cas@gmail.com']);
    expect(server.violations).toEqual([]);
  });

  it.each([
    ['all', ['invitation bo@example.com', 'invitation cas@gmail.com']],
    ['externalOnly', ['invitation bo@example.com']],
    ['none', []],
  ] as const)('mails by sendUpdates=%s', async (sendUpdates, expected) => {
    await ask('POST', `~/events?sendUpdates=${sendUpdates}`, WALK);
    expect(mailed()).toEqual(expected);
  });

  it('mails nobody of what concerns nobody, and everybody of what does', async () => {
    await ask('POST', '~/events', WALK);
    const change = (body: unknown) => ask('PATCH', `~/events/${WALK.id}?sendUpdates=all`, body);
    await change({ extendedProperties: { private: { mark: '1' } }, colorId: '3' });
    expect(mailed()).toEqual([]);
    await change({ location: 'Park' });
    await change({ attendees: [{ email: 'bo@example.com' }] });
    expect(mailed()).toEqual(['update bo@example.com', 'update cas@gmail.com', 'cancellation cas@gmail.com']);
    server.modes.mailsAnyway = true;
    await ask('PATCH', `~/events/${WALK.id}?sendUpdates=none`, { location: 'Lake' });
    expect(mailed().at(-1)).toBe('update bo@example.com');
  });

  it('counts the sequence when the time changes, and asks the guests again', async () => {
    await ask('POST', '~/events', WALK);
    server.answer(WALK.id, 'bo@example.com', 'accepted', 'Yes!');
    const attendees = [{ email: 'bo@example.com', responseStatus: 'accepted' }];
    const later = {
      start: { dateTime: '2026-11-25T12:00:00+01:00' },
      end: { dateTime: '2026-11-25T13:00:00+01:00' },
    };
    const same = await ask('PATCH', `~/events/${WALK.id}`, { attendees, sequence: 7 });
    expect(same.body).toMatchObject({ sequence: 0, attendees });
    const moved = await ask('PATCH', `~/events/${WALK.id}`, { ...later, attendees });
    expect(moved.body).toMatchObject({ sequence: 1, attendees: [{ responseStatus: 'needsAction' }] });
    Object.assign(server.modes, { sequence: 'taken', answersAfterMove: 'kept' });
    const taken = await ask('PATCH', `~/events/${WALK.id}`, {
      ...WALK,
      id: undefined,
      attendees,
      sequence: 7,
    });
    expect(taken.body).toMatchObject({ sequence: 7, attendees: [{ responseStatus: 'accepted' }] });
  });

  it('keeps or resets what a client answers for a new guest', async () => {
    const attendees = [{ email: 'bo@example.com', responseStatus: 'accepted' }];
    expect((await ask('POST', '~/events', { ...WALK, attendees })).body).toMatchObject({ attendees });
    server.modes.guestAnswers = 'reset';
    const { body } = await ask('POST', '~/events', { ...WALK, id: 'abcde12346', attendees });
    expect(body).toMatchObject({ attendees: [{ responseStatus: 'needsAction' }] });
  });

  it('refuses an id that is taken, a deleted one too; or takes it in that mode', async () => {
    await ask('POST', '~/events', WALK);
    expect((await ask('POST', '~/events', WALK)).status).toBe(409);
    await ask('DELETE', `~/events/${WALK.id}`);
    expect((await ask('POST', '~/events', WALK)).status).toBe(409);
    server.modes.detectsCollisions = false;
    expect((await ask('POST', '~/events', WALK)).status).toBe(200);
  });

  it('holds writes to the version that they name', async () => {
    const { body } = await ask('POST', '~/events', WALK);
    const etag = String(at(body, 'etag'));
    const path = `~/events/${WALK.id}`;
    expect((await ask('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304);
    server.answer(WALK.id, 'bo@example.com', 'declined');
    expect((await ask('GET', path, undefined, { 'if-none-match': etag })).status).toBe(200);
    const { id: _id, ...update } = WALK;
    for (const [method, sent] of [
      ['PUT', update],
      ['PATCH', update],
      ['DELETE', undefined],
    ] as const) {
      expect((await ask(method, path, sent, { 'if-match': etag })).status).toBe(412);
    }
    const fresh = String(at((await ask('GET', path)).body, 'etag'));
    expect((await ask('DELETE', path, undefined, { 'if-match': fresh })).status).toBe(204);
    expect((await ask('DELETE', path)).status).toBe(410);
    expect((await ask('GET', path)).body).toMatchObject({ status: 'cancelled' });
  });

  it('replaces with PUT and merges with PATCH', async () => {
    await ask('POST', '~/events', { ...WALK, location: 'Park', extendedProperties: { private: { a: '1' } } });
    const patched = await ask('PATCH', `~/events/${WALK.id}`, {
      location: null,
      extendedProperties: { private: { b: '2' } },
    });
    expect(patched.body).toMatchObject({
      summary: 'Walk',
      extendedProperties: { private: { a: '1', b: '2' } },
    });
    expect(at(patched.body, 'location')).toBeUndefined();
    const { start, end } = WALK;
    const put = await ask('PUT', `~/events/${WALK.id}`, { start, end });
    expect(at(put.body, 'summary')).toBeUndefined();
    expect(at(put.body, 'attendees')).toBeUndefined();
    expect(at(put.body, 'iCalUID')).toBe(`${WALK.id}@google.com`);
  });

  it('lists a series as one, its cancelled instance sparse; or expanded without the master', async () => {
    await ask('POST', '~/events', SERIES);
    await ask('DELETE', `~/events/${SERIES.id}_20261125T110000Z`);
    await ask('PATCH', `~/events/${SERIES.id}_20261126T110000Z`, { summary: 'Run' });
    const whole = await ask('GET', '~/events');
    expect(at(whole.body, 'items', 1)).toEqual({
      kind: 'calendar#event',
      etag: expect.any(String) as string,
      id: `${SERIES.id}_20261125T110000Z`,
      status: 'cancelled',
      recurringEventId: SERIES.id,
      originalStartTime: { dateTime: '2026-11-25T12:00:00+01:00', timeZone: 'Europe/Amsterdam' },
    });
    const single = await ask('GET', '~/events?singleEvents=true&orderBy=startTime');
    expect(listIds(single.body)).toEqual([`${SERIES.id}_20261124T110000Z`, `${SERIES.id}_20261126T110000Z`]);
    const instances = await ask('GET', `~/events/${SERIES.id}/instances?showDeleted=true`);
    expect(listIds(instances.body)).toHaveLength(3);
    expect(server.violations).toEqual([]);
  });

  it('refuses what makes no sense, without calling it a violation', async () => {
    const bad: readonly (readonly [object, string])[] = [
      [{ id: 'WXYZ1' }, 'invalid'],
      [{ end: { dateTime: '2026-11-24T11:00:00+01:00' } }, 'timeRangeEmpty'],
      [{ end: { date: '2026-11-25' } }, 'invalid'],
      [{ attendees: [{ email: 'nobody' }] }, 'invalid'],
      [{ recurrence: ['DTSTART:20261124T120000Z'] }, 'invalid'],
      [{ recurrence: ['RRULE:FREQ=DAILY'], start: { dateTime: '2026-11-24T12:00:00Z' } }, 'required'],
      [{ eventType: 'fromGmail' }, 'eventTypeRestriction'],
      [{ eventType: 'focusTime', attendees: [] }, 'required'],
    ];
    for (const [change, reason] of bad) {
      const { status, body } = await ask('POST', '~/events', { ...WALK, ...change });
      expect([status, at(body, 'error', 'errors', 0, 'reason')]).toEqual([400, reason]);
    }
    expect(server.violations).toEqual([]);
  });

  it('moves an event to another calendar, which becomes its organizer', async () => {
    await ask('POST', '~/events', WALK);
    const path = `~/events/${WALK.id}/move?destination=team%40group.calendar.google.com`;
    const { body } = await ask('POST', path);
    expect(body).toMatchObject({ organizer: { email: 'team@group.calendar.google.com', self: true } });
    expect((await ask('GET', `~/events/${WALK.id}`)).body).toMatchObject({ status: 'cancelled' });
  });

  it('imports under a UID, once', async () => {
    const { id: _id, ...rest } = WALK;
    const sent = { ...rest, iCalUID: 'far@away', organizer: { email: 'bo@example.com' } };
    const first = await ask('POST', '~/events/import', sent);
    const second = await ask('POST', '~/events/import', { ...sent, summary: 'Run' });
    expect(at(second.body, 'id')).toBe(at(first.body, 'id'));
    expect(second.body).toMatchObject({
      summary: 'Run',
      iCalUID: 'far@away',
      organizer: { email: 'bo@example.com' },
    });
    expect(server.mails).toEqual([]);
    const changed = await ask('PATCH', `~/events/${String(at(first.body, 'id'))}`, { summary: 'Swim' });
    expect(at(changed.body, 'error', 'errors', 0, 'reason')).toBe('forbiddenForNonOrganizer');
  });

  it('holds calendars to their access roles, and scopes to the calendars they are for', async () => {
    const boss = '/calendar/v3/calendars/boss%40example.com/events';
    server.put({ id: 'secret', summary: 'Layoffs', start: WALK.start, end: WALK.end }, 'boss@example.com');
    expect(at((await ask('GET', boss)).body, 'items', 0, 'summary')).toBeUndefined();
    // Of a calendar that is not the user's own, events.owned allows nothing.
    const shared = await ask('POST', '/calendar/v3/calendars/shared%40example.com/events', WALK);
    expect(shared.status).toBe(403);
    expect(shared.headers.get('www-authenticate')).toMatch(/insufficient_scope/);
    const all = openAsking(server, ['https://www.googleapis.com/auth/calendar.events']);
    const refused = await all('POST', boss, WALK);
    expect(at(refused.body, 'error', 'errors', 0, 'reason')).toBe('requiredAccessLevel');
    const reader = openAsking(server, ['https://www.googleapis.com/auth/calendar.events.readonly']);
    expect((await reader('POST', '~/events', WALK)).status).toBe(403);
    expect((await reader('GET', '~/events')).status).toBe(200);
  });

  it('makes a conference only for a client that knows of them', async () => {
    const conferenceData = {
      createRequest: { requestId: 'r1', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    };
    const without = await ask('POST', '~/events', { ...WALK, conferenceData });
    expect(at(without.body, 'hangoutLink')).toBeUndefined();
    const made = await ask('PATCH', `~/events/${WALK.id}?conferenceDataVersion=1`, { conferenceData });
    expect(at(made.body, 'hangoutLink')).toMatch(/^https:\/\/meet\.google\.com\//);
    const kept = await ask('PATCH', `~/events/${WALK.id}`, { summary: 'Run' });
    expect(at(kept.body, 'hangoutLink')).toBe(at(made.body, 'hangoutLink'));
    expect(server.violations).toEqual([]);
  });
});

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
const SERIES = { ...WALK, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'], attendees: [] };

describe('acts of others, series and what was deleted', () => {
  beforeEach(skipWithoutGoogle);
  let server: GoogleServer;
  let ask: Ask;
  beforeEach(async () => {
    server = await startGoogle({ clock: () => Date.UTC(2026, 10, 23) });
    ask = openAsking(server);
    return () => server.stop();
  });

  it('brings a deleted event back when it is written, or refuses, and never lists it twice', async () => {
    await ask('POST', '~/events', WALK);
    server.remove(WALK.id);
    const { start, end } = WALK;
    server.modes.writesToDeleted = 'refuse';
    expect((await ask('PUT', `~/events/${WALK.id}`, { start, end })).status).toBe(410);
    server.modes.writesToDeleted = 'revive';
    expect((await ask('PATCH', `~/events/${WALK.id}`, { summary: 'Run' })).body).toMatchObject({
      status: 'cancelled',
    });
    expect((await ask('PUT', `~/events/${WALK.id}`, { start, end })).body).toMatchObject({
      status: 'confirmed',
    });
    expect(listIds((await ask('GET', '~/events?showDeleted=true')).body)).toEqual([WALK.id]);
  });

  it('names instances by their day or by their moment, over a change of the clock and without the excluded', async () => {
    server.put({
      id: 'clock',
      start: { dateTime: '2026-10-24T10:00:00', timeZone: 'Europe/Amsterdam' },
      end: { dateTime: '2026-10-24T11:00:00', timeZone: 'Europe/Amsterdam' },
      recurrence: ['EXDATE;TZID=Europe/Amsterdam:20261026T100000', 'RRULE:FREQ=DAILY;UNTIL=20261027T090000Z'],
    });
    server.put({
      id: 'days1',
      start: { date: '2026-10-24' },
      end: { date: '2026-10-26' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2', 'RDATE;VALUE=DATE:20261028'],
    });
    const { body } = await ask('GET', '~/events?singleEvents=true');
    expect(listIds(body)).toEqual([
      'clock_20261024T080000Z',
      'clock_20261025T090000Z',
      'clock_20261027T090000Z',
      'days1_20261024',
      'days1_20261028',
      'days1_20261031',
    ]);
    expect(at(body, 'items', 4)).toMatchObject({
      start: { date: '2026-10-28' },
      end: { date: '2026-10-30' },
    });
    expect((await ask('GET', '~/events/clock_20261026T090000Z')).status).toBe(404);
  });

  it('lets people act without the client: nobody is mailed, and each act is news for the next list', async () => {
    await ask('POST', '~/events', WALK);
    const first = await ask('GET', '~/events');
    server.propose(WALK.id, 'bo@example.com', '2026-11-25T12:00', '2026-11-25T13:00');
    server.reschedule(WALK.id, { dateTime: '2026-11-26T12:00:00Z' }, { dateTime: '2026-11-26T13:00:00Z' });
    const { body } = await ask('GET', `~/events?syncToken=${String(at(first.body, 'nextSyncToken'))}`);
    expect(at(body, 'items', 0)).toMatchObject({
      sequence: 1,
      start: { dateTime: '2026-11-26T13:00:00+01:00' },
      attendees: [
        { responseStatus: 'tentative', comment: 'Proposed: 2026-11-25T12:00 to 2026-11-25T13:00' },
        {},
      ],
    });
    server.setAttendees(WALK.id, []);
    server.remove(WALK.id);
    expect(server.event(WALK.id)?.status).toBe('cancelled');
    expect(server.mails).toEqual([]);
  });

  it('takes a series away with its exceptions, listed or silent', async () => {
    for (const [id, exceptionsOfDeleted] of [
      ['seriesa', 'listed'],
      ['seriesb', 'silent'],
    ] as const) {
      server.modes.exceptionsOfDeleted = exceptionsOfDeleted;
      await ask('POST', '~/events', { ...SERIES, id });
      await ask('PATCH', `~/events/${id}_20261126T110000Z`, { summary: 'Run' });
      const token = String(at((await ask('GET', '~/events')).body, 'nextSyncToken'));
      expect((await ask('DELETE', `~/events/${id}`)).status).toBe(204);
      const gone = listIds((await ask('GET', `~/events?syncToken=${token}`)).body);
      expect(gone).toEqual(exceptionsOfDeleted === 'listed' ? [id, `${id}_20261126T110000Z`] : [id]);
    }
  });
});

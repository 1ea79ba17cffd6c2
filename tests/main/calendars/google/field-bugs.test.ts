import { describe, expect, it } from 'vitest';
import { isBusy } from '#main/calendars/busy.ts';
import { spans, starts } from '#tests/main/calendars/ical/reading.ts';
import { readGoogle, readOne } from '#tests/support/google/read.ts';
import {
  instance,
  page,
  refuse,
  Replica,
  single,
  sparse,
  tell,
  weekly,
} from '#tests/support/google/scripted.ts';

const ZONES = [
  'Pacific/Pago_Pago',
  'America/New_York',
  'Europe/Amsterdam',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

// Bugs that calendar software really had, with what comes from Google; number 10 is in provider.test.ts.
describe('field bugs', () => {
  it('field bug 6: our own write echoes back a thousand times and nothing grows (OGCS#1418, calcurse#232)', async () => {
    const replica = new Replica();
    const own = single('o1', { extendedProperties: { private: { goldenHourUid: 'u@golden-hour' } } });
    for (let round = 0; round < 1_000; round += 1) {
      const { changed } = await replica.sync(tell(page([own], { nextSyncToken: `t${round}` })).api);
      expect(changed).toEqual(round === 0 ? ['o1'] : []);
    }
    expect(replica.series()).toEqual({ o1: { master: own, exceptions: [] } });
  });

  it.each([
    ['403', refuse(403, 'forbidden')],
    ['503', refuse(503, 'backendError')],
    ['a web page', { text: '<!doctype html>' }],
    ['nothing', { text: '' }],
  ])(
    'field bug 9: after %s the last good data is kept (GAS-ICS-Sync#118, #343; keeper.sh#383)',
    async (_name, told) => {
      const replica = new Replica();
      await replica.sync(tell(page([single('a')], { nextSyncToken: 't1' })).api);
      expect((await replica.sync(tell(told).api)).failure).not.toBeNull();
      expect([...replica.texts.keys()]).toEqual(['a']);
      expect(replica.cursor).toBe('v1:t1');
    },
  );

  it('field bug 12: declined is free, under whatever address the user was asked (appointment#696, cal.diy#30173)', () => {
    const me = (responseStatus: string): object => ({
      attendees: [{ email: 'alias@example.com', self: true, responseStatus }],
    });
    expect(isBusy(readOne(single('e', me('declined'))), [])).toBe(false);
    expect(isBusy(readOne(single('e', me('needsAction'))), [])).toBe(true);
    const other = { attendees: [{ email: 'bob@example.com', responseStatus: 'declined' }] };
    expect(isBusy(readOne(single('e', other)), ['me@example.com'])).toBe(true);
  });

  it('field bug 13: an all-day event marked free is free, one marked busy blocks (appointment#661, venndra#51)', () => {
    const day = { start: { date: '2026-06-04' }, end: { date: '2026-06-05' } };
    const isBusyAs = (transparency: string | undefined): boolean =>
      isBusy(readOne(single('e', { ...day, transparency })), []);
    expect(['transparent', 'opaque', undefined].map(isBusyAs)).toEqual([false, true, true]);
  });

  it('field bug 14: working location and birthdays are never busy (home-assistant/core#179946)', () => {
    for (const eventType of ['workingLocation', 'birthday']) {
      expect(isBusy(readOne(single('e', { eventType, transparency: 'opaque' })), [])).toBe(false);
    }
  });

  it('field bug 15, 16: a recurring all-day event has the right dates in every zone (core#113454, #162881, GAS-ICS-Sync#34)', () => {
    for (const zone of ZONES) {
      const series = weekly('s', { start: { date: '2026-06-04' }, end: { date: '2026-06-05' } });
      const deleted = {
        id: 's_20260611',
        status: 'cancelled',
        recurringEventId: 's',
        originalStartTime: { date: '2026-06-11' },
      };
      expect(spans(readGoogle(series, [deleted], { zone }).occurrences)).toEqual([
        '2026-06-04/2026-06-05',
        '2026-06-18/2026-06-19',
        '2026-06-25/2026-06-26',
      ]);
    }
  });

  it('field bug 17: 10:00 stays 10:00 over a change of the clock, whoever looks (ical.js#107, node-ical#97)', () => {
    for (const zone of ZONES) {
      const series = weekly('s', {
        // As seen by a calendar that is elsewhere: the offset is not that of the event's own zone.
        start: { dateTime: '2026-10-19T04:00:00-04:00', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-10-19T05:00:00-04:00', timeZone: 'Europe/Berlin' },
      });
      expect(starts(readGoogle(series, [], { zone }).occurrences)).toEqual([
        '2026-10-19T08:00Z',
        '2026-10-26T09:00Z',
        '2026-11-02T09:00Z',
        '2026-11-09T09:00Z',
      ]);
    }
  });

  it('field bug 20: a series from +8 keeps its weekday when seen in -7 (OGCS#537)', () => {
    const series = weekly('s', {
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2'],
      start: { dateTime: '2026-06-02T07:00:00+08:00', timeZone: 'Asia/Shanghai' },
      end: { dateTime: '2026-06-02T08:00:00+08:00', timeZone: 'Asia/Shanghai' },
    });
    const { occurrences } = readGoogle(series, [], { zone: 'America/Phoenix' });
    expect(starts(occurrences)).toEqual(['2026-06-01T23:00Z', '2026-06-08T23:00Z']);
  });

  it('field bug 22: a moved instance appears once, whatever zone its moment is written in (bitfireAT/synctools#80)', () => {
    for (const originalStartTime of [
      { dateTime: '2026-06-11T10:00:00+02:00', timeZone: 'Europe/Berlin' },
      { dateTime: '2026-06-11T04:00:00-04:00', timeZone: 'America/New_York' },
      { dateTime: '2026-06-11T08:00:00Z' },
    ]) {
      const moved = instance('s', '20260611T080000Z', {
        originalStartTime,
        start: { dateTime: '2026-06-12T10:00:00+02:00', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-06-12T11:00:00+02:00', timeZone: 'Europe/Berlin' },
      });
      expect(starts(readGoogle(weekly('s'), [moved]).occurrences)).toEqual([
        '2026-06-04T08:00Z',
        '2026-06-12T08:00Z',
        '2026-06-18T08:00Z',
        '2026-06-25T08:00Z',
      ]);
    }
  });

  it('field bug 23: deleted instances of a series that was shifted stay deleted (owncloud/calendar#620)', async () => {
    const replica = new Replica();
    const last = { nextSyncToken: 't' };
    await replica.sync(tell(page([weekly('s'), sparse('s', '20260611T080000Z')], last)).api);
    const shifted = weekly('s', {
      start: { dateTime: '2026-06-04T15:00:00+02:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-04T16:00:00+02:00', timeZone: 'Europe/Berlin' },
    });
    await replica.sync(tell(page([shifted], last)).api);
    expect(replica.series()).toEqual({
      s: { master: shifted, exceptions: [sparse('s', '20260611T080000Z')] },
    });
    expect(starts(readGoogle(shifted, [sparse('s', '20260611T080000Z')]).occurrences)).toEqual([
      '2026-06-04T13:00Z',
      '2026-06-18T13:00Z',
      '2026-06-25T13:00Z',
    ]);
  });

  it('field bug 24: sparse deletions and a series of RDATEs alone are read (odoo#176634, #138369)', () => {
    const recurrence = ['RDATE;TZID=Europe/Berlin:20260611T100000,20260618T100000'];
    const { occurrences, skipped } = readGoogle(weekly('s', { recurrence }), [
      sparse('s', '20260611T080000Z'),
    ]);
    expect(skipped).toEqual([]);
    expect(starts(occurrences)).toEqual(['2026-06-04T08:00Z', '2026-06-18T08:00Z']);
  });

  it('field bug 25: an instance that comes alone takes the rest from its stored series (openwhispr#1835, relaticle#745)', async () => {
    const replica = new Replica();
    await replica.sync(tell(page([weekly('s', { summary: 'Team' })], { nextSyncToken: 't' })).api);
    const stub = instance('s', '20260611T080000Z', { summary: undefined });
    await replica.sync(tell(page([stub], { nextSyncToken: 't' })).api);
    const { occurrences } = readGoogle(weekly('s', { summary: 'Team' }), [stub]);
    expect(occurrences.map(({ summary }) => summary)).toEqual(['Team', 'Team', 'Team', 'Team']);
    expect(replica.series()['s']).toMatchObject({ exceptions: [{ id: 's_20260611T080000Z' }] });
  });

  it('field bug: a rule that is a bomb costs its own series alone (node-ical#542, Radicale#2188)', () => {
    const recurrence = ['RRULE:FREQ=SECONDLY'];
    const { occurrences, skipped } = readGoogle(weekly('s', { recurrence }));
    expect(occurrences).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^Event s@google\.com recurs too often/),
    ]);
  });
});

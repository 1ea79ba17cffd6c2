import { describe, expect, it } from 'vitest';
import { isBusy } from '#main/calendars/busy.ts';
import { calendar, event, read, spans, starts } from '#tests/main/calendars/ical/reading.ts';

const AMSTERDAM = ';TZID=Europe/Amsterdam';

// Bugs that calendar software really had; the thread in which each bit somebody is named with it.
describe('field bugs', () => {
  const ZONES = [
    'Pacific/Pago_Pago',
    'America/New_York',
    'Europe/Amsterdam',
    'Asia/Kolkata',
    'Pacific/Auckland',
    'Pacific/Kiritimati',
  ];

  it('field bug 12: declined is free (thunderbird/appointment#696, cal.diy#30173)', () => {
    const attendee = 'ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com';
    const [declined] = read(
      calendar(event('DTSTART:20260604T100000Z', 'DURATION:PT1H', attendee)),
    ).occurrences;
    expect(declined && isBusy(declined, ['me@example.com'])).toBe(false);
    expect(declined && isBusy(declined, ['other@example.com'])).toBe(true);
  });

  it('field bug 13: an all-day event marked free is free, one marked busy blocks (appointment#661, venndra#51)', () => {
    const [free, busy, unmarked] = read(
      calendar(
        event('UID:a', 'DTSTART;VALUE=DATE:20260604', 'TRANSP:TRANSPARENT'),
        event('UID:b', 'DTSTART;VALUE=DATE:20260604', 'TRANSP:OPAQUE'),
        event('UID:c', 'DTSTART;VALUE=DATE:20260604'),
      ),
    ).occurrences;
    expect([free, busy, unmarked].map((o) => o && isBusy(o, []))).toEqual([false, true, true]);
  });

  it('field bug 14: working location and birthdays are never busy (home-assistant/core#179946)', () => {
    const { occurrences } = read(
      calendar(
        event('UID:a', 'DTSTART;VALUE=DATE:20260604', 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'),
        event('UID:b', 'DTSTART;VALUE=DATE:20260604', 'CATEGORIES:Birthday'),
      ),
    );
    expect(occurrences.map((o) => isBusy(o, []))).toEqual([false, false]);
  });

  it('field bug 15, 16: a recurring all-day event has the right dates in every zone (core#113454, #162881, GAS-ICS-Sync#34)', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=WEEKLY;COUNT=6'));
    for (const zone of ZONES) {
      expect(spans(read(text, { zone }).occurrences)).toEqual([
        '2026-03-02/2026-03-03',
        '2026-03-09/2026-03-10',
        '2026-03-16/2026-03-17',
        '2026-03-23/2026-03-24',
        '2026-03-30/2026-03-31',
        '2026-04-06/2026-04-07',
      ]);
    }
  });

  it('field bug 17: 10:00 stays 10:00 over a change of the clock, whoever looks (peterbraden/ical.js#107, node-ical#97)', () => {
    const text = calendar(
      event(`DTSTART${AMSTERDAM}:20260327T100000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'),
    );
    for (const zone of ZONES) {
      expect(spans(read(text, { zone }).occurrences)).toEqual([
        '2026-03-27T09:00Z/2026-03-27T10:00Z',
        '2026-03-28T09:00Z/2026-03-28T10:00Z',
        '2026-03-29T08:00Z/2026-03-29T09:00Z',
        '2026-03-30T08:00Z/2026-03-30T09:00Z',
      ]);
    }
  });

  it('field bug 17: a time that the clock skips moves on, one that it repeats is the first (RFC 5545, 3.3.5)', () => {
    const text = calendar(event(`DTSTART${AMSTERDAM}:20260328T023000`, 'RRULE:FREQ=DAILY;COUNT=2'));
    expect(starts(read(text).occurrences)).toEqual(['2026-03-28T01:30Z', '2026-03-29T01:30Z']);
    const autumn = calendar(event(`DTSTART${AMSTERDAM}:20261024T023000`, 'RRULE:FREQ=DAILY;COUNT=3'));
    expect(starts(read(autumn).occurrences)).toEqual([
      '2026-10-24T00:30Z',
      '2026-10-25T00:30Z',
      '2026-10-26T01:30Z',
    ]);
  });

  it('field bug 18: UNTIL in the repeated hour ends where it says (ical.net#736)', () => {
    const text = (until: string): string =>
      calendar(event(`DTSTART${AMSTERDAM}:20261023T023000`, `RRULE:FREQ=DAILY;UNTIL=${until}`));
    expect(read(text('20261025T002959Z')).occurrences).toHaveLength(2);
    expect(read(text('20261025T003000Z')).occurrences).toHaveLength(3);
    expect(read(text('20261025T011500Z')).occurrences).toHaveLength(3);
  });

  it('field bug 18: a floating series with UNTIL in UTC ends on its own clock, in every zone (core#167734)', () => {
    const text = calendar(
      event('DTSTART:19970902T090000', 'RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z'),
    );
    for (const zone of ZONES) expect(read(text, { zone }).occurrences).toHaveLength(3);
  });

  it('field bug 19: floating times are in the reader’s zone, whatever the calendar calls its own (core#28123)', () => {
    const text = calendar('X-WR-TIMEZONE:America/Denver', event('DTSTART:20260604T100000'));
    expect(starts(read(text, { zone: 'Europe/Amsterdam' }).occurrences)).toEqual(['2026-06-04T08:00Z']);
    expect(starts(read(text, { zone: 'Asia/Kolkata' }).occurrences)).toEqual(['2026-06-04T04:30Z']);
  });

  it('field bug 20: a series from +8 keeps its weekday when seen in -7 (OGCS#537)', () => {
    const text = calendar(
      event('DTSTART;TZID=Asia/Singapore:20260602T080000', 'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3'),
    );
    expect(starts(read(text, { zone: 'America/Phoenix' }).occurrences)).toEqual([
      '2026-06-02T00:00Z',
      '2026-06-09T00:00Z',
      '2026-06-16T00:00Z',
    ]);
  });

  it('field bug 21: a customised zone is what the file says it is (node-ical#246, #478)', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:(UTC+00:00) Dublin\\, Edinburgh',
      'BEGIN:STANDARD',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0000',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T010000',
      'TZOFFSETFROM:+0000',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n');
    const text = calendar(
      zone,
      event('DTSTART;TZID=(UTC+00:00) Dublin, Edinburgh:20260326T100000', 'RRULE:FREQ=WEEKLY;COUNT=2'),
      event('UID:e2', 'DTSTART;TZID="(UTC+00:00) Dublin, Edinburgh":20260704T100000'),
    );
    const { occurrences, skipped } = read(text);
    expect(starts(occurrences)).toEqual(['2026-03-26T10:00Z', '2026-04-02T09:00Z', '2026-07-04T09:00Z']);
    expect(skipped).toEqual([]);
  });

  it('field bug 22: a moved instance appears once, even with RECURRENCE-ID in another zone (bitfireAT/synctools#80)', () => {
    const series = event(`DTSTART${AMSTERDAM}:20260604T100000`, 'RRULE:FREQ=WEEKLY;COUNT=2');
    for (const id of [
      'RECURRENCE-ID:20260611T080000Z',
      'RECURRENCE-ID;TZID=Asia/Tokyo:20260611T170000',
      'RECURRENCE-ID;TZID=W. Europe Standard Time:20260611T100000',
      'RECURRENCE-ID:20260611T100000',
      'RECURRENCE-ID;VALUE=DATE:20260611',
    ]) {
      const { occurrences } = read(calendar(event(id, 'DTSTART:20260612T080000Z'), series));
      expect(starts(occurrences)).toEqual(['2026-06-04T08:00Z', '2026-06-12T08:00Z']);
    }
  });

  it('field bug 22: a moved instance of an all-day series appears once (RECURRENCE-ID as a midnight)', () => {
    const series = event('DTSTART;VALUE=DATE:20260604', 'RRULE:FREQ=WEEKLY;COUNT=2');
    for (const id of [
      'RECURRENCE-ID;VALUE=DATE:20260611',
      'RECURRENCE-ID;TZID=UTC+01:20260611T000000',
      'RECURRENCE-ID;TZID=W. Europe Standard Time:20260611T000000',
      'RECURRENCE-ID:20260610T220000Z',
    ]) {
      const { occurrences } = read(calendar(series, event(id, 'DTSTART;VALUE=DATE:20260612')));
      expect(starts(occurrences)).toEqual(['2026-06-04', '2026-06-12']);
    }
  });

  it('field bug 23: deleted instances of a series that was shifted stay deleted (owncloud/calendar#620)', () => {
    const old = [
      `EXDATE${AMSTERDAM}:20260605T100000`,
      'EXDATE:20260605T080000Z',
      'EXDATE;VALUE=DATE:20260605',
    ];
    for (const zone of ZONES) {
      for (const exception of [...old, 'EXDATE:20260605T090000Z']) {
        const text = calendar(
          event(`DTSTART${AMSTERDAM}:20260604T110000`, 'RRULE:FREQ=DAILY;COUNT=3', exception),
        );
        expect(starts(read(text, { zone }).occurrences)).toEqual(['2026-06-04T09:00Z', '2026-06-06T09:00Z']);
      }
    }
  });

  it('field bug 24: a series of RDATEs alone is read (odoo#176634, #138369)', () => {
    const text = calendar(
      event('DTSTART:20260604T100000Z', 'DURATION:PT1H', 'RDATE:20260610T100000Z,20260701T100000Z'),
    );
    expect(starts(read(text).occurrences)).toEqual([
      '2026-06-04T10:00Z',
      '2026-06-10T10:00Z',
      '2026-07-01T10:00Z',
    ]);
  });
});

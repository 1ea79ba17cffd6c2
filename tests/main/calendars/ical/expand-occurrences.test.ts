import { describe, expect, it } from 'vitest';
import { isBusy } from '#main/calendars/busy.ts';
import { calendar, event, read, spans, starts } from '#tests/main/calendars/ical/reading.ts';

const AMSTERDAM = ';TZID=Europe/Amsterdam';

describe('single events', () => {
  it.each([
    [['DTSTART:20260604T100000Z', 'DTEND:20260604T113000Z'], '2026-06-04T10:00Z/2026-06-04T11:30Z'],
    [['DTSTART:20260604T100000Z', 'DURATION:PT1H30M'], '2026-06-04T10:00Z/2026-06-04T11:30Z'],
    [['DTSTART:20260604T100000Z'], '2026-06-04T10:00Z/2026-06-04T10:00Z'],
    [['DTSTART:20260604T100000Z', 'DTEND:'], '2026-06-04T10:00Z/2026-06-04T10:00Z'],
    [
      ['DTSTART;TZID=America/New_York:20260604T100000', 'DTEND;TZID=Europe/Amsterdam:20260604T180000'],
      '2026-06-04T14:00Z/2026-06-04T16:00Z',
    ],
    [['DTSTART:20260604T100000Z', 'DTEND;VALUE=DATE:20260605'], '2026-06-04T10:00Z/2026-06-05T00:00Z'],
    [['DTSTART;VALUE=DATE:20260604'], '2026-06-04/2026-06-05'],
    [['DTSTART:20260604'], '2026-06-04/2026-06-05'],
    [['DTSTART;VALUE=DATE:20260604', 'DTEND;VALUE=DATE:20260604'], '2026-06-04/2026-06-05'],
    [['DTSTART;VALUE=DATE:20260604', 'DTEND;VALUE=DATE:20260607'], '2026-06-04/2026-06-07'],
    [['DTSTART;VALUE=DATE:20260604', 'DURATION:P2D'], '2026-06-04/2026-06-06'],
    [['DTSTART;VALUE=DATE:20260604', 'DURATION:PT24H'], '2026-06-04/2026-06-05'],
  ])('%j is %s', (lines, span) => {
    expect(spans(read(calendar(event(...lines))).occurrences)).toEqual([span]);
  });

  it('measures DURATION in days by the calendar and DTEND exactly, over a change of the clock', () => {
    const saturday = `DTSTART${AMSTERDAM}:20260328T120000`;
    expect(spans(read(calendar(event(saturday, 'DURATION:P1D'))).occurrences)).toEqual([
      '2026-03-28T11:00Z/2026-03-29T10:00Z',
    ]);
    expect(spans(read(calendar(event(saturday, 'DURATION:PT24H'))).occurrences)).toEqual([
      '2026-03-28T11:00Z/2026-03-29T11:00Z',
    ]);
  });
});

describe('the window', () => {
  const inWindow = (...lines: readonly string[]): number =>
    read(calendar(event(...lines)), {
      from: '2026-06-04T22:00:00Z',
      to: '2026-06-05T22:00:00Z',
      zone: 'Europe/Amsterdam',
    }).occurrences.length;

  it('takes all that overlaps it, half-open', () => {
    expect(inWindow('DTSTART:20260604T210000Z', 'DTEND:20260604T220000Z')).toBe(0);
    expect(inWindow('DTSTART:20260604T210000Z', 'DTEND:20260604T220001Z')).toBe(1);
    expect(inWindow('DTSTART:20260604T000000Z', 'DTEND:20260608T000000Z')).toBe(1);
    expect(inWindow('DTSTART:20260605T220000Z', 'DTEND:20260605T230000Z')).toBe(0);
    expect(inWindow('DTSTART;VALUE=DATE:20260604')).toBe(0);
    expect(inWindow('DTSTART;VALUE=DATE:20260605')).toBe(1);
    expect(inWindow('DTSTART;VALUE=DATE:20260606')).toBe(0);
  });

  it('takes what has no length when it lies in it', () => {
    expect(inWindow('DTSTART:20260604T220000Z')).toBe(1);
    expect(inWindow('DTSTART:20260605T220000Z')).toBe(0);
  });

  it('takes long instances that began before it, and moved ones from elsewhere', () => {
    expect(
      inWindow('DTSTART:20200106T000000Z', 'DTEND:20200109T000000Z', 'RRULE:FREQ=DAILY;INTERVAL=3'),
    ).toBe(1);
    const series = event('DTSTART:20260101T100000Z', 'RRULE:FREQ=MONTHLY;COUNT=3');
    const moved = event('RECURRENCE-ID:20260101T100000Z', 'DTSTART:20260605T100000Z');
    const { occurrences } = read(calendar(series, moved), {
      from: '2026-06-05T00:00:00Z',
      to: '2026-06-06T00:00:00Z',
    });
    expect(starts(occurrences)).toEqual(['2026-06-05T10:00Z']);
  });

  it('sorts by start, then end, then UID', () => {
    const text = calendar(
      event('UID:b', 'DTSTART:20260604T100000Z'),
      event('UID:c', 'DTSTART:20260604T090000Z', 'DURATION:PT2H'),
      event('UID:a', 'DTSTART:20260604T100000Z'),
      event('UID:d', 'DTSTART;VALUE=DATE:20260604'),
      event('UID:e', 'DTSTART:20260604T090000Z', 'DURATION:PT1H'),
    );
    expect(read(text).occurrences.map(({ uid }) => uid)).toEqual(['d', 'e', 'c', 'a', 'b']);
  });
});

describe('exceptions of a series', () => {
  const daily = [`DTSTART${AMSTERDAM}:20260604T100000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'];

  it.each([
    ['EXDATE;TZID=Europe/Amsterdam:20260605T100000,20260606T100000'],
    ['EXDATE:20260605T080000Z\r\nEXDATE:20260606T080000Z'],
    ['EXDATE;TZID=America/New_York:20260605T040000\r\nEXDATE:20260606T100000'],
    ['EXDATE;VALUE=DATE:20260605,20260606'],
    ['EXRULE:FREQ=DAILY;COUNT=2;BYMONTHDAY=5,6'],
  ])('takes out %s', (exdate) => {
    expect(starts(read(calendar(event(...daily, exdate))).occurrences)).toEqual([
      '2026-06-04T08:00Z',
      '2026-06-07T08:00Z',
    ]);
  });

  it('adds dates, times and periods, each once', () => {
    const text = calendar(
      event(
        `DTSTART${AMSTERDAM}:20260604T100000`,
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;COUNT=2',
        `RDATE${AMSTERDAM}:20260605T100000,20260611T100000`,
        'RDATE;VALUE=DATE:20260606',
        'RDATE;VALUE=PERIOD:20260607T080000Z/PT3H,20260608T080000Z/20260608T083000Z',
      ),
    );
    expect(spans(read(text).occurrences)).toEqual([
      '2026-06-04T08:00Z/2026-06-04T09:00Z',
      '2026-06-05T08:00Z/2026-06-05T09:00Z',
      '2026-06-06T08:00Z/2026-06-06T09:00Z',
      '2026-06-07T08:00Z/2026-06-07T11:00Z',
      '2026-06-08T08:00Z/2026-06-08T08:30Z',
      '2026-06-11T08:00Z/2026-06-11T09:00Z',
    ]);
  });

  it('joins several rules', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20260604', 'RRULE:FREQ=DAILY;COUNT=2', 'RRULE:FREQ=WEEKLY;COUNT=2'),
    );
    expect(starts(read(text).occurrences)).toEqual(['2026-06-04', '2026-06-05', '2026-06-11']);
  });

  it('replaces one instance and keeps its place in the series', () => {
    const moved = event(
      `RECURRENCE-ID${AMSTERDAM}:20260605T100000`,
      'DTSTART:20260605T150000Z',
      'SUMMARY:Later',
    );
    const { occurrences } = read(calendar(event(...daily, 'SUMMARY:Daily'), moved));
    expect(occurrences.map((o) => [o.summary, o.recurrenceId])).toEqual([
      ['Daily', '2026-06-04T08:00:00Z'],
      ['Later', '2026-06-05T08:00:00Z'],
      ['Daily', '2026-06-06T08:00:00Z'],
      ['Daily', '2026-06-07T08:00:00Z'],
    ]);
  });

  it('shows a cancelled instance as cancelled, even one that says no more than that', () => {
    const cancelled = event('RECURRENCE-ID:20260605T080000Z', 'STATUS:CANCELLED');
    const { occurrences, skipped } = read(calendar(event(...daily, 'SUMMARY:Daily'), cancelled));
    expect(occurrences.map(({ status }) => status)).toEqual([
      'confirmed',
      'cancelled',
      'confirmed',
      'confirmed',
    ]);
    expect(occurrences[1]).toMatchObject({ summary: 'Daily' });
    expect(spans(occurrences)[1]).toBe('2026-06-05T08:00Z/2026-06-05T09:00Z');
    expect(skipped).toEqual([]);
  });

  it('lets a bad instance cost itself alone', () => {
    const bad = event('RECURRENCE-ID:20260605T080000Z', 'DTSTART:20260605T150000Z', 'DTEND:20260605T140000Z');
    const { occurrences, skipped } = read(calendar(event(...daily), bad));
    expect(occurrences).toHaveLength(3);
    expect(skipped).toHaveLength(1);
  });

  it('changes this and the later ones', () => {
    const later = event(
      `RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20260606T100000`,
      `DTSTART${AMSTERDAM}:20260606T113000`,
      'DURATION:PT2H',
      'SUMMARY:Longer',
    );
    const { occurrences } = read(calendar(event(...daily), later));
    expect(spans(occurrences)).toEqual([
      '2026-06-04T08:00Z/2026-06-04T09:00Z',
      '2026-06-05T08:00Z/2026-06-05T09:00Z',
      '2026-06-06T09:30Z/2026-06-06T11:30Z',
      '2026-06-07T09:30Z/2026-06-07T11:30Z',
    ]);
    expect(occurrences.map(({ summary }) => summary)).toEqual(['', '', 'Longer', 'Longer']);
  });

  it('shows instances whose series is missing', () => {
    const { occurrences } = read(
      calendar(
        event('RECURRENCE-ID:20260605T080000Z', 'DTSTART:20260605T150000Z'),
        event('RECURRENCE-ID;VALUE=DATE:20260606', 'DTSTART;VALUE=DATE:20260607'),
      ),
    );
    expect(occurrences.map(({ recurrenceId }) => recurrenceId)).toEqual([
      '2026-06-05T08:00:00Z',
      '2026-06-06',
    ]);
    expect(starts(occurrences)).toEqual(['2026-06-05T15:00Z', '2026-06-07']);
  });
});

describe('UNTIL', () => {
  it.each([
    ['a date, its whole day included', `${AMSTERDAM}:20260604T100000`, '20260606', 3],
    ['UTC, to the second', `${AMSTERDAM}:20260604T100000`, '20260606T080000Z', 3],
    ['UTC, one second short', `${AMSTERDAM}:20260604T100000`, '20260606T075959Z', 2],
    ['local time, against the RFC', `${AMSTERDAM}:20260604T100000`, '20260606T100000', 3],
    ['a date of an all-day series', ';VALUE=DATE:20260604', '20260606', 3],
    ['midnight in UTC of an all-day series', ';VALUE=DATE:20260604', '20260606T000000Z', 3],
    ['the last second of a date, of an all-day series', ';VALUE=DATE:20260604', '20260606T235959Z', 3],
    ['Exchange: local midnight as UTC', ';VALUE=DATE:20260604', '20260605T220000Z', 3],
  ])('%s', (_, start, until, count) => {
    const text = calendar(event(`DTSTART${start}`, `RRULE:FREQ=DAILY;UNTIL=${until}`));
    expect(read(text).occurrences).toHaveLength(count);
  });

  it('is refused by name when it is no date', () => {
    const text = calendar(event('DTSTART:20260604T100000Z', 'RRULE:FREQ=DAILY;UNTIL=never'));
    expect(read(text).skipped).toEqual([
      { uid: 'e1', reason: "Event e1 recurs until 'never', which is no date." },
    ]);
  });
});

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

  it('12: declined is free (thunderbird/appointment#696, cal.diy#30173)', () => {
    const attendee = 'ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com';
    const [declined] = read(
      calendar(event('DTSTART:20260604T100000Z', 'DURATION:PT1H', attendee)),
    ).occurrences;
    expect(declined && isBusy(declined, ['me@example.com'])).toBe(false);
    expect(declined && isBusy(declined, ['other@example.com'])).toBe(true);
  });

  it('13: an all-day event marked free is free, one marked busy blocks (appointment#661, venndra#51)', () => {
    const [free, busy, unmarked] = read(
      calendar(
        event('UID:a', 'DTSTART;VALUE=DATE:20260604', 'TRANSP:TRANSPARENT'),
        event('UID:b', 'DTSTART;VALUE=DATE:20260604', 'TRANSP:OPAQUE'),
        event('UID:c', 'DTSTART;VALUE=DATE:20260604'),
      ),
    ).occurrences;
    expect([free, busy, unmarked].map((o) => o && isBusy(o, []))).toEqual([false, true, true]);
  });

  it('14: working location and birthdays are never busy (home-assistant/core#179946)', () => {
    const { occurrences } = read(
      calendar(
        event('UID:a', 'DTSTART;VALUE=DATE:20260604', 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'),
        event('UID:b', 'DTSTART;VALUE=DATE:20260604', 'CATEGORIES:Birthday'),
      ),
    );
    expect(occurrences.map((o) => isBusy(o, []))).toEqual([false, false]);
  });

  it('15, 16: a recurring all-day event has the right dates in every zone (core#113454, #162881, GAS-ICS-Sync#34)', () => {
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

  it('17: 10:00 stays 10:00 over a change of the clock, whoever looks (peterbraden/ical.js#107, node-ical#97)', () => {
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

  it('17: a time that the clock skips moves on, one that it repeats is the first (RFC 5545, 3.3.5)', () => {
    const text = calendar(event(`DTSTART${AMSTERDAM}:20260328T023000`, 'RRULE:FREQ=DAILY;COUNT=2'));
    expect(starts(read(text).occurrences)).toEqual(['2026-03-28T01:30Z', '2026-03-29T01:30Z']);
    const autumn = calendar(event(`DTSTART${AMSTERDAM}:20261024T023000`, 'RRULE:FREQ=DAILY;COUNT=3'));
    expect(starts(read(autumn).occurrences)).toEqual([
      '2026-10-24T00:30Z',
      '2026-10-25T00:30Z',
      '2026-10-26T01:30Z',
    ]);
  });

  it('18: UNTIL in the repeated hour ends where it says (ical.net#736)', () => {
    const text = (until: string): string =>
      calendar(event(`DTSTART${AMSTERDAM}:20261023T023000`, `RRULE:FREQ=DAILY;UNTIL=${until}`));
    expect(read(text('20261025T002959Z')).occurrences).toHaveLength(2);
    expect(read(text('20261025T003000Z')).occurrences).toHaveLength(3);
    expect(read(text('20261025T011500Z')).occurrences).toHaveLength(3);
  });

  it('18: a floating series with UNTIL in UTC ends on its own clock, in every zone (core#167734)', () => {
    const text = calendar(
      event('DTSTART:19970902T090000', 'RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z'),
    );
    for (const zone of ZONES) expect(read(text, { zone }).occurrences).toHaveLength(3);
  });

  it('19: floating times are in the reader’s zone, whatever the calendar calls its own (core#28123)', () => {
    const text = calendar('X-WR-TIMEZONE:America/Denver', event('DTSTART:20260604T100000'));
    expect(starts(read(text, { zone: 'Europe/Amsterdam' }).occurrences)).toEqual(['2026-06-04T08:00Z']);
    expect(starts(read(text, { zone: 'Asia/Kolkata' }).occurrences)).toEqual(['2026-06-04T04:30Z']);
  });

  it('20: a series from +8 keeps its weekday when seen in -7 (OGCS#537)', () => {
    const text = calendar(
      event('DTSTART;TZID=Asia/Singapore:20260602T080000', 'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3'),
    );
    expect(starts(read(text, { zone: 'America/Phoenix' }).occurrences)).toEqual([
      '2026-06-02T00:00Z',
      '2026-06-09T00:00Z',
      '2026-06-16T00:00Z',
    ]);
  });

  it('21: a customised zone is what the file says it is (node-ical#246, #478)', () => {
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

  it('22: a moved instance appears once, even with RECURRENCE-ID in another zone (bitfireAT/synctools#80)', () => {
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

  it('22: a moved instance of an all-day series appears once (RECURRENCE-ID as a midnight)', () => {
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

  it('23: deleted instances of a series that was shifted stay deleted (owncloud/calendar#620)', () => {
    const text = calendar(
      event(`DTSTART${AMSTERDAM}:20260604T110000`, 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20260605'),
    );
    expect(starts(read(text).occurrences)).toEqual(['2026-06-04T09:00Z', '2026-06-06T09:00Z']);
  });

  it('24: a series of RDATEs alone is read (odoo#176634, #138369)', () => {
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

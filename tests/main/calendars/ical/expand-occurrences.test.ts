import { describe, expect, it } from 'vitest';
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

describe('odd spellings', () => {
  it('takes VALUE=DATE at its word', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20260604T000000', 'DTEND;VALUE=DATE:20260606T000000'));
    expect(spans(read(text).occurrences)).toEqual(['2026-06-04/2026-06-06']);
  });

  it('ignores the number before a weekday where a rule has none', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20260601', 'RRULE:FREQ=WEEKLY;BYDAY=1MO,2MO;COUNT=2'));
    expect(starts(read(text).occurrences)).toEqual(['2026-06-01', '2026-06-08']);
  });

  it('takes a single event out that is its own exception', () => {
    const text = calendar(event('DTSTART:20260604T100000Z', 'EXDATE:20260604T100000Z'));
    expect(read(text).occurrences).toEqual([]);
  });

  it('recurs by another calendar', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20160229', 'RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=3'),
    );
    expect(starts(read(text).occurrences)).toEqual(['2016-02-29', '2017-03-01', '2018-03-01']);
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

  it('replaces an instance once, in whichever zones two revisions name it', () => {
    const old = event('RECURRENCE-ID:20260605T080000Z', 'DTSTART:20260605T120000Z', 'SEQUENCE:1');
    const fresh = event(
      `RECURRENCE-ID${AMSTERDAM}:20260605T100000`,
      'DTSTART:20260605T130000Z',
      'SEQUENCE:2',
    );
    const { occurrences } = read(calendar(event(...daily), fresh, old));
    expect(starts(occurrences)).toEqual([
      '2026-06-04T08:00Z',
      '2026-06-05T13:00Z',
      '2026-06-06T08:00Z',
      '2026-06-07T08:00Z',
    ]);
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

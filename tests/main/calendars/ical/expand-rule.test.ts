import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandRule } from '#main/calendars/ical/expand-rule.ts';
import { type ExpansionLimits, ExpansionProblem, USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { readRule } from '#main/calendars/ical/rule.ts';

const ms = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);

function expand(
  value: string,
  start: string,
  window: readonly [string, string] = ['1990-01-01', '2100-01-01'],
  limits: ExpansionLimits = USUAL_LIMITS,
): string[] {
  const rule = readRule(value);
  if (typeof rule === 'string') throw new Error(rule);
  const isDate = start.length === 10;
  const [from, to] = window;
  return expandRule(rule, { wallMs: ms(start), isDate }, { fromMs: ms(from), toMs: ms(to) }, limits).map(
    (wallMs) => new Date(wallMs).toISOString().slice(0, isDate ? 10 : 16),
  );
}

describe('expandRule, the examples of RFC 5545', () => {
  it.each([
    ['FREQ=DAILY;COUNT=3', '1997-09-02T09:00', ['1997-09-02T09:00', '1997-09-03T09:00', '1997-09-04T09:00']],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      '1997-08-05',
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '1997-08-05',
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=1FR', '1997-09-05', ['1997-09-05', '1997-10-03', '1997-11-07']],
    [
      'FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1',
      '1997-09-30',
      ['1997-09-30', '1997-10-01', '1997-10-31', '1997-11-01'],
    ],
    [
      'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
      '1997-09-04',
      ['1997-09-04', '1997-10-07', '1997-11-06'],
    ],
    [
      'FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200',
      '1997-01-01',
      ['1997-01-01', '1997-04-10', '1997-07-19', '2000-01-01'],
    ],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3', '1997-05-12', ['1997-05-12', '1998-05-11', '1999-05-17']],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3',
      '1996-11-05',
      ['1996-11-05', '2000-11-07', '2004-11-02'],
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
      '2007-01-15',
      ['2007-01-15', '2007-01-30', '2007-02-15', '2007-03-15', '2007-03-30'],
    ],
    [
      'FREQ=MINUTELY;INTERVAL=90;COUNT=3',
      '1997-09-02T09:00',
      ['1997-09-02T09:00', '1997-09-02T10:30', '1997-09-02T12:00'],
    ],
  ])('%s', (rule, start, expected) => {
    expect(expand(rule, start)).toEqual(expected);
  });
});

describe('expandRule', () => {
  it('leaves DTSTART out when the rule does not give it', () => {
    expect(expand('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2', '1997-09-02')).toEqual([
      '1998-02-13',
      '1998-03-13',
    ]);
  });

  it('leaves out dates that do not exist', () => {
    expect(expand('FREQ=YEARLY;COUNT=3', '2012-02-29')).toEqual(['2012-02-29', '2016-02-29', '2020-02-29']);
    expect(expand('FREQ=MONTHLY;COUNT=3', '2007-01-31')).toEqual(['2007-01-31', '2007-03-31', '2007-05-31']);
  });

  it('takes the month of DTSTART for a yearly day of the month', () => {
    expect(expand('FREQ=YEARLY;BYMONTHDAY=-1;COUNT=2', '2024-02-29')).toEqual(['2024-02-29', '2025-02-28']);
  });

  it('ignores times of day in an all-day rule', () => {
    expect(expand('FREQ=DAILY;BYHOUR=9,10;BYMINUTE=1,2;COUNT=2', '2024-10-18')).toEqual([
      '2024-10-18',
      '2024-10-19',
    ]);
  });

  it('looks only at the window, both ends included', () => {
    expect(expand('FREQ=DAILY', '1970-01-01', ['2026-06-04', '2026-06-06'])).toEqual([
      '2026-06-04',
      '2026-06-05',
      '2026-06-06',
    ]);
    expect(expand('FREQ=DAILY;COUNT=5', '2026-06-01', ['2026-06-04', '2026-06-30'])).toEqual([
      '2026-06-04',
      '2026-06-05',
    ]);
    expect(expand('FREQ=DAILY', '2026-06-04', ['2026-01-01', '2026-06-03'])).toEqual([]);
  });

  it('seeks to the window from far away', () => {
    expect(
      expand('FREQ=SECONDLY;INTERVAL=3600', '1970-01-01T00:00', ['2026-06-04', '2026-06-04T01:00']),
    ).toEqual(['2026-06-04T00:00', '2026-06-04T01:00']);
  });

  it('gives the same in one piece and in two', () => {
    const rules = fc.record({
      freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY'),
      interval: fc.integer({ min: 1, max: 5 }),
      byDay: fc.constantFrom('', ';BYDAY=MO,TH', ';BYDAY=SA'),
      byMonth: fc.constantFrom('', ';BYMONTH=2,10'),
      count: fc.constantFrom('', ';COUNT=40'),
      start: fc.integer({ min: ms('2020-01-01'), max: ms('2026-01-01') }),
      split: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(rules, ({ freq, interval, byDay, byMonth, count, start, split }) => {
        const value = `FREQ=${freq};INTERVAL=${interval}${byDay}${byMonth}${count}`;
        const at = new Date(Math.floor(start / 60_000) * 60_000).toISOString().slice(0, 16);
        const middle = new Date(ms('2026-01-01') + split * 86_400_000).toISOString().slice(0, 19);
        const whole = expand(value, at, ['2026-01-01', '2026-08-01']);
        const first = expand(value, at, ['2026-01-01', middle]);
        const second = expand(value, at, [middle, '2026-08-01']);
        expect([...new Set([...first, ...second])]).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });
});

describe('expandRule, bombs', () => {
  const list = (from: number, to: number): string =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i).join(',');
  const product = `BYMONTH=${list(1, 12)};BYMONTHDAY=${list(1, 31)};BYHOUR=${list(0, 23)};BYMINUTE=${list(0, 59)};BYSECOND=${list(0, 59)}`;
  const window = ['2025-01-01', '2026-04-15'] as const;

  it.each([
    'FREQ=SECONDLY',
    'FREQ=MINUTELY',
    'FREQ=SECONDLY;COUNT=99999999',
    'FREQ=SECONDLY;BYMONTH=1,2,3,4,5,6',
    'FREQ=MINUTELY;BYDAY=MO,TU,WE,TH,FR',
    `FREQ=YEARLY;${product}`,
    `FREQ=MONTHLY;${product};BYSETPOS=-1`,
    `FREQ=DAILY;BYHOUR=${list(0, 23)};BYMINUTE=${list(0, 59)}`,
  ])('names %s', (rule) => {
    expect(() => expand(rule, '2024-12-01T10:00', window)).toThrow(ExpansionProblem);
  });

  it('takes no longer than some tens of milliseconds for any of them', () => {
    const started = performance.now();
    for (const rule of ['FREQ=SECONDLY;COUNT=99999999;BYHOUR=3', `FREQ=MONTHLY;${product};BYSETPOS=-1`]) {
      expect(() => expand(rule, '1900-01-01T10:00', window)).toThrow(ExpansionProblem);
    }
    // A hundred times of what it takes, for a machine that is busy.
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('counts far without walking there', () => {
    expect(expand('FREQ=DAILY;COUNT=9999999', '0001-01-01', ['2026-06-04', '2026-06-05'])).toEqual([
      '2026-06-04',
      '2026-06-05',
    ]);
  });

  it('refuses other calendars that nobody knows, and asks the time before those that it knows', () => {
    expect(() => expand('RSCALE=ETHIOPIC;FREQ=YEARLY', '2020-01-01', window)).toThrow(
      "recurs by the calendar 'ETHIOPIC', which is not supported.",
    );
    const limits = { ...USUAL_LIMITS, isOverdue: () => true };
    expect(() => expand('RSCALE=CHINESE;FREQ=YEARLY', '2020-01-25', window, limits)).toThrow(
      'recurs too often',
    );
    expect(expand('RSCALE=CHINESE;FREQ=YEARLY', '2020-01-25', window)).toEqual(['2025-01-29', '2026-02-17']);
  });

  it('ends at once where nothing can match', () => {
    expect(expand('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2020-01-01', window)).toEqual([]);
    expect(expand('FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1', '2020-01-01', window)).toEqual([]);
  });

  it('takes an hourly series over the whole window for honest', () => {
    expect(expand('FREQ=HOURLY', '2000-01-01T00:00', window)).toHaveLength(469 * 24 + 1);
  });
});

import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { expandDays } from '#main/calendars/ical/expand-days.ts';
import { USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { type Rule, readRule } from '#main/calendars/ical/rule.ts';

const ms = (date: string): number => Date.parse(`${date}T09:00:00Z`);

function ruleOf(value: string): Rule {
  const rule = readRule(value);
  if (typeof rule === 'string') throw new Error(rule);
  return rule;
}

const expand = (value: string, start: string, from = start, to = '2100-01-01'): string[] =>
  expandDays(
    ruleOf(value),
    { wallMs: ms(start), isDate: false },
    { fromMs: ms(from), toMs: ms(to) },
    USUAL_LIMITS,
  ).map((wallMs) => new Date(wallMs).toISOString().slice(0, 10));

describe('expandDays', () => {
  it('limits days of the year by weekdays', () => {
    const rule = 'FREQ=YEARLY;BYDAY=FR;BYYEARDAY=-275,-276,-277,-278,-279,-280,-281;COUNT=4';
    expect(expand(rule, '2006-03-31')).toEqual(['2006-03-31', '2007-03-30', '2008-03-28', '2009-03-27']);
  });

  it('counts weeks from the day on which they begin', () => {
    expect(expand('FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=SU;COUNT=3', '1997-05-12')).toEqual([
      '1997-05-12',
      '1998-05-18',
      '1999-05-17',
    ]);
  });

  it('finds the days of January that belong to the last week of the year before', () => {
    expect(expand('FREQ=YEARLY;BYWEEKNO=53;COUNT=1', '2027-01-03')).toEqual(['2027-01-03']);
    expect(expand('FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;COUNT=3', '2013-01-01')).toEqual([
      '2015-12-29',
      '2016-01-02',
      '2020-12-29',
    ]);
  });

  it('finds a 53rd weekday only in years that have one', () => {
    expect(expand('FREQ=YEARLY;BYDAY=53SU;COUNT=3', '2015-01-01')).toEqual([
      '2017-12-31',
      '2023-12-31',
      '2028-12-31',
    ]);
  });

  it('keeps the rhythm of INTERVAL when it seeks', () => {
    const all = expand('FREQ=YEARLY;INTERVAL=3;BYWEEKNO=10', '2001-03-05', '2001-03-05', '2030-01-01');
    const late = expand('FREQ=YEARLY;INTERVAL=3;BYWEEKNO=10', '2001-03-05', '2018-01-01', '2030-01-01');
    expect(late).toEqual(all.filter((date) => date >= '2018-01-01'));
    expect(late).toHaveLength(4);
  });

  it('agrees with rrule-temporal wherever that is right', () => {
    const numbers = (min: number, max: number): fc.Arbitrary<number[]> =>
      fc.uniqueArray(
        fc.integer({ min, max }).filter((n) => n !== 0),
        { minLength: 1, maxLength: 3 },
      );
    const part = (name: string, values: fc.Arbitrary<readonly (number | string)[]>): fc.Arbitrary<string> =>
      values.map((list) => `${name}=${list.join(',')}`);
    const weekdays = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), {
      minLength: 1,
      maxLength: 3,
    });
    const months = part('BYMONTH', numbers(1, 12));
    const monthDays = part('BYMONTHDAY', numbers(-31, 31));
    const byDay = part('BYDAY', weekdays);
    const ordinals = part(
      'BYDAY',
      fc.uniqueArray(fc.constantFrom('1MO', '-1FR', '3WE', '-2SU', '5TH'), { minLength: 1, maxLength: 3 }),
    );
    const both = (...of: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
      fc.tuple(...of).map((parts) => parts.join(';'));
    const rule = (freq: string, ...of: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
      fc.oneof(...of).map((shape) => `FREQ=${freq};${shape}`);
    const shapes = fc.oneof(
      rule(
        'YEARLY',
        part('BYYEARDAY', numbers(-366, 366)),
        both(months, byDay),
        both(months, monthDays),
        both(part('BYWEEKNO', numbers(2, 51)), byDay),
      ),
      rule('MONTHLY', monthDays, byDay, ordinals, both(months, monthDays), both(monthDays, byDay)),
      rule('MONTHLY', both(byDay, fc.constantFrom('BYSETPOS=1', 'BYSETPOS=-1', 'BYSETPOS=2,-2'))),
      rule('WEEKLY', both(months, byDay), both(byDay, fc.constantFrom('BYHOUR=8,9', 'BYMINUTE=0,30'))),
      rule('DAILY', months, monthDays, byDay, both(months, byDay), fc.constant('BYHOUR=7,19;BYMINUTE=15')),
    );
    const starts = fc
      .integer({ min: 0, max: 4000 })
      .map((day) => new Date(ms('2015-01-01') + day * 86_400_000));
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 3 }), starts, (shape, interval, start) => {
        const value = `${shape};INTERVAL=${interval}`;
        const dtstart = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO('UTC');
        const oracle = new RRuleTemporal({ rruleString: value, dtstart });
        const to = ms('2029-06-30');
        const expected = oracle.between(start, new Date(to), true).map((zoned) => zoned.epochMilliseconds);
        const window = { fromMs: start.getTime(), toMs: to };
        const actual = expandDays(
          ruleOf(value),
          { wallMs: start.getTime(), isDate: false },
          window,
          USUAL_LIMITS,
        );
        expect(actual).toEqual([...new Set(expected)]);
      }),
      { numRuns: 400 },
    );
  });

  it('moves dates that do not exist where SKIP says so (RFC 7529)', () => {
    const monthly = (skip: string, day: number): string =>
      `RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=${day};SKIP=${skip};COUNT=4`;
    expect(expand(monthly('OMIT', 31), '2015-01-01')).toEqual([
      '2015-01-31',
      '2015-03-31',
      '2015-05-31',
      '2015-07-31',
    ]);
    expect(expand(monthly('FORWARD', 31), '2015-01-01')).toEqual([
      '2015-01-31',
      '2015-03-01',
      '2015-03-31',
      '2015-05-01',
    ]);
    expect(expand(monthly('BACKWARD', 31), '2015-01-01')).toEqual([
      '2015-01-31',
      '2015-02-28',
      '2015-03-31',
      '2015-04-30',
    ]);
    expect(expand(monthly('BACKWARD', -31), '2015-01-01')).toEqual([
      '2015-01-01',
      '2015-01-31',
      '2015-03-01',
      '2015-03-31',
    ]);
    const birthday = 'RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=3';
    expect(expand(birthday, '2024-02-29')).toEqual(['2024-02-29', '2025-03-01', '2026-03-01']);
  });

  it('gives a moved date also when it seeks', () => {
    const rule = 'RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD';
    expect(expand(rule, '2015-01-31', '2026-03-01', '2026-03-02')).toEqual(['2026-03-01']);
    const back = 'RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD';
    expect(expand(back, '2015-01-01', '2026-01-15', '2026-02-01')).toEqual(['2026-01-31']);
  });
});

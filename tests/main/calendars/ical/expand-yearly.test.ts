import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { expandYearly, needsYearlyExpansion } from '#main/calendars/ical/expand-yearly.ts';
import { USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { type Rule, readRule } from '#main/calendars/ical/rule.ts';

const ms = (date: string): number => Date.parse(`${date}T09:00:00Z`);

function ruleOf(value: string): Rule {
  const rule = readRule(value);
  if (typeof rule === 'string') throw new Error(rule);
  return rule;
}

const expand = (value: string, start: string, from = start, to = '2100-01-01'): string[] =>
  expandYearly(
    ruleOf(value),
    { wallMs: ms(start), isDate: false },
    { fromMs: ms(from), toMs: ms(to) },
    USUAL_LIMITS,
  ).map((wallMs) => new Date(wallMs).toISOString().slice(0, 10));

describe('needsYearlyExpansion', () => {
  it.each([
    ['FREQ=YEARLY;BYWEEKNO=20', true],
    ['FREQ=YEARLY;BYYEARDAY=-275;BYDAY=FR', true],
    ['FREQ=YEARLY;BYDAY=53SU', true],
    ['FREQ=YEARLY;BYYEARDAY=100', false],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', false],
    ['FREQ=MONTHLY;BYDAY=2TU;BYMONTHDAY=13', false],
  ])('%s: %s', (value, needed) => {
    expect(needsYearlyExpansion(ruleOf(value))).toBe(needed);
  });
});

describe('expandYearly', () => {
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
    const shapes = fc.oneof(
      part('BYYEARDAY', numbers(-366, 366)),
      fc.tuple(part('BYMONTH', numbers(1, 12)), part('BYDAY', weekdays)).map((parts) => parts.join(';')),
      fc
        .tuple(part('BYMONTH', numbers(1, 12)), part('BYMONTHDAY', numbers(-31, 31)))
        .map((parts) => parts.join(';')),
      fc.tuple(part('BYWEEKNO', numbers(2, 51)), part('BYDAY', weekdays)).map((parts) => parts.join(';')),
    );
    const starts = fc
      .integer({ min: 0, max: 4000 })
      .map((day) => new Date(ms('2015-01-01') + day * 86_400_000));
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 3 }), starts, (shape, interval, start) => {
        const value = `FREQ=YEARLY;INTERVAL=${interval};${shape}`;
        const dtstart = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO('UTC');
        const oracle = new RRuleTemporal({ rruleString: value, dtstart });
        const to = ms('2031-06-30');
        const expected = oracle.between(start, new Date(to), true).map((zoned) => zoned.epochMilliseconds);
        const window = { fromMs: start.getTime(), toMs: to };
        const actual = expandYearly(
          ruleOf(value),
          { wallMs: start.getTime(), isDate: false },
          window,
          USUAL_LIMITS,
        );
        expect(actual).toEqual([...new Set(expected)]);
      }),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { expandSimple, isSimple } from '#main/calendars/ical/expand-simple.ts';
import { ExpansionProblem, USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { type Rule, readRule } from '#main/calendars/ical/rule.ts';

function ruleOf(value: string): Rule {
  const rule = readRule(value);
  if (typeof rule === 'string') throw new Error(rule);
  return rule;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

describe('isSimple', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=3', true],
    ['FREQ=WEEKLY;BYDAY=MO,FR;WKST=SU;COUNT=4', true],
    ['FREQ=DAILY;BYDAY=MO', false],
    ['FREQ=WEEKLY;BYHOUR=9,10', false],
    ['FREQ=WEEKLY;BYMONTH=3', false],
    ['FREQ=MONTHLY', false],
    ['RSCALE=CHINESE;FREQ=DAILY', true],
  ])('%s: %s', (value, simple) => {
    expect(isSimple(ruleOf(value), { wallMs: 0, isDate: false })).toBe(simple);
  });
});

describe('expandSimple', () => {
  it('agrees with rrule-temporal', () => {
    const cases = fc.record({
      freq: fc.constantFrom('DAILY', 'WEEKLY'),
      interval: fc.integer({ min: 1, max: 6 }),
      byDay: fc.subarray(WEEKDAYS),
      wkst: fc.option(fc.constantFrom(...WEEKDAYS), { nil: null }),
      count: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
      // From 1965, so that days before 1970 are among them, at any minute.
      startMinute: fc.integer({ min: -5 * 525_600, max: 10 * 525_600 }),
      fromDay: fc.integer({ min: -200, max: 900 }),
      days: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(cases, ({ freq, interval, byDay, wkst, count, startMinute, fromDay, days }) => {
        const parts = [
          `FREQ=${freq};INTERVAL=${interval}`,
          freq === 'WEEKLY' && byDay.length > 0 ? `;BYDAY=${byDay.join(',')}` : '',
          wkst === null ? '' : `;WKST=${wkst}`,
          count === null ? '' : `;COUNT=${count}`,
        ];
        const value = parts.join('');
        const startMs = startMinute * 60_000;
        const window = { fromMs: startMs + fromDay * DAY_MS, toMs: startMs + (fromDay + days) * DAY_MS };
        const dtstart = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO('UTC');
        const expected = new RRuleTemporal({ rruleString: value, dtstart })
          .between(new Date(window.fromMs), new Date(window.toMs), true)
          .map((zoned) => zoned.epochMilliseconds);
        const start = { wallMs: startMs, isDate: false };
        expect(expandSimple(ruleOf(value), start, window, USUAL_LIMITS)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('names a series that is too long', () => {
    const window = { fromMs: 0, toMs: 100 * 365 * DAY_MS };
    expect(() =>
      expandSimple(ruleOf('FREQ=DAILY'), { wallMs: 0, isDate: true }, window, USUAL_LIMITS),
    ).toThrow(ExpansionProblem);
  });
});

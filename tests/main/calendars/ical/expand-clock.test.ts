import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { expandClock, isClockRule } from '#main/calendars/ical/expand-clock.ts';
import { ExpansionProblem, USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { readRule } from '#main/calendars/ical/rule.ts';

function expand(value: string, startMs: number, fromMs: number, toMs: number): number[] {
  const rule = readRule(value);
  if (typeof rule === 'string' || !isClockRule(rule)) throw new Error(value);
  return expandClock(rule, { wallMs: startMs, isDate: false }, { fromMs, toMs }, USUAL_LIMITS);
}

const ms = (text: string): number => Date.parse(`${text}Z`);

const texts = (walls: readonly number[]): string[] =>
  walls.map((wallMs) => new Date(wallMs).toISOString().slice(0, 19));

describe('expandClock', () => {
  it('counts minutes over hours that the rule leaves out', () => {
    const start = ms('2025-01-01T05:05:00');
    const rule = 'FREQ=MINUTELY;BYMINUTE=5,25;INTERVAL=61;COUNT=3';
    expect(texts(expand(rule, start, start, ms('2026-01-01T00:00:00')))).toEqual([
      '2025-01-01T05:05:00',
      '2025-01-02T01:25:00',
      '2025-01-03T18:05:00',
    ]);
  });

  it('chooses within each hour', () => {
    const start = ms('2024-10-23T15:40:00');
    const rule = 'FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50;BYSETPOS=-2,3;INTERVAL=2;COUNT=3';
    expect(texts(expand(rule, start, start, ms('2026-01-01T00:00:00')))).toEqual([
      '2024-10-23T15:40:00',
      '2024-10-23T17:20:00',
      '2024-10-23T17:40:00',
    ]);
  });

  it('finds nothing where there is nothing', () => {
    const start = ms('2024-01-01T00:00:00');
    const to = ms('2030-01-01T00:00:00');
    expect(expand('FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30', start, start, to)).toEqual([]);
    expect(expand('FREQ=SECONDLY;BYSETPOS=2', start, start, to)).toEqual([]);
  });

  it('agrees with rrule-temporal', () => {
    const cases = fc.record({
      freq: fc.constantFrom('HOURLY', 'MINUTELY'),
      interval: fc.integer({ min: 1, max: 90 }),
      part: fc.constantFrom(
        '',
        ';BYDAY=MO,TH',
        ';BYHOUR=9,17',
        ';BYMONTH=1,3',
        ';BYMONTHDAY=-1,5',
        ';BYHOUR=0,23;BYDAY=SU',
      ),
      startMinute: fc.integer({ min: -2 * 525_600, max: 2 * 525_600 }),
      days: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(cases, ({ freq, interval, part, startMinute, days }) => {
        const value = `FREQ=${freq};INTERVAL=${freq === 'MINUTELY' ? interval * 7 : interval}${part}`;
        const startMs = startMinute * 60_000;
        const toMs = startMs + days * 86_400_000;
        const dtstart = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO('UTC');
        const expected = new RRuleTemporal({ rruleString: value, dtstart, maxIterations: 100_000 })
          .between(new Date(startMs), new Date(toMs), true)
          .map((zoned) => zoned.epochMilliseconds);
        expect(expand(value, startMs, startMs, toMs)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same when it seeks', () => {
    const cases = fc.record({
      rule: fc.constantFrom(
        'FREQ=HOURLY;INTERVAL=7',
        'FREQ=MINUTELY;INTERVAL=50',
        'FREQ=SECONDLY;INTERVAL=4000',
      ),
      part: fc.constantFrom('', ';BYHOUR=3,15', ';BYMINUTE=0,30', ';BYDAY=TU'),
      fromDay: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(cases, ({ rule, part, fromDay }) => {
        const start = ms('2025-03-01T07:10:00');
        const from = start + fromDay * 86_400_000;
        const to = start + 25 * 86_400_000;
        const all = expand(rule + part, start, start, to);
        expect(expand(rule + part, start, from, to)).toEqual(all.filter((wallMs) => wallMs >= from));
      }),
    );
  });

  it('refuses what is too dense, whatever it costs', () => {
    const start = ms('2020-01-01T00:00:00');
    const from = ms('2025-01-01T00:00:00');
    for (const rule of ['FREQ=SECONDLY', 'FREQ=SECONDLY;COUNT=999999999;BYHOUR=3', 'FREQ=MINUTELY;BYDAY=MO'])
      expect(() => expand(rule, start, from, from + 500 * 86_400_000)).toThrow(ExpansionProblem);
  });
});

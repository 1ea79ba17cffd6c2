import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { computeGap, growGap } from '#main/people/gap.ts';
import type { Touch } from '#main/people/touch.ts';

const TODAY = isoDate('2026-06-04');
const PERSON = { cadenceDays: 60, maximumDays: 120, added: null };

const touch = (daysAgo: number, kind: Touch['kind'], weight: number): Touch => ({
  date: addDays(TODAY, -daysAgo),
  kind,
  weight,
  occurrence: null,
});

describe('growGap', () => {
  it.each([
    [0, 0, 0],
    [0, 30, 0.5],
    [0, 60, 1],
    [0, 90, 1.5],
    [0, 120, 2],
    [0, 1000, 2],
    [0.5, 30, 1],
    [0.5, 60, 1.5],
    [1.5, 0, 1.5],
    [1.5, 15, 1.75],
    [2, 10, 2],
  ])('from %f after %i days of a cadence of 60 and a maximum of 120: %f', (from, days, to) => {
    expect(growGap(from, days, 60, 120)).toBeCloseTo(to, 12);
  });

  it('does not matter in how many steps one goes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.array(fc.nat({ max: 90 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        (from, steps, cadence, slack) => {
          const whole = growGap(
            from,
            steps.reduce((sum, days) => sum + days, 0),
            cadence,
            cadence + slack,
          );
          const stepped = steps.reduce((gap, days) => growGap(gap, days, cadence, cadence + slack), from);
          expect(stepped).toBeCloseTo(whole, 9);
        },
      ),
      { seed: 20_261_122 },
    );
  });

  it('stays between 0 and 2 even where the maximum is no more than the cadence', () => {
    expect(growGap(0, 59, 60, 60)).toBeLessThan(1);
    expect(growGap(0, 60, 60, 60)).toBe(1);
    expect(growGap(0, 61, 60, 60)).toBe(2);
    expect(growGap(0, 61, 60, 30)).toBe(2);
  });
});

describe('computeGap', () => {
  it('starts at 1 on the date of the first touch, which is then taken off', () => {
    const gap = computeGap([touch(30, 'one-to-one', 0.5)], PERSON, TODAY);
    expect(gap.all).toBeCloseTo(1, 12);
    expect(gap.outside).toBeCloseTo(1.5, 12);
    expect(gap.gap).toBeCloseTo(1, 12);
  });

  it('without a touch starts at 1 on the date the person was added, or today', () => {
    expect(computeGap([], { ...PERSON, added: addDays(TODAY, -30) }, TODAY)).toEqual({
      gap: 1.5,
      all: 1.5,
      outside: 1.5,
    });
    expect(computeGap([], PERSON, TODAY).gap).toBe(1);
    expect(computeGap([], { ...PERSON, added: addDays(TODAY, 3) }, TODAY).gap).toBe(1);
  });

  it('counts a meeting of weight 0 as a first touch that takes nothing off', () => {
    expect(computeGap([touch(15, 'meeting', 0)], PERSON, TODAY).all).toBeCloseTo(1.25, 12);
  });

  it('a get-together resets both clocks', () => {
    const gap = computeGap([touch(200, 'one-to-one', 0.5), touch(15, 'get-together', 1)], PERSON, TODAY);
    expect(gap).toEqual({ gap: 0.25, all: 0.25, outside: 0.25 });
  });

  it('working together slows the clock and never stops it', () => {
    const weekly = Array.from({ length: 50 }, (_, i) => touch(7 * (50 - i), 'one-to-one', 0.5));
    const gap = computeGap(weekly, PERSON, TODAY);
    expect(gap.all).toBeLessThan(0.3);
    expect(gap.outside).toBe(2);
    expect(gap.gap).toBe(1);
  });

  it('is the recurrence of the planning model, stepped a day at a time', () => {
    const touches = fc.uniqueArray(
      fc.record({
        daysAgo: fc.nat({ max: 300 }),
        together: fc.boolean(),
        weight: fc.constantFrom(0, 0.2, 0.3, 0.5, 0.7, 1),
      }),
      { selector: (t) => t.daysAgo, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        touches,
        fc.integer({ min: 20, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        (drawn, cadenceDays, slack) => {
          const list = drawn
            .toSorted((a, b) => b.daysAgo - a.daysAgo)
            .map((t) => touch(t.daysAgo, t.together ? 'get-together' : 'one-to-one', t.weight));
          const person = { cadenceDays, maximumDays: cadenceDays + slack, added: null };
          const step = (some: readonly Touch[]): number => {
            const start = list[0]?.date ?? TODAY;
            let gap = 1;
            for (let date = start; ; date = addDays(date, 1)) {
              const met = some.find((t) => t.date === date);
              if (met) gap *= 1 - met.weight;
              if (date === TODAY) return gap;
              // What is left of the day in which the gap reaches 1 grows at the slower rate.
              const untilDue = Math.max(0, (1 - gap) * cadenceDays);
              if (untilDue >= 1) gap += 1 / cadenceDays;
              else gap = Math.min(2, Math.max(gap, 1) + (1 - untilDue) / slack);
            }
          };
          const gap = computeGap(list, person, TODAY);
          expect(gap.all).toBeCloseTo(step(list), 9);
          expect(gap.outside).toBeCloseTo(step(list.filter((t) => t.kind === 'get-together')), 9);
          expect(gap.gap).toBe(Math.max(gap.all, gap.outside / 2));
        },
      ),
      { seed: 20_261_122 },
    );
  });
});

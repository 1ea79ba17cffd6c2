import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countRequests,
  dailyBudget,
  mayAsk,
  METERED_MS,
  noteRequests,
  type RequestLog,
} from '#main/app/request-budget.ts';

const START = Date.parse('2026-06-01T00:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Days {
  readonly calendars: number;
  readonly days: number;
  /** How often the app looks at the clock. */
  readonly tickMs: number;
  readonly isLooking: (atMs: number) => boolean;
  /** Requests that the user caused in the tick. */
  readonly asked?: (atMs: number) => number;
  /** What one reading of a calendar costs. */
  readonly cost?: number;
}

interface Lived {
  /** When the app itself asked, once for each request. */
  readonly own: readonly number[];
  /** The oldest that the first calendar was while somebody looked, and while nobody did; of the others the same. */
  readonly oldest: Readonly<Record<'firstLooking' | 'firstIdle' | 'furtherLooking' | 'furtherIdle', number>>;
  readonly extras: number;
  readonly readings: readonly number[];
}

/** As the app does it: at every look at the clock whatever is due and may be asked for. */
function live({ calendars, days, tickMs, isLooking, asked = () => 0, cost = 1 }: Days): Lived {
  let log: RequestLog = [];
  const own: number[] = [];
  const read = Array.from({ length: calendars }, () => START);
  const readings = read.map(() => 0);
  const oldest = { firstLooking: 0, firstIdle: 0, furtherLooking: 0, furtherIdle: 0 };
  const costs = { first: cost, further: read.slice(1).map(() => cost) };
  let extras = 0;
  let lookingSince: number | null = null;
  const note = (count: number, nowMs: number): void => {
    log = noteRequests(log, count, 'own', nowMs);
    for (let i = 0; i < count; i++) own.push(nowMs);
  };
  for (let nowMs = START; nowMs < START + days * DAY_MS; nowMs += tickMs) {
    const looks = isLooking(nowMs);
    lookingSince = looks ? (lookingSince ?? nowMs) : null;
    log = noteRequests(log, asked(nowMs), 'asked', nowMs);
    for (const [i, lastTriedMs] of read.entries()) {
      // As `isSyncDue` has it, which comes before.
      const ageMs = nowMs - lastTriedMs;
      if (ageMs < (looks ? METERED_MS : 2 * HOUR_MS - 30_000)) continue;
      const wish =
        i === 0
          ? ({ kind: 'first', lastTriedMs } as const)
          : ({ kind: 'further', lastTriedMs, cost, isLooking: looks } as const);
      if (!mayAsk(wish, log, costs, nowMs)) continue;
      note(cost, nowMs);
      read[i] = nowMs;
      readings[i] = (readings[i] ?? 0) + 1;
    }
    for (const [i, lastTriedMs] of read.entries()) {
      const key = i === 0 ? (looks ? 'firstLooking' : 'firstIdle') : looks ? 'furtherLooking' : 'furtherIdle';
      // Within the first minutes of looking it may still be as old as it was.
      if (lookingSince !== null && nowMs - lookingSince < HOUR_MS) continue;
      oldest[key] = Math.max(oldest[key], nowMs - lastTriedMs);
    }
    if (looks && nowMs % (2 * HOUR_MS) < tickMs && mayAsk({ kind: 'extra', cost: 1 }, log, costs, nowMs)) {
      note(1, nowMs);
      extras += 1;
    }
  }
  return { own, oldest, extras, readings };
}

/** The most in any 24 hours. */
function mostInADay(times: readonly number[]): number {
  let from = 0;
  let most = 0;
  for (const [i, time] of times.entries()) {
    while (time - (times[from] ?? 0) >= DAY_MS) from += 1;
    most = Math.max(most, i - from + 1);
  }
  return most;
}

const hourOf = (atMs: number): number => ((atMs - START) % DAY_MS) / HOUR_MS;
const allDay = (): boolean => true;
const never = (): boolean => false;
const officeHours = (atMs: number): boolean => hourOf(atMs) >= 9 && hourOf(atMs) < 17;

describe('the requests of a day', () => {
  it('are those of the last 24 hours, and a minute more rather than less', () => {
    const log = noteRequests(noteRequests([], 3, 'own', START), 4, 'asked', START + HOUR_MS);
    expect(countRequests(log, START + HOUR_MS)).toEqual({ own: 3, asked: 4 });
    expect(countRequests(log, START + DAY_MS)).toEqual({ own: 3, asked: 4 });
    expect(countRequests(log, START + DAY_MS + MINUTE_MS)).toEqual({ own: 0, asked: 4 });
    expect(noteRequests(log, 0, 'own', START + 2 * DAY_MS)).toEqual([]);
  });

  it('of one minute are one entry, whoever asked', () => {
    const log = noteRequests(noteRequests([], 3, 'own', START), 4, 'asked', START + 59_000);
    expect(log).toEqual([{ minute: START / MINUTE_MS, own: 3, asked: 4 }]);
  });

  it('are forgotten when the clock is set back before them', () => {
    const log = noteRequests([], 100, 'own', START + HOUR_MS);
    expect(countRequests(log, START)).toEqual({ own: 0, asked: 0 });
    expect(noteRequests(log, 1, 'own', START)).toHaveLength(1);
  });

  it('may be 100, and 24 more for each further calendar', () => {
    expect([0, 1, 2, 5].map(dailyBudget)).toEqual([100, 100, 124, 196]);
  });
});

describe('the room that is left', () => {
  const wish = (kind: 'first' | 'further') =>
    ({ kind, lastTriedMs: START - DAY_MS, cost: 1, isLooking: true }) as const;

  it('is none at all once the app itself has asked for the whole budget', () => {
    const costs = { first: 1, further: [] };
    const most = noteRequests([], 99, 'own', START);
    expect(mayAsk(wish('first'), most, costs, START + HOUR_MS)).toBe(true);
    const all = noteRequests(most, 1, 'own', START);
    expect(mayAsk(wish('first'), all, costs, START + HOUR_MS)).toBe(false);
    expect(mayAsk(wish('first'), all, costs, START + DAY_MS + MINUTE_MS)).toBe(true);
  });

  it('is less for what is good to know after the user asked for much, and not for the first calendar', () => {
    const costs = { first: 1, further: [1] };
    expect(mayAsk({ kind: 'extra', cost: 1 }, [], costs, START)).toBe(true);
    const log = noteRequests([], 120, 'asked', START);
    expect(mayAsk({ kind: 'extra', cost: 1 }, log, costs, START)).toBe(false);
    expect(mayAsk(wish('first'), log, costs, START)).toBe(true);
  });
});

describe('one calendar', () => {
  it('is never older than a quarter of an hour while somebody looks, all day long', () => {
    const { own, oldest, extras } = live({ calendars: 1, days: 4, tickMs: 20_000, isLooking: allDay });
    expect(oldest.firstLooking).toBeLessThanOrEqual(15 * MINUTE_MS);
    expect(mostInADay(own)).toBeLessThanOrEqual(100);
    // Free/busy is asked for all the same, now and then.
    expect(extras).toBeGreaterThanOrEqual(4);
  });

  it('is read every two hours while nobody does', () => {
    const { own, oldest } = live({ calendars: 1, days: 3, tickMs: 20_000, isLooking: never });
    expect(oldest.firstIdle).toBeLessThanOrEqual(2 * HOUR_MS);
    expect(mostInADay(own)).toBeLessThanOrEqual(13);
  });

  it('is read less often where a reading takes several requests, and still not for more than the budget', () => {
    for (const cost of [2, 4, 20]) {
      const { own, readings } = live({ calendars: 1, days: 3, tickMs: 60_000, isLooking: allDay, cost });
      expect(mostInADay(own)).toBeLessThanOrEqual(100);
      expect(readings[0]).toBeGreaterThanOrEqual(Math.floor((3 * 96) / cost) - 6);
    }
  });

  it('has its quarter of an hour after the user has asked for a thousand things', () => {
    const { oldest } = live({
      calendars: 1,
      days: 2,
      tickMs: 20_000,
      isLooking: allDay,
      asked: (atMs) => (atMs === START ? 1000 : 0),
    });
    expect(oldest.firstLooking).toBeLessThanOrEqual(15 * MINUTE_MS);
  });
});

describe('five calendars', () => {
  it('keep to the budget on a working day, and the further ones are fresh within the hour', () => {
    const { own, oldest, readings } = live({ calendars: 5, days: 4, tickMs: 20_000, isLooking: officeHours });
    expect(mostInADay(own)).toBeLessThanOrEqual(196);
    expect(oldest.firstLooking).toBeLessThanOrEqual(15 * MINUTE_MS);
    expect(oldest.furtherLooking).toBeLessThanOrEqual(HOUR_MS);
    expect(oldest.furtherIdle).toBeLessThanOrEqual(2 * HOUR_MS + 30_000);
    // Nearly all that they may have is used.
    expect(Math.min(...readings)).toBeGreaterThanOrEqual(4 * 16);
  });

  it('keep to it on a heavy day: looked at for 24 hours, 40 invites sent', () => {
    const { own, oldest } = live({
      calendars: 5,
      days: 4,
      tickMs: 20_000,
      isLooking: allDay,
      asked: (atMs) => ((atMs - START) % (36 * MINUTE_MS) === 0 ? 8 : 0),
    });
    expect(mostInADay(own)).toBeLessThanOrEqual(196);
    expect(oldest.firstLooking).toBeLessThanOrEqual(15 * MINUTE_MS);
    expect(oldest.furtherLooking).toBeLessThanOrEqual(2 * HOUR_MS);
  });
});

describe('whatever the day is like', () => {
  it('the app never asks for more of its own accord, and the first calendar stays fresh', () => {
    const stretch = fc.record({
      from: fc.integer({ min: 0, max: 60 }),
      hours: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(20_000, 30_000, 60_000),
        fc.array(stretch, { maxLength: 6 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 72 * 60 }), fc.integer({ min: 1, max: 60 })), {
          maxLength: 20,
        }),
        (calendars, tickMs, stretches, asks) => {
          const askedAt = new Map(asks.map(([minute, count]) => [START + minute * MINUTE_MS, count]));
          const { own, oldest } = live({
            calendars,
            days: 3,
            tickMs,
            isLooking: (atMs) =>
              stretches.some(({ from, hours }) => {
                const hour = (atMs - START) / HOUR_MS;
                return hour >= from && hour < from + hours;
              }),
            asked: (atMs) => askedAt.get(atMs) ?? 0,
          });
          expect(mostInADay(own)).toBeLessThanOrEqual(dailyBudget(calendars));
          expect(oldest.firstLooking).toBeLessThanOrEqual(15 * MINUTE_MS);
          expect(oldest.firstIdle).toBeLessThanOrEqual(2 * HOUR_MS);
          expect(Math.max(oldest.furtherLooking, oldest.furtherIdle)).toBeLessThanOrEqual(2 * HOUR_MS);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

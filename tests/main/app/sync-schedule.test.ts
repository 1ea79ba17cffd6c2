import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSyncDue, nextAfterFailure, nextAfterSuccess } from '#main/app/sync-schedule.ts';
import { NEVER_SYNCED, type SyncState } from '#main/store/sync-state.ts';

const NOW = Date.parse('2026-06-01T09:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const state = (
  triedMinutesAgo: number,
  dueInMinutes: number,
  kind: 'offline' | 'refused' | null = null,
): SyncState => ({
  ...NEVER_SYNCED,
  lastTriedMs: NOW - triedMinutesAgo * MINUTE_MS,
  nextDueMs: NOW + dueInMinutes * MINUTE_MS,
  trouble: kind === null ? null : { kind, detail: '', sinceMs: NOW },
});

const looking = { nowMs: NOW, lookedMs: NOW - MINUTE_MS, isBack: false };
const idle = { nowMs: NOW, lookedMs: NOW - HOUR_MS, isBack: false };

describe('a calendar is due', () => {
  it.each([
    ['that was never read', NEVER_SYNCED, idle, true],
    ['a quarter of an hour later, while somebody looks', state(15, 0), looking, true],
    ['not before', state(14, 1), looking, false],
    ['two hours later, while nobody does', state(120, -105), idle, true],
    ['not before either', state(119, -104), idle, false],
    ['when nobody has looked yet, as when nobody does', state(60, -45), { ...idle, lookedMs: null }, false],
    ['at once when the network is back', state(1, 30, 'offline'), { ...idle, isBack: true }, true],
    ['not for that if it was refused', state(1, 30, 'refused'), { ...looking, isBack: true }, false],
    ['when the clock was set back by days', state(-3 * 24 * 60, 3 * 24 * 60), looking, true],
  ] as const)('%s', (_, sync, when, expected) => {
    expect(isSyncDue(sync, when)).toBe(expected);
  });
});

describe('the next attempt', () => {
  it('comes later after each failure, up to two hours, a tenth more or less', () => {
    const waits = [1, 2, 3, 10, 1000].map(
      (failures) => nextAfterFailure({ kind: 'refused', retryAfterMs: null }, failures, NOW, 0.5) - NOW,
    );
    expect(waits).toEqual([2, 4, 8, 120, 120].map((minutes) => minutes * MINUTE_MS));
  });

  it('comes a minute after the network was lost, however often', () => {
    for (const failures of [1, 50]) {
      const next = nextAfterFailure({ kind: 'offline', retryAfterMs: null }, failures, NOW, 0.5);
      expect(next - NOW).toBe(MINUTE_MS);
    }
  });

  it('waits as long as the server asks, but not for days', () => {
    const wait = (retryAfterMs: number): number =>
      nextAfterFailure({ kind: 'refused', retryAfterMs }, 1, NOW, 0.5) - NOW;
    expect(wait(10 * MINUTE_MS)).toBe(10 * MINUTE_MS);
    expect(wait(1)).toBe(2 * MINUTE_MS);
    expect(wait(30 * 24 * HOUR_MS)).toBe(24 * HOUR_MS);
  });

  it('is never before now and never further than a day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('offline', 'refused', 'gone', 'unreadable' as const),
        fc.integer({ min: 1, max: 100_000 }),
        fc.option(fc.integer({ min: 0, max: 1e12 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kind, failures, retryAfterMs, random) => {
          const waitMs = nextAfterFailure({ kind, retryAfterMs }, failures, NOW, random) - NOW;
          expect(waitMs).toBeGreaterThanOrEqual(54_000);
          expect(waitMs).toBeLessThanOrEqual(24 * HOUR_MS);
          expect(Math.abs(nextAfterSuccess(NOW, random) - NOW - 15 * MINUTE_MS)).toBeLessThanOrEqual(90_000);
        },
      ),
    );
  });
});

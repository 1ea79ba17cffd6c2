import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutboxTimer, type OutboxTimer } from '#main/app/jobs/outbox-timer.ts';

let ticks: number[];
let bugs: unknown[];
let next: (nowMs: number) => number | null;
let timer: OutboxTimer;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  ticks = [];
  bugs = [];
  next = () => null;
  timer = createOutboxTimer({
    tick: async () => {
      ticks.push(Date.now());
      return next(Date.now());
    },
    clock: Date.now,
    onBug: (error) => bugs.push(error),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the outbox timer', () => {
  it('comes back exactly when the next invite is due', async () => {
    next = (nowMs) => (nowMs < 10_000 ? 10_000 : null);
    await timer.wake();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(ticks).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ticks).toEqual([0, 10_000]);
  });

  it('does not run at all while nothing is due', async () => {
    await timer.wake();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(ticks).toEqual([0]);
  });

  it('looks at the clock once a minute while it waits for longer, because timers sleep with the machine', async () => {
    next = () => 3_600_000;
    await timer.wake();
    await vi.advanceTimersByTimeAsync(180_000);
    expect(ticks).toEqual([0, 60_000, 120_000, 180_000]);
  });

  it('does not turn in a circle on what is overdue and does not leave', async () => {
    next = () => -Infinity;
    await timer.wake();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ticks).toHaveLength(5);
  });

  it('goes on after a bug, which is told', async () => {
    let isBroken = true;
    next = () => {
      if (!isBroken) return null;
      isBroken = false;
      throw new Error('broken');
    };
    await timer.wake();
    expect(bugs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ticks).toEqual([0, 60_000]);
  });

  it('runs one round at a time', async () => {
    let running = 0;
    let most = 0;
    next = () => null;
    const slow = createOutboxTimer({
      tick: async () => {
        running += 1;
        most = Math.max(most, running);
        await vi.advanceTimersByTimeAsync(10);
        running -= 1;
        return null;
      },
      clock: Date.now,
      onBug: (error) => bugs.push(error),
    });
    await Promise.all([slow.wake(), slow.wake(), slow.wake()]);
    expect(most).toBe(1);
  });

  it('waits on stopping for what is leaving, and sends nothing afterwards', async () => {
    next = () => 5_000;
    await timer.wake();
    await timer.stop();
    await timer.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ticks).toEqual([0]);
  });
});

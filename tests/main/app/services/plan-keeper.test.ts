import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHeavyWork } from '#main/app/heavy/create-heavy-work.ts';
import type { HeavyWork, Moment } from '#main/app/heavy/heavy-work.ts';
import { createPlanKeeper, type PlanKeeper, shownWith } from '#main/app/services/plan-keeper.ts';
import type { Store } from '#main/store/open.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { openOrThrow, temporaryFolder } from '#tests/main/store/temporary.ts';

const MINUTE = 60_000;

let path: string;
let store: Store;
let plans: PlanKeeper;
let planned: number;
let moment: Moment;
/** Resolves what `planWeek` waits for; null: it does not wait. */
let gate: Promise<void> | null;

beforeEach(() => {
  path = `${temporaryFolder()}/store.sqlite`;
  store = openOrThrow(path);
  planned = 0;
  gate = null;
  moment = {
    nowMs: Date.parse('2026-06-01T09:00:00+02:00'),
    zone: 'Europe/Amsterdam',
    language: 'en',
    settings: DEFAULT_SETTINGS,
  };
  const work = createHeavyWork(store, globalThis.fetch);
  const heavy: HeavyWork = {
    ...work,
    async planWeek(question) {
      planned += 1;
      await gate;
      return work.planWeek(question);
    },
  };
  plans = createPlanKeeper({ store, heavy, moment: () => moment });
});

afterEach(() => {
  gate = null;
});

describe('the kept plan', () => {
  it('is made once and given again', async () => {
    const first = await plans.current();
    expect(await plans.current()).toBe(first);
    expect(planned).toBe(1);
    expect(plans.outdated()).toBeNull();
  });

  it('is made once for all who ask at the same time', async () => {
    const [one, two] = await Promise.all([plans.current(), plans.current()]);
    expect(one).toBe(two);
    expect(planned).toBe(1);
  });

  it.each([
    ['something was written', () => plans.invalidate()],
    [
      'a quarter of an hour has passed',
      () => {
        moment = { ...moment, nowMs: moment.nowMs + 15 * MINUTE };
      },
    ],
    [
      'the clock went back',
      () => {
        moment = { ...moment, nowMs: moment.nowMs - MINUTE };
      },
    ],
    [
      'the language is another',
      () => {
        moment = { ...moment, language: 'nl' };
      },
    ],
    [
      'the zone is another',
      () => {
        moment = { ...moment, zone: 'America/New_York' };
      },
    ],
    [
      'a setting is another',
      () => {
        moment = { ...moment, settings: { ...moment.settings, quietWeekdays: [1] } };
      },
    ],
    [
      'another process wrote',
      () => {
        openOrThrow(path).meta.save('note', 'x');
      },
    ],
  ])('is made anew when %s', async (_, change) => {
    const before = await plans.current();
    change();
    expect(plans.outdated()).toBe(before);
    await plans.current();
    expect(planned).toBe(2);
  });

  it('is made anew at midnight, however young', async () => {
    moment = { ...moment, nowMs: Date.parse('2026-06-01T23:59:00+02:00') };
    expect((await plans.current()).today).toBe('2026-06-01');
    moment = { ...moment, nowMs: moment.nowMs + MINUTE };
    expect((await plans.current()).today).toBe('2026-06-02');
  });

  it('is never one from before a change for somebody who asks after it', async () => {
    let open = (): void => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const before = plans.current();
    plans.invalidate();
    const after = plans.current();
    open();
    expect(await before).not.toBe(await after);
    expect(planned).toBe(2);
    expect(await plans.current()).toBe(await after);
  });

  it('with a move is not taken back by one that was begun before it', async () => {
    let open = (): void => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const before = plans.current();
    gate = null;
    const moved = await plans.replan([], () => true);
    open();
    await before;
    expect(await plans.current()).toBe(moved);
  });
});

describe('shownWith', () => {
  const walk = {
    activityId: 'walk',
    startMs: 1,
    guestEmails: ['a@example.com', 'b@example.com'],
    pinned: false,
  };
  const grill = { activityId: 'grill', startMs: 2, guestEmails: ['c@example.com'], pinned: false };

  it('replaces one of what was shown, whatever the order of its guests', () => {
    store.shownPlan.save({ shownAtMs: 0, proposals: JSON.stringify([walk, grill]) });
    const moved = { ...walk, startMs: 9, pinned: true };
    const same = { ...walk, guestEmails: walk.guestEmails.toReversed() };
    expect(shownWith(store, same, moved)).toEqual([grill, moved]);
    expect(shownWith(store, null, moved)).toEqual([walk, grill, moved]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import { isoDate } from '#main/kernel/time.ts';
import { overlaps } from '#main/kernel/interval.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { readGuestBusy } from '#main/planner/constraints/guest-busy.ts';
import { explainRestingDay } from '#main/planner/explain/explain-rest.ts';
import { makePlan } from '#main/planner/make-plan.ts';
import type { PlanInput } from '#main/planner/plan-types.ts';
import { makeActivity, makeInput, makePerson, timed } from '#tests/support/planner/world.ts';

const ANN = personId('id-ann');
/** A Monday. */
const NOW = parseInstant('2026-06-01T09:00:00+02:00');
const people = ['ann', 'bob'].map((key) => makePerson(key, { added: isoDate('2025-06-01') }));
const dinner = makeActivity('dinner', { from: 18 * 60, until: 20 * 60, minutes: 120, quality: 1 });
const planFor = (changed: Partial<PlanInput>) =>
  makePlan(makeInput({ nowMs: NOW, people, activities: [dinner], ...changed }), () => 0);

const during = (start: string, end: string): { startMs: number; endMs: number } => {
  const time = timed(start, end);
  if (time.kind === 'all-day') throw new Error('A timed one was made.');
  return time;
};

describe('what somebody’s own free/busy says', () => {
  it('is what any of its stretches says, however they overlap', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 20 }))
      .map(([startMs, length]) => ({ startMs, endMs: startMs + length }));
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 12 }), interval, (busy, slot) => {
        const isBusy = readGuestBusy(new Map([[ANN, busy]]));
        const slotOfSome = { startMs: slot.startMs, endMs: slot.endMs + 1 };
        const expected = busy.some((one) => one.endMs > one.startMs && overlaps(one, slotOfSome));
        expect(isBusy(ANN, slotOfSome.startMs, slotOfSome.endMs)).toBe(expected);
      }),
    );
  });

  it('is nothing of whom nothing is known', () => {
    expect(readGuestBusy(new Map())(ANN, 0, 1)).toBe(false);
  });
});

describe('the plan', () => {
  it('is the same to the last number where nothing is known', () => {
    const known = planFor({});
    const unknown = planFor({ guestsBusy: new Map([[ANN, []]]) });
    expect(unknown.solver).toEqual(known.solver);
    expect(unknown.candidates).toEqual(known.candidates);
    expect(unknown.refused).toEqual(known.refused);
  });

  it('gives nobody a worth at a time at which they are busy, and keeps it at all others', () => {
    const busy = during('2026-06-04T19:59:00+02:00', '2026-06-04T23:00:00+02:00');
    const plan = planFor({ guestsBusy: new Map([[ANN, [busy]]]) });
    const before = planFor({});
    const annAt = plan.askable.findIndex(({ person }) => person.id === ANN);
    for (const [i, candidate] of plan.candidates.entries()) {
      const isBusy = overlaps(candidate, busy);
      const was = before.candidates[i]?.worthMicro[annAt];
      expect(candidate.worthMicro[annAt]).toBe(isBusy ? 0 : was);
      expect(candidate.worthMicro[1 - annAt]).toBe(before.candidates[i]?.worthMicro[1 - annAt]);
    }
    expect(plan.candidates).toHaveLength(before.candidates.length);
  });

  it('asks nobody to come when they are busy', () => {
    const free = planFor({ people: people.slice(0, 1) });
    const [first] = free.proposals;
    expect(first?.guests).toHaveLength(1);
    const guestsBusy = new Map([[ANN, first === undefined ? [] : [first.candidate]]]);
    const plan = planFor({ people: people.slice(0, 1), guestsBusy });
    expect(plan.proposals.map(({ candidate }) => candidate.startMs)).not.toContain(first?.candidate.startMs);
  });

  it('says who is busy, and no more than that', () => {
    const thursday = during('2026-06-04T17:00:00+02:00', '2026-06-04T23:00:00+02:00');
    const why = (guestsBusy: PlanInput['guestsBusy'], language: 'en' | 'nl'): string[] =>
      explainRestingDay(
        planFor(guestsBusy === undefined ? {} : { guestsBusy }),
        isoDate('2026-06-04'),
        language,
      );
    const both = new Map(people.map(({ id }) => [id, [thursday]]));
    expect(why(both, 'en')).toEqual(['Somebody called ann and Somebody called bob are busy then.']);
    expect(why(both, 'nl')).toEqual(['Somebody called ann en Somebody called bob zijn dan bezet.']);
    // With one of them free the evening is open.
    expect(why(new Map([[ANN, [thursday]]]), 'en')).not.toContain('Somebody called ann is busy then.');
    expect(why(undefined, 'en')).not.toContain('busy');
  });
});

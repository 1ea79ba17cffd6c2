import { fitsSchedule } from '#main/planner/solve/schedule.ts';
import type { ChosenProposal, SolveInstance } from '#main/planner/solve/instance.ts';
import { groupValue, isSeparated, isWorthProposing } from '#main/planner/solve/value.ts';
import { isBigGroup } from '#main/planner/constraints/big-groups.ts';

/**
 * Of plans with the same value: the earlier start, then the larger gap, then the hash. People are in that order, so a
 * smaller index is the better guest, and the earlier proposal has the better ones. Changes one start or one guest at a
 * time until nothing equal is better.
 */
export function settleTies(
  chosen: readonly ChosenProposal[],
  instance: SolveInstance,
): readonly ChosenProposal[] {
  let plan = [...chosen];
  for (;;) {
    const better = plan
      .keys()
      .map(
        (i) =>
          earlierStart(plan, i, instance) ??
          betterGuest(plan, i, instance) ??
          swappedGuests(plan, i, instance),
      );
    const next = better.find((candidate) => candidate !== null);
    if (!next) return plan;
    plan = next;
  }
}

const replaceAt = (plan: readonly ChosenProposal[], i: number, proposal: ChosenProposal): ChosenProposal[] =>
  plan.map((other, j) => (j === i ? proposal : other));

function pairsOf(plan: readonly ChosenProposal[], instance: SolveInstance): number {
  const dates = new Set([
    ...plan.map((proposal) => instance.candidates[proposal.candidate]?.dateIndex),
    ...instance.kept.map((kept) => kept.dateIndex),
  ]);
  return [...dates].filter((d) => d !== undefined && dates.has(d + 1)).length;
}

function earlierStart(
  plan: readonly ChosenProposal[],
  i: number,
  instance: SolveInstance,
): ChosenProposal[] | null {
  const proposal = plan[i];
  const current = proposal && instance.candidates[proposal.candidate];
  if (!proposal || !current) return null;
  const size = proposal.guests.length;
  const used = new Set([
    ...instance.kept.map((kept) => kept.activity),
    ...plan.filter((_, j) => j !== i).map((other) => instance.candidates[other.candidate]?.activity),
  ]);
  const others = [
    ...instance.schedule.fixed,
    ...instance.kept.map((kept) => ({ dateIndex: kept.dateIndex, big: isBigGroup(kept.guests.length) })),
    ...plan
      .filter((_, j) => j !== i)
      .map((other) => ({
        dateIndex: instance.candidates[other.candidate]?.dateIndex ?? 0,
        big: isBigGroup(other.guests.length),
      })),
  ];
  for (const [c, candidate] of instance.candidates.entries()) {
    if (candidate.startMs >= current.startMs) return null;
    if (used.has(candidate.activity) || size < candidate.minimum || size > candidate.maximum) continue;
    if (proposal.guests.some((p) => (candidate.worthMicro[p] ?? 0) <= 0)) continue;
    if (groupValue(instance, candidate, proposal.guests) !== proposal.value) continue;
    if (!fitsSchedule(others, { dateIndex: candidate.dateIndex, big: isBigGroup(size) }, instance.schedule))
      continue;
    const moved = replaceAt(plan, i, { ...proposal, candidate: c });
    if (pairsOf(moved, instance) === pairsOf(plan, instance)) return moved;
  }
  return null;
}

function betterGuest(
  plan: readonly ChosenProposal[],
  i: number,
  instance: SolveInstance,
): ChosenProposal[] | null {
  const proposal = plan[i];
  if (!proposal) return null;
  const busy = new Set([
    ...plan.flatMap((other) => other.guests),
    ...instance.kept.flatMap((kept) => kept.guests),
  ]);
  for (const guest of proposal.guests) {
    for (let p = 0; p < guest; p++) {
      const better = busy.has(p) ? null : withGuest(proposal, guest, p, instance);
      if (better && better.value === proposal.value) return replaceAt(plan, i, better);
    }
  }
  return null;
}

/** The guests of two proposals in each other's place, where that is worth the same and the earlier one has the better. */
function swappedGuests(
  plan: readonly ChosenProposal[],
  i: number,
  instance: SolveInstance,
): ChosenProposal[] | null {
  const early = plan[i];
  if (!early) return null;
  for (const [j, late] of plan.entries()) {
    // Candidates are ascending by start.
    if (late.candidate <= early.candidate) continue;
    for (const p of early.guests) {
      for (const q of late.guests.filter((other) => other < p)) {
        const first = withGuest(early, p, q, instance);
        const second = withGuest(late, q, p, instance);
        if (first && second && first.value + second.value === early.value + late.value)
          return replaceAt(replaceAt(plan, i, first), j, second);
      }
    }
  }
  return null;
}

/** The proposal with `added` in the place of `removed`; null where that may not be. */
function withGuest(
  proposal: ChosenProposal,
  removed: number,
  added: number,
  instance: SolveInstance,
): ChosenProposal | null {
  const candidate = instance.candidates[proposal.candidate];
  if (!candidate || !((candidate.worthMicro[added] ?? 0) > 0)) return null;
  const guests = proposal.guests.map((p) => (p === removed ? added : p)).toSorted((a, b) => a - b);
  const value = groupValue(instance, candidate, guests);
  return isSeparated(guests, instance) || !isWorthProposing(value, instance)
    ? null
    : { ...proposal, guests, value };
}

import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { InstanceContext } from '#main/planner/build-instance.ts';
import { buildInstance } from '#main/planner/build-instance.ts';
import type { Candidate, ShownProposal } from '#main/planner/plan-types.ts';
import { fitsSchedule } from '#main/planner/solve/schedule.ts';
import { groupValue, isSeparated, isWorthProposing } from '#main/planner/solve/value.ts';

/** A shown proposal that is still possible today, with today's value. */
export interface Survivor {
  readonly candidate: Candidate;
  /** Positions in the askable people, ascending. */
  readonly guests: readonly number[];
  readonly value: number;
  readonly isPinned: boolean;
}

/**
 * Which shown proposals are still possible: their candidate exists, every guest may still be asked, they are worth
 * proposing, and together they break no rule (the earlier one wins, what the user moved first of all).
 */
export function findSurvivors(
  shown: readonly ShownProposal[],
  candidates: readonly Candidate[],
  context: InstanceContext,
): Survivor[] {
  const indexByEmail = new Map(
    context.people.flatMap(({ person }, i) => person.emails.map((email) => [email, i] as const)),
  );
  const survivors: Survivor[] = [];
  const order = shown.toSorted(
    (a, b) =>
      Number(b.pinned) - Number(a.pinned) || a.startMs - b.startMs || (a.activityId < b.activityId ? -1 : 1),
  );
  for (const proposal of order) {
    const guests = proposal.guestEmails.map((email) => indexByEmail.get(email));
    if (guests.includes(undefined)) continue;
    // Two addresses of one person are one guest.
    const known = [...new Set(guests.filter((p) => p !== undefined))].toSorted((a, b) => a - b);
    const candidate = candidates.find(
      (c) =>
        c.activity.id === proposal.activityId &&
        c.startMs === proposal.startMs &&
        known.length >= c.minimumGuests &&
        known.length <= c.maximumGuests &&
        known.every((p) => (c.worthMicro[p] ?? 0) > 0),
    );
    if (!candidate) continue;
    const survivor = {
      candidate,
      guests: known,
      value: valueOf(candidate, known, context),
      isPinned: proposal.pinned,
    };
    if (fits(survivor, survivors, context)) survivors.push(survivor);
  }
  return survivors;
}

function valueOf(candidate: Candidate, guests: readonly number[], context: InstanceContext): number {
  const instance = buildInstance([candidate], [], [candidate.activity.id], context);
  const [only] = instance.candidates;
  return only ? groupValue(instance, only, guests) : -Infinity;
}

function fits(survivor: Survivor, others: readonly Survivor[], context: InstanceContext): boolean {
  const { candidate, guests } = survivor;
  const instance = buildInstance([], [], [], context);
  // What the user moved there stays even when it is worth little.
  if (!survivor.isPinned && !isWorthProposing(survivor.value, instance)) return false;
  if (isSeparated(guests, instance)) return false;
  const days = others.map((other) => ({
    dateIndex: other.candidate.dateIndex,
    big: isBigGroup(other.guests.length),
  }));
  const added = { dateIndex: candidate.dateIndex, big: isBigGroup(guests.length) };
  return (
    others.every(
      (other) =>
        other.candidate.activity.id !== candidate.activity.id &&
        !other.guests.some((p) => guests.includes(p)),
    ) && fitsSchedule([...instance.schedule.fixed, ...days], added, instance.schedule)
  );
}

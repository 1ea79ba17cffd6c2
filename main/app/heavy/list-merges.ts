import type { MergeSide, MergeSuggestion } from '#contract/people.ts';
import { initialsOf } from '#main/people/initials.ts';
import { pairKey, suggestMerges } from '#main/people/import/merge-suggestions.ts';
import type { Person } from '#main/people/person.ts';
import type { Store } from '#main/store/open.ts';

/** Pairs that may be one person and of which the user has not said that they are two. The sample week's stay out. */
export function listMerges(store: Store): readonly MergeSuggestion[] {
  const people = store.people.list().flatMap(({ person, sample }) => (sample ? [] : [person]));
  const apart = new Set(store.merges.keptApart().map(([a, b]) => pairKey(a, b)));
  return suggestMerges(people, apart).map(({ keep, drop, reason }) => ({
    keep: viewSide(keep),
    drop: viewSide(drop),
    reason,
  }));
}

const viewSide = ({ id, name, emails, circle, department, status, added }: Person): MergeSide => ({
  id,
  name,
  initials: initialsOf(name),
  emails,
  circle,
  department,
  status,
  added,
});

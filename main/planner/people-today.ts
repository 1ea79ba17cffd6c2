import type { PersonId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Activity } from '#main/activities/activity.ts';
import { recogniseActivity } from '#main/activities/recognise.ts';
import { isoWeekOf } from '#main/kernel/dates.ts';
import { fnv1a } from '#main/kernel/hash.ts';
import { computeGap } from '#main/people/gap.ts';
import type { Person } from '#main/people/person.ts';
import type { TouchBook } from '#main/people/touch.ts';
import type { PersonState } from '#main/planner/plan-types.ts';

/**
 * Everybody as the planner sees them today, in canonical order: the larger gap first, then hash(person id, ISO week),
 * then the id. The name decides nothing.
 */
export function readPeople(
  people: readonly Person[],
  book: TouchBook,
  activities: readonly Activity[],
  today: IsoDate,
): PersonState[] {
  const week = isoWeekOf(today);
  const lastActivityById = lastActivities(book, activities, today);
  return people
    .map((person) => {
      const touches = book.touchesByPerson.get(person.id) ?? [];
      return {
        state: {
          person,
          touches,
          gap: computeGap(touches, person, today),
          bookedOn: book.bookedOn.get(person.id) ?? null,
          lastActivity: lastActivityById.get(person.id) ?? null,
        },
        hash: fnv1a(`${person.id}|${week}`),
      };
    })
    .toSorted(
      (a, b) =>
        b.state.gap.gap - a.state.gap.gap ||
        a.hash - b.hash ||
        (a.state.person.id < b.state.person.id ? -1 : 1),
    )
    .map(({ state }) => state);
}

/** Which activity the last get-together with each person was, where its title or our mark tells. */
function lastActivities(
  book: TouchBook,
  activities: readonly Activity[],
  today: IsoDate,
): ReadonlyMap<PersonId, string | null> {
  const last = new Map<PersonId, string | null>();
  // Between words of equal length the order decides, and the order in a file may not.
  const known = activities.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const [id, touches] of book.touchesByPerson) {
    const touch = touches.findLast((t) => t.kind === 'get-together' && t.date <= today);
    if (touch?.occurrence) last.set(id, recogniseActivity(touch.occurrence, known));
  }
  return last;
}

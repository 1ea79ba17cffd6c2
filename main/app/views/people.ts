import type { PersonId } from '#contract/ids.ts';
import type { PeopleView, PersonView, TouchView } from '#contract/people.ts';
import type { IsoDate } from '#contract/time.ts';
import { CIRCLES, type Language, type RelationshipStatus } from '#contract/vocabulary.ts';
import { initialsOf } from '#main/invites/view.ts';
import { addDays } from '#main/kernel/dates.ts';
import type { Person } from '#main/people/person.ts';
import type { Touch } from '#main/people/touch.ts';
import { gapText } from '#main/planner/explain/gap-text.ts';
import type { Situation } from '#main/planner/make-plan.ts';

const HOUR_MS = 3_600_000;
const DIRECTION_DAYS = 90;
const MOST_TOUCHES = 100;

/** What the calendar says of a person today. */
export interface PersonToday {
  readonly personId: PersonId;
  /** After what they answered: who declined twice is paused for a while. */
  readonly status: RelationshipStatus;
  readonly pausedUntil: IsoDate | null;
  readonly gap: number;
  readonly gapText: string;
  readonly lastTouch: PersonView['lastTouch'];
  readonly lastGetTogether: IsoDate | null;
  readonly bookedOn: IsoDate | null;
}

/** By gap, largest first. */
export function readPeopleToday(situation: Situation, today: IsoDate, language: Language): PersonToday[] {
  return situation.people.map((state) => {
    const { person, touches, gap, bookedOn } = state;
    const last = touches.at(-1);
    return {
      personId: person.id,
      status: person.status,
      pausedUntil: person.pausedUntil,
      gap: gap.gap,
      gapText: gapText(state, today, language),
      lastTouch: last === undefined ? null : { date: last.date, kind: last.kind },
      lastGetTogether: touches.findLast(({ kind }) => kind === 'get-together')?.date ?? null,
      bookedOn,
    };
  });
}

/** Newest first, at most 100. */
export const viewTouches = (touches: readonly Touch[]): TouchView[] =>
  touches
    .slice(-MOST_TOUCHES)
    .toReversed()
    .map(({ date, kind, weight, occurrence }) => ({
      date,
      kind,
      weight,
      title: occurrence?.summary ?? null,
    }));

/**
 * Where the time outside work went in the last 90 days: hours of get-togethers with anybody of the circle, and how many
 * of the circle are followed, so that a silence with many people in it shows.
 */
export function readDirections(
  { book, people }: Situation,
  today: IsoDate,
  nowMs: number,
): PeopleView['directions'] {
  const circleById = new Map(people.map(({ person }) => [person.id, person.circle]));
  const since = addDays(today, -DIRECTION_DAYS);
  const past = book.getTogethers.filter(({ date, endMs }) => date >= since && endMs <= nowMs);
  return CIRCLES.map((circle) => ({
    circle,
    hours: past
      .filter(({ personIds }) => personIds.some((id) => circleById.get(id) === circle))
      .reduce((sum, { startMs, endMs }) => sum + (endMs - startMs) / HOUR_MS, 0),
    people: people.filter(({ person }) => person.status === 'followed' && person.circle === circle).length,
  }));
}

/** The person as the user set them up, with what the calendar says today. */
export function viewPerson(person: Person, today: PersonToday): PersonView {
  const { personId: _, ...said } = today;
  return {
    ...person,
    initials: initialsOf(person.name),
    ...said,
  };
}

import type { IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { daysBetween } from '#main/kernel/dates.ts';
import type { PersonState } from '#main/planner/plan-types.ts';
import { wordsFor } from '#main/planner/explain/format.ts';

/** The gap in words, without a name: what the user aims for, and how long it has been. Says which of the two clocks is behind. */
export function gapText(state: PersonState, today: IsoDate, language: Language): string {
  const words = wordsFor(language);
  const { person, touches, gap } = state;
  if (touches.length === 0) return words.neverMet(person.cadenceDays);
  // Sitting in the same large meeting is no talk.
  const talk = touches.findLast((touch) => touch.kind !== 'meeting' && touch.kind !== 'small-group');
  if (!talk) return words.inGroupsOnly(person.cadenceDays);
  const since = daysBetween(talk.date, today);
  if (gap.all >= gap.outside / 2) return words.talked(person.cadenceDays, since);
  const together = touches.findLast((touch) => touch.kind === 'get-together');
  if (!together) return words.metAtWorkOnly(person.cadenceDays, since);
  const text = words.metOutside(person.cadenceDays, daysBetween(together.date, today));
  return talk.kind === 'get-together' ? text : `${text} ${words.workSlows}`;
}

import type { IsoDate } from '#contract/time.ts';
import { addDays } from '#main/kernel/dates.ts';
import type { Person } from '#main/people/person.ts';

export interface DatedAnswer {
  readonly date: IsoDate;
  readonly answer: 'yes' | 'no';
}

/** What a person's answers ask of us. Dates are exclusive: on that date one may ask again. */
export interface Backoff {
  readonly cadenceDoubled: boolean;
  readonly noAskUntil: IsoDate | null;
  readonly pausedUntil: IsoDate | null;
}

const NO_BACKOFF: Backoff = { cadenceDoubled: false, noAskUntil: null, pausedUntil: null };

const LEAST_REST_DAYS = 21;
const LONGEST_PAUSE_DAYS = 180;

/**
 * planning.md, Boundaries: a no doubles the cadence until the next yes and rests for max(21 days, cadence / 2); two in
 * a row pause for min(2 cadences, 180 days). A no with a counter-proposal is none, and is not among the answers.
 *
 * @param answers ascending by date
 * @param cadenceDays as the user set it, not doubled
 */
export function readBackoff(answers: readonly DatedAnswer[], cadenceDays: number): Backoff {
  const last = answers.at(-1);
  if (last === undefined || last.answer === 'yes') return NO_BACKOFF;
  const isSecond = answers.at(-2)?.answer === 'no';
  return {
    cadenceDoubled: true,
    noAskUntil: addDays(last.date, Math.max(LEAST_REST_DAYS, Math.ceil(cadenceDays / 2))),
    pausedUntil: isSecond ? addDays(last.date, Math.min(2 * cadenceDays, LONGEST_PAUSE_DAYS)) : null,
  };
}

/** The person as the planner should see them; who is paused or never asked already stays so. */
export function applyBackoff(person: Person, backoff: Backoff, today: IsoDate): Person {
  const slower = backoff.cadenceDoubled
    ? { ...person, cadenceDays: person.cadenceDays * 2, maximumDays: person.maximumDays * 2 }
    : person;
  const isPaused = backoff.pausedUntil !== null && today < backoff.pausedUntil;
  return person.status === 'followed' && isPaused
    ? { ...slower, status: 'paused', pausedUntil: backoff.pausedUntil }
    : slower;
}

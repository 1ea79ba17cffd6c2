import type { CalendarId, PersonId } from '#contract/ids.ts';
import type { CompletedPerson, MergeSuggestion, PersonOffer, TouchView } from '#contract/models.ts';
import type { CalendarSourceView } from '#contract/calendars.ts';
import type { FailureCode, Outcome } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { ShownProposal } from '#main/planner/plan-types.ts';
import type { PlannedWeek } from '../views/planned-week.ts';

/** The situation that a question is about. */
export interface Moment {
  readonly nowMs: EpochMs;
  /** IANA. */
  readonly zone: string;
  readonly language: Language;
  /** As they count, the sample week's among them. */
  readonly settings: Settings;
}

export interface PlanQuestion extends Moment {
  /** Instead of what was shown last; null: that. */
  readonly shown: readonly ShownProposal[] | null;
}

export interface CalendarFile {
  readonly id: CalendarId;
  readonly name: string;
  readonly kind: 'file' | 'sample';
  readonly text: string;
}

export interface PeopleImport {
  readonly added: number;
  readonly updated: number;
  readonly completed: readonly CompletedPerson[];
  readonly unchanged: number;
  readonly skipped: readonly { readonly uid: string | null; readonly reason: string }[];
}

/**
 * What takes longer than the 30 ms for which the main process may block, on its own connection to the store. The
 * questions and answers are plain data, so that a worker can stand between.
 */
export interface HeavyWork {
  planWeek(question: PlanQuestion): Promise<PlannedWeek>;
  /** Newest first. */
  readTouches(question: Moment & { readonly personId: PersonId }): Promise<readonly TouchView[]>;
  /** At most twelve, by time together in the last year. */
  findOffers(question: Moment): Promise<readonly PersonOffer[]>;
  /** Pairs that may be one person, the likeliest first. */
  findMerges(): Promise<readonly MergeSuggestion[]>;
  /** Reads, expands and stores; the calendar of the same id is replaced. */
  importCalendar(question: Moment & { readonly file: CalendarFile }): Promise<Outcome<CalendarSourceView>>;
  /** Puts the made-up team, calendar and weather beside whatever is there, all of it marked. */
  loadSample(question: Moment): Promise<Outcome<null>>;
  /** vCard, CSV or JSON. Those whose address is known are completed, not doubled. */
  importPeople(
    question: Moment & { readonly name: string; readonly text: string },
  ): Promise<Outcome<PeopleImport>>;
  /** Asks the weather service and keeps the answer, or why there is none. Null: it went well. */
  refreshForecast(question: Moment & { readonly apiKey: string | null }): Promise<FailureCode | null>;
}

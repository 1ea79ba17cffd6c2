import type { CalendarId, PersonId } from '#contract/ids.ts';
import type { CompletedPerson, MergeSuggestion, PersonOffer, TouchView } from '#contract/people.ts';
import type { CalendarSourceView } from '#contract/calendars.ts';
import type { FailureCode, Outcome } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { ShownProposal } from '#main/planner/plan-types.ts';
import type { CalDavConnection } from '#main/calendars/caldav/connection.ts';
import type { RemoteCalendar } from '#main/calendars/provider.ts';
import type { PlannedWeek } from '../views/planned-week.ts';
import type { FreeBusyQuestion, FreeBusyReport } from './free-busy.ts';
import type { ContactsImport, ContactsQuestion } from './import-contacts.ts';
import type { SyncControls, SyncQuestion, SyncReport } from './sync-task.ts';

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

export interface ServerAccount {
  readonly connection: CalDavConnection;
  readonly host: string;
  readonly mailsGuests: boolean;
  readonly calendars: readonly RemoteCalendar[];
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
  /** Brings a calendar in step with its source; ends early, with what it has, when the signal comes. */
  syncCalendar(question: SyncQuestion, controls: SyncControls): Promise<SyncReport>;
  /**
   * Expands anew what soon ends too early, long before planning would have to wait for it, and sweeps away what no
   * calendar holds any more. Whether anything was expanded.
   */
  tidyCalendars(question: Moment): Promise<boolean>;
  /** Asks an account of Google's who is busy when, and keeps it. */
  askFreeBusy(question: FreeBusyQuestion): Promise<FreeBusyReport>;
  /** Finds the user's place on a CalDAV server, and the calendars there. */
  discoverCaldav(question: {
    readonly server: string;
    readonly user: string;
    readonly password: string;
    readonly language: Language;
  }): Promise<Outcome<ServerAccount>>;
  /** Puts the made-up team, calendar and weather beside whatever is there, all of it marked. */
  loadSample(question: Moment): Promise<Outcome<null>>;
  /** vCard, CSV or JSON. Those whose address is known are completed, not doubled. */
  importPeople(
    question: Moment & { readonly name: string; readonly text: string },
  ): Promise<Outcome<PeopleImport>>;
  /** The contacts of a Google account, in the same way. */
  importContacts(question: ContactsQuestion): Promise<ContactsImport>;
  /** Asks the weather service and keeps the answer, or why there is none. Null: it went well. */
  refreshForecast(question: Moment & { readonly apiKey: string | null }): Promise<FailureCode | null>;
}

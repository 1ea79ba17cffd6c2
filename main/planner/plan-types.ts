import type { PersonId, ProposalId } from '#contract/ids.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { Confidence } from '#contract/vocabulary.ts';
import type { Activity } from '#main/activities/activity.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Holidays } from '#main/calendars/work-week.ts';
import type { Gap } from '#main/people/gap.ts';
import type { Person } from '#main/people/person.ts';
import type { LoggedTouch, Touch } from '#main/people/touch.ts';
import type { GuestsBusy } from '#main/planner/constraints/guest-busy.ts';
import type { Forecast } from '#main/weather/forecast.ts';

/** How often a person said yes and no to an invite; silence is neither. */
export interface AnswerCount {
  readonly yes: number;
  readonly no: number;
}

/** An invite that left or is about to: it takes its day, its people, its place in the week. */
export interface FixedGetTogether {
  readonly date: IsoDate;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  readonly activityId: string | null;
  readonly personIds: readonly PersonId[];
  readonly guestCount: number;
  /** happened: in the six days before; sent: an invite of ours; calendar: the user's own event to come. */
  readonly kind: 'happened' | 'sent' | 'calendar';
  readonly uid: string;
}

/** A proposal that was on the screen: it stays unless it is impossible or clearly beaten. */
export interface ShownProposal {
  readonly activityId: string;
  readonly startMs: EpochMs;
  readonly guestEmails: readonly string[];
  /** The user moved it there: it stays until it is impossible, whatever the best plan is worth. */
  readonly pinned: boolean;
}

/** What the user put off. */
export interface Holds {
  /** No ask of these people before the date. */
  readonly personUntil: ReadonlyMap<PersonId, IsoDate>;
  /** No proposals before this date ('not this week'); null: none. */
  readonly nothingBefore: IsoDate | null;
}

export interface PlanInput {
  readonly nowMs: EpochMs;
  /** IANA. */
  readonly zone: string;
  readonly settings: Settings;
  readonly holidays: Holidays;
  readonly people: readonly Person[];
  readonly occurrences: readonly Occurrence[];
  readonly logged: readonly LoggedTouch[];
  readonly answers: ReadonlyMap<PersonId, AnswerCount>;
  readonly activities: readonly Activity[];
  readonly forecast: Forecast | null;
  readonly sent: readonly FixedGetTogether[];
  readonly shown: readonly ShownProposal[];
  readonly holds: Holds;
  /** From their own free/busy, where it may be seen; absent: nothing is known of anybody. */
  readonly guestsBusy?: GuestsBusy;
}

/** A followed person as the planner sees them today. */
export interface PersonState {
  readonly person: Person;
  readonly gap: Gap;
  readonly touches: readonly Touch[];
  readonly bookedOn: IsoDate | null;
  /** Activity of the last get-together, where it is known. */
  readonly lastActivity: string | null;
}

/** An activity at a start, with all that does not depend on who comes. Integers are millionths. */
export interface Candidate {
  readonly activity: Activity;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  readonly date: IsoDate;
  /** Position in the horizon; also the lead in days. */
  readonly dateIndex: number;
  /** Null: unknown, counted as 0. */
  readonly suitability: number | null;
  readonly weatherMicro: number;
  readonly burdenMicro: number;
  readonly minimumGuests: number;
  readonly maximumGuests: number;
  readonly fallback: Activity | null;
  /** By position in `people`; shared by candidates with the same reasons to be worth what they are. */
  readonly worthMicro: Float64Array;
}

export interface Terms {
  readonly worth: readonly { readonly personId: PersonId; readonly email: string; readonly value: number }[];
  readonly mixing: number;
  readonly crowd: number;
  readonly weather: number;
  readonly burden: number;
}

export interface Proposal {
  readonly id: ProposalId;
  readonly candidate: Candidate;
  readonly guests: readonly PersonState[];
  readonly terms: Terms;
  /** weather * (sum of worth + mixing - crowd) - burden, in millionths. */
  readonly valueMicro: number;
  readonly confidence: Confidence;
}

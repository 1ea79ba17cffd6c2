import type { ActivityId, CalendarId, InviteId, PersonId, ProposalId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Circle, Language, Rsvp, Setting } from '#contract/vocabulary.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { OutboxState } from '#main/invites/state.ts';

type LocalizedName = Readonly<Record<Language, string>>;

export interface InviteGuest {
  readonly personId: PersonId;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly circle: Circle;
  readonly language: Language;
  /** IANA zone; null: the user's. */
  readonly zone: string | null;
}

/** All that guests may ever read. Gaps, scores and notes have no place to go. */
export interface InviteContent {
  readonly activity: { readonly id: ActivityId; readonly name: LocalizedName; readonly setting: Setting };
  readonly fallback: { readonly id: ActivityId; readonly name: LocalizedName } | null;
  readonly interval: Interval;
  /** The user's IANA zone, in which the event is written. */
  readonly zone: string;
  readonly location: string | null;
  readonly organizer: { readonly name: string; readonly email: string };
  /** The user's own language, for the copy in the user's calendar. */
  readonly language: Language;
  /** The partner, named where the two invite together. */
  readonly coHost: string | null;
  /** At least one; the order in which they are named. */
  readonly guests: readonly InviteGuest[];
  /** Set after 'Edit first': replaces the subject and text of every language. */
  readonly edited: { readonly subject: string; readonly text: string } | null;
}

/**
 * How it leaves: mailed by Golden Hour, written into the user's calendar on a server, or handed to the user's mail
 * program.
 */
export type Route = 'smtp' | 'calendar' | 'handed-over';

/** Who tells the guests of an invite in a calendar: its server (RFC 6638), Golden Hour, or the user's mail program. */
export type Teller = 'server' | 'smtp' | 'handed-over';

/** Who tells them where no server does. */
export type MailTeller = Exclude<Teller, 'server'>;

/**
 * How far the pending step has got in the user's calendar. `creating` (where nothing was) and `changing` (of what was
 * there) are on disk before the first byte leaves: found after a crash, they mean that nobody knows.
 */
export interface CopyStep {
  readonly state: 'pending' | 'creating' | 'changing' | 'written';
  readonly attempts: number;
  /** What the server said last; for the user's eyes, never logged. */
  readonly detail: string | null;
}

/** The place of an invite in the user's calendar on a server: chosen at the click, before anything leaves. */
export interface CalendarPlace {
  readonly calendarId: CalendarId;
  /** What the server calls it. */
  readonly ref: string;
  /** The version that was written or read last; null: not known. */
  readonly etag: string | null;
  /**
   * A guest who is told by one is never told by another: it changes only where the server stopped telling, and the user
   * sends by mail instead.
   */
  readonly teller: Teller;
  readonly copy: CopyStep;
  /** False until the first attempt, and once it was deleted by somebody. */
  readonly mayBeThere: boolean;
  /** What the calendar said of the guests when it was read last; who is not in it has not answered there. */
  readonly seen: Readonly<Record<string, Rsvp>>;
}

/** What leaves next or left last. */
export type Step = 'create' | 'move' | 'cancel';

export interface InviteDraft {
  readonly proposalId: ProposalId | null;
  readonly route: Route;
  /** Where it goes, for the route 'calendar'. */
  readonly home: CalendarHome | null;
  readonly content: InviteContent;
}

/** A calendar on a server into which invites are written. */
export interface CalendarHome {
  readonly calendarId: CalendarId;
  readonly teller: Teller;
  /** What the server will call the event with this UID. */
  readonly refOf: (uid: string) => string;
}

/**
 * One message to one guest. `attempting` is on disk before the first byte leaves: found after a crash, it means that
 * nobody knows whether the message arrived.
 */
export interface Delivery {
  readonly email: string;
  readonly sequence: number;
  readonly state: 'pending' | 'attempting' | 'delivered' | 'refused';
  readonly attempts: number;
  /** What the mail server said last; for the user's eyes, never logged. */
  readonly detail: string | null;
}

export interface Answer {
  readonly email: string;
  readonly personId: PersonId;
  readonly answer: Rsvp;
  readonly comment: string | null;
  /** The sequence of the invite that it answers: an answer to an earlier time says nothing about the new one. */
  readonly sequence: number;
  /** A reply's DTSTAMP; for a tap or a calendar, when it was seen. */
  readonly stampMs: EpochMs;
  readonly recordedAtMs: EpochMs;
  readonly via: 'reply' | 'tap' | 'calendar';
}

/** What guests have, kept while a change of it waits to leave, so that undo can go back to it. */
export interface Settled {
  readonly content: InviteContent;
  readonly sequence: number;
  readonly step: Step;
  readonly stampMs: EpochMs;
  readonly dueMs: EpochMs;
  readonly state: OutboxState;
  /** Null: it lies in no calendar on a server. */
  readonly copy: CopyStep | null;
  /** A cancellation of ours may have taken it out of the calendar; rows from before this was kept say nothing of it. */
  readonly mayBeTakenAway?: boolean;
}

/** One invite with everything that was ever sent for it. `uid` and `id` are chosen before anything leaves. */
export interface InviteRecord {
  readonly id: InviteId;
  readonly uid: string;
  readonly proposalId: ProposalId | null;
  readonly route: Route;
  /** Set for the route 'calendar'. */
  readonly calendar: CalendarPlace | null;
  readonly createdAtMs: EpochMs;
  readonly content: InviteContent;
  readonly sequence: number;
  readonly step: Step;
  readonly state: OutboxState;
  /** When the pending message should leave; lateness is counted from here, whatever the retries. */
  readonly dueMs: EpochMs;
  /** DTSTAMP of this sequence: fixed at the click, so that a message sent twice is the same message. */
  readonly stampMs: EpochMs;
  /** False once the user said 'send anyway'. */
  readonly checksSlot: boolean;
  readonly settled: Settled | null;
  readonly deliveries: readonly Delivery[];
  /** At most one per guest. */
  readonly answers: readonly Answer[];
}

/** Deliveries of the step that leaves next or left last. */
export const currentDeliveries = (record: InviteRecord): readonly Delivery[] =>
  record.deliveries.filter((delivery) => delivery.sequence === record.sequence);

const mayHaveArrived = (delivery: Delivery): boolean =>
  delivery.state === 'attempting' || delivery.state === 'delivered';

/** Whether a server or a guest may have received the pending step, so that there is no way back behind it. */
export const hasLeft = (record: InviteRecord): boolean =>
  currentDeliveries(record).some(mayHaveArrived) ||
  (record.calendar !== null && record.calendar.copy.state !== 'pending');

/** Whether anybody or anything outside may know of this invite at all. */
export const isKnown = (record: InviteRecord): boolean =>
  record.deliveries.some(mayHaveArrived) ||
  record.state.kind === 'handed-over' ||
  record.calendar?.mayBeThere === true;

/** Deleted in the user's calendar by somebody else: it is in nobody's way until the user puts it back. */
export const isGone = ({ state }: InviteRecord): boolean =>
  state.kind === 'failed' && state.problem.kind === 'gone';

/** Who may hold an earlier version of it. */
export const knowingGuests = (record: InviteRecord): readonly InviteGuest[] =>
  record.content.guests.filter((guest) =>
    record.deliveries.some((delivery) => delivery.email === guest.email && mayHaveArrived(delivery)),
  );

/** The sequence that guests were asked with last: a change that has not left yet and a cancellation ask nothing. */
export function askedSequence(record: InviteRecord): number {
  const { sequence, step } = record.settled !== null && !hasLeft(record) ? record.settled : record;
  return step === 'cancel' ? sequence - 1 : sequence;
}

/** The guest's answer to what was asked last; null where there is none, or only one to an earlier time. */
export function answerOf(record: InviteRecord, email: string): Answer | null {
  const asked = askedSequence(record);
  return record.answers.find((answer) => answer.email === email && answer.sequence >= asked) ?? null;
}

import type { Outcome } from '#contract/outcome.ts';
import type { CalendarId } from '#contract/ids.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';
import type { Interval } from '#main/kernel/interval.ts';

/** A copy and the calendar in which it was found, which need not be the one into which it was written. */
export interface FoundCopy {
  readonly calendarId: CalendarId;
  readonly copy: CalendarCopy;
}

/** An invite's event as it lies in the user's calendar on a server. */
export interface CalendarCopy {
  /** What the server calls it. */
  readonly ref: string;
  /** Null: the server names no version. */
  readonly etag: string | null;
  readonly sequence: number;
  readonly interval: Interval;
  readonly isCancelled: boolean;
  /** The mark of the step that Golden Hour wrote last, see `markOf`; null: the server or somebody removed it. */
  readonly mark: string | null;
  readonly attendees: readonly CopyAttendee[];
  /** False: guests may have been left out, so that who is missing was not taken off the list. */
  readonly listsAllGuests: boolean;
  /** Guests whom the server could not reach (SCHEDULE-STATUS 3.x and 5.x), where the server mails. */
  readonly unreached: readonly string[];
  /** As the provider gave it; a move changes this and nothing else. */
  readonly source: string;
}

export interface CopyAttendee {
  /** Lower case. */
  readonly email: string;
  readonly rsvp: Rsvp;
  readonly comment: string | null;
}

/** Written into the event with each step: whoever finds it there knows that this very step has arrived. */
export const markOf = ({ id, sequence }: Pick<InviteRecord, 'id' | 'sequence'>): string =>
  `${id}.${sequence}`;

/** Whether the pending step, which is no cancellation, is in the calendar already, whatever became of it since. */
export const holdsStep = (copy: CalendarCopy, record: InviteRecord): boolean =>
  copy.mark === markOf(record) ||
  (copy.sequence === record.sequence &&
    copy.interval.startMs === record.content.interval.startMs &&
    copy.interval.endMs === record.content.interval.endMs);

export type CalendarFailure =
  /** Will never be taken as it is (403, 400, 413). */
  | { readonly kind: 'refused'; readonly detail: string }
  /** May be taken later (429, 503, other 5xx). */
  | { readonly kind: 'temporary'; readonly detail: string; readonly retryAfterMs: number | null }
  /** The request never left. */
  | { readonly kind: 'offline'; readonly detail: string }
  | { readonly kind: 'unauthorized'; readonly detail: string }
  | { readonly kind: 'misconfigured'; readonly detail: string }
  /** The user has not let Golden Hour write there yet. */
  | { readonly kind: 'permission'; readonly detail: string }
  /**
   * The account takes no writing at all for hours: its other invites wait, too. `retryAfterMs` null: nobody says for how
   * long.
   */
  | { readonly kind: 'paused'; readonly detail: string; readonly retryAfterMs: number | null };

export type LookResult =
  | { readonly kind: 'there'; readonly copy: CalendarCopy }
  | { readonly kind: 'absent' }
  /** Somebody deleted it, and its place remembers: only writing over that puts it back. */
  | { readonly kind: 'removed'; readonly copy: CalendarCopy }
  /** Something else lies at its place. */
  | { readonly kind: 'foreign'; readonly detail: string }
  | CalendarFailure;

export type WriteResult =
  /** `etag` null: the server names no version, or changed what it was given. */
  | {
      readonly kind: 'written';
      readonly etag: string | null;
      /** Where the server put it, if elsewhere than it was asked to. */
      readonly ref?: string;
    }
  /** 409 or 412: it is not as it was when we looked. Look again. */
  | { readonly kind: 'changed' }
  /** 404 or 410 on a move or a cancellation. */
  | { readonly kind: 'gone' }
  /** The request had begun to leave when the connection ended, or the answer was cut: look before anything else. */
  | { readonly kind: 'unknown'; readonly detail: string }
  | CalendarFailure;

/**
 * The user's calendar on a server, as the outbox sees it: one attempt a call, no retry of its own, never rejects.
 * What others changed in the event is kept: a move changes its times, SEQUENCE and stamps and nothing else.
 */
export interface InviteCalendar {
  /** The server mails the guests; otherwise the outbox does, and the server is told not to. */
  readonly mailsGuests: boolean;
  look(record: InviteRecord): Promise<LookResult>;
  /** Only where nothing is: never over something else. */
  create(record: InviteRecord, pass?: PassMoment): Promise<WriteResult>;
  /** Only over exactly the copy that was looked at; one that was deleted is put back by it. */
  move(record: InviteRecord, copy: CalendarCopy, pass?: PassMoment): Promise<WriteResult>;
  /** Takes it away; a server that mails guests tells them. */
  cancel(record: InviteRecord, copy: CalendarCopy, pass?: PassMoment): Promise<WriteResult>;
}

/** Opens the calendar of an invite; a failure (no account, no password) is shown on the card. */
export type OpenInviteCalendar = (id: CalendarId) => Promise<Outcome<InviteCalendar>>;

import type { Rsvp } from '#contract/vocabulary.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { Interval } from '#main/kernel/interval.ts';

/** An invite's event as it lies in the user's calendar on a server. */
export interface CalendarCopy {
  /** What the server calls it. */
  readonly ref: string;
  /** Null: the server names no version. */
  readonly etag: string | null;
  readonly sequence: number;
  readonly interval: Interval;
  readonly isCancelled: boolean;
  readonly attendees: readonly { readonly email: string; readonly rsvp: Rsvp }[];
  /** Guests whom the server could not reach (SCHEDULE-STATUS 3.x and 5.x), where the server mails. */
  readonly unreached: readonly string[];
}

type CalendarFailure =
  /** Will never be taken as it is (403, 400, 413). */
  | { readonly kind: 'refused'; readonly detail: string }
  /** May be taken later (429, 503, other 5xx). */
  | { readonly kind: 'temporary'; readonly detail: string; readonly retryAfterMs: number | null }
  /** The request never left. */
  | { readonly kind: 'offline'; readonly detail: string }
  | { readonly kind: 'unauthorized'; readonly detail: string }
  | { readonly kind: 'misconfigured'; readonly detail: string };

export type LookResult =
  | { readonly kind: 'there'; readonly copy: CalendarCopy }
  | { readonly kind: 'absent' }
  /** Something else lies at its place. */
  | { readonly kind: 'foreign'; readonly detail: string }
  | CalendarFailure;

export type WriteResult =
  | { readonly kind: 'written' }
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
  create(record: InviteRecord): Promise<WriteResult>;
  /** Only over exactly the copy that was looked at. */
  move(record: InviteRecord, copy: CalendarCopy): Promise<WriteResult>;
  cancel(record: InviteRecord, copy: CalendarCopy): Promise<WriteResult>;
}

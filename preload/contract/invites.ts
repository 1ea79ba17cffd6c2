import type { ActivityId, InviteId, ProposalId } from './ids.ts';
import type { GuestView } from './people.ts';
import type { MinuteSpan } from './settings.ts';
import type { IsoDate, IsoInstant } from './time.ts';
import type { Language, Rsvp } from './vocabulary.ts';

/**
 * What happened to an invite after it had left: deleted or moved in the calendar by somebody, or guests whom the
 * calendar's server could not reach. Absent: it has not left yet.
 */
export type InviteCause = 'gone' | 'moved' | 'unreached';

/**
 * What keeps an invite from leaving, where it is nothing that went wrong: the account has not let Golden Hour write
 * yet, or takes nothing more for now.
 */
export type InviteHold = 'permission' | 'paused';

/** The states of an invite; see main/invites/state.ts for the drawing. */
export type InviteState =
  | { readonly kind: 'undo-window'; readonly sendsAt: IsoInstant }
  | { readonly kind: 'sending' }
  | { readonly kind: 'sent'; readonly at: IsoInstant }
  | { readonly kind: 'handed-over'; readonly at: IsoInstant }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly retryAt: IsoInstant | null;
      readonly cause?: InviteCause;
      readonly hold?: InviteHold;
    }
  | { readonly kind: 'still-send'; readonly reason: string; readonly cause?: InviteCause }
  | { readonly kind: 'slot-taken'; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly at: IsoInstant };

export interface InviteGuestView extends GuestView {
  readonly answer: Rsvp;
  readonly comment: string | null;
}

export interface InviteView {
  readonly id: InviteId;
  readonly proposalId: ProposalId | null;
  readonly activity: { readonly id: ActivityId; readonly name: string };
  readonly date: IsoDate;
  readonly span: MinuteSpan;
  readonly start: IsoInstant;
  readonly end: IsoInstant;
  readonly guests: readonly InviteGuestView[];
  readonly state: InviteState;
  readonly sequence: number;
  /** What leaves next or left last: an update or a cancellation is pending as well as an invite. */
  readonly step: 'create' | 'move' | 'cancel';
  readonly location: string | null;
  readonly fallbackName: string | null;
  /** Name of the calendar that it lies in, beside Golden Hour's own; null: in none. */
  readonly calendarName: string | null;
}

export interface MessagePreview {
  readonly recipients: readonly {
    readonly name: string;
    readonly email: string;
    readonly language: Language;
  }[];
  readonly subject: string;
  /** The text by language of the guests; an edit replaces all of them. */
  readonly texts: readonly { readonly language: Language; readonly text: string }[];
  /** How it will leave. */
  readonly route: 'smtp' | 'calendar' | 'handed-over';
  readonly location: string;
}

/** Files that the page offers for download when the host cannot open the mail program. */
export interface HandedOverFiles {
  readonly eml: { readonly name: string; readonly text: string };
  readonly ics: { readonly name: string; readonly text: string };
}

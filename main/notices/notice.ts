import type { InviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { NoticeKind } from '#contract/notices.ts';
import type { ProposalView } from '#contract/outlook.ts';
import type { NoticeSettings } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';

/** One guest's answer, as news. */
export interface AnswerNews {
  /** The same for the same answer of the same guest. */
  readonly id: string;
  readonly inviteId: InviteId;
  readonly guest: string;
  readonly email: string;
  readonly answer: Exclude<Rsvp, 'needs-action'>;
  readonly activity: string;
}

/** What may interrupt: an ask for the user's word, or news. */
export type Notice =
  | { readonly kind: 'weekly-plan'; readonly id: string; readonly proposals: readonly ProposalView[] }
  | { readonly kind: 'decision'; readonly id: string; readonly invite: InviteView }
  /** Whether it happened, on the morning after. */
  | { readonly kind: 'happened'; readonly id: string; readonly invite: InviteView }
  /** All answers since the last time, together. */
  | { readonly kind: 'answer'; readonly id: string; readonly answers: readonly AnswerNews[] };

/** What was shown once, and when. */
export interface ShownNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly shownAtMs: EpochMs;
}

/** All that the decision looks at. */
export interface NoticeState {
  readonly settings: NoticeSettings;
  readonly pausedUntilMs: EpochMs | null;
  readonly proposals: readonly ProposalView[];
  readonly invites: readonly InviteView[];
  /** Past ones of which nobody has said whether they happened. */
  readonly happenedAsks: readonly InviteView[];
  readonly shown: readonly ShownNotice[];
}

export interface NoticeTime {
  readonly nowMs: EpochMs;
  /** IANA name. */
  readonly zone: string;
}

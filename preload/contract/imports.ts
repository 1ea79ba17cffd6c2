import type { CalendarSourceView } from './calendars.ts';
import type { InviteView } from './invites.ts';
import type { CompletedPerson, PersonOffer } from './people.ts';
import type { Rsvp } from './vocabulary.ts';

export type ImportResult =
  | { readonly kind: 'calendar'; readonly calendar: CalendarSourceView }
  | {
      readonly kind: 'people';
      readonly added: number;
      /** As many as `completed`. */
      readonly updated: number;
      /** Everybody of whom the file says something new, with what is new. */
      readonly completed: readonly CompletedPerson[];
      /** Entries that say nothing that was not there already. */
      readonly unchanged: number;
      /** Pairs that may be one person and wait for the user's word, also from before. */
      readonly maybeSame: number;
      readonly offers: readonly PersonOffer[];
      readonly skipped: readonly { readonly uid: string | null; readonly reason: string }[];
    }
  | { readonly kind: 'answer'; readonly invite: InviteView; readonly from: string; readonly answer: Rsvp };

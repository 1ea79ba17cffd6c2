import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';

export interface Attendee {
  /** Lower case, without `mailto:`. */
  readonly email: string;
  readonly name: string | null;
  readonly rsvp: Rsvp;
  /** CUTYPE: rooms and resources are no people, groups are mailing lists. */
  readonly kind: 'individual' | 'room' | 'resource' | 'group';
}

export interface Organizer {
  readonly email: string;
  readonly name: string | null;
}

/** When it is. All-day events are a pair of plain dates, the end exclusive; timed ones half-open instants. */
export type EventTime =
  | {
      readonly kind: 'timed';
      readonly startMs: EpochMs;
      readonly endMs: EpochMs;
      readonly zone: string | null;
    }
  | { readonly kind: 'all-day'; readonly startDate: IsoDate; readonly endDate: IsoDate };

export type EventType = 'default' | 'out-of-office' | 'focus' | 'working-location' | 'birthday';

/** One dated happening: a single event, or one instance of a series after its exceptions. */
export interface Occurrence {
  readonly uid: string;
  /** Original start of the instance within its series (ISO, UTC instant or plain date); null for a single event. */
  readonly recurrenceId: string | null;
  readonly calendarId: CalendarId;
  readonly summary: string;
  readonly location: string | null;
  /** CONFERENCE, X-GOOGLE-CONFERENCE, Teams or Zoom data, or a link to join. */
  readonly hasConference: boolean;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly transparency: 'opaque' | 'transparent';
  readonly type: EventType;
  readonly organizer: Organizer | null;
  readonly attendees: readonly Attendee[];
  readonly time: EventTime;
  /** Set on what Golden Hour itself wrote (X-GOLDEN-HOUR-ACTIVITY). */
  readonly activity: string | null;
}

/** An event or property that could not be used, and why, for the user's eyes. */
export interface Skipped {
  readonly uid: string | null;
  readonly reason: string;
}

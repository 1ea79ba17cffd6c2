/** The domain words that cross every boundary: one list each, in the order in which they are shown. */

/** The direction of a relationship; together they are the 360 degrees. */
export const CIRCLES = [
  'reports',
  'leaders',
  'peers',
  'support',
  'partners',
  'customers',
  'former',
  'network',
] as const;
export type Circle = (typeof CIRCLES)[number];

export const COMFORT_ANSWERS = ['yes', 'rather-not', 'no'] as const;
export type ComfortAnswer = (typeof COMFORT_ANSWERS)[number];

export const COMFORT_LINES = ['home', 'weekdayEvening', 'alcohol', 'family'] as const;
export type ComfortLine = (typeof COMFORT_LINES)[number];

/** A line that is absent is unknown, which is not the same as 'yes'. */
export type ComfortSheet = { readonly [Line in ComfortLine]?: ComfortAnswer };

export const LANGUAGES = ['en', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];

export const SETTINGS_OF_ACTIVITIES = ['indoor', 'outdoor', 'covered', 'remote'] as const;
export type Setting = (typeof SETTINGS_OF_ACTIVITIES)[number];

export type RelationshipStatus = 'followed' | 'paused' | 'never';

/** firm: today and the next two days; likely: the four after; pencil: the last three. */
export type Confidence = 'firm' | 'likely' | 'pencil';

export type TouchKind = 'get-together' | 'one-to-one' | 'small-group' | 'meeting' | 'logged';

/** An attendee's RSVP. Missing PARTSTAT is `needs-action` (RFC 5545, 3.2.12). */
export type Rsvp = 'accepted' | 'declined' | 'tentative' | 'needs-action';

export interface GeoPoint {
  readonly lat: number;
  readonly lon: number;
}

/** What became of an invite: 'moved' means another time, by which nobody met at this one. */
export const HAPPENED = ['yes', 'no', 'moved'] as const;
export type Happened = (typeof HAPPENED)[number];

import type { ActivityId } from './ids.ts';
import type { MinuteOfDay } from './time.ts';
import type { Language, Setting } from './vocabulary.ts';

/** The weather in which an activity is pleasant. Null: it does not matter. */
export interface ComfortEnvelope {
  readonly apparentMinC: number | null;
  readonly apparentMaxC: number | null;
  readonly gustMaxKmh: number | null;
  /** Total over the event that is still dry enough. */
  readonly rainMaxMm: number | null;
  readonly daylight: boolean;
  readonly airQualityMax: number | null;
  /** Where the figures come from. */
  readonly source: string;
}

export interface ActivityView {
  readonly id: ActivityId;
  readonly name: { readonly [Name in Language]: string };
  readonly setting: Setting;
  readonly minutes: number;
  /** Local hours within which it lies whole. */
  readonly from: MinuteOfDay;
  readonly until: MinuteOfDay;
  /** Guests, without the user. */
  readonly minimumGuests: number;
  readonly maximumGuests: number;
  readonly envelope: ComfortEnvelope | null;
  /** 0 free, 1 a coffee, 2 a meal, 3 a show. */
  readonly spend: 0 | 1 | 2 | 3;
  /** 0 to 1. */
  readonly quality: number;
  /** At the user's home. */
  readonly home: boolean;
  readonly alcohol: boolean;
  /** Families are invited, children come along. */
  readonly children: boolean;
  readonly wheelchair: boolean;
  /** Minutes one way; null: nobody named the place, which counts as 20. Home and remote: 0. */
  readonly travelMinutes: number | null;
  /** Id of the activity to fall back on when the weather turns. */
  readonly fallback: ActivityId | null;
  /** Words by which a past event is recognised as this activity (lower case, whole words). */
  readonly words: readonly string[];
}

export interface ActivityState {
  readonly activity: ActivityView;
  /** Off: never proposed. */
  readonly enabled: boolean;
  /** The user made it or changed it. */
  readonly edited: boolean;
}

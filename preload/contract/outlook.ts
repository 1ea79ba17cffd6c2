import type { CalendarSourceView } from './calendars.ts';
import type { AccountId, ActivityId, PersonId, ProposalId } from './ids.ts';
import type { InviteView } from './invites.ts';
import type { GuestView } from './people.ts';
import type { MinuteSpan } from './settings.ts';
import type { IsoDate, IsoInstant, MinuteOfDay } from './time.ts';
import type { Confidence, Setting } from './vocabulary.ts';

export type WeatherGlyph = 'clear' | 'partly' | 'cloudy' | 'fog' | 'drizzle' | 'rain' | 'snow' | 'thunder';

export interface BusyBlock {
  readonly span: MinuteSpan;
  readonly title: string;
  /** protected: private life; away: out of office or an all-day event that closes the day. */
  readonly kind: 'busy' | 'protected' | 'away';
}

export interface DayView {
  readonly date: IsoDate;
  readonly confidence: Confidence;
  readonly dayOff: boolean;
  readonly holiday: string | null;
  readonly workHours: MinuteSpan | null;
  readonly openings: readonly MinuteSpan[];
  readonly busy: readonly BusyBlock[];
  /** Titles of all-day events that do not block. */
  readonly allDay: readonly string[];
  /** Null where the forecast does not reach. */
  readonly weather: { readonly glyph: WeatherGlyph; readonly highC: number; readonly lowC: number } | null;
  readonly sun: { readonly rise: MinuteOfDay; readonly set: MinuteOfDay } | null;
  /** Sentences: why there is no proposal on this day; empty where there is one. */
  readonly resting: readonly string[];
}

/** One point of the ribbon, every hour of the horizon. */
export interface RibbonHour {
  readonly date: IsoDate;
  readonly hour: number;
  readonly temperatureC: number;
  /** 10th and 90th percentile of the members, or the forecast's own spread where there are none. */
  readonly lowC: number;
  readonly highC: number;
  /** 0 to 1. */
  readonly rain: number;
  readonly windKmh: number;
}

export interface TermView {
  readonly worth: { readonly [email: string]: number };
  readonly mixing: number;
  readonly crowd: number;
  readonly weather: number;
  readonly burden: number;
}

export interface ProposalView {
  readonly id: ProposalId;
  readonly date: IsoDate;
  readonly span: MinuteSpan;
  readonly start: IsoInstant;
  readonly end: IsoInstant;
  readonly activity: { readonly id: ActivityId; readonly name: string; readonly setting: Setting };
  readonly guests: readonly GuestView[];
  /** 0 to 1, exclusive; null where the weather is unknown; 1 for indoor and remote. */
  readonly suitability: number | null;
  readonly confidence: Confidence;
  readonly fallback: { readonly id: ActivityId; readonly name: string } | null;
  /** Sentences in the user's language, from the terms. */
  readonly whyPeople: readonly { readonly personId: PersonId; readonly text: string }[];
  readonly whyTime: readonly string[];
  /** 'dry and 21° (85 %)'; null without a forecast or indoors. */
  readonly weatherText: string | null;
  readonly terms: TermView;
  readonly value: number;
}

/** One hour of a proposal's weather, with the reasons why it would not do. */
export interface WeatherHour {
  readonly minute: MinuteOfDay;
  readonly apparentC: number | null;
  readonly rainMm: number | null;
  readonly gustKmh: number | null;
  /** Share of members (or probability) inside the envelope in this hour, 0 to 1. */
  readonly suitability: number | null;
  readonly reasons: readonly string[];
}

export interface AlternativeView {
  readonly start: IsoInstant;
  readonly date: IsoDate;
  readonly span: MinuteSpan;
  readonly activity: { readonly id: ActivityId; readonly name: string };
  readonly suitability: number | null;
  readonly value: number;
}

export interface ProposalDetail {
  readonly proposalId: ProposalId;
  readonly weatherHours: readonly WeatherHour[];
  readonly alternatives: readonly AlternativeView[];
}

export interface ForecastAge {
  readonly source: string;
  readonly attribution: string;
  readonly attributionUrl: string;
  readonly issuedAt: IsoInstant | null;
  readonly members: number;
  /** stale: older than 12 hours, shown and marked; expired: older than 48, not used. */
  readonly freshness: 'fresh' | 'stale' | 'expired';
  /** Constructed for the sample week. */
  readonly constructed: boolean;
}

export interface OutlookView {
  readonly now: IsoInstant;
  readonly today: IsoDate;
  readonly nowMinute: MinuteOfDay;
  readonly zone: string;
  readonly days: readonly DayView[];
  readonly ribbon: readonly RibbonHour[];
  readonly proposals: readonly ProposalView[];
  readonly invites: readonly InviteView[];
  /** Past invites of which the user may say whether they happened: at most three, the latest first. */
  readonly happenedAsks: readonly InviteView[];
  readonly calendars: readonly CalendarSourceView[];
  readonly forecast: ForecastAge | null;
  /** Why there is no forecast, or why the last refresh failed; null when all is well. */
  readonly forecastProblem: string | null;
  /** One sentence over the plan: 'Two ideas. The next: grill at home on Thursday.' */
  readonly headline: string;
  readonly warnings: readonly string[];
  /** The account of the calendar that invites go out from, where it has not let Golden Hour write yet; else null. */
  readonly permission: WritePermission | null;
}

export interface WritePermission {
  readonly accountId: AccountId;
  readonly accountName: string;
}

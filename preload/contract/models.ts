import type { CalendarSourceView } from './calendars.ts';
import type { AccountId, ActivityId, InviteId, PersonId, ProposalId } from './ids.ts';
import type { MinuteSpan } from './settings.ts';
import type { IsoDate, IsoInstant, MinuteOfDay } from './time.ts';
import type { UpdateState } from './updates.ts';
import type {
  Circle,
  ComfortSheet,
  Confidence,
  GeoPoint,
  Language,
  RelationshipStatus,
  Rsvp,
  Setting,
  TouchKind,
} from './vocabulary.ts';

/** What the host can and cannot do. The renderer never asks which host it is in. */
export interface Capabilities {
  readonly tray: boolean;
  /** Passwords survive a restart. False: they are kept in memory only, and the settings say so. */
  readonly secretsPersist: boolean;
  /** A file can be handed to the user's mail program by the host; else the page downloads it. */
  readonly opensMailProgram: boolean;
  /** The host shows the weekly plan in a popover and all other pages in a window of their own. */
  readonly popover: boolean;
}

/** What a desktop host could make of the settings that need one. */
export interface DesktopState {
  /** Text can stand beside the tray icon. */
  readonly hasTrayTitle: boolean;
  readonly notifies: boolean;
  readonly startAtLogin: 'off' | 'on' | 'refused';
  /** refused: another program has it, or the system does not know these keys. */
  readonly shortcut: 'none' | 'works' | 'refused';
  readonly updates: UpdateState;
}

export type NoticeKind = 'weekly-plan' | 'answer' | 'decision' | 'happened';

/** Something that interrupts the user: a notification of the system. */
export interface NoticeView {
  /** The same for the same news, so that it is shown once. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  /** What a click opens. */
  readonly page: 'week' | 'outlook';
  /** The words that switch this kind off. */
  readonly turnOff: string;
}

export interface AppStatus {
  readonly version: string;
  readonly capabilities: Capabilities;
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly firstRunDone: boolean;
  /** The made-up week is loaded. */
  readonly sampleWeek: boolean;
  readonly zone: string;
  /** Notifications rest until then; null: they do not. */
  readonly noticesPausedUntil: IsoInstant | null;
  /** Null: this host is no desktop app. */
  readonly desktop: DesktopState | null;
}

// ---- outlook

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

export interface GuestView {
  readonly personId: PersonId;
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly circle: Circle;
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

// ---- invites

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

// ---- people

export interface PersonView {
  readonly id: PersonId;
  readonly name: string;
  readonly initials: string;
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly department: string | null;
  readonly cadenceDays: number;
  readonly maximumDays: number;
  readonly importance: number;
  readonly status: RelationshipStatus;
  readonly pausedUntil: IsoDate | null;
  readonly comfort: ComfortSheet;
  readonly apart: readonly string[];
  readonly place: GeoPoint | null;
  readonly zone: string | null;
  readonly language: Language | null;
  readonly partner: string | null;
  readonly spontaneous: boolean;
  readonly added: IsoDate | null;
  /** 0 fresh, 1 due, 2 at most. */
  readonly gap: number;
  /** 'You aim for every 45 days; it has been 61.' */
  readonly gapText: string;
  readonly lastTouch: { readonly date: IsoDate; readonly kind: TouchKind } | null;
  readonly lastGetTogether: IsoDate | null;
  readonly bookedOn: IsoDate | null;
}

/** Why two entries may be one person; near: one mailbox under two spellings, or a slip of the finger. */
export type MergeReason =
  | 'same-name-same-address'
  | 'same-name-near-address'
  | 'same-name-same-company'
  | 'same-name'
  | 'similar-name-same-address'
  | 'similar-name-near-address'
  | 'similar-name-same-company'
  | 'other-name-same-address';

/** One of the two, as far as it helps to tell them apart. */
export interface MergeSide {
  readonly id: PersonId;
  readonly name: string;
  readonly initials: string;
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly department: string | null;
  readonly status: RelationshipStatus;
  readonly added: IsoDate | null;
}

export interface MergeSuggestion {
  /** Whose settings hold if they are one. */
  readonly keep: MergeSide;
  readonly drop: MergeSide;
  readonly reason: MergeReason;
}

/** What a file may change of somebody who is there already, besides the addresses. */
export type CompletedField =
  | 'name'
  | 'circle'
  | 'department'
  | 'cadenceDays'
  | 'maximumDays'
  | 'importance'
  | 'comfort'
  | 'apart'
  | 'place'
  | 'zone'
  | 'language'
  | 'partner'
  | 'spontaneous'
  | 'added';

export interface CompletedPerson {
  readonly personId: PersonId;
  readonly name: string;
  /** Addresses that were added. */
  readonly addresses: readonly string[];
  readonly fields: readonly CompletedField[];
}

/** What a form can say of a person; `id` null adds one. */
export interface PersonDraft {
  readonly id: PersonId | null;
  readonly name: string;
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly department: string | null;
  /** Null: the circle's default. */
  readonly cadenceDays: number | null;
  readonly maximumDays: number | null;
  readonly importance: number;
  readonly status: RelationshipStatus;
  readonly comfort: ComfortSheet;
  readonly apart: readonly string[];
  readonly place: GeoPoint | null;
  readonly zone: string | null;
  readonly language: Language | null;
  readonly partner: string | null;
  readonly spontaneous: boolean;
}

export interface TouchView {
  readonly date: IsoDate;
  readonly kind: TouchKind;
  readonly weight: number;
  readonly title: string | null;
}

export interface PersonPage {
  readonly person: PersonView;
  /** Newest first, at most 100. */
  readonly touches: readonly TouchView[];
}

/** Somebody whom the user met in the last year and does not follow yet. */
export interface PersonOffer {
  readonly email: string;
  readonly name: string;
  readonly initials: string;
  readonly meetings: number;
  readonly hoursTogether: number;
  readonly lastMet: IsoDate;
}

export interface PeopleView {
  /** By gap, largest first. */
  readonly people: readonly PersonView[];
  /** Hours outside work by circle over the last 90 days. */
  readonly directions: readonly {
    readonly circle: Circle;
    readonly hours: number;
    readonly people: number;
  }[];
}

// ---- activities

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

// ---- files

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

export interface TownHit {
  readonly name: string;
  readonly region: string;
  readonly country: string;
  readonly countryCode: string;
  readonly lat: number;
  readonly lon: number;
  readonly zone: string;
}

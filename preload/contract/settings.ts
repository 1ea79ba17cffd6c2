import type { GeoPoint, Language } from './vocabulary.ts';
import type { IsoDate, MinuteOfDay } from './time.ts';

/** Half-open on the wall clock: `from` inclusive, `until` exclusive. */
export interface MinuteSpan {
  readonly from: MinuteOfDay;
  readonly until: MinuteOfDay;
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Private life that only blocks: on weekdays, or on one date. */
export interface ProtectedBlock {
  readonly name: string;
  readonly weekdays: readonly Weekday[];
  readonly date: IsoDate | null;
  readonly span: MinuteSpan;
}

/** How the user likes it: each has a neutral middle. */
export interface Dials {
  /** Get-togethers in any seven days: 1, 2 or 3. */
  readonly perWeek: 1 | 2 | 3;
  /** 0.5 'whole table' to 2 'two of us'. */
  readonly company: number;
  /** 0 'I love to host' to 2; null: never at home. */
  readonly hosting: number | null;
}

export interface SmtpAccount {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (465), or `starttls` (587); `none` only for a server on this machine. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly from: string;
}

/** What may interrupt, and when. Each kind can be switched off by itself. */
export interface NoticeSettings {
  /** When the plan of the week is shown; null: not by itself. */
  readonly weeklyPlan: { readonly weekday: Weekday; readonly minute: MinuteOfDay } | null;
  /** What guests answer. */
  readonly answers: boolean;
  /** An invite that waits for the user's word. */
  readonly decisions: boolean;
  /** On the morning after an invite: whether it happened. */
  readonly happened: boolean;
  /** Nothing interrupts from here to there, over midnight too; both the same: no quiet hours. */
  readonly quietFrom: MinuteOfDay;
  readonly quietUntil: MinuteOfDay;
}

export interface Settings {
  /** 'system': what the operating system or the browser says. */
  readonly language: Language | 'system';
  readonly theme: 'system' | 'light' | 'dark';
  /** The user's own addresses, lower case. */
  readonly me: readonly string[];
  readonly myName: string;
  /** IANA zone; null: the machine's. */
  readonly zone: string | null;
  /** ISO 3166-1 alpha-2, for public holidays; null: none are known. */
  readonly country: string | null;
  readonly home: (GeoPoint & { readonly label: string }) | null;
  /** Words by which a location is the user's home, beside `home.label`. */
  readonly homeNames: readonly string[];
  /** Locations that are offices (whole or part of the text, any case). */
  readonly offices: readonly string[];
  readonly workHours: { readonly [Day in Weekday]: MinuteSpan | null };
  readonly willingHours: { readonly [Day in Weekday]: readonly MinuteSpan[] };
  /** Willing hours of a public holiday. */
  readonly holidayHours: readonly MinuteSpan[];
  readonly quietWeekdays: readonly Weekday[];
  readonly protectedBlocks: readonly ProtectedBlock[];
  readonly dials: Dials;
  /** Pairs of circles or companies may meet all the same: customers with reports, people of two customers. */
  readonly mayMix: { readonly customersAndReports: boolean; readonly customersOfTwoCompanies: boolean };
  /** Calendars by name whose events neither block nor count. */
  readonly ignoredCalendars: readonly string[];
  readonly smtp: SmtpAccount | null;
  readonly weather: {
    /** Base addresses without a trailing slash. */
    readonly forecastUrl: string;
    readonly ensembleUrl: string;
    readonly geocodingUrl: string;
    readonly enabled: boolean;
  };
  readonly notices: NoticeSettings;
  readonly startAtLogin: boolean;
  /** Started at login it shows no window, only the tray. */
  readonly startHidden: boolean;
  /** Of the whole system, for the weekly plan, as Electron spells them: 'CommandOrControl+Alt+G'; null: none. */
  readonly shortcut: string | null;
  /** The next get-together as text beside the tray icon, where the system has room for it. */
  readonly trayTitle: boolean;
  /** Newer versions of the desktop app. Nothing is asked of anybody unless the user wants it. */
  readonly updates: {
    readonly lookDaily: boolean;
    /** The version that was offered and not wanted: it is not offered again by itself. */
    readonly declined: string | null;
  };
  readonly firstRunDone: boolean;
}

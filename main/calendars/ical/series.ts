import type { CalendarId } from '#contract/ids.ts';
import type { Attendee, EventType, Occurrence, Organizer, Skipped } from '#main/calendars/event.ts';
import type { Duration, Period } from '#main/calendars/ical/date-line.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import type { When } from '#main/calendars/ical/wall-time.ts';

/** What an event says beside its times. */
export interface EventFields {
  readonly summary: string | null;
  readonly location: string | null;
  readonly hasConference: boolean;
  readonly status: Occurrence['status'];
  readonly transparency: Occurrence['transparency'];
  readonly type: EventType;
  readonly organizer: Organizer | null;
  readonly attendees: readonly Attendee[];
  readonly activity: string | null;
}

/** One VEVENT, read but not yet placed in time: floating times wait for the reader's zone. */
export interface EventBlock {
  readonly uid: string;
  readonly start: When;
  readonly end: When | Duration | null;
  /** Which instance of its series it replaces; null for the series itself and for a single event. */
  readonly recurrenceId: When | null;
  /** RANGE=THISANDFUTURE: it replaces the later instances too. */
  readonly isThisAndFuture: boolean;
  readonly rules: readonly Rule[];
  readonly exceptionRules: readonly Rule[];
  readonly extraTimes: readonly (When | Period)[];
  readonly exceptions: readonly When[];
  readonly fields: EventFields;
  readonly sequence: number;
  /** LAST-MODIFIED, else DTSTAMP: which of two is newer. */
  readonly stampMs: number;
}

/** All that a calendar says under one UID. */
export interface Series {
  readonly uid: string;
  readonly calendarId: CalendarId;
  /** Null: only changed instances are there, and each stands for itself. */
  readonly master: EventBlock | null;
  readonly overrides: readonly EventBlock[];
}

export interface ParsedCalendar {
  /** NAME or X-WR-CALNAME, else the name given. */
  readonly name: string;
  readonly series: readonly Series[];
  readonly skipped: readonly Skipped[];
  /** VEVENTs in the file, skipped ones included. */
  readonly events: number;
}

import type { Recurrence } from './recurrence.ts';
import type { GraphTime } from './times.ts';

export interface EmailAddress {
  readonly name?: string | null;
  readonly address?: string | null;
}

export interface ResponseStatus {
  readonly response: string;
  readonly time: string;
}

export interface Attendee {
  readonly emailAddress: EmailAddress;
  readonly type?: string;
  readonly status?: ResponseStatus;
  readonly proposedNewTime?: { readonly start: GraphTime; readonly end: GraphTime } | null;
}

export interface SingleValueProperty {
  readonly id: string;
  readonly value: string;
}

/** What is kept of an event: as Graph writes it, without what differs by who asks and how. */
export interface EventResource {
  readonly subject: string;
  readonly start: GraphTime;
  readonly end: GraphTime;
  readonly isAllDay: boolean;
  readonly iCalUId: string;
  readonly organizer: { readonly emailAddress: EmailAddress };
  readonly isOrganizer: boolean;
  readonly attendees: readonly Attendee[];
  readonly body: { readonly contentType: string; readonly content: string };
  readonly responseStatus: ResponseStatus;
  readonly showAs: string;
  readonly recurrence: Recurrence | null;
  readonly transactionId: string | null;
  readonly singleValueExtendedProperties?: readonly SingleValueProperty[];
  /** Everything else that the description knows. */
  readonly [name: string]: unknown;
}

/** An open extension: its name and the user's own values. */
export interface Extension {
  readonly extensionName: string;
  readonly [name: string]: unknown;
}

export interface StoredEvent {
  /** Of a single event or a series; of an exception `series|moment`, as of the occurrence that it was. */
  readonly key: string;
  readonly calendarKey: string;
  /** How often it was moved to another calendar: ids that are not immutable change with it. */
  readonly folder: number;
  readonly resource: EventResource;
  readonly extensions: readonly Extension[];
  readonly startMs: number;
  readonly endMs: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly revision: number;
  readonly exceptionOf: { readonly series: string; readonly originalMs: number } | null;
  /** Of a series: the starts of the occurrences that were cancelled. */
  readonly cancelled: ReadonlySet<number>;
}

export interface GuestMail {
  readonly to: string;
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response';
  readonly eventId: string;
  readonly iCalUId: string;
  readonly subject: string;
  readonly start: GraphTime;
  readonly comment: string | null;
}

export interface Contact {
  readonly id: string;
  readonly displayName: string;
  readonly emails: readonly string[];
  /** yyyy-mm-dd. */
  readonly birthday: string | null;
  readonly company: string | null;
}

export interface HeardRequest {
  readonly method: string;
  /** The operation as the description names it, or login.token and so on; null: none. */
  readonly id: string | null;
  readonly path: string;
  readonly query: string;
  /** Without the authorization. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly account: string | null;
  readonly status: number | null;
}

/** The part of the API's Event that the server itself looks at; whatever else an event has is kept as it came. */
export interface EventResource {
  readonly id: string;
  readonly status?: string;
  readonly start?: EventTime;
  readonly end?: EventTime;
  readonly recurrence?: readonly string[];
  readonly recurringEventId?: string;
  readonly originalStartTime?: EventTime;
  readonly attendees?: readonly Attendee[];
  readonly organizer?: Actor;
  readonly creator?: Actor;
  readonly extendedProperties?: ExtendedProperties;
  readonly sequence?: number;
  readonly summary?: string;
  readonly iCalUID?: string;
  readonly created?: string;
  readonly updated?: string;
  readonly eventType?: string;
  readonly transparency?: string;
  readonly visibility?: string;
  readonly [name: string]: unknown;
}

export interface EventTime {
  readonly date?: string;
  readonly dateTime?: string;
  readonly timeZone?: string;
}

export interface Attendee {
  readonly email?: string;
  readonly displayName?: string;
  readonly responseStatus?: string;
  readonly comment?: string;
  readonly self?: boolean;
  readonly organizer?: boolean;
  readonly resource?: boolean;
  readonly optional?: boolean;
  readonly additionalGuests?: number;
}

export interface Actor {
  readonly email?: string;
  readonly displayName?: string;
  readonly self?: boolean;
}

export interface ExtendedProperties {
  readonly private?: Readonly<Record<string, string>>;
  readonly shared?: Readonly<Record<string, string>>;
}

/** An event as it came over the wire, already checked against the description; null removes. */
export type EventBody = Readonly<Partial<Record<keyof EventResource, unknown>>> &
  Readonly<Record<string, unknown>>;

/** What is stored of one event of one calendar. Without `self`, which depends on who looks. */
export interface StoredEvent {
  readonly resource: EventResource;
  /** Counts all changes of the server: the newest has the highest. */
  readonly revision: number;
}

export interface Person {
  readonly resourceName: string;
  readonly etag: string;
  readonly revision: number;
  readonly isDeleted: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type AccessRole = 'owner' | 'writer' | 'writerWithoutPrivateAccess' | 'reader' | 'freeBusyReader';

/** A calendar as one account sees it in its list. */
export interface ListEntry {
  readonly calendarId: string;
  readonly accessRole: AccessRole;
  readonly revision: number;
  readonly isPrimary: boolean;
  readonly isHidden: boolean;
  readonly isDeleted: boolean;
  readonly isSelected: boolean;
  readonly summaryOverride: string | null;
  readonly colour: string;
}

/** What a guest was mailed. */
export interface GuestMail {
  readonly to: string;
  readonly kind: 'invitation' | 'update' | 'cancellation';
  readonly calendarId: string;
  readonly eventId: string;
  readonly iCalUID: string;
  readonly sequence: number;
  readonly summary: string;
  readonly start: EventTime | null;
  /** What the client asked for. */
  readonly sendUpdates: 'all' | 'externalOnly' | 'none';
}

export interface HeardRequest {
  readonly method: string;
  /** Of the description: calendar.events.list; oauth.token and so on; null: no method that we know. */
  readonly id: string | null;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Whose token it was. */
  readonly account: string | null;
  /** What the client heard; null: nothing, or half of it. */
  readonly status: number | null;
}

import { findOccurrence, type Occurrence } from './occurrences.ts';
import type { Attendee, EventResource, EventTime, ListEntry, StoredEvent } from './resources.ts';
import {
  type Account,
  type Calendar,
  etagPart,
  nextRevision,
  type ServerState,
  writeInstant,
} from './state.ts';
import { answerInZone } from './times.ts';

/** Whoever asks, and for which calendar. */
export interface Viewer {
  readonly account: Account;
  readonly calendar: Calendar;
  readonly entry: ListEntry;
}

/** An answer shows so much of an event. */
export interface View {
  readonly maxAttendees: number | null;
  readonly timeZone: string | null;
}

const WHOLE_VIEW: View = { maxAttendees: null, timeZone: null };

export function readView(query: URLSearchParams): View {
  const maximum = query.get('maxAttendees');
  return { maxAttendees: maximum === null ? null : Number(maximum), timeZone: query.get('timeZone') };
}

/** Puts an event into its calendar: the newest of all changes. */
export function storeEvent(
  state: ServerState,
  calendar: Calendar,
  resource: EventResource,
  isTouched = true,
): StoredEvent {
  const revision = nextRevision(state);
  const nowMs = state.clock();
  const stored: StoredEvent = {
    resource: isTouched ? { ...resource, updated: writeInstant(nowMs) } : resource,
    revision,
  };
  calendar.events.set(resource.id, stored);
  calendar.revision = revision;
  calendar.updatedMs = nowMs;
  return stored;
}

export const isCancelled = ({ resource }: StoredEvent): boolean => resource.status === 'cancelled';
export const isSeries = (resource: EventResource): boolean => (resource.recurrence ?? []).length > 0;

export function listExceptions(calendar: Calendar, masterId: string): readonly StoredEvent[] {
  return [...calendar.events.values()].filter(({ resource }) => resource.recurringEventId === masterId);
}

/** An occurrence as an event of its own, without exception: what the series says for it. */
export function instantiate(master: StoredEvent, { stamp, start, end }: Occurrence): StoredEvent {
  const { recurrence: _rule, ...rest } = master.resource;
  const resource: EventResource = {
    ...rest,
    id: `${rest.id}_${stamp}`,
    start,
    end,
    recurringEventId: rest.id,
    originalStartTime: start,
  };
  return { resource, revision: master.revision };
}

/** The event of an id; also an instance of a series that nobody has changed. Null: there never was one. */
export function findEvent(calendar: Calendar, id: string): StoredEvent | null {
  const stored = calendar.events.get(id);
  if (stored) return stored;
  const match = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(id);
  const master = match ? calendar.events.get(match[1] ?? '') : undefined;
  if (!match || !master || !isSeries(master.resource) || isCancelled(master)) return null;
  const occurrence = findOccurrence(master.resource, calendar.timeZone, match[2] ?? '');
  return occurrence ? instantiate(master, occurrence) : null;
}

/** What is guaranteed of a cancelled event, and no more. */
function showCancelled(state: ServerState, { resource, revision }: StoredEvent): EventResource {
  const { id, recurringEventId, originalStartTime } = resource;
  return {
    kind: 'calendar#event',
    ...etagPart(state, revision),
    id,
    status: 'cancelled',
    ...(recurringEventId === undefined ? {} : { recurringEventId }),
    ...(originalStartTime === undefined ? {} : { originalStartTime }),
  };
}

/** Of a private event and of a calendar that shows busy times only. */
function showBusyTime(state: ServerState, { resource, revision }: StoredEvent): EventResource {
  const { id, start, end, recurrence, recurringEventId, originalStartTime, iCalUID, updated, created } =
    resource;
  const shown: Readonly<Record<string, unknown>> = {
    kind: 'calendar#event',
    ...etagPart(state, revision),
    status: 'confirmed',
    visibility: 'private',
    start,
    end,
    recurrence,
    recurringEventId,
    originalStartTime,
    iCalUID,
    updated,
    created,
  };
  const known = Object.entries(shown).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), id };
}

const markSelf = <Who extends { readonly email?: string }>(
  who: Who | undefined,
  self: string,
): (Who & { readonly self?: true }) | undefined =>
  who && (who.email?.toLowerCase() === self.toLowerCase() ? { ...who, self: true } : who);

function showAttendees(attendees: readonly Attendee[], self: string, maximum: number | null) {
  const marked = attendees.map((attendee) => markSelf(attendee, self) ?? attendee);
  const isOmitted = maximum !== null && marked.length > maximum;
  return {
    attendees: isOmitted ? marked.filter((attendee) => attendee.self === true) : marked,
    ...(isOmitted ? { attendeesOmitted: true } : {}),
  };
}

const inZone = (time: EventTime | undefined, zone: string | null): EventTime | undefined =>
  time && zone !== null ? answerInZone(time, zone) : time;

/** An event as the API shows it to somebody. */
export function showEvent(
  state: ServerState,
  { calendar, entry }: Viewer,
  stored: StoredEvent,
  view: View = WHOLE_VIEW,
  isGet = false,
): EventResource {
  const { resource, revision } = stored;
  const isGone = isCancelled(stored);
  if (isGone && !isGet && (resource.recurringEventId !== undefined || state.modes.cancelled === 'sparse')) {
    return showCancelled(state, stored);
  }
  const isHidden = resource.visibility === 'private' && !['owner', 'writer'].includes(entry.accessRole);
  if (entry.accessRole === 'freeBusyReader' || isHidden) return showBusyTime(state, stored);
  const { attendees, creator, organizer, start, end, originalStartTime, ...rest } = resource;
  const shown: Readonly<Record<string, unknown>> = {
    kind: 'calendar#event',
    ...etagPart(state, revision),
    ...rest,
    creator: markSelf(creator, calendar.id),
    organizer: markSelf(organizer, calendar.id),
    start: inZone(start, view.timeZone),
    end: inZone(end, view.timeZone),
    originalStartTime: inZone(originalStartTime, view.timeZone),
    ...(attendees ? showAttendees(attendees, calendar.id, view.maxAttendees) : {}),
  };
  const known = Object.entries(shown).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), id: resource.id };
}

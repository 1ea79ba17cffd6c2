import { Temporal } from 'temporal-polyfill';
import { readId, writeId } from './ids.ts';
import { listDays } from './recurrence.ts';
import type { EventResource, StoredEvent } from './resources.ts';
import { type Account, type Calendar, nextRevision, type ServerState } from './state.ts';
import { toMs, writeWall, zoneOf } from './times.ts';

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

export const ALWAYS: Window = { fromMs: 0, toMs: Date.UTC(2100, 0, 1) };

const occurrenceKey = (series: string, originalMs: number): string => `${series}|${originalMs}`;

/** Puts an event into its mailbox: the newest of all changes. */
export function storeEvent(
  state: ServerState,
  account: Account,
  event: Pick<StoredEvent, 'key' | 'calendarKey' | 'resource'> & Partial<StoredEvent>,
): StoredEvent {
  const nowMs = state.clock();
  const stored: StoredEvent = {
    folder: 0,
    extensions: [],
    createdMs: nowMs,
    exceptionOf: null,
    cancelled: new Set(),
    ...event,
    startMs: toMs(event.resource.start),
    endMs: toMs(event.resource.end),
    modifiedMs: nowMs,
    revision: nextRevision(state),
  };
  account.events.set(stored.key, stored);
  account.removedMs.delete(stored.key);
  return stored;
}

export function dropEvent(state: ServerState, account: Account, key: string): void {
  // An occurrence that nobody changed is not stored, and goes all the same.
  account.removedMs.set(key, state.clock());
  for (const gone of [...account.events.keys()].filter((one) => one === key || one.startsWith(`${key}|`))) {
    account.events.delete(gone);
    account.removedMs.set(gone, state.clock());
  }
  nextRevision(state);
}

export const isSeries = ({ resource }: StoredEvent): boolean => resource.recurrence !== null;

export const listExceptions = (account: Account, key: string): readonly StoredEvent[] =>
  [...account.events.values()].filter(({ exceptionOf }) => exceptionOf?.series === key);

/** An occurrence as the series says it, whatever became of it afterwards. */
function instantiate(series: StoredEvent, day: string, lengthMs: number): StoredEvent {
  const { resource } = series;
  const zone = zoneOf(resource.start.timeZone);
  const time = Temporal.PlainDateTime.from(resource.start.dateTime).toPlainTime();
  const start = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time });
  const end = resource.isAllDay
    ? start.add({ days: Math.max(1, Math.round(lengthMs / 86_400_000)) })
    : start.add({ milliseconds: lengthMs });
  const endZone = zoneOf(resource.end.timeZone);
  return {
    ...series,
    key: occurrenceKey(series.key, start.epochMilliseconds),
    startMs: start.epochMilliseconds,
    endMs: end.epochMilliseconds,
    exceptionOf: { series: series.key, originalMs: start.epochMilliseconds },
    extensions: [],
    resource: {
      ...resource,
      recurrence: null,
      start: { ...resource.start, dateTime: writeWall(start.toPlainDateTime()) },
      end: {
        ...resource.end,
        dateTime: writeWall(end.withTimeZone(endZone).toPlainDateTime()),
      },
    },
  };
}

const expanded = new WeakMap<StoredEvent, Map<string, readonly StoredEvent[]>>();

/** The occurrences that the rule of a series has in [fromMs, toMs), exceptions and cancelled ones too. */
function listByRule(series: StoredEvent, window: Window): readonly StoredEvent[] {
  const cache = expanded.get(series) ?? new Map<string, readonly StoredEvent[]>();
  expanded.set(series, cache);
  const name = `${window.fromMs} ${window.toMs}`;
  const known = cache.get(name);
  if (known) return known;
  const { recurrence } = series.resource;
  const occurrences: StoredEvent[] = [];
  if (recurrence) {
    const lengthMs = series.endMs - series.startMs;
    const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    // A day more on either side, as the days are the zone's and the moments are not.
    const from = dayOf(Math.max(0, window.fromMs - lengthMs - 86_400_000));
    for (const day of listDays(recurrence, dayOf(window.toMs + 86_400_000))) {
      if (day < from) continue;
      const occurrence = instantiate(series, day, lengthMs);
      if (occurrence.startMs < window.toMs && occurrence.endMs > window.fromMs) occurrences.push(occurrence);
    }
  }
  cache.set(name, occurrences);
  return occurrences;
}

const isIn = ({ startMs, endMs }: StoredEvent, { fromMs, toMs: untilMs }: Window): boolean =>
  startMs < untilMs && (endMs > fromMs || (startMs === endMs && startMs >= fromMs));

/** The occurrences and exceptions of a series that lie in the window, by time. */
export function listInstances(account: Account, series: StoredEvent, window: Window): readonly StoredEvent[] {
  const exceptions = listExceptions(account, series.key);
  const changed = new Set(exceptions.map(({ key }) => key));
  const plain = listByRule(series, window).filter(
    ({ key, startMs }) => !changed.has(key) && !series.cancelled.has(startMs),
  );
  return [...plain, ...exceptions.filter((exception) => isIn(exception, window))].toSorted(
    (one, other) => one.startMs - other.startMs,
  );
}

/** What a calendar's view has: single events, occurrences and exceptions; `series` too where asked for. */
export function listView(
  account: Account,
  calendar: Calendar,
  window: Window,
  withSeries = false,
): readonly StoredEvent[] {
  return [...account.events.values()]
    .filter(({ calendarKey, exceptionOf }) => calendarKey === calendar.key && exceptionOf === null)
    .flatMap((stored) => {
      if (!isSeries(stored)) return isIn(stored, window) ? [stored] : [];
      const instances = listInstances(account, stored, window);
      return withSeries && instances.length > 0 ? [stored, ...instances] : instances;
    });
}

/** The event of a key, also an occurrence that nobody has changed. Null: there is none (any more). */
export function findByKey(account: Account, key: string): StoredEvent | null {
  const stored = account.events.get(key);
  if (stored) return stored;
  const match = /^(.+)\|(\d+)$/s.exec(key);
  const series = match ? account.events.get(match[1] ?? '') : undefined;
  const atMs = Number(match?.[2]);
  if (!series || series.cancelled.has(atMs)) return null;
  const near = listByRule(series, { fromMs: atMs, toMs: atMs + 1 });
  return near.find((occurrence) => occurrence.key === key) ?? null;
}

/** The event of an id, as some client may know it; one that is not immutable ends when the event moves. */
export function findEvent(account: Account, id: string): StoredEvent | null {
  const read = readId(id);
  const found = read ? findByKey(account, read.key) : null;
  return found && (read?.folder === null || read?.folder === found.folder) ? found : null;
}

export type EventType = 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster';

export function typeOf(account: Account, stored: StoredEvent): EventType {
  if (isSeries(stored)) return 'seriesMaster';
  if (stored.exceptionOf === null) return 'singleInstance';
  return account.events.has(stored.key) ? 'exception' : 'occurrence';
}

/** Two versions of a resource say the same. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export function isMoved(before: EventResource, after: EventResource): boolean {
  return (
    toMs(before.start) !== toMs(after.start) ||
    toMs(before.end) !== toMs(after.end) ||
    before.isAllDay !== after.isAllDay ||
    !isSame(before.recurrence, after.recurrence)
  );
}

/** The id of the series that an occurrence belongs to, as the client knows it. */
export const writeSeriesId = (state: ServerState, stored: StoredEvent, isImmutable: boolean): string | null =>
  stored.exceptionOf &&
  writeId(state, { key: stored.exceptionOf.series, folder: stored.folder }, isImmutable);

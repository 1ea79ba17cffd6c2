import { type Answer, refuse } from './answers.ts';
import { expandEvent } from './event-list.ts';
import { isCancelled, isSeries } from './events.ts';
import type { StoredEvent } from './resources.ts';
import { type Account, type Calendar, findCalendar, type ServerState } from './state.ts';
import { isZone, toMs, writeZoned } from './times.ts';
import { Temporal } from 'temporal-polyfill';

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

type Span = readonly [startMs: number, endMs: number];

interface Question {
  readonly timeMin: string;
  readonly timeMax: string;
  readonly timeZone?: string;
  readonly calendarExpansionMax?: number;
  readonly groupExpansionMax?: number;
  readonly items?: readonly { readonly id?: string }[];
}

const FREE_TYPES: readonly unknown[] = ['workingLocation', 'birthday'];

function blocksTime({ resource }: StoredEvent, calendar: Calendar): boolean {
  if (resource.transparency === 'transparent' || FREE_TYPES.includes(resource.eventType)) return false;
  const own = resource.attendees?.find(({ email }) => email?.toLowerCase() === calendar.id.toLowerCase());
  return own?.responseStatus !== 'declined';
}

/** Overlapping and touching spans are one. */
function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && span[0] <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], span[1])];
    else merged.push(span);
  }
  return merged;
}

function listBusy(state: ServerState, calendar: Calendar, window: Window): readonly Span[] {
  const zone = calendar.timeZone;
  const events = [...calendar.events.values()]
    .filter((stored) => !isCancelled(stored))
    .flatMap((stored) =>
      isSeries(stored.resource) ? expandEvent(state, calendar, stored, window) : [stored],
    )
    .filter((stored) => blocksTime(stored, calendar));
  return events.flatMap(({ resource: { start, end } }) => {
    if (!start || !end) return [];
    const [startMs, endMs] = [
      Math.max(toMs(start, zone), window.fromMs),
      Math.min(toMs(end, zone), window.toMs),
    ];
    return startMs < endMs ? [[startMs, endMs] as const] : [];
  });
}

/** Colleagues' primary calendars of this server can be asked as well: their time, not their events. */
function findBusy(state: ServerState, account: Account, id: string, window: Window): readonly Span[] | null {
  const other = state.accounts.get(id);
  const calendar =
    findCalendar(state, account, id)?.calendar ?? (other ? state.calendars.get(id) : undefined);
  if (calendar) return listBusy(state, calendar, window);
  const told = state.colleagues.get(id);
  return (
    told?.flatMap(({ start, end }) => {
      const span = [
        Math.max(Date.parse(start), window.fromMs),
        Math.min(Date.parse(end), window.toMs),
      ] as const;
      return span[0] < span[1] ? [span] : [];
    }) ?? null
  );
}

const failed = (reason: string) => ({ errors: [{ domain: 'global', reason }] });

/** POST freeBusy. */
export function queryFreeBusy(state: ServerState, account: Account, body: unknown): Answer {
  if (!state.modes.freeBusy) return refuse('notFound');
  const question = body as Question; // checked against the description before
  const window = { fromMs: Date.parse(question.timeMin), toMs: Date.parse(question.timeMax) };
  if (Number.isNaN(window.fromMs) || Number.isNaN(window.toMs)) return refuse('required');
  if (window.fromMs >= window.toMs) return refuse('timeRangeEmpty');
  if (window.toMs - window.fromMs > state.modes.freeBusyDays * 86_400_000) return refuse('timeRangeTooLong');
  const { timeZone = 'UTC', items = [], groupExpansionMax = 100, calendarExpansionMax = 50 } = question;
  if (!isZone(timeZone)) return refuse('invalid', { message: `Invalid time zone: ${timeZone}` });
  const asked = items.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const groups = asked.filter((id) => state.groups.has(id));
  const members = new Map(groups.map((id) => [id, state.groups.get(id) ?? []]));
  const isTooBig = (id: string): boolean => (members.get(id) ?? []).length > groupExpansionMax;
  const ids = [
    ...new Set(
      asked.flatMap((id) => (members.has(id) ? (isTooBig(id) ? [] : (members.get(id) ?? [])) : [id])),
    ),
  ];
  if (ids.length > 50) state.violations.push(`calendar.freebusy.query: ${ids.length} calendars, at most 50`);
  const isTooMany = ids.length > Math.min(calendarExpansionMax, 50);
  const write = (ms: number): string =>
    writeZoned(Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone));
  const calendars = ids.map((id) => {
    if (isTooMany) return [id, { ...failed('tooManyCalendarsRequested'), busy: [] }] as const;
    const busy = findBusy(state, account, id, window);
    if (!busy) return [id, { ...failed('notFound'), busy: [] }] as const;
    return [
      id,
      { busy: mergeSpans(busy).map(([start, end]) => ({ start: write(start), end: write(end) })) },
    ] as const;
  });
  return {
    status: 200,
    body: {
      kind: 'calendar#freeBusy',
      timeMin: new Date(window.fromMs).toISOString(),
      timeMax: new Date(window.toMs).toISOString(),
      calendars: Object.fromEntries(calendars),
      ...(groups.length > 0
        ? {
            groups: Object.fromEntries(
              groups.map((id) => [
                id,
                isTooBig(id) ? failed('groupTooBig') : { calendars: members.get(id) ?? [] },
              ]),
            ),
          }
        : {}),
    },
  };
}

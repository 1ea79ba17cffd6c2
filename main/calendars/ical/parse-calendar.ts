import type { CalendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Skipped } from '#main/calendars/event.ts';
import { indexCalendar, MAXIMUM_EVENTS, textOf } from '#main/calendars/ical/calendar-index.ts';
import { splitCalendar } from '#main/calendars/ical/calendar-text.ts';
import { createZoneFinder } from '#main/calendars/ical/find-zone.ts';
import { createEventReader } from '#main/calendars/ical/read-event.ts';
import type { EventBlock, ParsedCalendar, Series } from '#main/calendars/ical/series.ts';
import { decodeText, toUtf8 } from '#main/calendars/ical/source-bytes.ts';
import { toInstant, wallOf, type When } from '#main/calendars/ical/wall-time.ts';

/** Enough to say what a file is that is no calendar. */
const LOOKED_AT_BYTES = 4_096;

export interface CalendarOrigin {
  readonly calendarId: CalendarId;
  /** For the user: the file's name, or a feed's host. */
  readonly name: string;
}

/** A calendar whose events are read when their turn comes. */
export interface OpenedCalendar {
  /** NAME or X-WR-CALNAME, else the name given. */
  readonly name: string;
  /** VEVENTs in the file. */
  readonly events: number;
  readonly groups: number;
  /** Without reading it: to name what cannot be read in time. */
  uidOfGroup(group: number): string | null;
  /** All that the file says under one UID: one series, or several where the exporter reuses UIDs. */
  readGroup(group: number): { readonly series: readonly Series[]; readonly skipped: readonly Skipped[] };
}

/**
 * Opens an iCalendar file. One bad event costs that event alone and is listed by UID and reason; only what is no
 * calendar at all is a failure, which says what it is instead.
 */
export function openCalendar(source: Uint8Array, origin: CalendarOrigin): Outcome<OpenedCalendar> {
  const bytes = toUtf8(source);
  const index = indexCalendar(bytes);
  if (!index.isCalendar)
    return fail('unreadable', `${origin.name} ${describeOther(decodeText(bytes, 0, LOOKED_AT_BYTES))}`);
  if (index.events > MAXIMUM_EVENTS) {
    return fail(
      'unreadable',
      `${origin.name} holds more than ${MAXIMUM_EVENTS} events. Export a shorter time, or fewer calendars.`,
    );
  }
  const zones = index.zones.flatMap((range) => splitCalendar(textOf(bytes, range)).zones);
  const reader = createEventReader(createZoneFinder(zones));
  return succeed({
    name: index.name ?? origin.name,
    events: index.events,
    groups: index.groups,
    uidOfGroup: (group) => index.uidOf(group),
    readGroup(group) {
      const blocks: EventBlock[] = [];
      const skipped: Skipped[] = [];
      for (const range of index.rangesOf(group)) {
        const event = reader.read(splitCalendar(textOf(bytes, range)).events[0] ?? []);
        if ('reason' in event) skipped.push(event);
        else blocks.push(event);
      }
      return {
        series: groupSeries(blocks, origin.calendarId),
        skipped: [...skipped, ...reader.takeNotes()],
      };
    },
  });
}

/** Reads a calendar that is small enough to be held as a whole. */
export function parseCalendar(text: string, origin: CalendarOrigin): Outcome<ParsedCalendar> {
  const opened = openCalendar(new TextEncoder().encode(text), origin);
  if (!opened.ok) return opened;
  const { name, events, groups } = opened.value;
  const series: Series[] = [];
  const skipped: Skipped[] = [];
  for (let group = 0; group < groups; group++) {
    const read = opened.value.readGroup(group);
    series.push(...read.series);
    skipped.push(...read.skipped);
  }
  return succeed({ name, series, skipped, events });
}

function describeOther(text: string): string {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return 'is empty. Export the calendar again.';
  if (/^<(?:!doctype html|html|head|body)/i.test(start)) {
    return 'is a web page, not a calendar. The address may ask for a log-in, or a link in the page leads to the calendar.';
  }
  if (/^BEGIN:VCARD/i.test(start)) return 'holds contacts, not a calendar. Add it under People.';
  if (/^[{[]/.test(start)) return 'is JSON, not an iCalendar file.';
  if (start.startsWith('<')) return 'is XML, not an iCalendar file.';
  if (start.startsWith('PK\u0003\u0004')) return 'is a ZIP archive. Unpack it and give the .ics file inside.';
  return 'is not a calendar: it holds no BEGIN:VCALENDAR. Give an iCalendar file (.ics).';
}

function groupSeries(blocks: readonly EventBlock[], calendarId: CalendarId): Series[] {
  const blocksByUid = Map.groupBy(blocks, (block) => block.uid);
  return [...blocksByUid].flatMap(([uid, group]) => {
    const masters = keepNewest(group.filter((block) => block.recurrenceId === null));
    const overrides = keepNewestOverrides(group.filter((block) => block.recurrenceId !== null));
    const [master = null, ...others] = masters;
    return [
      { uid, calendarId, master, overrides },
      ...others.map((other) => ({ uid, calendarId, master: other, overrides: [] })),
    ];
  });
}

/** Negative when `a` is the newer revision: the higher SEQUENCE, then the later stamp. */
const compareRevisions = (a: EventBlock, b: EventBlock): number =>
  b.sequence - a.sequence || b.stampMs - a.stampMs;

/**
 * One event under a UID, the newest revision. Several that claim to be equally new and start at different times are no
 * revisions of each other: the exporter reuses UIDs, and each is kept.
 */
function keepNewest(blocks: readonly EventBlock[]): EventBlock[] {
  if (blocks.length <= 1) return [...blocks];
  const [newest] = blocks.toSorted(compareRevisions);
  if (newest === undefined) return [];
  const equals = blocks.filter((block) => compareRevisions(block, newest) === 0);
  return [...new Map(equals.map((block) => [wallOf(block.start), block])).values()];
}

/** The same for the same instance, in whichever zone it is written. */
function describeId(id: When): string {
  if (id.kind === 'date') return `date ${id.day}`;
  return id.zone === null ? `floating ${id.wallMs}` : `instant ${toInstant(id.wallMs, id.zone)}`;
}

function keepNewestOverrides(blocks: readonly EventBlock[]): EventBlock[] {
  if (blocks.length <= 1) return [...blocks];
  const newestById = new Map<string, EventBlock>();
  for (const block of blocks) {
    const id = block.recurrenceId;
    if (id === null) continue;
    const key = describeId(id);
    const known = newestById.get(key);
    if (known === undefined || compareRevisions(block, known) <= 0) newestById.set(key, block);
  }
  return [...newestById.values()];
}

import type { CalendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Skipped } from '#main/calendars/event.ts';
import { type CalendarText, splitCalendar } from '#main/calendars/ical/calendar-text.ts';
import { readText } from '#main/calendars/ical/event-fields.ts';
import { createZoneFinder } from '#main/calendars/ical/find-zone.ts';
import { createEventReader } from '#main/calendars/ical/read-event.ts';
import type { EventBlock, ParsedCalendar, Series } from '#main/calendars/ical/series.ts';
import { toInstant, wallOf, type When } from '#main/calendars/ical/wall-time.ts';

export interface CalendarOrigin {
  readonly calendarId: CalendarId;
  /** For the user: the file's name, or a feed's host. */
  readonly name: string;
}

/**
 * Reads an iCalendar file into series. One bad event costs that event alone and is listed by UID and reason; only a
 * text that is no calendar at all is a failure, which says what it is instead.
 */
export function parseCalendar(text: string, origin: CalendarOrigin): Outcome<ParsedCalendar> {
  const calendar = splitCalendar(text);
  if (!calendar.isCalendar) return fail('unreadable', `${origin.name} ${describeOther(text)}`);
  const reader = createEventReader(createZoneFinder(calendar.zones));
  const blocks: EventBlock[] = [];
  const skipped: Skipped[] = [];
  for (const lines of calendar.events) {
    const event = reader.read(lines);
    if ('reason' in event) skipped.push(event);
    else blocks.push(event);
  }
  return succeed({
    name: readName(calendar) ?? origin.name,
    series: groupSeries(blocks, origin.calendarId),
    skipped: [...skipped, ...reader.notes],
    events: calendar.events.length,
  });
}

function readName(calendar: CalendarText): string | null {
  const line =
    calendar.lines.find(({ name }) => name === 'X-WR-CALNAME') ??
    calendar.lines.find(({ name }) => name === 'NAME');
  return line ? readText(line.text) : null;
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

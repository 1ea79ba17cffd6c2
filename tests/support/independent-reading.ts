import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';

const MAXIMUM_STEPS = 20_000;
const DAY_MS = 86_400_000;
/** An instance may have been moved into the window from so far away. */
const MOVED_MS = 60 * DAY_MS;

interface Window {
  readonly startMs: number;
  readonly endMs: number;
}

export interface IndependentReading {
  /** `uid start end`. */
  readonly spans: readonly string[];
  /** UIDs of which ical.js has no opinion: it cannot read one of their events, knows no RSCALE, or not their zone. */
  readonly unread: ReadonlySet<string>;
}

/**
 * The occurrences of a calendar inside a window by ical.js alone: its parser, its exceptions, its iterator, its
 * VTIMEZONEs; instants of zones that Temporal knows by Temporal. What ical.js leaves to its caller is done here: zones
 * that the file does not describe, events that it cannot read and throws for, of several revisions the one with the
 * highest SEQUENCE, and changed instances that their series does not have.
 */
export function readByIcalJs(text: string, window: Window, home: string): IndependentReading {
  const unfolded = text.replace(/\r?\n[ \t]/g, '');
  const zones = unfolded.match(/^BEGIN:VTIMEZONE[\s\S]*?^END:VTIMEZONE/gm) ?? [];
  const missing = listTzids(unfolded).filter((tzid) => !zones.some((zone) => zone.includes(tzid)));
  const described = missing.flatMap(describeZone);
  const unknown = missing.filter((tzid) => describeZone(tzid).length === 0);
  const blocks = unfolded.match(/^BEGIN:VEVENT[\s\S]*?^END:VEVENT/gm) ?? [];
  const unread = new Set<string>();
  const events = blocks.flatMap((block) => {
    const isBeyond = /^RRULE.*RSCALE/m.test(block) || listTzids(block).some((tzid) => unknown.includes(tzid));
    const calendar = isBeyond ? null : readCalendar([...zones, ...described, block]);
    const event = calendar?.getFirstSubcomponent('vevent');
    if (!event) unread.add(/^UID[^:]*:(.*?)\s*$/m.exec(block)?.[1] ?? 'null');
    return event ?? [];
  });
  const calendar = readCalendar([...zones, ...described]);
  for (const event of events) calendar?.addSubcomponent(event);
  const spans = calendar ? listSpans(calendar, unread, window, home) : [];
  return { spans, unread };
}

const listTzids = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/;TZID=(?:"([^"]+)"|([^":;]+))[:;]/g)].map((match) => match[1] ?? match[2] ?? ''),
  ),
];

function readCalendar(components: readonly string[]): ICAL.Component | null {
  try {
    const parsed = ICAL.parse(['BEGIN:VCALENDAR', ...components, 'END:VCALENDAR'].join('\r\n'));
    return new ICAL.Component(parsed as ConstructorParameters<typeof ICAL.Component>[0]);
  } catch {
    // It throws for whatever it does not like, which is no opinion to compare with.
    return null;
  }
}

/** A VTIMEZONE for a name that Temporal knows: one observance for each change of the clock. */
function describeZone(tzid: string): string[] {
  try {
    const lines: string[] = [];
    let at = Temporal.ZonedDateTime.from(`1990-01-01T00:00[${tzid}]`);
    for (let next: Temporal.ZonedDateTime | null = at; next && next.year < 2032; ) {
      const clock = next
        .toPlainDateTime()
        .subtract({ nanoseconds: next.offsetNanoseconds - at.offsetNanoseconds });
      lines.push(
        'BEGIN:STANDARD',
        `DTSTART:${clock.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
        `TZOFFSETFROM:${at.offset.replace(':', '')}`,
        `TZOFFSETTO:${next.offset.replace(':', '')}`,
        'END:STANDARD',
      );
      at = next;
      next = next.getTimeZoneTransition('next');
    }
    return [['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...lines, 'END:VTIMEZONE'].join('\r\n')];
  } catch {
    // Not a name that Temporal knows.
    return [];
  }
}

function listSpans(calendar: ICAL.Component, unread: Set<string>, window: Window, home: string): string[] {
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    if (zone.getFirstPropertyValue('tzid')) ICAL.TimezoneService.register(zone);
  }
  try {
    // Without a UID each event is one of its own.
    const byUid = Map.groupBy(
      calendar.getAllSubcomponents('vevent'),
      (event) => event.getFirstPropertyValue('uid') ?? event,
    );
    return [...byUid.values()].flatMap((group) => {
      const uid = String(group[0]?.getFirstPropertyValue('uid'));
      try {
        return unread.has(uid) ? [] : listGroup(group, window, home);
      } catch {
        unread.add(uid);
        return [];
      }
    });
  } finally {
    ICAL.TimezoneService.reset();
  }
}

function listGroup(group: readonly ICAL.Component[], window: Window, home: string): string[] {
  const newest = new Map<string, ICAL.Component>();
  for (const component of group) {
    const id = String(
      component.getFirstPropertyValue('recurrence-id') ?? component.getFirstPropertyValue('uid'),
    );
    const sequence = (one: ICAL.Component): number => Number(one.getFirstPropertyValue('sequence') ?? 0);
    const known = newest.get(id);
    if (known === undefined || sequence(component) >= sequence(known)) newest.set(id, component);
  }
  const isException = (component: ICAL.Component): boolean => component.hasProperty('recurrence-id');
  const exceptions = [...newest.values()].filter(isException);
  const master = [...newest.values()].find((component) => !isException(component));
  const reached = new Set<ICAL.Component>();
  const spans = master === undefined ? [] : listMaster(master, exceptions, reached, window, home);
  const others = exceptions.filter((exception) => !reached.has(exception));
  return [
    ...spans,
    ...others.flatMap((component) => {
      const event = new ICAL.Event(component);
      return span(event, event.startDate, window, home);
    }),
  ];
}

function listMaster(
  master: ICAL.Component,
  exceptions: ICAL.Component[],
  reached: Set<ICAL.Component>,
  window: Window,
  home: string,
): string[] {
  const event = new ICAL.Event(master, { strictExceptions: false, exceptions });
  if (!event.isRecurring()) return span(event, event.startDate, window, home);
  const spans: string[] = [];
  const iterator = event.iterator();
  for (let step = 0; step < MAXIMUM_STEPS; step++) {
    const next = iterator.next();
    if (!next || instantOf(next, zoneOf(event.component, 'dtstart'), home) > window.endMs + MOVED_MS)
      return spans;
    const { item, startDate } = event.getOccurrenceDetails(next);
    if (item !== event) reached.add(item.component);
    spans.push(...span(item, startDate, window, home));
  }
  throw new Error('No end in sight.');
}

/** `start` is that of an instance; how long it lasts is what the event says (RFC 5545, 3.8.2.2). */
function span(event: ICAL.Event, start: ICAL.Time, { startMs, endMs }: Window, home: string): string[] {
  const { component } = event;
  const startZone = zoneOf(component, 'dtstart');
  const endZone = component.hasProperty('dtend') ? zoneOf(component, 'dtend') : startZone;
  const from = instantOf(start, startZone, home);
  const lengthMs = instantOf(event.endDate, endZone, home) - instantOf(event.startDate, startZone, home);
  if (lengthMs < 0) return [];
  const to = from + lengthMs;
  if (start.isDate) {
    const days = Math.max(1, Math.round(lengthMs / DAY_MS));
    const first = Date.parse(dateOf(start));
    const last = new Date(first + days * DAY_MS).toISOString().slice(0, 10);
    return from < endMs && to + DAY_MS > startMs ? [`${event.uid} ${dateOf(start)} ${last}`] : [];
  }
  const isInside = from < endMs && (to > startMs || (to === from && from >= startMs));
  return isInside ? [`${event.uid} ${new Date(from).toISOString()} ${new Date(to).toISOString()}`] : [];
}

const two = (value: number): string => String(value).padStart(2, '0');
const dateOf = (time: ICAL.Time): string =>
  `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;

/** ical.js forgets a TZID that it has no rules for; the property still has it. */
const zoneOf = (component: ICAL.Component, name: string): string | undefined =>
  component.getFirstProperty(name)?.getFirstParameter('tzid');

function instantOf(time: ICAL.Time, tzid: string | undefined, home: string): number {
  const wall = Temporal.PlainDateTime.from(
    `${dateOf(time)}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`,
  );
  const known = time.zone?.tzid;
  if (known === 'UTC' || known === 'Z') return wall.toZonedDateTime('UTC').epochMilliseconds;
  try {
    return wall.toZonedDateTime(time.isDate ? home : (tzid ?? home)).epochMilliseconds;
  } catch {
    // No name that Temporal knows: the rules of the file, if it has some.
    const hasRules = known !== undefined && known !== 'floating';
    return hasRules ? time.toUnixTime() * 1000 : wall.toZonedDateTime(home).epochMilliseconds;
  }
}

import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { EventResource, EventTime } from './resources.ts';
import { toMs, toZoned, writeZoned } from './times.ts';

/** An occurrence as the rule says it, before exceptions. */
export interface Occurrence {
  /** What an instance's id ends with: the day, or the moment in UTC. */
  readonly stamp: string;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly startMs: number;
  readonly endMs: number;
}

/** Rules that never end are not followed further than this. */
const MAXIMUM_STEPS = 20_000;

const zoneOf = (time: EventTime, calendarZone: string): string => time.timeZone ?? calendarZone;

/** The end of an instance's id for the time at which the rule wants it. */
function writeStamp(time: EventTime, calendarZone: string): string {
  if (time.date !== undefined) return time.date.replaceAll('-', '');
  return toZoned(time, calendarZone).toInstant().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

/** Dates and times in recurrence lines, as the wall clock of the series: 20261105T090000Z, with TZID, or plain. */
function toWallClock(text: string, tzid: string | undefined, zone: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text);
  if (!match) throw new RangeError(`${text} in a recurrence line is no date and no time.`);
  const [, year, month, day, hour, minute, second, utc] = match;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return date;
  const clock = Temporal.PlainDateTime.from(`${date}T${hour}:${minute}:${second}`);
  const from = utc === 'Z' ? 'UTC' : tzid;
  return (
    from === undefined ? clock : clock.toZonedDateTime(from).withTimeZone(zone).toPlainDateTime()
  ).toString({
    smallestUnit: 'second',
  });
}

function listDates(lines: readonly string[], name: 'RDATE' | 'EXDATE', zone: string): readonly string[] {
  return lines.flatMap((line) => {
    const match = new RegExp(`^${name}((?:;[^:]*)?):(.*)$`, 'i').exec(line);
    if (!match) return [];
    const tzid = /;TZID=([^;:]+)/i.exec(match[1] ?? '')?.[1];
    return (match[2] ?? '').split(',').map((text) => toWallClock(text.split('/')[0] ?? '', tzid, zone));
  });
}

/** The rule with an UNTIL that is wall clock of the series, as the iteration is. */
function readRule(line: string, zone: string, isDay: boolean): ICAL.Recur {
  const text = line.replace(/^RRULE:/i, '').replace(/UNTIL=([0-9TZ]+)/i, (_all, until: string) => {
    const clock = toWallClock(until, undefined, zone).replace(/[-:]/g, '');
    if (isDay) return `UNTIL=${clock.slice(0, 8)}`;
    return `UNTIL=${clock.length === 8 ? `${clock}T235959` : clock}`;
  });
  return ICAL.Recur.fromString(text);
}

function* listWallClocks(
  master: EventResource & { readonly start: EventTime },
  zone: string,
  untilClock: string,
): Generator<string> {
  const isDay = master.start.date !== undefined;
  const first =
    master.start.date ?? toZoned(master.start, zone).toPlainDateTime().toString({ smallestUnit: 'second' });
  const lines = master.recurrence ?? [];
  const excluded = new Set(listDates(lines, 'EXDATE', zone));
  const clocks = new Set([first, ...listDates(lines, 'RDATE', zone)]);
  for (const line of lines.filter((candidate) => /^RRULE:/i.test(candidate))) {
    const iterator = readRule(line, zone, isDay).iterator(ICAL.Time.fromString(first, undefined));
    for (let step = 0; step < MAXIMUM_STEPS; step += 1) {
      const clock = iterator.next()?.toString();
      if (clock === undefined || clock > untilClock) break;
      clocks.add(clock);
    }
  }
  for (const clock of [...clocks].toSorted()) if (!excluded.has(clock)) yield clock;
}

/** The occurrences of a series that touch [fromMs, toMs), in order, whatever became of them afterwards. */
export function expandSeries(
  master: EventResource,
  calendarZone: string,
  window: { readonly fromMs: number; readonly toMs: number },
): readonly Occurrence[] {
  const { start, end = start } = master;
  if (!start || !end) return [];
  const zone = zoneOf(start, calendarZone);
  const lengthMs = toMs(end, zone) - toMs(start, zone);
  const lengthDays =
    start.date !== undefined && end.date !== undefined
      ? Temporal.PlainDate.from(start.date).until(end.date, { largestUnit: 'day' }).days
      : 0;
  const lastMs = Math.min(window.toMs, 8_000_000_000_000);
  const untilClock = Temporal.Instant.fromEpochMilliseconds(lastMs)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
  const occurrences: Occurrence[] = [];
  for (const clock of listWallClocks({ ...master, start }, zone, untilClock)) {
    const occurrence =
      start.date === undefined
        ? timedOccurrence(clock, zone, calendarZone, lengthMs)
        : dayOccurrence(clock, zone, lengthDays);
    if (occurrence.startMs < window.toMs && occurrence.endMs > window.fromMs) occurrences.push(occurrence);
  }
  return occurrences;
}

function timedOccurrence(clock: string, zone: string, calendarZone: string, lengthMs: number): Occurrence {
  const zoned = Temporal.PlainDateTime.from(clock).toZonedDateTime(zone).withTimeZone(calendarZone);
  const until = zoned.add({ milliseconds: lengthMs });
  const start = { dateTime: writeZoned(zoned), timeZone: zone };
  return {
    stamp: writeStamp(start, calendarZone),
    start,
    end: { dateTime: writeZoned(until), timeZone: zone },
    startMs: zoned.epochMilliseconds,
    endMs: until.epochMilliseconds,
  };
}

function dayOccurrence(day: string, zone: string, lengthDays: number): Occurrence {
  const until = Temporal.PlainDate.from(day).add({ days: lengthDays });
  return {
    stamp: day.replaceAll('-', ''),
    start: { date: day },
    end: { date: until.toString() },
    startMs: toMs({ date: day }, zone),
    endMs: until.toZonedDateTime(zone).epochMilliseconds,
  };
}

/** The occurrence that an instance's id names; null: the rule has none then. */
export function findOccurrence(
  master: EventResource,
  calendarZone: string,
  stamp: string,
): Occurrence | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(stamp);
  if (!match) return null;
  const aroundMs = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const day = 86_400_000;
  const near = expandSeries(master, calendarZone, { fromMs: aroundMs - 2 * day, toMs: aroundMs + 3 * day });
  return near.find((occurrence) => occurrence.stamp === stamp) ?? null;
}

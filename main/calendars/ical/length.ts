import type { EpochMs } from '#contract/time.ts';
import { ExpansionProblem } from '#main/calendars/ical/limits.ts';
import type { EventBlock } from '#main/calendars/ical/series.ts';
import {
  DAY_MS,
  instantOf,
  toInstant,
  wallOf,
  type WallZone,
  type When,
} from '#main/calendars/ical/wall-time.ts';

/**
 * How long an event lasts: whole days, an exact time (DTEND gives one), or days on the calendar and then an exact
 * time (DURATION gives one): RFC 5545, 3.8.5.3.
 */
export type Length =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'exact'; readonly ms: number }
  | { readonly kind: 'nominal'; readonly days: number; readonly exactMs: number };

/** No calendar means more than this, and no clock reaches much further. */
const LONGEST_DAYS = 36_525;

/** @throws ExpansionProblem when the event ends before it starts, or lasts more than a hundred years */
export function measureEvent(event: Pick<EventBlock, 'uid' | 'start' | 'end'>, home: WallZone): Length {
  const length = event.start.kind === 'date' ? measureDays(event, event.start.day) : measureTime(event, home);
  const days = length.kind === 'exact' ? length.ms / DAY_MS : length.days;
  if (!(days <= LONGEST_DAYS)) {
    throw new ExpansionProblem('lasts more than a hundred years. Maybe its DURATION or DTEND is wrong.');
  }
  return length;
}

function measureDays(event: Pick<EventBlock, 'uid' | 'start' | 'end'>, startDay: number): Length {
  const { end } = event;
  if (end === null) return { kind: 'days', days: 1 };
  if ('days' in end) return { kind: 'days', days: Math.max(1, end.days + Math.ceil(end.exactMs / DAY_MS)) };
  const endDay = Math.ceil(wallOf(end) / DAY_MS);
  if (endDay < startDay) throw endsEarly(event.start, end);
  // An end on the same date, though exclusive, is meant as that one day.
  return { kind: 'days', days: Math.max(1, endDay - startDay) };
}

function measureTime(event: Pick<EventBlock, 'uid' | 'start' | 'end'>, home: WallZone): Length {
  const { start, end } = event;
  if (end === null) return { kind: 'exact', ms: 0 };
  if ('days' in end) {
    return end.days === 0 ? { kind: 'exact', ms: end.exactMs } : { kind: 'nominal', ...end };
  }
  const zone = (start.kind === 'time' ? start.zone : null) ?? home;
  const endMs = end.kind === 'date' ? toInstant(end.day * DAY_MS, zone) : instantOf(end, home);
  const ms = endMs - instantOf(start, home);
  if (ms < 0) throw endsEarly(start, end);
  return { kind: 'exact', ms };
}

function endsEarly(start: When, end: When): ExpansionProblem {
  const startText = describeWhen(start);
  const endText = describeWhen(end);
  const isSameDay =
    startText.slice(0, 10) === endText.slice(0, 10) && startText.length > 10 && endText.length > 10;
  const shorten = (text: string): string => (isSameDay ? text.slice(11) : text);
  return new ExpansionProblem(
    `ends ${shorten(endText)} before it starts ${shorten(startText)}. Maybe the feed lost its TZID.`,
  );
}

const describeWhen = (when: When): string =>
  new Date(wallOf(when))
    .toISOString()
    .slice(0, when.kind === 'date' ? 10 : 16)
    .replace('T', ' ');

/** The end of what starts at this wall clock in a zone. */
export function endOf(startWallMs: number, length: Length, zone: WallZone): EpochMs {
  switch (length.kind) {
    case 'days':
      return toInstant(startWallMs + length.days * DAY_MS, zone);
    case 'exact':
      return toInstant(startWallMs, zone) + length.ms;
    case 'nominal':
      return toInstant(startWallMs + length.days * DAY_MS, zone) + length.exactMs;
  }
}

/** At least as long as the length can be. */
export function longestMs(length: Length): number {
  switch (length.kind) {
    case 'days':
      return length.days * DAY_MS;
    case 'exact':
      return length.ms;
    case 'nominal':
      return length.days * DAY_MS + length.exactMs;
  }
}

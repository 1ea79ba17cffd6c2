import { DAY_MS, type WallMs, type WallZone, UTC, type When } from '#main/calendars/ical/wall-time.ts';

/** A line of dates or times: DTSTART, DTEND, RECURRENCE-ID, RDATE, EXDATE. */
export interface DateLine {
  readonly tzid: string | null;
  readonly parameters: string;
  readonly values: readonly string[];
}

const DATE_VALUE = /^\s*[+-]?\d{4}/;
const TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2}):?(\d{2})?(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?|Z)?$/i;
const DURATION = /^([+-])?P((?:T?\d+[WDHMS])+T?)$/i;
const DURATION_PART = /(\d+)([WDHMS])/gi;

/**
 * Takes a line apart without a parser of its parameters: zone names such as `(UTC+01:00) Amsterdam` hold colons, and
 * exporters leave out the quotes.
 */
export function readDateLine(text: string): DateLine {
  const colon = findValueColon(text);
  const head = text.slice(0, colon);
  const semicolon = head.indexOf(';');
  const parameters = semicolon < 0 ? '' : head.slice(semicolon);
  const tzid = /;\s*TZID\s*=\s*(?:"([^"]*)"?|([^;]*))/i.exec(parameters);
  return {
    tzid: (tzid?.[1] ?? tzid?.[2])?.trim() || null,
    parameters: parameters.toUpperCase(),
    values: text
      .slice(colon + 1)
      .split(',')
      .map((value) => value.replaceAll('"', '').trim())
      .filter((value) => value !== ''),
  };
}

function findValueColon(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x22) isQuoted = !isQuoted;
    else if (character === 0x3a && !isQuoted) {
      if (DATE_VALUE.test(text.slice(at + 1)) && !/TZID=[^"]*\([^")]*$/i.test(text.slice(0, at))) return at;
      return Math.max(at, text.lastIndexOf(':'));
    }
  }
  return text.lastIndexOf(':');
}

/** A DATE or DATE-TIME; undefined when it is neither. A UTC time says so itself, every other is in `zone`. */
export function readWhen(value: string, zone: WallZone | null): When | undefined {
  const match = TIME.exec(value);
  if (!match) return undefined;
  const [, year, month, date, hour, minute, second, suffix] = match;
  const day = epochDay(Number(year), Number(month), Number(date));
  if (day === undefined) return undefined;
  if (hour === undefined) return { kind: 'date', day };
  const clock = clockMs(Number(hour), Number(minute), Number(second ?? 0));
  if (clock === undefined) return undefined;
  const wallMs = day * DAY_MS + clock;
  if (suffix === undefined) return { kind: 'time', wallMs, zone };
  return { kind: 'time', wallMs: wallMs - suffixMs(suffix), zone: UTC };
}

function epochDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.getTime() / DAY_MS
    : undefined;
}

function clockMs(hour: number, minute: number, second: number): WallMs | undefined {
  // 24:00:00 is the next midnight, second 60 a leap second that no clock here has.
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  return (hour * 3600 + minute * 60 + Math.min(second, 59)) * 1000;
}

function suffixMs(suffix: string): number {
  if (suffix.toUpperCase() === 'Z') return 0;
  const minutes = Number(suffix.slice(1, 3)) * 60 + Number(suffix.slice(-2));
  return (suffix.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Days follow the calendar, the rest is exact (RFC 5545, 3.3.6). */
export interface Duration {
  readonly days: number;
  readonly exactMs: number;
}

/** Parts may come in any order: `PT1W` is no duration by the letter of the RFC and leaves no doubt all the same. */
export function readDuration(value: string): Duration | undefined {
  const match = DURATION.exec(value.trim());
  if (!match) return undefined;
  const sign = match[1] === '-' ? -1 : 1;
  let days = 0;
  let seconds = 0;
  for (const [, digits, unit] of (match[2] ?? '').toUpperCase().matchAll(DURATION_PART)) {
    const count = Number(digits) * sign;
    if (unit === 'W') days += count * 7;
    else if (unit === 'D') days += count;
    else seconds += count * (unit === 'H' ? 3600 : unit === 'M' ? 60 : 1);
  }
  return { days, exactMs: seconds * 1000 };
}

export interface Period {
  readonly start: When;
  readonly end: When | Duration;
}

/** `start/end` or `start/duration`. */
export function readPeriod(value: string, zone: WallZone | null): Period | undefined {
  const [first = '', second = ''] = value.split('/', 2);
  const start = readWhen(first, zone);
  const end = readDuration(second) ?? readWhen(second, zone);
  return start && end ? { start, end } : undefined;
}

import { calendarId } from '#contract/ids.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { expandOccurrences } from '#main/calendars/ical/expand-occurrences.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import type { ParsedCalendar } from '#main/calendars/ical/series.ts';

/** Lines of one event; a UID is added where none is given. */
export const event = (...lines: readonly string[]): string =>
  [
    'BEGIN:VEVENT',
    ...(lines.some((line) => line.startsWith('UID')) ? [] : ['UID:e1']),
    ...lines,
    'END:VEVENT',
  ].join('\r\n');

export const calendar = (...components: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...components, 'END:VCALENDAR', ''].join('\r\n');

export function parse(text: string): ParsedCalendar {
  const parsed = parseCalendar(text, { calendarId: calendarId('test'), name: 'test.ics' });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}

export interface Range {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

const WHOLE: Range = { from: '1990-01-01T00:00:00Z', to: '2050-01-01T00:00:00Z', zone: 'Europe/Amsterdam' };

/** Parses and expands; the skips of both steps. */
export function read(
  text: string,
  range: Partial<Range> = {},
): { readonly occurrences: readonly Occurrence[]; readonly skipped: readonly Skipped[] } {
  const { from, to, zone } = { ...WHOLE, ...range };
  const parsed = parse(text);
  const window = { startMs: Date.parse(from), endMs: Date.parse(to) };
  const { occurrences, skipped } = expandOccurrences(parsed.series, window, { zone });
  return { occurrences, skipped: [...parsed.skipped, ...skipped] };
}

const short = (ms: number): string => new Date(ms).toISOString().replace(/:00\.000Z$/, 'Z');

/** `2026-06-04T16:00Z/2026-06-04T17:00Z`, or `2026-06-04/2026-06-05` for an all-day one. */
export const spans = (occurrences: readonly Occurrence[]): string[] =>
  occurrences.map(({ time }) =>
    time.kind === 'timed'
      ? `${short(time.startMs)}/${short(time.endMs)}`
      : `${time.startDate}/${time.endDate}`,
  );

export const starts = (occurrences: readonly Occurrence[]): string[] =>
  spans(occurrences).map((span) => span.slice(0, span.indexOf('/')));

import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { expandOccurrences } from '#main/calendars/ical/expand-occurrences.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import { DAY_MS, wallOf } from '#main/calendars/ical/wall-time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { readByIcalJs } from '#tests/support/independent-reading.ts';

// Some 300 real and nasty calendars of other projects, kept beside the repository.
const folder = fileURLToPath(new URL('../../../../../shared/data/ical/', import.meta.url));
const files = existsSync(folder) ? globSync('**/*.ics', { cwd: folder }).toSorted() : [];
const HOME = 'Europe/Amsterdam';
const WINDOW = { startMs: Date.UTC(1990, 0, 1), endMs: Date.UTC(2030, 0, 1) };

const readFile = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe('calendars of other projects', () => {
  it('gives occurrences or named skips for each of them, and never throws', (ctx) => {
    if (files.length === 0) ctx.skip('the shared calendars are not beside this repository');
    const swept = files.map(sweep);
    expect(swept.flatMap(({ problems }) => problems)).toEqual([]);
    expect(swept.reduce((sum, { occurrences }) => sum + occurrences, 0)).toBeGreaterThan(10_000);
  });

  it('agrees with ical.js over two years on at least 95 % of those that it can read', (ctx) => {
    if (files.length === 0) ctx.skip('the shared calendars are not beside this repository');
    const comparisons = files.filter((file) => !(file in HANGING)).map(compare);
    const different = comparisons.filter(({ verdict }) => verdict === 'different').map(({ file }) => file);
    expect(different).toEqual(Object.keys(DIFFERENT).toSorted());
    const agreed = comparisons.filter(({ verdict }) => verdict === 'agreed').length;
    expect(agreed).toBeGreaterThan(120);
    expect(agreed / (agreed + different.length)).toBeGreaterThanOrEqual(0.95);
  });
});

/** What is wrong with the reading of a file, in words; it should be nothing. */
function sweep(file: string): { readonly occurrences: number; readonly problems: readonly string[] } {
  const text = readFile(file);
  const parsed = parseCalendar(text, { calendarId: calendarId('c'), name: basename(file) });
  if (!parsed.ok) {
    const isRight = / is not a calendar/.test(parsed.message) && !/BEGIN:VEVENT/.test(text);
    return { occurrences: 0, problems: isRight ? [] : [`${file}: ${parsed.message}`] };
  }
  const { occurrences, skipped } = expandOccurrences(parsed.value.series, WINDOW, { zone: HOME });
  const unnamed = [...parsed.value.skipped, ...skipped].filter(({ reason }) => !/^Event .+\.$/s.test(reason));
  const backwards = occurrences.filter(({ time }) =>
    time.kind === 'timed' ? time.endMs < time.startMs : time.endDate <= time.startDate,
  );
  const starts = occurrences.map(({ time }) =>
    time.kind === 'timed' ? time.startMs : openZone(HOME).toEpochMs(time.startDate, 0),
  );
  const isSorted = starts.every((start, i) => start >= (starts[i - 1] ?? -Infinity));
  return {
    occurrences: occurrences.length,
    problems: [
      ...unnamed.map(({ reason }) => `${file}: ${reason}`),
      ...backwards.map(({ uid }) => `${file}: ${uid} ends before it starts`),
      ...(isSorted ? [] : [`${file}: not sorted`]),
    ],
  };
}

/** ical.js does not come back from these. */
const HANGING: Readonly<Record<string, string>> = {
  'icalendar/calendars/invalid_duration.ics': 'a DURATION of billions of weeks',
};

/** Where the two differ, and why this is right. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'ical.js/samples/multiple_rrules.ics':
    'the last Sunday lies before UNTIL (RFC 5545, 3.3.10); with two rules ical.js loses it',
  'nextcloud-calendar/vcalendars/vcalendar-event-multiple-rrules.ics':
    'neither rule gives DTSTART: undefined by RFC 5545, 3.8.5.3; libical leaves it out as this does',
  'node-ical/exchange_whole_day_moved_recurrence.ics':
    'Exchange ends the series by the instant of its last local midnight, which is its last date',
  'node-ical/large-file-with-late-error.ics':
    '30 February is no date (RFC 5545, 3.3.4): ical.js takes it for 1 March, here it is skipped by name',
  'node-ical/multi-event-basic.ics':
    'an end that is a date after a start in UTC (not allowed by RFC 5545, 3.8.2.2) is read in UTC like the start',
  'node-ical/non-utc-until-ny.ics':
    'an UNTIL without Z (not allowed by RFC 5545, 3.3.10) is on the clock of the series, its last instance included',
};

interface Comparison {
  readonly file: string;
  /** Silent: one of the two cannot read it, or it holds no events. */
  readonly verdict: 'agreed' | 'different' | 'silent';
}

/** Two years from the first event on: which events are when, all of them. */
function compare(file: string): Comparison {
  const text = readFile(file);
  const parsed = parseCalendar(text, { calendarId: calendarId('c'), name: file });
  if (!parsed.ok || parsed.value.series.length === 0) return { file, verdict: 'silent' };
  const starts = parsed.value.series.flatMap(({ master, overrides }) =>
    [...(master ? [master] : []), ...overrides].map(({ start }) => wallOf(start)),
  );
  const startMs = Math.min(...starts) - DAY_MS;
  const window = { startMs, endMs: startMs + 731 * DAY_MS };
  const { spans, unread } = readByIcalJs(text, window, HOME);
  const { occurrences } = expandOccurrences(parsed.value.series, window, { zone: HOME });
  const isRead = (span: string): boolean => !unread.has(span.slice(0, span.indexOf(' ')));
  const actual = occurrences.map(describeOccurrence).filter(isRead);
  const expected = spans.filter(isRead);
  const isSame = JSON.stringify(actual.toSorted()) === JSON.stringify(expected.toSorted());
  if (isSame) return { file, verdict: unread.size > 0 && actual.length === 0 ? 'silent' : 'agreed' };
  return { file, verdict: 'different' };
}

function describeOccurrence({ uid, time }: Occurrence): string {
  // An event without a UID has one of ours, and none for ical.js.
  const name = uid.startsWith('no-uid-') ? 'null' : uid;
  return time.kind === 'all-day'
    ? `${name} ${time.startDate} ${time.endDate}`
    : `${name} ${new Date(time.startMs).toISOString()} ${new Date(time.endMs).toISOString()}`;
}

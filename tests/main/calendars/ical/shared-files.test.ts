import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { splitCalendar } from '#main/calendars/ical/calendar-text.ts';
import { expandOccurrences } from '#main/calendars/ical/expand-occurrences.ts';
import { createZoneFinder } from '#main/calendars/ical/find-zone.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import { toInstant, UTC } from '#main/calendars/ical/wall-time.ts';
import { openZone } from '#main/kernel/zone.ts';

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

  it('reads what ical.js reads, for two years of each series', (ctx) => {
    if (files.length === 0) ctx.skip('the shared calendars are not beside this repository');
    let compared = 0;
    for (const file of files.filter((one) => !(one in DIFFERENT))) {
      for (const { uid, expected, actual } of compareSeries(readFile(file))) {
        compared += 1;
        expect(actual, `${file} ${uid}`).toEqual(expected);
      }
    }
    expect(compared).toBeGreaterThan(25);
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

/** Where the two differ on purpose. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'ical.js/samples/multiple_rrules.ics': 'ical.js leaves out the last Sunday before an UNTIL in UTC',
  'nextcloud-calendar/vcalendars/vcalendar-event-multiple-rrules.ics':
    'ical.js adds a DTSTART that no rule gives; libical and this do not',
  'nextcloud-calendar/vcalendars/vcalendar-event-recurring.ics':
    'a changed instance that its series does not have is shown all the same',
  'node-ical/daily-count-exdate-recurrence-id.ics': 'a changed instance ends before it starts and is skipped',
  'node-ical/duplicate-rrule-sequence.ics': 'the higher SEQUENCE counts',
  'node-ical/exchange_whole_day_moved_recurrence.ics':
    'Exchange ends the series by the instant of a local midnight',
  'node-ical/exchange_whole_day_moved_recurrence_offset_tz.ics': 'the same',
  'node-ical/recurrence-sequence.ics': 'changed instances that the series does not have are shown',
  'node-ical/windows-quoted-tz-rrule.ics': 'an EXDATE in another zone means another instant',
};

interface Comparison {
  readonly uid: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** The instances of each series, before they are moved, as wall clocks of the series. */
function* compareSeries(text: string): Generator<Comparison> {
  const parsed = parseCalendar(text, { calendarId: calendarId('c'), name: 'x' });
  const masters = readMasters(text);
  if (!parsed.ok || masters === null) return;
  const findZone = createZoneFinder(splitCalendar(text).zones);
  const series = new Map(parsed.value.series.map((one) => [one.uid, one]));
  for (const master of masters) {
    const one = series.get(master.uid);
    if (!one || one.master === null) continue;
    const start = master.startDate.toString();
    const isDate = master.startDate.isDate;
    const tzid = master.component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
    const zone = start.endsWith('Z') ? UTC : ((tzid ? findZone(tzid) : null) ?? openZone(HOME));
    const startMs = Date.parse(isDate ? `${start}T00:00:00Z` : start.replace(/Z?$/, 'Z'));
    if (Number.isNaN(startMs)) continue;
    const endMs = startMs + 730 * 86_400_000;
    const walls = listByIcalJs(master, endMs);
    if (walls === null) continue;
    const expected = walls.map((wallMs) => toKey(wallMs, isDate, zone));
    const until = toInstant(endMs, isDate ? openZone(HOME) : zone);
    // Overrides keep their place in the series, wherever they were moved to.
    const wide = { startMs: startMs - 800 * 86_400_000, endMs: until + 800 * 86_400_000 };
    const actual = expandOccurrences([one], wide, { zone: HOME })
      .occurrences.map(({ recurrenceId }) => recurrenceId ?? '')
      .filter((key) => key < toKey(endMs, isDate, zone));
    yield { uid: master.uid, expected, actual: actual.toSorted() };
  }
}

const toKey = (wallMs: number, isDate: boolean, zone: Parameters<typeof toInstant>[1]): string =>
  isDate
    ? new Date(wallMs).toISOString().slice(0, 10)
    : new Date(toInstant(wallMs, zone)).toISOString().replace('.000', '');

function readMasters(text: string): ICAL.Event[] | null {
  try {
    const root = new ICAL.Component(ICAL.parse(text));
    return root
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component, { strictExceptions: true, exceptions: [] }))
      .filter((event) => event.isRecurring() && !event.isRecurrenceException());
  } catch {
    // ical.js gives up on the whole file; there is nothing to compare with.
    return null;
  }
}

function listByIcalJs(master: ICAL.Event, endMs: number): number[] | null {
  let iterator: ReturnType<typeof master.iterator>;
  try {
    iterator = master.iterator();
  } catch {
    // Such as an empty RDATE, which ical.js does not survive.
    return null;
  }
  const walls: number[] = [];
  for (let next = iterator.next(); next && walls.length < 5_000; next = iterator.next()) {
    const wallMs = Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second);
    // A PERIOD of RDATE is no date to ical.js.
    if (Number.isNaN(wallMs)) return null;
    if (wallMs >= endMs) break;
    walls.push(wallMs);
  }
  return walls;
}

import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { calendarId } from '#contract/ids.ts';
import { expandOccurrences } from '#main/calendars/ical/expand-occurrences.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { type Figure, median } from '#tests/bench/figures.ts';
import { LARGE_CALENDAR_WINDOW, writeLargeCalendar } from '#tests/support/planner/large-calendar.ts';

const ROUNDS = 9;
const ZONE = 'Europe/Amsterdam';

function expandOurs(text: string, window: Interval): number {
  const parsed = parseCalendar(text, { calendarId: calendarId('bench'), name: 'bench' });
  if (!parsed.ok) throw new Error(parsed.message);
  return expandOccurrences(parsed.value.series, window, { zone: ZONE }).occurrences.length;
}

/** No more than the two libraries have to do: parse, and expand what recurs over the window. */
function expandBare(text: string, window: Interval): number {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const from = Temporal.Instant.fromEpochMilliseconds(window.startMs).toZonedDateTimeISO(ZONE);
  const until = Temporal.Instant.fromEpochMilliseconds(window.endMs).toZonedDateTimeISO(ZONE);
  let count = 0;
  for (const event of calendar.getAllSubcomponents('vevent')) {
    const start = event.getFirstPropertyValue('dtstart');
    const rule = event.getFirstPropertyValue('rrule');
    if (!(start instanceof ICAL.Time)) continue;
    if (!(rule instanceof ICAL.Recur)) {
      count++;
      continue;
    }
    const clock = start.toString().replaceAll(/[-:]/g, '');
    const rruleString = `DTSTART;TZID=${ZONE}:${clock}\nRRULE:${rule.toString()}`;
    count += new RRuleTemporal({ rruleString, maxIterations: 100_000 }).between(from, until, true).length;
  }
  return count;
}

/** Expanding a calendar of 10,000 events against the bare libraries, in turn, so that both meet the same noise. */
export function measureExpanding(): Figure[] {
  const text = writeLargeCalendar(1);
  const timeOf = (expand: typeof expandOurs): number => {
    const from = performance.now();
    expand(text, LARGE_CALENDAR_WINDOW);
    return performance.now() - from;
  };
  const ours = expandOurs(text, LARGE_CALENDAR_WINDOW);
  const bare = expandBare(text, LARGE_CALENDAR_WINDOW);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: timeOf(expandOurs),
    bare: timeOf(expandBare),
  }));
  const oursMs = median(rounds.map((round) => round.ours));
  const bareMs = median(rounds.map((round) => round.bare));
  const megabytes = (text.length / 1e6).toFixed(1);
  return [
    {
      name: 'expanding, against bare libraries',
      value: median(rounds.map((round) => round.ours / round.bare)),
      unit: 'x',
      target: 1.3,
      note: 'ical.js and rrule-temporal alone, same window',
    },
    {
      name: 'expanding',
      value: oursMs,
      unit: 'ms',
      target: null,
      note: `${megabytes} MB, ${ours} occurrences; bare ${Math.round(bareMs)} ms, ${bare}`,
    },
  ];
}

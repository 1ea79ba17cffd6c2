import { performance } from 'node:perf_hooks';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { readSeries } from '#main/calendars/google/series.ts';
import { toIcal, uidOf } from '#main/calendars/google/to-ical.ts';
import { findUid } from '#main/calendars/ical/calendar-index.ts';
import { expandOccurrences, type LimitsFor } from '#main/calendars/ical/expand-occurrences.ts';
import { TOO_LARGE, TOO_OFTEN, USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { openCalendar, parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import type { ParsedCalendar } from '#main/calendars/ical/series.ts';
import {
  type CalendarTask,
  OPENING,
  type ReadingMessage,
  type ReadingTask,
  type ReadResource,
  type ResourceFormat,
  type ResourcesTask,
} from '#main/app/workers/reading-task.ts';

/** Small enough to be taken over in a few milliseconds. */
const BATCH = 500;
/** A series that takes longer counts against the time for the whole file. */
const SLOW_MS = 50;
/** More occurrences than this of one file are no calendar. */
const MAXIMUM_OCCURRENCES = 500_000;
/** What every rule may try, however many others were refused. */
const LEAST_CANDIDATES = 5_000;

/**
 * Reads and expands unit by unit and gives what is there in batches, so that never more than one unit and one batch
 * are in memory. The end comes last.
 */
export function readUnits(task: ReadingTask): Generator<ReadingMessage, void> {
  return task.kind === 'calendar' ? readCalendar(task) : readResources(task);
}

function* readCalendar(task: CalendarTask): Generator<ReadingMessage, void> {
  const progress = new Int32Array(task.progress);
  Atomics.store(progress, 0, OPENING);
  const opened = openCalendar(task.bytes, task);
  if (!opened.ok) {
    yield { kind: 'end', result: opened };
    return;
  }
  const { name, events, groups } = opened.value;
  const skip = new Set(task.skip);
  const read = readWithin(task, progress);
  let occurrences: Occurrence[] = [];
  let skipped: Skipped[] = [];
  const takeBatch = (through: number, partial: number): ReadingMessage => {
    const batch = { kind: 'occurrences' as const, occurrences, skipped, through, partial };
    occurrences = [];
    skipped = [];
    return batch;
  };
  for (let group = task.start; group < groups; group++) {
    const unit = skip.has(group)
      ? refuse(opened.value.uidOfGroup(group))
      : read(group, () => opened.value.readGroup(group));
    for (const one of unit.skipped) skipped.push(one);
    const first = group === task.start ? task.partial : 0;
    for (let at = first; at < unit.occurrences.length; at++) {
      const occurrence = unit.occurrences[at];
      if (occurrence) occurrences.push(occurrence);
      if (occurrences.length === BATCH) yield takeBatch(group, at + 1);
    }
    if (skipped.length >= BATCH) yield takeBatch(group + 1, 0);
  }
  yield takeBatch(groups, 0);
  yield { kind: 'end', result: succeed({ name, events }) };
}

function* readResources(task: ResourcesTask): Generator<ReadingMessage, void> {
  const progress = new Int32Array(task.progress);
  const read = readWithin(task, progress);
  let resources: ReadResource[] = [];
  let size = 0;
  for (const [unit, { ref, text }] of task.resources.entries()) {
    if (unit < task.start) continue;
    // Opening a resource may be what the thread does not survive.
    Atomics.store(progress, 0, unit + 1);
    const resource = task.skip.includes(unit)
      ? { ...refuse(uidIn(text, task.format)), events: 1 }
      : readResource(parseResource(text, ref, task), (parsed) => read(unit, () => parsed));
    resources.push({ ref, ...resource });
    size += 1 + resource.occurrences.length;
    if (size < BATCH) continue;
    yield { kind: 'resources', resources, through: unit + 1 };
    resources = [];
    size = 0;
  }
  yield { kind: 'resources', resources, through: task.resources.length };
  yield { kind: 'end', result: succeed({ name: task.name, events: 0 }) };
}

interface ReadUnit {
  readonly uid: string | null;
  readonly occurrences: readonly Occurrence[];
  readonly skipped: readonly Skipped[];
}

function parseResource(
  text: string,
  ref: string,
  { format, calendarId }: ResourcesTask,
): Outcome<ParsedCalendar> {
  const origin = { calendarId, name: ref };
  if (format === 'ical') return parseCalendar(text, origin);
  const series = readSeries(text);
  return series === null
    ? fail('unreadable', 'Event without UID is not to be read from what was kept of it.')
    : parseCalendar(toIcal(series), origin);
}

function uidIn(text: string, format: ResourceFormat): string | null {
  if (format === 'ical') return findUid(text);
  const series = readSeries(text);
  const event = series?.master ?? series?.exceptions[0];
  return event === undefined ? null : uidOf(event);
}

type Parsed = Pick<ParsedCalendar, 'series' | 'skipped'>;

function readResource(
  parsed: Outcome<ParsedCalendar>,
  read: (parsed: Parsed) => ReadUnit,
): Omit<ReadResource, 'ref'> {
  if (parsed.ok) return { ...read(parsed.value), events: parsed.value.events };
  return { uid: null, occurrences: [], events: 0, skipped: [{ uid: null, reason: parsed.message }] };
}

/** Without reading it: that is what failed. */
const refuse = (uid: string | null): ReadUnit => ({
  uid,
  occurrences: [],
  skipped: [{ uid, reason: `Event ${uid ?? 'without UID'} ${TOO_LARGE}` }],
});

type Reader = (unit: number, parse: () => Parsed) => ReadUnit;

/**
 * Each series that is refused leaves less patience for the next, so that any number of them takes no longer than some
 * few. Half of the limit may go to slow ones, all together.
 */
function readWithin(task: ReadingTask, progress: Int32Array): Reader {
  const window = { startMs: task.window.fromMs, endMs: task.window.toMs };
  let placed = task.placed;
  let refused = task.skip.length;
  let slowMs = 0;
  return (unit, parse) => {
    Atomics.store(progress, 0, unit + 1);
    const startedMs = performance.now();
    const limitsFor: LimitsFor = () => ({
      maximumInstances: Math.min(USUAL_LIMITS.maximumInstances, MAXIMUM_OCCURRENCES - placed),
      maximumCandidates: Math.max(LEAST_CANDIDATES, USUAL_LIMITS.maximumCandidates / (1 + refused ** 2)),
      isOverdue: () => slowMs > task.limitMs / 2,
    });
    const { series, skipped } = parse();
    const expanded = expandOccurrences(series, window, { zone: task.zone, limitsFor });
    placed += expanded.occurrences.length;
    refused += expanded.skipped.filter(({ reason }) => reason.endsWith(TOO_OFTEN)).length;
    const tookMs = performance.now() - startedMs;
    if (tookMs > SLOW_MS) slowMs += tookMs;
    return {
      uid: series[0]?.uid ?? skipped[0]?.uid ?? null,
      occurrences: expanded.occurrences,
      skipped: [...skipped, ...expanded.skipped],
    };
  };
}

import { basename } from 'node:path';
import { calendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { isBusy } from '#main/calendars/busy.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Arguments } from '#main/cli/arguments.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';
import { readTextFile } from '#main/app/plan-files.ts';
import { readCalendarInWorker } from '#main/app/workers/read-calendar.ts';
import type { Skipped } from '#main/calendars/event.ts';

export interface ExpandedOccurrence {
  readonly uid: string;
  readonly summary: string;
  /** ISO 8601 with offset in the zone asked for; a plain date for an all-day event. */
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly status: Occurrence['status'];
  readonly busy: boolean;
}

export interface Expansion {
  readonly occurrences: readonly ExpandedOccurrence[];
  readonly skipped: readonly Skipped[];
}

/** Everything of one iCalendar file that overlaps the local dates from `--from` up to, and without, `--to`. */
export async function expand(args: Arguments): Promise<Outcome<Expansion>> {
  const [path, ...more] = args.operands;
  if (path === undefined || more.length > 0) {
    return fail('invalid-input', `'expand' takes one file, and got ${args.operands.length}.`);
  }
  if (args.from === null || args.to === null || args.zone === null) {
    return fail('invalid-input', "'expand' needs --from DATE, --to DATE and --zone IANA.");
  }
  if (args.from >= args.to)
    return fail('invalid-input', `--from ${args.from} is not before --to ${args.to}.`);
  const text = await readTextFile(path);
  if (!text.ok) return text;
  const zone = openZone(args.zone);
  const window = { fromMs: zone.toEpochMs(args.from, 0), toMs: zone.toEpochMs(args.to, 0) };
  const name = basename(path);
  const read = await readCalendarInWorker({
    text: text.value,
    calendarId: calendarId('expand'),
    name,
    window,
    zone: args.zone,
  });
  if (!read.ok) return fail(read.code, `${path}: ${read.message}`);
  return succeed({
    occurrences: read.value.occurrences.map((occurrence) => toJson(occurrence, zone)),
    skipped: read.value.skipped,
  });
}

function toJson(occurrence: Occurrence, zone: Zone): ExpandedOccurrence {
  const { uid, summary, status, time } = occurrence;
  const when =
    time.kind === 'all-day'
      ? { start: time.startDate, end: time.endDate, allDay: true }
      : { start: zone.format(time.startMs), end: zone.format(time.endMs), allDay: false };
  return { uid, summary, ...when, status, busy: isBusy(occurrence, []) };
}

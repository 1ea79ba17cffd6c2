import { basename } from 'node:path';
import { calendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { IsoDate } from '#contract/time.ts';
import { isBusy } from '#main/calendars/busy.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';
import { readFileBytes } from '#main/app/read-file.ts';
import { readCalendarInWorker } from '#main/app/workers/read-calendar.ts';

interface ExpandedOccurrence {
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

/** Everything of one iCalendar file that overlaps the local dates from `from` up to, and without, `to`. */
export async function expandFile(
  path: string,
  range: { readonly from: IsoDate; readonly to: IsoDate; readonly zone: string },
): Promise<Outcome<Expansion>> {
  if (range.from >= range.to)
    return fail('invalid-input', `--from ${range.from} is not before --to ${range.to}.`);
  const bytes = await readFileBytes(path);
  if (!bytes.ok) return bytes;
  const zone = openZone(range.zone);
  const window = { fromMs: zone.toEpochMs(range.from, 0), toMs: zone.toEpochMs(range.to, 0) };
  const name = basename(path);
  const read = await readCalendarInWorker({
    source: bytes.value,
    calendarId: calendarId('expand'),
    name,
    window,
    zone: range.zone,
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

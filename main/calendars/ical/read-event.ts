import { fnv1a } from '#main/kernel/hash.ts';
import type { Skipped } from '#main/calendars/event.ts';
import type { ContentLine } from '#main/calendars/ical/calendar-text.ts';
import {
  type Duration,
  type Period,
  readDateLine,
  readDuration,
  readPeriod,
  readWhen,
} from '#main/calendars/ical/date-line.ts';
import { type AddressBook, readEventFields, readText } from '#main/calendars/ical/event-fields.ts';
import type { ZoneFinder } from '#main/calendars/ical/find-zone.ts';
import { type Rule, readRule } from '#main/calendars/ical/rule.ts';
import type { EventBlock } from '#main/calendars/ical/series.ts';
import { DAY_MS, wallOf, type WallZone, type When } from '#main/calendars/ical/wall-time.ts';

/** An event that cannot be read, with the reason for the user. */
class EventProblem extends Error {}

export interface EventReader {
  /** The event, or why it is left out. */
  read(lines: readonly ContentLine[]): EventBlock | Skipped;
  /** Since it was last asked: lines that were left out of events that could be read, and zones that nobody knows. */
  takeNotes(): readonly Skipped[];
}

/** People meet the same people; a calendar that does not must not fill the memory with them. */
const MAXIMUM_ADDRESSES = 5_000;

export function createEventReader(findZone: ZoneFinder): EventReader {
  let notes: Skipped[] = [];
  const unknownZones = new Set<string>();
  const addresses: AddressBook = new Map();
  return {
    takeNotes() {
      const taken = notes;
      notes = [];
      return taken;
    },
    read(lines) {
      if (addresses.size > MAXIMUM_ADDRESSES) addresses.clear();
      const uid = readUid(lines);
      const label = uid ?? 'without UID';
      const dates = createDateReader(label, findZone, (tzid) => {
        if (unknownZones.has(tzid)) return;
        unknownZones.add(tzid);
        notes.push({
          uid,
          reason: `Event ${label} names the time zone '${tzid}', which is unknown and not described in the file. Its times are read in your own zone.`,
        });
      });
      try {
        return readBlock(lines, uid ?? deriveUid(lines), dates, addresses, (reason) =>
          notes.push({ uid, reason }),
        );
      } catch (problem) {
        if (problem instanceof EventProblem) return { uid, reason: `Event ${label} ${problem.message}` };
        throw problem;
      }
    },
  };
}

function readUid(lines: readonly ContentLine[]): string | null {
  const line = lines.find((candidate) => candidate.name === 'UID');
  return line ? readText(line.text) : null;
}

/** The same for the same event on every read. */
const deriveUid = (lines: readonly ContentLine[]): string =>
  `no-uid-${fnv1a(lines.map((line) => line.text).join('\n')).toString(16)}`;

interface DateReader {
  /** The one date of a line; throws when it holds none. */
  one(line: ContentLine): When;
  /** Every date of a line; what is none is noted by the caller. */
  all(line: ContentLine): { readonly times: (When | Period)[]; readonly unreadable: string[] };
}

const DATE_PARAMETER = /;\s*VALUE\s*=\s*"?DATE"?\s*(?:;|$)/;

function createDateReader(
  label: string,
  findZone: ZoneFinder,
  noteUnknown: (tzid: string) => void,
): DateReader {
  const zoneOf = (tzid: string | null): WallZone | null => {
    if (tzid === null) return null;
    const zone = findZone(tzid);
    if (zone === null) noteUnknown(tzid);
    return zone;
  };
  return {
    one(line) {
      const { tzid, parameters, values } = readDateLine(line.text);
      const value = values[0] ?? '';
      const when = readWhen(value, /Z$/i.test(value) || /^\d{8}$/.test(value) ? null : zoneOf(tzid));
      if (!when) throw new EventProblem(`has a ${line.name} that is no date: '${value}'.`);
      // Whoever says that it is a date means no midnight, even where one is written.
      const isDate = DATE_PARAMETER.test(parameters) && when.kind === 'time';
      return isDate ? { kind: 'date', day: Math.floor(when.wallMs / DAY_MS) } : when;
    },
    all(line) {
      const { tzid, values } = readDateLine(line.text);
      const times: (When | Period)[] = [];
      const unreadable: string[] = [];
      const zone = zoneOf(tzid);
      for (const value of values) {
        const time = value.includes('/') ? readPeriod(value, zone) : readWhen(value, zone);
        if (time) times.push(time);
        else
          unreadable.push(
            `Event ${label} has a ${line.name} that is no date: '${value}'. That date is ignored.`,
          );
      }
      return { times, unreadable };
    },
  };
}

function readBlock(
  lines: readonly ContentLine[],
  uid: string,
  dates: DateReader,
  addresses: AddressBook,
  note: (reason: string) => void,
): EventBlock {
  const line = (name: string): ContentLine | undefined => lines.find((candidate) => candidate.name === name);
  const startLine = line('DTSTART');
  const idLine = line('RECURRENCE-ID');
  const recurrenceId = idLine ? dates.one(idLine) : null;
  // A cancelled instance may say no more than which one it was.
  const start = startLine ? dates.one(startLine) : recurrenceId;
  if (!start) throw new EventProblem('has no start.');
  const recurrence = recurrenceId ? NO_RECURRENCE : readRecurrence(lines, dates, note);
  return {
    uid,
    start,
    end: readEnd(line('DTEND'), line('DURATION'), dates),
    recurrenceId,
    isThisAndFuture: idLine !== undefined && /;RANGE="?THISANDFUTURE/i.test(idLine.text),
    ...recurrence,
    fields: readEventFields(lines, start.kind === 'date', addresses),
    sequence: Number(valueAfterColon(line('SEQUENCE'))) || 0,
    stampMs: readStamp(line('LAST-MODIFIED') ?? line('DTSTAMP')),
  };
}

const valueAfterColon = (line: ContentLine | undefined): string =>
  line === undefined ? '' : line.text.slice(line.text.lastIndexOf(':') + 1).trim();

function readStamp(line: ContentLine | undefined): number {
  const when = readWhen(valueAfterColon(line), null);
  return when ? wallOf(when) : 0;
}

function readEnd(
  endLine: ContentLine | undefined,
  durationLine: ContentLine | undefined,
  dates: DateReader,
): When | Duration | null {
  if (endLine && valueAfterColon(endLine) !== '') return dates.one(endLine);
  if (!durationLine) return null;
  const value = valueAfterColon(durationLine);
  const duration = readDuration(value);
  if (!duration) throw new EventProblem(`has a DURATION that is none: '${value}'. Such as PT1H30M is one.`);
  if (duration.days < 0 || duration.exactMs < 0)
    throw new EventProblem(`lasts '${value}', less than nothing.`);
  return duration;
}

type Recurrence = Pick<EventBlock, 'rules' | 'exceptionRules' | 'extraTimes' | 'exceptions'>;

const NO_RECURRENCE: Recurrence = { rules: [], exceptionRules: [], extraTimes: [], exceptions: [] };

function readRecurrence(
  lines: readonly ContentLine[],
  dates: DateReader,
  note: (reason: string) => void,
): Recurrence {
  const rules: Rule[] = [];
  const exceptionRules: Rule[] = [];
  const extraTimes: (When | Period)[] = [];
  const exceptions: When[] = [];
  for (const line of lines) {
    if (line.name === 'RRULE' || line.name === 'EXRULE') {
      const value = line.text.slice(line.text.indexOf(':') + 1);
      const rule = readRule(value);
      if (typeof rule === 'string') throw new EventProblem(`recurs by a rule that cannot be read: ${rule}.`);
      (line.name === 'RRULE' ? rules : exceptionRules).push(rule);
    } else if (line.name === 'RDATE' || line.name === 'EXDATE') {
      const { times, unreadable } = dates.all(line);
      unreadable.forEach(note);
      if (line.name === 'RDATE') extraTimes.push(...times);
      else exceptions.push(...times.map((time) => ('start' in time ? time.start : time)));
    }
  }
  return { rules, exceptionRules, extraTimes, exceptions };
}

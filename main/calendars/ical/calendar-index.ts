import { readText } from '#main/calendars/ical/event-fields.ts';
import { closeFor, DEEPEST, type OpenComponent } from '#main/calendars/ical/calendar-text.ts';
import { decodeText, readLogicalLine } from '#main/calendars/ical/source-bytes.ts';
import { fnv1aBytes } from '#main/kernel/hash.ts';

/** Half-open, in bytes. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where everything lies in a calendar file, as numbers: a file of 100,000 events does not fit in memory as objects, so
 * that each is read when its turn comes.
 */
export interface CalendarIndex {
  /** False: there is neither a calendar nor an event in the file. */
  readonly isCalendar: boolean;
  /** As the calendar calls itself. */
  readonly name: string | null;
  readonly zones: readonly ByteRange[];
  readonly events: number;
  /** Events with the same UID are a group, in the order in which the UIDs first come. */
  readonly groups: number;
  /** Without reading the rest of the event; null: it says none in its first lines. */
  uidOf(group: number): string | null;
  /** The events of a group in the order of the file. */
  rangesOf(group: number): ByteRange[];
}

interface Open extends OpenComponent {
  readonly from: number;
  /** The value of UID or TZID, once it has been met. */
  id: string | null;
}

/** Five times as many as the largest calendar that anybody keeps; more are counted, not kept. */
export const MAXIMUM_EVENTS = 500_000;
/** Real files describe some dozens of zones. */
const MAXIMUM_ZONES = 1_000;

const LOOKED_AT_BYTES = 4_096;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** One pass over the bytes. What is an event, and where one that was never closed ends, is as `splitCalendar` has it. */
export function indexCalendar(bytes: Uint8Array): CalendarIndex {
  const groups = createGroups();
  const zonesById = new Map<string, ByteRange>();
  const names = new Map<string, string>();
  let isCalendar = false;
  let stack: Open[] = [];

  const close = (kept: readonly Open[], to: number): void => {
    for (const { name, from, id } of stack.slice(kept.length)) {
      if (name === 'VEVENT') groups.add(id ?? `\0${fnv1aBytes(bytes, from, to)}`, from, to);
      else if (name === 'VTIMEZONE' && id !== null && (zonesById.has(id) || zonesById.size < MAXIMUM_ZONES))
        zonesById.set(id, { from, to });
    }
    stack = [...kept];
  };
  const begin = (name: string, from: number): void => {
    close(closeFor(name, stack), from);
    isCalendar ||= name === 'VCALENDAR' || name === 'VEVENT';
    if (stack.length < DEEPEST) stack.push({ name, from, id: null });
  };
  const end = (name: string, to: number): void => {
    const at = stack.findLastIndex((open) => open.name === name);
    if (at >= 0) close(stack.slice(0, at), to);
  };

  forEachLine(bytes, (from, to) => {
    const letter = (bytes[from] ?? 0) | 0x20;
    const open = stack.at(-1);
    if (letter === 0x62) {
      if (startsWith(bytes, from, 'begin')) begin(componentOf(bytes, from), from);
    } else if (letter === 0x65) {
      if (startsWith(bytes, from, 'end')) end(componentOf(bytes, from), to);
    } else if (open === undefined) {
      return;
    } else if (open.id === null && open.name === 'VEVENT') {
      if (startsWith(bytes, from, 'uid')) open.id = readText(readLogicalLine(bytes, from));
    } else if (open.id === null && open.name === 'VTIMEZONE') {
      if (startsWith(bytes, from, 'tzid')) open.id = readLogicalLine(bytes, from).trim();
    } else if (open.name === 'VCALENDAR') {
      for (const name of ['NAME', 'X-WR-CALNAME']) {
        if (!names.has(name) && startsWith(bytes, from, name.toLowerCase()))
          names.set(name, readLogicalLine(bytes, from));
      }
    }
  });
  close([], bytes.length);
  const found = groups.done();
  const nameLine = names.get('X-WR-CALNAME') ?? names.get('NAME');
  return {
    isCalendar,
    name: nameLine === undefined ? null : readText(nameLine),
    zones: [...zonesById.values()],
    ...found,
    uidOf(group) {
      const from = found.rangesOf(group)[0]?.from ?? 0;
      return findUid(decodeText(bytes, from, from + LOOKED_AT_BYTES));
    },
  };
}

/** The UID of the first event in a text, by its looks. */
export const findUid = (text: string): string | null =>
  /^UID[^:\r\n]*:[ \t]*(\S.{0,200})/im.exec(text)?.[1]?.trim() ?? null;

/** Chains of numbers rather than lists: most groups hold one event. */
function createGroups(): {
  add(key: string, from: number, to: number): void;
  done(): Pick<CalendarIndex, 'events' | 'groups' | 'rangesOf'>;
} {
  const groupsByKey = new Map<string, number>();
  const from: number[] = [];
  const to: number[] = [];
  /** The event after this one in its group; 0: none, for no group goes on with the first event of the file. */
  const next: number[] = [];
  const first: number[] = [];
  const last: number[] = [];
  let count = 0;
  return {
    add(key, start, end) {
      const event = from.length;
      count += 1;
      if (count > MAXIMUM_EVENTS) return;
      from.push(start);
      to.push(end);
      next.push(0);
      const group = groupsByKey.get(key);
      if (group === undefined) {
        groupsByKey.set(key, first.length);
        first.push(event);
        last.push(event);
      } else {
        next[last[group] ?? 0] = event;
        last[group] = event;
      }
    },
    done() {
      // The keys are strings, and most of the memory; nobody asks for them any more.
      groupsByKey.clear();
      return {
        events: count,
        groups: first.length,
        rangesOf(group) {
          const ranges: ByteRange[] = [];
          let event = first[group];
          while (event !== undefined) {
            ranges.push({ from: from[event] ?? 0, to: to[event] ?? 0 });
            const after: number | undefined = next[event];
            event = after === 0 ? undefined : after;
          }
          return ranges;
        },
      };
    },
  };
}

/** Each line that begins something, with where its first physical line ends: no blank and no continued ones. */
function forEachLine(bytes: Uint8Array, visit: (from: number, to: number) => void): void {
  const { length } = bytes;
  for (let from = 0; from < length; ) {
    let to = from;
    while (to < length && bytes[to] !== LF && bytes[to] !== CR) to++;
    const first = bytes[from];
    if (to > from && first !== SPACE && first !== TAB) visit(from, to);
    from = to + 1;
  }
}

/** Whether the line is the property `name`, given in lower case. A name that is folded itself is not found. */
function startsWith(bytes: Uint8Array, from: number, name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const byte = bytes[from + at] ?? 0;
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    if (lower !== name.charCodeAt(at)) return false;
  }
  const after = bytes[from + name.length];
  return after === 0x3a || after === 0x3b || after === SPACE || after === TAB;
}

function componentOf(bytes: Uint8Array, from: number): string {
  const line = readLogicalLine(bytes, from);
  return line
    .slice(line.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}

/** The text of an event or a zone. */
export const textOf = (bytes: Uint8Array, { from, to }: ByteRange): string => decodeText(bytes, from, to);

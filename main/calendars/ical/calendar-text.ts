/** One unfolded content line. */
export interface ContentLine {
  /** Property name in upper case. */
  readonly name: string;
  /** The whole line, name and parameters included. */
  readonly text: string;
}

export interface ZoneObservance {
  readonly lines: readonly ContentLine[];
}

export interface ZoneDefinition {
  readonly lines: readonly ContentLine[];
  readonly observances: readonly ZoneObservance[];
}

/** What a calendar file holds, still as lines. Components other than events and time zones are left out. */
export interface CalendarText {
  /** False: there is neither a calendar nor an event in the text. */
  readonly isCalendar: boolean;
  readonly lines: readonly ContentLine[];
  readonly events: readonly (readonly ContentLine[])[];
  readonly zones: readonly ZoneDefinition[];
}

export interface OpenComponent {
  readonly name: string;
}

interface OpenLines extends OpenComponent {
  readonly lines: ContentLine[] | null;
}

const LINE_BREAK = /\r\n|\n|\r/;
const LONE_RETURN = /\r(?!\n)/;
const CONTENT_LINE = /^([A-Za-z0-9][A-Za-z0-9_.-]*)\s*[;:]/;
/** Properties whose values people write: a line that is none continues them, for exporters that forget to fold. */
const LONG_TEXTS = new Set(['DESCRIPTION', 'SUMMARY', 'LOCATION', 'COMMENT', 'X-ALT-DESC', 'CONTACT']);
/** These never lie inside one another, so that the start of one ends another that was left open. */
const SIBLINGS = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE', 'VAVAILABILITY']);
const OBSERVANCES = new Set(['STANDARD', 'DAYLIGHT']);

/**
 * Splits a calendar into its events and time zones. Never throws: what is no content line, an END that is missing or
 * stands alone, lone carriage returns, blank lines and a byte order mark cost nothing but themselves.
 */
export function splitCalendar(text: string): CalendarText {
  const collected = {
    isCalendar: false,
    lines: [] as ContentLine[],
    events: [] as ContentLine[][],
    zones: [] as { lines: ContentLine[]; observances: { lines: ContentLine[] }[] }[],
  };
  let stack: OpenLines[] = [];
  forEachLine(text.replace(/^\uFEFF/, ''), (name, line) => {
    if (name === 'BEGIN') {
      const component = line
        .slice(line.indexOf(':') + 1)
        .trim()
        .toUpperCase();
      stack = closeFor(component, stack);
      if (stack.length < DEEPEST) stack.push({ name: component, lines: openComponent(component, collected) });
    } else if (name === 'END') {
      const component = line
        .slice(line.indexOf(':') + 1)
        .trim()
        .toUpperCase();
      const at = stack.findLastIndex((open) => open.name === component);
      if (at >= 0) stack = stack.slice(0, at);
    } else {
      stack.at(-1)?.lines?.push({ name, text: line });
    }
  });
  return collected;
}

function openComponent(
  component: string,
  collected: {
    isCalendar: boolean;
    lines: ContentLine[];
    events: ContentLine[][];
    zones: { lines: ContentLine[]; observances: { lines: ContentLine[] }[] }[];
  },
): ContentLine[] | null {
  const lines: ContentLine[] = [];
  if (component === 'VCALENDAR') {
    collected.isCalendar = true;
    return collected.lines;
  }
  if (component === 'VEVENT') {
    collected.isCalendar = true;
    collected.events.push(lines);
    return lines;
  }
  if (component === 'VTIMEZONE') {
    collected.zones.push({ lines, observances: [] });
    return lines;
  }
  if (OBSERVANCES.has(component)) {
    collected.zones.at(-1)?.observances.push({ lines });
    return lines;
  }
  return null;
}

/** Deeper than this nothing is written that anybody reads; each level costs every BEGIN and END inside. */
export const DEEPEST = 100;

/** What stays open when a component begins. */
export function closeFor<T extends OpenComponent>(component: string, stack: readonly T[]): T[] {
  if (component === 'VCALENDAR') return [];
  const isSibling = SIBLINGS.has(component);
  const at = stack.findIndex((open) => (isSibling ? SIBLINGS.has(open.name) : open.name === component));
  return at >= 0 ? stack.slice(0, at) : [...stack];
}

/** Calls back for each content line; a callback, because this is the innermost loop of reading. */
function forEachLine(text: string, visit: (name: string, line: string) => void): void {
  let current: { name: string; text: string } | null = null;
  let logical = '';
  const finish = (): void => {
    if (logical === '') return;
    const name = nameOf(logical);
    if (name === null) {
      if (current !== null && LONG_TEXTS.has(current.name)) current.text += logical;
      return;
    }
    if (current !== null) visit(current.name, current.text);
    current = { name, text: logical };
  };
  for (const physical of listLines(text)) {
    const first = physical.charCodeAt(0);
    if (first === 0x20 || first === 0x09) {
      logical += physical.slice(1);
    } else if (physical !== '') {
      finish();
      logical = physical;
    }
  }
  finish();
  // TypeScript does not see that finish assigns it.
  const last = current as ContentLine | null;
  if (last !== null) visit(last.name, last.text);
}

/** Slices of the text, one at a time: an array of all of them costs more than the rest of this file. */
function* listLines(text: string): Generator<string> {
  if (LONE_RETURN.test(text)) {
    yield* text.split(LINE_BREAK);
    return;
  }
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found;
    yield text.slice(at, text[next - 1] === '\r' ? next - 1 : next);
    at = next + 1;
  }
}

function nameOf(line: string): string | null {
  return CONTENT_LINE.exec(line)?.[1]?.toUpperCase() ?? null;
}

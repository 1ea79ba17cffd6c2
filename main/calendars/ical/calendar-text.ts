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

interface OpenComponent {
  readonly name: string;
  readonly lines: ContentLine[] | null;
}

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
  let stack: OpenComponent[] = [];
  for (const { name, text: line } of unfoldLines(text)) {
    if (name === 'BEGIN') {
      const component = line
        .slice(line.indexOf(':') + 1)
        .trim()
        .toUpperCase();
      stack = closeFor(component, stack);
      stack.push({ name: component, lines: openComponent(component, collected) });
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
  }
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

function closeFor(component: string, stack: readonly OpenComponent[]): OpenComponent[] {
  if (component === 'VCALENDAR') return [];
  const isSibling = SIBLINGS.has(component);
  const at = stack.findIndex((open) => (isSibling ? SIBLINGS.has(open.name) : open.name === component));
  return at >= 0 ? stack.slice(0, at) : [...stack];
}

function* unfoldLines(text: string): Generator<ContentLine> {
  let current: { name: string; text: string } | null = null;
  for (const line of joinFolded(text)) {
    const name = CONTENT_LINE.exec(line)?.[1]?.toUpperCase();
    if (name === undefined) {
      if (current !== null && LONG_TEXTS.has(current.name)) current.text += line;
      continue;
    }
    if (current !== null) yield current;
    current = { name, text: line };
  }
  if (current !== null) yield current;
}

function* joinFolded(text: string): Generator<string> {
  let logical = '';
  for (const physical of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    if (physical === '') continue;
    const first = physical.charCodeAt(0);
    if (first === 0x20 || first === 0x09) {
      logical += physical.slice(1);
      continue;
    }
    if (logical !== '') yield logical;
    logical = physical;
  }
  if (logical !== '') yield logical;
}

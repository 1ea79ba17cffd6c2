const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** A recurrence rule (RFC 5545, 3.3.10), checked, its lists without repeats and ascending. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As written: what it means depends on DTSTART. */
  readonly until: string | null;
  readonly bySecond: readonly number[];
  readonly byMinute: readonly number[];
  readonly byHour: readonly number[];
  /** Such as MO, 2TU, -1FR. */
  readonly byDay: readonly string[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  /** Text only for the leap months of other calendars (RFC 7529). */
  readonly byMonth: readonly (number | string)[];
  readonly bySetPos: readonly number[];
  readonly wkst: string | null;
  readonly rscale: string | null;
  readonly skip: 'OMIT' | 'BACKWARD' | 'FORWARD' | null;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const SKIPS = ['OMIT', 'BACKWARD', 'FORWARD'] as const;

class RuleProblem extends Error {}

/** The rule, or a sentence that says what is wrong with it. */
export function readRule(value: string): Rule | string {
  try {
    return checkRule(readParts(value));
  } catch (problem) {
    if (problem instanceof RuleProblem) return problem.message;
    throw problem;
  }
}

function readParts(value: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of value.trim().split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0) parts.set(part.slice(0, equals).trim().toUpperCase(), part.slice(equals + 1).trim());
  }
  return parts;
}

function checkRule(parts: ReadonlyMap<string, string>): Rule {
  const freq = FREQUENCIES.find((name) => name === parts.get('FREQ')?.toUpperCase());
  if (freq === undefined) throw new RuleProblem(`the frequency '${parts.get('FREQ') ?? ''}' is unknown`);
  return {
    freq,
    interval: readPositive(parts, 'INTERVAL') ?? 1,
    count: readPositive(parts, 'COUNT'),
    until: parts.get('UNTIL') || null,
    bySecond: readNumbers(parts, 'BYSECOND', 0, 60),
    byMinute: readNumbers(parts, 'BYMINUTE', 0, 59),
    byHour: readNumbers(parts, 'BYHOUR', 0, 23),
    byDay: readDays(parts),
    byMonthDay: readNumbers(parts, 'BYMONTHDAY', -31, 31),
    byYearDay: readNumbers(parts, 'BYYEARDAY', -366, 366),
    byWeekNo: readNumbers(parts, 'BYWEEKNO', -53, 53),
    byMonth: readMonths(parts),
    bySetPos: readNumbers(parts, 'BYSETPOS', -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    wkst: readWeekStart(parts),
    rscale: parts.get('RSCALE')?.toUpperCase() || null,
    skip: SKIPS.find((name) => name === parts.get('SKIP')?.toUpperCase()) ?? null,
  };
}

function readPositive(parts: ReadonlyMap<string, string>, name: string): number | null {
  const text = parts.get(name);
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || text === '') {
    throw new RuleProblem(`${name} is '${text}', not a whole number above 0`);
  }
  return value;
}

function splitList(parts: ReadonlyMap<string, string>, name: string): string[] {
  const entries = (parts.get(name) ?? '').split(',').map((entry) => entry.trim().toUpperCase());
  return [...new Set(entries)].filter((entry) => entry !== '');
}

function readNumbers(
  parts: ReadonlyMap<string, string>,
  name: string,
  least: number,
  most: number,
): readonly number[] {
  const numbers = splitList(parts, name).map((entry) => {
    const value = Number(entry);
    const isAllowed =
      Number.isInteger(value) && value >= least && value <= most && (least >= 0 || value !== 0);
    if (!isAllowed) throw new RuleProblem(`${name} holds '${entry}'`);
    return value;
  });
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

function readMonths(parts: ReadonlyMap<string, string>): readonly (number | string)[] {
  const entries = splitList(parts, 'BYMONTH');
  const leapMonths = entries.filter((entry) => /^\d{1,2}L$/.test(entry));
  if (leapMonths.length > 0 && parts.has('RSCALE'))
    return entries.map((e) => (e.endsWith('L') ? e : Number(e)));
  return readNumbers(parts, 'BYMONTH', 1, parts.has('RSCALE') ? 13 : 12);
}

function readDays(parts: ReadonlyMap<string, string>): readonly string[] {
  const days = splitList(parts, 'BYDAY').map((entry) => {
    const match = /^([+-]?\d{1,2})?\s*(MO|TU|WE|TH|FR|SA|SU)$/.exec(entry);
    const ordinal = match?.[1] === undefined ? undefined : Number(match[1]);
    if (!match || ordinal === 0 || Math.abs(ordinal ?? 1) > 53)
      throw new RuleProblem(`BYDAY holds '${entry}'`);
    return `${ordinal ?? ''}${match[2] ?? ''}`;
  });
  const weekday = (day: string): number => WEEKDAYS.indexOf(day.slice(-2));
  return [...new Set(days)].toSorted((a, b) => weekday(a) - weekday(b));
}

function readWeekStart(parts: ReadonlyMap<string, string>): string | null {
  const wkst = parts.get('WKST')?.toUpperCase();
  if (wkst === undefined || wkst === '') return null;
  if (!WEEKDAYS.includes(wkst)) throw new RuleProblem(`WKST is '${wkst}'`);
  return wkst;
}

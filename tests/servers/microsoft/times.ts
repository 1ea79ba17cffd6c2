import { Temporal } from 'temporal-polyfill';
import { IANA_BY_WINDOWS_NAME } from './zones.ts';

/** As Graph writes a moment: wall clock and zone. */
export interface GraphTime {
  readonly dateTime: string;
  readonly timeZone?: string | null;
}

/** Zones that are in no table. A custom one is the mailbox's own, whose rules nobody is told. */
const SPECIAL: Readonly<Record<string, string>> = {
  'tzone://microsoft/utc': 'UTC',
  'tzone://microsoft/custom': 'Europe/Amsterdam',
  'customized time zone': 'Europe/Amsterdam',
};

const ianaByLowerName = new Map(
  [...IANA_BY_WINDOWS_NAME].map(([windows, iana]) => [windows.toLowerCase(), iana] as const),
);

/** The IANA zone of a name, whoever's name it is; null: nobody knows it. */
export function findZone(name: string): string | null {
  const lower = name.toLowerCase();
  const known = SPECIAL[lower] ?? ianaByLowerName.get(lower);
  if (known !== undefined) return known;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    // No such zone.
    return null;
  }
}

export const zoneOf = (name: string | null | undefined): string => findZone(name ?? 'UTC') ?? 'UTC';

export function readWall(text: string): Temporal.PlainDateTime | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    // The 31st of June, and the like.
    return null;
  }
}

/** The moment of a time that was checked before. */
export function toMs({ dateTime, timeZone }: GraphTime): number {
  return Temporal.PlainDateTime.from(dateTime).toZonedDateTime(zoneOf(timeZone)).epochMilliseconds;
}

/** Seven digits, as Graph writes fractions of a second. */
export const writeWall = (wall: Temporal.PlainDateTime): string =>
  wall.toString({ fractionalSecondDigits: 7 });

/** The moment in a zone that was asked for by that name. */
export function writeTime(ms: number, timeZone: string): GraphTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zoneOf(timeZone));
  return { dateTime: writeWall(zoned.toPlainDateTime()), timeZone };
}

/** As Graph writes a moment of its own: to the second, in UTC. */
export const writeInstant = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'second' });

/** A moment of a query: with an offset, or UTC. Null: it is none. */
export function readInstant(text: string): number | null {
  try {
    return /(Z|[+-]\d\d:\d\d)$/.test(text)
      ? Temporal.Instant.from(text).epochMilliseconds
      : Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').epochMilliseconds;
  } catch {
    // Words.
    return null;
  }
}

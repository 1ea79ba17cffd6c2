import { Temporal } from 'temporal-polyfill';
import type { Interval } from '#main/kernel/interval.ts';

/** jCal (RFC 7265): what ical.js reads and writes. */
export type JCalProperty = readonly [
  name: string,
  parameters: JCalParameters,
  type: string,
  value: JCalValue,
];
type JCalValue = string | number;
type JCalParameters = Readonly<Record<string, string>>;
export type JCalComponent = readonly [
  name: string,
  properties: readonly JCalProperty[],
  components: readonly JCalComponent[],
];

/** Whether times in this zone are written with Z, without a VTIMEZONE. */
export const isUtc = (zoneId: string): boolean => /^(?:Etc\/)?(?:UTC|UCT|GMT|Zulu|Universal)$/i.test(zoneId);

interface Change {
  readonly at: Temporal.ZonedDateTime;
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/**
 * The VTIMEZONE of an IANA zone, complete from a year before the interval to a year after it: one observance for each
 * change of the clock, as rules (RRULE) would promise what governments do not keep.
 */
export function writeTimeZone(zoneId: string, { startMs, endMs }: Interval): JCalComponent {
  const from = zonedOf(startMs, zoneId).subtract({ years: 1 });
  const until = zonedOf(endMs, zoneId).add({ years: 1 });
  const changes = findChanges(from, until);
  const first = changes[0];
  const observances =
    first === undefined
      ? [observance('standard', '1970-01-01T00:00:00', offsetMinutes(from), offsetMinutes(from))]
      : changes.map((change) =>
          observance(
            change.toMinutes > change.fromMinutes ? 'daylight' : 'standard',
            // RFC 5545, 3.6.5: the start of an observance is told by the clock that it ends.
            wallClock(change.at, change.fromMinutes),
            change.fromMinutes,
            change.toMinutes,
          ),
        );
  return ['vtimezone', [['tzid', {}, 'text', zoneId]], observances];
}

/** From the last change before `from`, so that every instant afterwards has an observance. */
function findChanges(from: Temporal.ZonedDateTime, until: Temporal.ZonedDateTime): Change[] {
  const changes: Change[] = [];
  let at = from.getTimeZoneTransition('previous') ?? from.getTimeZoneTransition('next');
  while (at !== null && Temporal.ZonedDateTime.compare(at, until) < 0) {
    const before = at.subtract({ milliseconds: 1 });
    changes.push({ at, fromMinutes: offsetMinutes(before), toMinutes: offsetMinutes(at) });
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}

const zonedOf = (ms: number, zoneId: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zoneId);

const offsetMinutes = (at: Temporal.ZonedDateTime): number => Math.round(at.offsetNanoseconds / 60e9);

const wallClock = (at: Temporal.ZonedDateTime, offset: number): string =>
  at
    .toInstant()
    .toZonedDateTimeISO('UTC')
    .add({ minutes: offset })
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });

function observance(
  kind: 'standard' | 'daylight',
  start: string,
  fromMinutes: number,
  toMinutes: number,
): JCalComponent {
  return [
    kind,
    [
      ['dtstart', {}, 'date-time', start],
      ['tzoffsetfrom', {}, 'utc-offset', offsetText(fromMinutes)],
      ['tzoffsetto', {}, 'utc-offset', offsetText(toMinutes)],
    ],
    [],
  ];
}

function offsetText(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

import { Temporal } from 'temporal-polyfill';
import type { EventTime } from './resources.ts';

const HAS_OFFSET = /(Z|[+-]\d\d:\d\d)$/;

/** The moment, as a time of a zone; a day begins at its midnight there. */
export function toZoned(time: EventTime, zone: string): Temporal.ZonedDateTime {
  if (time.date !== undefined) return Temporal.PlainDate.from(time.date).toZonedDateTime(zone);
  const text = time.dateTime ?? '';
  return HAS_OFFSET.test(text)
    ? Temporal.Instant.from(text).toZonedDateTimeISO(zone)
    : Temporal.PlainDateTime.from(text)
        .toZonedDateTime(time.timeZone ?? zone)
        .withTimeZone(zone);
}

export const toMs = (time: EventTime, zone: string): number => toZoned(time, zone).epochMilliseconds;

/** As Google answers it: with the offset of the zone, to the second, Z for UTC. */
export function writeZoned(time: Temporal.ZonedDateTime): string {
  const text = time.toString({ timeZoneName: 'never', smallestUnit: 'second' });
  return time.timeZoneId === 'UTC' ? text.replace('+00:00', 'Z') : text;
}

/** A time as it is kept: in the calendar's zone, with the name of its own. */
export function keepTime(time: EventTime, calendarZone: string): EventTime {
  if (time.date !== undefined) return { date: time.date };
  return {
    dateTime: writeZoned(toZoned(time, calendarZone)),
    timeZone: time.timeZone ?? calendarZone,
  };
}

/** The same moment, answered in another zone. */
export function answerInZone(time: EventTime, zone: string): EventTime {
  return time.dateTime === undefined ? time : { ...time, dateTime: writeZoned(toZoned(time, zone)) };
}

export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    // No such zone.
    return false;
  }
}

/** True for a time that a calendar can keep: a date, or a moment that its offset or its zone makes definite. */
export function isTime(time: unknown): time is EventTime {
  if (typeof time !== 'object' || time === null) return false;
  const { date, dateTime, timeZone } = time as EventTime; // looked at field by field below
  if ((date === undefined) === (dateTime === undefined)) return false;
  if (timeZone !== undefined && !isZone(timeZone)) return false;
  try {
    toZoned(
      { ...(date ? { date } : {}), ...(dateTime ? { dateTime } : {}), timeZone: timeZone ?? 'UTC' },
      'UTC',
    );
    return true;
  } catch {
    // The 31st of June, and the like.
    return false;
  }
}

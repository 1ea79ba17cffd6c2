import { type Answer, refuse } from './answers.ts';
import { findRecurrenceProblem, type Recurrence } from './recurrence.ts';
import type { EventResource, Extension, SingleValueProperty } from './resources.ts';
import { extensionNameOf } from './show.ts';
import { findZone, type GraphTime, readWall, toMs, writeWall } from './times.ts';

/** A body that was checked against the description. */
export type EventBody = Partial<EventResource> & {
  readonly extensions?: readonly Readonly<Record<string, unknown>>[];
};

/** What only the server says; a client that sends what it read before may have them with it. */
const READ_ONLY: readonly string[] = [
  'id',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'iCalUId',
  'uid',
  'occurrenceId',
  'webLink',
  'bodyPreview',
  'organizer',
  'isOrganizer',
  'isCancelled',
  'isDraft',
  'responseStatus',
  'seriesMasterId',
  'type',
  'originalStart',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'onlineMeeting',
  'onlineMeetingUrl',
  'hasAttachments',
  'cancelledOccurrences',
  'exceptionOccurrences',
  'extensions',
  'attachments',
  'calendar',
  'instances',
];

/** What the client may say, with times as they are kept. */
export function takeWritable(body: EventBody): Partial<EventResource> {
  const entries = Object.entries(body).filter(
    ([name, value]) => value !== undefined && !READ_ONLY.includes(name) && !name.startsWith('@'),
  );
  return Object.fromEntries(
    entries.map(([name, value]) =>
      name === 'start' || name === 'end' ? [name, keepTime(value as GraphTime)] : [name, value],
    ),
  ); // the description has no other type for the two
}

const keepTime = (time: GraphTime): GraphTime => {
  const wall = readWall(time.dateTime);
  return wall ? { dateTime: writeWall(wall), timeZone: time.timeZone ?? 'UTC' } : time;
};

const invalid = (message: string): Answer => refuse('ErrorPropertyValidationFailure', message);

function refuseTimes(
  start: GraphTime | undefined,
  end: GraphTime | undefined,
  isAllDay: boolean,
): Answer | null {
  for (const time of [start, end]) {
    if (!time) return invalid('At least one property failed validation: start and end are required.');
    if (!readWall(time.dateTime)) return invalid(`'${time.dateTime}' is no date and time.`);
    if (findZone(time.timeZone ?? 'UTC') === null) {
      return refuse(
        'TimeZoneNotSupportedException',
        `The time zone '${String(time.timeZone)}' is not supported.`,
      );
    }
  }
  if (!start || !end) return null;
  if (toMs(end) < toMs(start)) return invalid('The event ends before it starts.');
  if (!isAllDay) return null;
  const isMidnight = [start, end].every(({ dateTime }) => /T00:00(:00(\.0+)?)?$/.test(dateTime));
  return isMidnight && toMs(end) - toMs(start) >= 23 * 3_600_000
    ? null
    : invalid('The Event.Start property for an all-day event needs to be set to midnight, and last a day.');
}

/** What is wrong with an event as it would be stored; null: nothing. */
export function refuseResource(resource: Partial<EventResource>): Answer | null {
  const refused = refuseTimes(resource.start, resource.end, resource.isAllDay === true);
  if (refused) return refused;
  const recurrence: Recurrence | null = resource.recurrence ?? null;
  const problem = recurrence && findRecurrenceProblem(recurrence);
  if (problem) return invalid(`The recurrence has no valid ${problem}.`);
  const nobody = resource.attendees?.some(({ emailAddress }) => !emailAddress?.address?.includes('@'));
  return nobody ? invalid('An attendee has no address.') : null;
}

/** An extension as the client gives it; a refusal where it has no name. */
export function readExtension(body: Readonly<Record<string, unknown>>): Extension | Answer {
  const { extensionName, id: _id, ...rest } = body;
  if (typeof extensionName !== 'string' || extensionName === '') {
    return refuse('ErrorPropertyValidationFailure', 'An open extension needs an extensionName.');
  }
  const values = Object.entries(rest).filter(([name]) => !name.startsWith('@'));
  return { ...Object.fromEntries(values), extensionName: extensionNameOf(extensionName) };
}

export const isExtension = (read: Extension | Answer): read is Extension => 'extensionName' in read;

/** Extended properties that are named again replace their own values only. */
export function mergeProperties(
  before: readonly SingleValueProperty[] = [],
  after: readonly SingleValueProperty[] = [],
): readonly SingleValueProperty[] {
  return [...new Map([...before, ...after].map((property) => [property.id, property])).values()];
}

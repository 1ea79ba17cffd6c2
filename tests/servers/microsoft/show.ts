import { Temporal } from 'temporal-polyfill';
import { isSeries, typeOf, writeSeriesId } from './events.ts';
import { writeId } from './ids.ts';
import type { Attendee, Extension, StoredEvent } from './resources.ts';
import type { Account, ServerState } from './state.ts';
import { type GraphTime, toMs, writeInstant, writeTime, writeWall } from './times.ts';
import { selectParts, type View } from './view.ts';

export type Json = Readonly<Record<string, unknown>>;

const EXTENSION_ID = 'Microsoft.OutlookServices.OpenTypeExtension.';

const changeKeyOf = ({ revision }: StoredEvent): string =>
  Buffer.from(`stand-in change ${String(revision).padStart(8, '0')}`, 'utf8').toString('base64');

export const etagOf = (stored: StoredEvent): string => `W/"${changeKeyOf(stored)}"`;

/** A name, or the long form of it that Graph answers. */
export const extensionNameOf = (id: string): string =>
  id.toLowerCase().startsWith(EXTENSION_ID.toLowerCase()) ? id.slice(EXTENSION_ID.length) : id;

export const showExtension = (extension: Extension): Json => ({
  '@odata.type': '#microsoft.graph.openTypeExtension',
  id: `${EXTENSION_ID}${extension.extensionName}`,
  ...extension,
});

/** All days are the same date everywhere, unless the mode shifts them as moments. */
function showTime(state: ServerState, time: GraphTime, isAllDay: boolean, view: View): GraphTime {
  if (isAllDay && state.modes.allDay === 'floating') {
    return { dateTime: writeWall(Temporal.PlainDateTime.from(time.dateTime)), timeZone: view.timeZone };
  }
  return writeTime(toMs(time), view.timeZone);
}

const showAttendee = (attendee: Attendee, view: View): Attendee => {
  const { proposedNewTime } = attendee;
  if (!proposedNewTime) return attendee;
  const { start, end } = proposedNewTime;
  return {
    ...attendee,
    proposedNewTime: {
      start: writeTime(toMs(start), view.timeZone),
      end: writeTime(toMs(end), view.timeZone),
    },
  };
};

const toText = (html: string): string =>
  html
    .replace(/<br\s*\/?>|<\/p>/gi, '\r\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

function showBody({ contentType, content }: { contentType: string; content: string }, view: View) {
  if (!view.isText || contentType === 'text') {
    return !view.isText && contentType === 'text'
      ? {
          contentType: 'html',
          content: `<html><body><div>${content
            .replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')
            .replaceAll('>', '&gt;')
            .replace(/\r?\n/g, '<br>')}</div></body></html>`,
        }
      : { contentType, content };
  }
  return { contentType: 'text', content: toText(content) };
}

function showExpanded(stored: StoredEvent, { expand }: View): Json {
  const parts: Record<string, unknown> = {};
  for (const part of expand) {
    const [name = '', filter = ''] = part.split(/\((.*)\)$/s);
    const wanted = /\bid\s+eq\s+'([^']*)'/i.exec(filter)?.[1];
    if (name.toLowerCase() === 'extensions') {
      parts['extensions'] = stored.extensions
        .filter(({ extensionName }) => wanted === undefined || extensionName === extensionNameOf(wanted))
        .map(showExtension);
    } else if (name === 'singleValueExtendedProperties') {
      parts[name] = (stored.resource.singleValueExtendedProperties ?? []).filter(
        ({ id }) => wanted === undefined || id.toLowerCase() === wanted.toLowerCase(),
      );
    }
  }
  return parts;
}

/** Of a series: its occurrences that were cancelled, as the description has them since 2023. */
function showCancelled(stored: StoredEvent, view: View): Json {
  if (!isSeries(stored)) return {};
  const ids = [...stored.cancelled].map(
    (ms) =>
      `OID.${stored.key}.${writeTime(ms, stored.resource.start.timeZone ?? 'UTC').dateTime.slice(0, 10)}`,
  );
  return view.select?.includes('cancelledOccurrences') === true ? { cancelledOccurrences: ids } : {};
}

/** Of an occurrence the global object id has its day where that of the series has zeros. */
function showUid(uid: string, day: string | null): string {
  const match = /^([0-9A-F]{32})00000000(.*)$/.exec(uid);
  if (!match || day === null) return uid;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const write = (value: number, length: number): string =>
    value.toString(16).toUpperCase().padStart(length, '0');
  return `${match[1]}${write(year, 4)}${write(month, 2)}${write(date, 2)}${match[2]}`;
}

/** Everything that Graph says of an event to its owner. */
export function showWhole(state: ServerState, account: Account, stored: StoredEvent, view: View): Json {
  const { singleValueExtendedProperties: _hidden, ...resource } = stored.resource;
  const id = writeId(state, stored, view.isImmutable);
  const type = typeOf(account, stored);
  const original = stored.exceptionOf;
  const day =
    original && writeTime(original.originalMs, resource.start.timeZone ?? 'UTC').dateTime.slice(0, 10);
  return {
    '@odata.etag': etagOf(stored),
    id,
    createdDateTime: writeInstant(stored.createdMs),
    lastModifiedDateTime: writeInstant(stored.modifiedMs),
    changeKey: changeKeyOf(stored),
    ...resource,
    iCalUId: showUid(resource.iCalUId, day),
    uid: resource.iCalUId,
    ...(original ? { occurrenceId: `OID.${original.series}.${day}` } : {}),
    ...(type === 'exception' && original ? { originalStart: writeInstant(original.originalMs) } : {}),
    originalStartTimeZone: resource.start.timeZone ?? 'UTC',
    originalEndTimeZone: resource.end.timeZone ?? 'UTC',
    type,
    seriesMasterId: writeSeriesId(state, stored, view.isImmutable),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    bodyPreview: toText(resource.body.content).slice(0, 255),
    body: showBody(resource.body, view),
    start: showTime(state, resource.start, resource.isAllDay, view),
    end: showTime(state, resource.end, resource.isAllDay, view),
    attendees: resource.attendees.map((attendee) => showAttendee(attendee, view)),
    ...showCancelled(stored, view),
    ...showExpanded(stored, view),
  };
}

export function showEvent(state: ServerState, account: Account, stored: StoredEvent, view: View): Json {
  const { expand } = view;
  const select = view.select && [...view.select, ...expand.map((part) => part.split('(')[0] ?? part)];
  return selectParts(showWhole(state, account, stored, view), select);
}

/** All that a delta round says of an occurrence: the rest is its series'. */
export function showStub(state: ServerState, stored: StoredEvent, view: View): Json {
  const { resource } = stored;
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': etagOf(stored),
    seriesMasterId: writeSeriesId(state, stored, view.isImmutable),
    type: 'occurrence',
    id: writeId(state, stored, view.isImmutable),
    start: showTime(state, resource.start, resource.isAllDay, view),
    end: showTime(state, resource.end, resource.isAllDay, view),
  };
}

import { recordOf, textOf } from '#main/calendars/google/json.ts';
import type { CallOptions, GoogleApi, GoogleFailure, GoogleResult } from '#main/calendars/google/api.ts';
import type {
  CalendarCopy,
  CalendarFailure,
  InviteCalendar,
  LookResult,
  WriteResult,
} from '#main/invites/invite-calendar.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';
import { createAsk, type Denied, type GoogleInviteParts } from './ask.ts';
import { readGoogleCopy } from './copy-reading.ts';
import { eventIdIn, eventRef } from './event-ref.ts';
import { type GoogleEvent, isDeleted, isSameEvent, parseEvent } from './event.ts';
import { type EventBody, writeChange, writeNewEvent, writeWhole } from './event-writing.ts';
import { explainFailure, readWrite } from './failures.ts';
import { findByMark } from './find-event.ts';

const NOT_GRANTED: CalendarFailure = { kind: 'permission', detail: '' };

/**
 * Invites in a calendar of Google's, which tells the guests. The event's id is the invite's own, so whatever became of a
 * request can be looked at; marks in it say which step it holds. Where a server keeps no marks, versions or patches, the
 * id, the times and the guests have to do.
 */
export function createGoogleInviteCalendar(parts: GoogleInviteParts): InviteCalendar {
  const { calendarRef: calendarId } = parts;
  const ask = createAsk(parts);
  /** Ids that the server does not give out again, and shows to nobody. */
  const usedUp = new Set<string>();
  let takesPatches = true;

  const get = (eventId: string) =>
    ask((api, options) => api.calendar.events.get({ calendarId, eventId }, options));

  /** What lies there now; null: nothing any more. */
  async function readAgain(
    eventId: string,
  ): Promise<
    { readonly kind: 'read'; readonly event: GoogleEvent | null } | Exclude<WriteResult, { kind: 'written' }>
  > {
    const result = await get(eventId);
    if (result.kind === 'answer') return { kind: 'read', event: recordOf(result.data) };
    if (isNotFound(result)) return { kind: 'read', event: null };
    return explainFailure(result, parts.mayWrite());
  }

  /** Null: it is still exactly as it was looked at. */
  async function findDifference(copy: CalendarCopy): Promise<WriteResult | null> {
    const again = await readAgain(eventIdIn(copy.ref));
    if (again.kind !== 'read') return again;
    const before = parseEvent(copy.source) ?? {};
    if (again.event === null || (isDeleted(again.event) && !isDeleted(before))) return { kind: 'gone' };
    return isSameEvent(again.event, before) ? null : { kind: 'changed' };
  }

  async function write(
    call: (api: GoogleApi, options: CallOptions) => Promise<{ readonly data: unknown }>,
    pass: PassMoment | undefined,
  ): Promise<GoogleResult<unknown> | Denied> {
    const result = await ask<unknown>(call, pass);
    if (result.kind === 'answer' || result.kind === 'refused') pass?.('reply-read');
    return result;
  }

  const read = (result: GoogleResult<unknown> | Denied): WriteResult => readWrite(result, parts.mayWrite());

  /** Without versions, a server may change what was deleted a moment before, and it stays deleted. */
  const readChange = (result: GoogleResult<unknown> | Denied): WriteResult =>
    result.kind === 'answer' && isDeleted(recordOf(result.data)) ? { kind: 'gone' } : read(result);

  async function change(
    copy: CalendarCopy,
    record: InviteRecord,
    pass: PassMoment | undefined,
  ): Promise<WriteResult> {
    const source = parseEvent(copy.source) ?? {};
    const changed = writeChange(source, record);
    const sendUpdates = changed.concernsGuests ? 'all' : 'none';
    const place = { calendarId, eventId: eventIdIn(copy.ref), sendUpdates };
    const send = (method: 'patch' | 'update', requestBody: EventBody) =>
      write(
        (api, options) =>
          api.calendar.events[method]({ ...place, requestBody }, { ...options, ...ifMatch(copy.etag) }),
        pass,
      );
    if (takesPatches) {
      const patched = await send('patch', changed.body);
      if (!isUnknownMethod(patched)) return readChange(patched);
      const difference = await findDifference(copy);
      if (difference !== null) return difference;
      takesPatches = false;
    }
    return readChange(await send('update', writeWhole(source, changed)));
  }

  return {
    mailsGuests: true,
    async look(record) {
      const eventId = eventIdIn(refOf(record));
      const result = await get(eventId);
      if (isNotFound(result)) return lookElsewhere(eventId, record);
      if (result.kind !== 'answer') return explainLook(result, parts.mayWrite());
      return readLook(recordOf(result.data), result.etag, record);
    },
    async create(record, pass) {
      if (!parts.mayWrite()) return NOT_GRANTED;
      const eventId = eventIdIn(refOf(record));
      const result = await write(
        (api, options) =>
          api.calendar.events.insert(
            { calendarId, sendUpdates: 'all', requestBody: writeNewEvent(record, eventId) },
            options,
          ),
        pass,
      );
      if (result.kind === 'refused' && result.status === 409) usedUp.add(eventId);
      // A calendar that is not there, and no event.
      if (isNotFound(result)) return { kind: 'refused', detail: result.detail };
      const written = read(result);
      const given = result.kind === 'answer' ? textOf(recordOf(result.data)['id']) : null;
      // A server with ids of its own: it is found under that one from now on.
      return written.kind === 'written' && given !== null && given !== eventId
        ? { ...written, ref: eventRef(calendarId, given) }
        : written;
    },
    async move(record, copy, pass) {
      if (!parts.mayWrite()) return NOT_GRANTED;
      // A server without versions leaves nothing to compare but what was just read.
      const difference = copy.etag === null ? await findDifference(copy) : null;
      return difference ?? change(copy, record, pass);
    },
    async cancel(_record, copy, pass) {
      if (!parts.mayWrite()) return NOT_GRANTED;
      const place = { calendarId, eventId: eventIdIn(copy.ref), sendUpdates: 'all' };
      return read(
        await write(
          (api, options) => api.calendar.events.delete(place, { ...options, ...ifMatch(copy.etag) }),
          pass,
        ),
      );
    },
  };

  /** Not under its own id. Where it may have been created and nobody heard, the server may have given it another one. */
  async function lookElsewhere(eventId: string, record: InviteRecord): Promise<LookResult> {
    if (usedUp.has(eventId)) {
      const detail = 'Its number in the calendar was used before and cannot be used again.';
      return { kind: 'foreign', detail };
    }
    if (record.calendar?.copy.state !== 'creating') return { kind: 'absent' };
    const found = await findByMark(ask, calendarId, record);
    if (found.kind === 'absent') return found;
    return found.kind === 'found'
      ? readLook(found.event, null, record, found.eventId)
      : explainLook(found.failure, parts.mayWrite());
  }

  function readLook(
    event: GoogleEvent,
    etag: string | null,
    record: InviteRecord,
    eventId = eventIdIn(refOf(record)),
  ): LookResult {
    const copy = readGoogleCopy(event, { ref: eventRef(calendarId, eventId), etag }, record);
    if (copy === null) {
      return { kind: 'foreign', detail: 'There is another event, or none that can be read.' };
    }
    return { kind: copy.isCancelled ? 'removed' : 'there', copy };
  }
}

function refOf({ id, calendar }: InviteRecord): string {
  if (calendar === null) throw new Error(`Invite ${id} has no place in a calendar.`);
  return calendar.ref;
}

const ifMatch = (etag: string | null): { headers?: Record<string, string> } =>
  etag === null ? {} : { headers: { 'If-Match': etag } };

type Refusal = Extract<GoogleFailure, { readonly kind: 'refused' }>;

const isNotFound = (result: GoogleResult<unknown> | Denied): result is Refusal =>
  result.kind === 'refused' && (result.status === 404 || result.status === 410);

/** 404 may mean the event as well as the method. */
const isUnknownMethod = (result: GoogleResult<unknown> | Denied): boolean =>
  result.kind === 'refused' && [404, 405, 501].includes(result.status);

/** Nothing is changed by a look that was not answered. */
function explainLook(result: Exclude<GoogleResult<unknown>, { kind: 'answer' }> | Denied, mayWrite: boolean) {
  const failure = explainFailure(result, mayWrite);
  return failure.kind === 'unknown' ? ({ kind: 'offline', detail: failure.detail } as const) : failure;
}

import type { CalDavClient, DavResult } from '#main/calendars/caldav/client.ts';
import { readRetryAfter } from '#main/calendars/http/retry-after.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import { writeMovedCopy, writeNewCopy } from '#main/invites/copy-writing.ts';
import type {
  CalendarFailure,
  InviteCalendar,
  LookResult,
  WriteResult,
} from '#main/invites/invite-calendar.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { watchMoments } from '#main/invites/http/moments.ts';

/** The address of the event with this UID in a collection, which ends with a slash; the same for every write of it. */
export const copyAddress = (collection: string, uid: string): string =>
  `${collection}${encodeURIComponent(uid).replaceAll('%40', '@')}.ics`;

export interface CalDavInviteParts {
  /** With limits of time well within the outbox's lease. */
  readonly client: Pick<CalDavClient, 'get' | 'put' | 'remove'>;
  readonly mailsGuests: boolean;
}

/** Invites in a CalDAV calendar (RFC 4791), with whatever others changed in them kept. */
export function createCalDavInviteCalendar({ client, mailsGuests }: CalDavInviteParts): InviteCalendar {
  return {
    mailsGuests,
    look: async (record) => readLook(await client.get(refOf(record)), record),
    create: (record, pass) =>
      write(pass, 'create', () => client.put(refOf(record), writeNewCopy(record), { kind: 'new' })),
    move: (record, copy, pass) =>
      write(pass, 'move', () =>
        client.put(
          copy.ref,
          writeMovedCopy(copy.source, record),
          // A server without versions leaves nothing to compare; what was just read is the best there is.
          copy.etag === null ? { kind: 'any' } : { kind: 'etag', etag: copy.etag },
        ),
      ),
    cancel: (_record, copy, pass) => write(pass, 'cancel', () => client.remove(copy.ref, copy.etag)),
  };
}

function refOf({ id, calendar }: InviteRecord): string {
  if (calendar === null) throw new Error(`Invite ${id} has no place in a calendar.`);
  return calendar.ref;
}

/** If-Match compares strongly; a weak version is what a proxy made of a strong one when it packed the answer. */
const strongEtag = (headers: Headers): string | null => headers.get('etag')?.replace(/^W\//, '') ?? null;

function readLook(result: DavResult, record: InviteRecord): LookResult {
  if (result.kind !== 'answer') return explainSilence(result);
  const { status, headers, text } = result;
  if (status === 404 || status === 410) return { kind: 'absent' };
  if (status !== 200) return explainStatus(status, headers);
  const copy = readCopy(
    { ref: refOf(record), etag: strongEtag(headers), text },
    { uid: record.uid, zone: record.content.zone },
  );
  if (copy !== null) return { kind: 'there', copy };
  return { kind: 'foreign', detail: 'There is another event, or none that can be read.' };
}

async function write(
  pass: PassMoment | undefined,
  verb: 'create' | 'move' | 'cancel',
  request: () => Promise<DavResult>,
): Promise<WriteResult> {
  const result = await watchMoments(pass, request);
  if (result.kind === 'answer') pass?.('reply-read');
  if (result.kind === 'unknown') return { kind: 'unknown', detail: result.detail };
  // The answer was cut short by us; what was asked for is done.
  if (result.kind === 'unusable' && result.reason === 'too-large')
    return { kind: 'unknown', detail: result.detail };
  if (result.kind !== 'answer') return explainSilence(result);
  const { status, headers } = result;
  if (status >= 200 && status < 300) return { kind: 'written', etag: strongEtag(headers) };
  if (status === 409 || status === 412) return { kind: 'changed' };
  if ((status === 404 || status === 410) && verb !== 'create') return { kind: 'gone' };
  // A gateway's word about a server that may well have done it.
  if (status === 500 || status === 502 || status === 504)
    return { kind: 'unknown', detail: answered(status) };
  return explainStatus(status, headers);
}

const answered = (status: number): string => `The server answered ${status}.`;

function explainStatus(status: number, headers: Headers): CalendarFailure {
  const detail = answered(status);
  if (status === 401) return { kind: 'unauthorized', detail };
  if (
    status === 408 ||
    status === 423 ||
    status === 425 ||
    status === 429 ||
    (status >= 500 && status !== 501 && status !== 507)
  ) {
    return { kind: 'temporary', detail, retryAfterMs: readRetryAfter(headers) };
  }
  if (status === 507) return { kind: 'refused', detail: 'The calendar is full (507).' };
  return { kind: 'refused', detail };
}

function explainSilence(result: Exclude<DavResult, { readonly kind: 'answer' }>): CalendarFailure {
  switch (result.kind) {
    case 'offline':
      return result.reason === 'certificate'
        ? { kind: 'misconfigured', detail: result.detail }
        : { kind: 'offline', detail: result.detail };
    case 'unknown':
      // Only looks come here: nothing is changed by one that was not answered.
      return { kind: 'offline', detail: result.detail };
    case 'unusable':
      return { kind: 'misconfigured', detail: result.detail };
    default:
      return assertNever(result);
  }
}

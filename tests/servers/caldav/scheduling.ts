import { type CalendarObject, setAttendeeParameter, writeItip } from './calendar-object.ts';

/** What the server sent to a guest on its own (RFC 6638). */
export interface GuestMail {
  readonly to: string;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly uid: string;
  readonly sequence: number;
  readonly text: string;
}

export interface Scheduled {
  readonly mails: readonly GuestMail[];
  /** The object with SCHEDULE-STATUS written into it; unchanged where nothing was sent. */
  readonly text: string;
  /** What a careful client would not have done. */
  readonly complaint: string | null;
}

interface Version {
  readonly text: string;
  readonly object: CalendarObject;
}

/**
 * Implicit scheduling of the organizer's own event: what leaves when `before` becomes `after`. Null before: created;
 * null after: deleted. Attendees with SCHEDULE-AGENT=CLIENT or NONE are left to the client.
 */
export function schedule(
  before: Version | null,
  after: Version | null,
  {
    addresses,
    unreachable,
  }: { readonly addresses: readonly string[]; readonly unreachable: ReadonlySet<string> },
): Scheduled {
  const current = after ?? before;
  const unchanged: Scheduled = { mails: [], text: after?.text ?? '', complaint: null };
  if (!current || !addresses.includes(current.object.organizer ?? '')) return unchanged;

  const listGuests = (version: Version | null): readonly string[] =>
    (version?.object.isCancelled === true ? [] : (version?.object.attendees ?? []))
      .filter(({ agent, email }) => agent === 'SERVER' && !addresses.includes(email))
      .map(({ email }) => email);
  const [invitedBefore, invitedNow] = [listGuests(before), listGuests(after)];
  const isMoved = before !== null && after !== null && before.object.timing !== after.object.timing;
  const isNewer = before !== null && after !== null && after.object.sequence > before.object.sequence;
  const requested = invitedNow.filter((email) => isMoved || isNewer || !invitedBefore.includes(email));
  const cancelled = invitedBefore.filter((email) => !invitedNow.includes(email));

  const statuses = new Map<string, string>();
  const mails: GuestMail[] = [];
  const send = (emails: readonly string[], method: 'REQUEST' | 'CANCEL', version: Version): void => {
    for (const to of emails) {
      const isReachable = !unreachable.has(to);
      // RFC 6638, 3.2.9: 1.1 sent on its way, 3.7 no such calendar user.
      statuses.set(to, isReachable ? '1.1' : '3.7');
      const { uid, sequence } = version.object;
      if (isReachable) mails.push({ to, method, uid, sequence, text: writeItip(version.text, method) });
    }
  };
  if (after) send(requested, 'REQUEST', after);
  send(cancelled, 'CANCEL', after ?? current);
  const isBlindlyMoved = isMoved && !isNewer && invitedNow.length > 0;
  return {
    mails,
    text:
      after && statuses.size > 0
        ? setAttendeeParameter(after.text, 'schedule-status', statuses)
        : unchanged.text,
    complaint: isBlindlyMoved ? 'its time changed and its SEQUENCE did not' : null,
  };
}

import { type Answer, refuse } from './answers.ts';
import { dropEvent, storeEvent } from './events.ts';
import { type Asking, changeEvent, refuseVersion } from './event-write.ts';
import { mailAnswer, mailCancellation } from './guests.ts';
import type { StoredEvent } from './resources.ts';
import type { Account, ServerState } from './state.ts';
import { type GraphTime, writeInstant } from './times.ts';

/** Takes an event, an exception or one occurrence of a series away. */
export function removeStored(state: ServerState, account: Account, stored: StoredEvent): void {
  const { exceptionOf } = stored;
  dropEvent(state, account, stored.key);
  const series = exceptionOf && account.events.get(exceptionOf.series);
  if (!exceptionOf || !series) return;
  storeEvent(state, account, {
    ...series,
    cancelled: new Set([...series.cancelled, exceptionOf.originalMs]),
  });
}

export function deleteEvent(state: ServerState, { account, ifMatch }: Asking, stored: StoredEvent): Answer {
  if (account.calendars.get(stored.calendarKey)?.canEdit !== true) return refuse('ErrorAccessDenied');
  const refused = refuseVersion(state, stored, ifMatch);
  if (refused) return refused;
  if (state.modes.deleteMails) mailCancellation(state, account, stored, null);
  removeStored(state, account, stored);
  return { status: 204 };
}

const readComment = (body: Readonly<Record<string, unknown>>): string | null => {
  const comment = body['comment'] ?? body['Comment'];
  return typeof comment === 'string' ? comment : null;
};

export function cancelEvent(
  state: ServerState,
  { account }: Asking,
  stored: StoredEvent,
  body: Readonly<Record<string, unknown>>,
): Answer {
  if (!stored.resource.isOrganizer) {
    return refuse(
      'ErrorInvalidRequest',
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    );
  }
  mailCancellation(state, account, stored, readComment(body));
  removeStored(state, account, stored);
  return { status: 202 };
}

const ANSWERS = {
  accept: 'accepted',
  decline: 'declined',
  tentativelyAccept: 'tentativelyAccepted',
} as const;
export type Verb = keyof typeof ANSWERS;

/** The user answers an invitation of somebody else. */
export function answerInvitation(
  state: ServerState,
  { account }: Asking,
  stored: StoredEvent,
  verb: Verb,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const { resource } = stored;
  if (resource.isOrganizer) {
    return refuse(
      'ErrorInvalidRequest',
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    );
  }
  const proposal = body['proposedNewTime'] ?? body['ProposedNewTime'];
  if (proposal && (verb === 'accept' || resource['allowNewTimeProposals'] === false)) {
    return refuse('ErrorInvalidRequest', 'A new time cannot be proposed.');
  }
  const status = { response: ANSWERS[verb], time: writeInstant(state.clock()) };
  const attendees = resource.attendees.map((attendee) =>
    attendee.emailAddress.address?.toLowerCase() === account.email.toLowerCase()
      ? {
          ...attendee,
          status,
          // Checked against the description: a time slot.
          ...(proposal ? { proposedNewTime: proposal as { start: GraphTime; end: GraphTime } } : {}),
        }
      : attendee,
  );
  const changed = changeEvent(state, account, stored, { ...resource, responseStatus: status, attendees });
  if ((body['sendResponse'] ?? body['SendResponse']) !== false) mailAnswer(state, changed, readComment(body));
  // Declined meetings leave the calendar, as in Outlook.
  if (verb === 'decline') removeStored(state, account, changed);
  return { status: 202 };
}

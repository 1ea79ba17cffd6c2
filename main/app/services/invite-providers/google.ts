import type { AccountId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { parseConnection } from '#main/calendars/google/connection.ts';
import { hasRight } from '#main/calendars/google/scopes.ts';
import { readStoredCopy } from '#main/invites/google/copy-reading.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { eventIdIn, eventRef } from '#main/invites/google/event-ref.ts';
import { accountTokens } from '#main/app/secret-names.ts';
import type { InviteProvider, InviteProviderParts } from './provider.ts';

export interface GoogleInvitesParts {
  readonly tokens: {
    /** `refused`: the one that was just turned away. */
    access(id: AccountId, refused?: string): Promise<Outcome<string>>;
    /** What the user granted. */
    scopes(id: AccountId): readonly string[];
  };
  /** Takes the place of Google's own address; null: that. */
  readonly apiRoot: string | null;
  /** Counts what was asked of an account. */
  readonly onRequest?: (id: AccountId) => void;
}

/** Google's own word for an organizer whom it does not name; no part of the app takes it for a person. */
const NOBODY = 'unknownorganizer@calendar.google.com';

/** One step may be up to five requests, and all of them have to end within the outbox's lease. */
const TIMEOUTS = { answerMs: 15_000, totalMs: 5_000 } as const;

export function createGoogleInvites(
  { store, settings, fetch }: InviteProviderParts,
  { tokens, apiRoot, onRequest }: GoogleInvitesParts,
): InviteProvider {
  return {
    secretName: accountTokens,
    async open({ remoteRef }, { id }) {
      if (remoteRef === null) {
        return fail('not-found', 'The calendar is not connected any more. Connect it again.');
      }
      // Its generated clients take a while to load: not before they are needed.
      const [{ openGoogleApi }, { createGoogleInviteCalendar }] = await Promise.all([
        import('#main/calendars/google/api.ts'),
        import('#main/invites/google/calendar.ts'),
      ]);
      return succeed(
        createGoogleInviteCalendar({
          calendarRef: remoteRef,
          access: (refused) => tokens.access(id, refused),
          mayWrite: () => hasRight(tokens.scopes(id), 'write'),
          connect: (token) =>
            openGoogleApi({
              root: apiRoot,
              token,
              fetch,
              timeouts: TIMEOUTS,
              onRequest: () => onRequest?.(id),
            }),
        }),
      );
    },
    readStored(record, { id, remoteRef }) {
      if (record.calendar === null || remoteRef === null) return null;
      // A server that drops our marks has it under its own UID, but under our id.
      const stored =
        store.resources.readByUid(id, record.uid) ??
        store.resources.readByRef(id, eventIdIn(record.calendar.ref));
      if (stored === null) return null;
      return readStoredCopy({ ref: eventRef(remoteRef, stored.ref), text: stored.text }, record);
    },
    /** Google tells the guests, in the name of the account, also where nobody says which address that is. */
    describeHome({ id, name, remoteRef }, { connection }) {
      if (remoteRef === null) return null;
      const organizer = parseConnection(connection)?.address ?? settings.read().me[0] ?? NOBODY;
      const refOf = (uid: string): string => eventRef(remoteRef, eventIdOf(uid));
      return { calendarId: id, name, refOf, teller: 'server', organizer };
    },
  };
}

import { type AccountId, accountId, type CalendarId, calendarId } from '#contract/ids.ts';
import { accountTokens } from '#main/app/secret-names.ts';
import type { Store } from '#main/store/open.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { GoogleServer } from '#tests/servers/google/server.ts';

const SCOPES = 'https://www.googleapis.com/auth/';
export const READING = ['calendar.calendarlist.readonly', 'calendar.events.readonly', 'calendar.freebusy'];

export interface Connected {
  readonly id: AccountId;
  /** In the order of `refs`. */
  readonly calendars: readonly CalendarId[];
}

/** An account as it is after somebody has signed in and chosen calendars, without the consent page. */
export async function connectGoogle(
  { store, secrets }: { readonly store: Store; readonly secrets: SecretStore },
  google: GoogleServer,
  about: {
    readonly user: string;
    /** The ends of the scopes' names; absent: those for reading. */
    readonly scopes?: readonly string[];
    /** Calendars that are read, none of them yet; absent: the main one. */
    readonly refs?: readonly string[];
    readonly nowMs: number;
  },
): Promise<Connected> {
  const { user, scopes = READING, refs = [user], nowMs } = about;
  const granted = scopes.map((name) => `${SCOPES}${name}`);
  const id = accountId(`google-${user}`);
  store.accounts.save({
    id,
    kind: 'google',
    host: 'calendar.google.com',
    user,
    mailsGuests: true,
    connection: { address: user, asked: granted, granted },
    calendars: refs.map((ref) => ({ ref, name: ref, colour: null, isWritable: true })),
    trouble: null,
  });
  const calendars = refs.map((ref) => {
    const calendar = calendarId(`${id} ${ref}`);
    store.calendars.add(
      {
        id: calendar,
        name: ref,
        kind: 'google',
        role: 'own',
        accountId: id,
        remoteRef: ref,
        origin: null,
        isWritable: true,
      },
      nowMs,
    );
    return calendar;
  });
  const { accessToken, refreshToken } = google.signIn(granted, user);
  await secrets.set(
    accountTokens(id),
    JSON.stringify({
      access: accessToken,
      refresh: refreshToken,
      expiresAtMs: nowMs + 3_599_000,
      obtainedAtMs: nowMs,
      clientId: google.clientId,
      clientSecret: google.clientSecret,
    }),
  );
  return { id, calendars };
}

import type { AccountId } from '#contract/ids.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import { type GoogleConnection, parseConnection } from '#main/calendars/google/connection.ts';
import { findOwnAddress, PRIMARY_REF, readPrimary } from '#main/calendars/google/primary-calendar.ts';
import { hasRight } from '#main/calendars/google/scopes.ts';
import { explainFailure } from '#main/calendars/google/sync-failure.ts';
import type { RemoteCalendar, SyncFailure } from '#main/calendars/provider.ts';
import { isNobodysAddress } from '#main/people/mailing-address.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { AppContext } from '../context.ts';
import { withToken } from '../services/with-token.ts';
import type { AccountProvider, FoundAccount } from './account-provider.ts';
import { isAddress } from './kept-account.ts';

const HOST = 'calendar.google.com';
const TIMEOUTS = { answerMs: 25_000, totalMs: 60_000 } as const;

type Asked = Pick<AppContext, 'fetch' | 'googleEndpoints'>;

/** What an account at Google has to read. */
export interface GoogleListing {
  readonly kind: 'listing';
  /** The main one first. */
  readonly calendars: readonly RemoteCalendar[];
  /** Null: there is nothing that could be read. */
  readonly primaryRef: string | null;
  /** Of the account, as its main calendar is called or the events in that know their user; null: neither does. */
  readonly address: string | null;
  /** How often Google was asked for it. */
  readonly requests: number;
}

type Listed = GoogleListing | { readonly kind: 'failed'; readonly failure: SyncFailure };

export const googleHost = ({ googleEndpoints }: Pick<AppContext, 'googleEndpoints'>): string =>
  googleEndpoints.api === null ? HOST : new URL(googleEndpoints.api).host;

const readAddress = (text: string | null): string | null =>
  text !== null && isAddress(text) && !isNobodysAddress(text) ? text.toLowerCase() : null;

/** Where the server marks none, the one that is called as the account is. */
function findPrimary(
  calendars: readonly RemoteCalendar[],
  marked: string | null,
  address: string | null,
): RemoteCalendar | undefined {
  return (
    calendars.find(({ ref }) => ref === marked) ??
    calendars.find(({ ref }) => ref.toLowerCase() === address) ??
    calendars.find(({ isWritable }) => isWritable) ??
    calendars[0]
  );
}

/**
 * Asked with this token. Where there is no list, it is the main calendar alone; a list that is refused for now is a
 * failure, unless there is none from before that could stay (`isFirst`).
 */
export async function readListing(
  { fetch, googleEndpoints }: Asked,
  token: string,
  { granted, address }: Pick<GoogleConnection, 'granted' | 'address'>,
  isFirst: boolean,
): Promise<Listed> {
  const [{ openGoogleApi }, { listCalendars }] = await Promise.all([
    import('#main/calendars/google/api.ts'),
    import('#main/calendars/google/calendar-list.ts'),
  ]);
  let requests = 0;
  const onRequest = (): void => {
    requests += 1;
  };
  const api = openGoogleApi({ root: googleEndpoints.api, token, fetch, timeouts: TIMEOUTS, onRequest });
  const listed = hasRight(granted, 'list') ? await listCalendars(api) : null;
  if (listed?.kind === 'calendars') {
    const { calendars, primaryRef: marked } = listed;
    const primary = findPrimary(calendars, marked, address);
    const primaryRef = primary?.ref ?? null;
    const own = primary?.isWritable === true ? primary : null;
    const told = readAddress(marked) ?? readAddress(own?.ref ?? null) ?? readAddress(own?.name ?? null);
    const mayLook = told === null && address === null && own !== null && hasRight(granted, 'events');
    const found = mayLook ? readAddress(await findOwnAddress(api, own.ref)) : told;
    return { kind: 'listing', calendars, primaryRef, address: found, requests };
  }
  if (listed?.kind === 'failed' && !(isFirst && listed.failure.kind === 'refused')) return listed;
  if (!hasRight(granted, 'events')) {
    if (listed?.kind === 'failed') return listed;
    return { kind: 'listing', calendars: [], primaryRef: null, address: null, requests };
  }
  const alone = await readPrimary(api);
  if (alone.kind !== 'primary') return { kind: 'failed', failure: explainFailure(alone) };
  const { calendar } = alone;
  const told = readAddress(calendar.name);
  const mayLook = told === null && address === null;
  return {
    kind: 'listing',
    calendars: [calendar],
    primaryRef: calendar.ref,
    address: mayLook ? readAddress(await findOwnAddress(api, calendar.ref)) : told,
    requests,
  };
}

export function explainListing({ kind }: SyncFailure, user: string): Failure {
  switch (kind) {
    case 'offline':
      return fail('offline', 'Google does not answer. Check the connection and try again.');
    case 'unauthorized':
      return fail(
        'unauthorized',
        `Google does not let Golden Hour in for ${user} any more. Connect again; everything is kept.`,
      );
    case 'refused':
    case 'gone':
      return fail(
        'refused',
        `Google refuses to list the calendars of ${user}. Try again later, or connect again and tick every box.`,
      );
    case 'unreadable':
    case 'too-large':
    case 'unsafe':
      return fail('unreadable', 'What Google answered is no list of calendars. Try again later.');
    default:
      return assertNever(kind);
  }
}

/** The main calendar was read by Google's own name for it while no list was to be had. */
export function nameByRef(
  { store }: Pick<AppContext, 'store'>,
  id: AccountId,
  primaryRef: string | null,
): void {
  if (primaryRef === null || primaryRef === PRIMARY_REF) return;
  for (const calendar of store.calendars.list()) {
    if (calendar.accountId === id && calendar.remoteRef === PRIMARY_REF) {
      store.calendars.change(calendar.id, { remoteRef: primaryRef });
    }
  }
}

const isUnauthorized = (listed: Listed): boolean =>
  listed.kind === 'failed' && listed.failure.kind === 'unauthorized';

export function createGoogleAccounts(context: AppContext): AccountProvider {
  const { tokens } = context;

  async function list(account: StoredAccount, connection: GoogleConnection): Promise<Outcome<GoogleListing>> {
    const ask = (token: string): Promise<Listed> => readListing(context, token, connection, false);
    const asked = await withToken(tokens, account.id, ask, isUnauthorized);
    if (!asked.ok) return asked;
    const listing = asked.value;
    return listing.kind === 'listing' ? succeed(listing) : explainListing(listing.failure, account.user);
  }

  return {
    async refresh(account): Promise<Outcome<FoundAccount>> {
      const connection = parseConnection(account.connection);
      if (connection === null) {
        return fail(
          'unreadable',
          `${account.user} was connected by another version of Golden Hour. Connect it again.`,
        );
      }
      const listing = await list(account, connection);
      if (!listing.ok) return listing;
      const { calendars, primaryRef, requests } = listing.value;
      context.requests.note(account.id, requests, 'asked');
      nameByRef(context, account.id, primaryRef);
      // As it is by now: the user may have granted more while Google was asked.
      const now = parseConnection(context.store.accounts.read(account.id)?.connection) ?? connection;
      return succeed({ host: googleHost(context), mailsGuests: true, connection: now, calendars });
    },
    async reconnect({ user }) {
      return fail('conflict', `${user} signs in at Google and has no password here. Connect it again there.`);
    },
    async leave(id) {
      if (await tokens.giveBack(id)) return null;
      return context.language() === 'nl'
        ? 'Het account is hier verwijderd. Google was niet bereikbaar om de toestemming in te trekken; doe dat daar zelf: https://myaccount.google.com/connections.'
        : 'The account is gone from here. Google could not be told to take the right back; remove Golden Hour there yourself: https://myaccount.google.com/connections.';
    },
  };
}

import type { AccessAsked } from '#contract/calendars.ts';
import { accountId as toAccountId } from '#contract/ids.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import { type GoogleConnection, parseConnection } from '#main/calendars/google/connection.ts';
import type { Grant, GoogleOAuth, OAuthFailure } from '#main/calendars/google/oauth.ts';
import { hasRight, readGranted, RIGHTS, scopesToAsk } from '#main/calendars/google/scopes.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { AppContext } from '../context.ts';
import { sayError } from '../oauth/say-error.ts';
import type { SignIn } from '../services/connecting.ts';
import type { GoogleClient } from '../services/google-client.ts';
import type { FoundAccount } from './account-provider.ts';
import { explainListing, googleHost, nameByRef, readListing } from './google.ts';
import { calendarsOf, chooseCalendars, goOn, keepFound, rememberAddresses } from './kept-account.ts';

export interface GoogleSignInParts {
  readonly client: GoogleClient;
  readonly oauth: GoogleOAuth;
  /** Null: a new account. */
  readonly account: StoredAccount | null;
  readonly access: AccessAsked;
}

/** Signs in to Google: a new account, or one that is there, again or for more than it let Golden Hour do before. */
export function createGoogleSignIn(context: AppContext, parts: GoogleSignInParts): SignIn {
  const { client, oauth, account, access } = parts;
  const known = account === null ? null : parseConnection(account.connection);
  const asked = scopesToAsk(access, known?.granted ?? []);
  return {
    kind: 'google',
    accountId: account?.id ?? null,
    access,
    async prepare({ redirectUri, state }) {
      const hint = known?.address ?? null;
      const begun = await oauth.begin({ scopes: asked, redirectUri, state, address: hint });
      return {
        address: begun.address,
        async finish(code, isWanted) {
          const redeemed = await oauth.redeem(code, { verifier: begun.verifier, redirectUri });
          if (redeemed.kind !== 'granted') return explainRedeeming(redeemed, client);
          return keepGrant(context, parts, { grant: redeemed.grant, asked, isWanted });
        },
      };
    },
    explain: (error) => explainError(error, client),
  };
}

interface Granted {
  readonly grant: Grant;
  readonly asked: readonly string[];
  readonly isWanted: () => boolean;
}

/** What came of a sign-in, before anything of it is kept. */
interface SignedIn {
  readonly found: FoundAccount;
  readonly connection: GoogleConnection;
  readonly grant: Grant;
  /** Null: nothing can be read. */
  readonly primaryRef: string | null;
  readonly requests: number;
}

async function keepGrant(
  context: AppContext,
  parts: GoogleSignInParts,
  { grant, asked, isWanted }: Granted,
): Promise<Outcome<null>> {
  const granted = readGranted(grant.scope, asked);
  const about = { granted, address: grant.address };
  const listing = await readListing(context, grant.accessToken, about, parts.account === null);
  if (listing.kind !== 'listing') {
    return explainListing(listing.failure, grant.address ?? parts.account?.user ?? 'Google');
  }
  const address = grant.address ?? listing.address;
  const connection: GoogleConnection = { address, asked, granted };
  const { calendars, primaryRef, requests } = listing;
  const found: FoundAccount = { host: googleHost(context), mailsGuests: true, connection, calendars };
  const signedIn: SignedIn = { found, connection, grant, primaryRef, requests };
  // Cancelled while Google was asked: nothing is kept, as if nobody had signed in.
  if (!isWanted()) return succeed(null);
  const same = context.store.accounts.list().find((other) => isSameAccount(other, address)) ?? null;
  if (parts.account !== null) return connectAgain(context, parts, parts.account, signedIn);
  if (same !== null && (await isCutOff(context, same))) return connectAgain(context, parts, same, signedIn);
  if (same !== null) {
    return fail('conflict', `${same.user} is connected already. Choose its calendars, or remove it first.`);
  }
  return connectNew(context, parts, signedIn);
}

/** Whether the account cannot be read with what is there. */
async function isCutOff(context: AppContext, { id, trouble }: StoredAccount): Promise<boolean> {
  const troubles = [trouble, ...calendarsOf(context, id).map(({ sync }) => sync.trouble)];
  if (troubles.some((one) => one?.kind === 'unauthorized' || one?.kind === 'secret-lost')) return true;
  return !(await context.tokens.has(id));
}

/** Whether what worked would not any more, for nothing that is new. Without its events an account is of no use. */
function isWorse(now: readonly string[], before: readonly string[]): boolean {
  const lost = RIGHTS.filter((right) => hasRight(before, right) && !hasRight(now, right));
  const isMore = RIGHTS.some((right) => hasRight(now, right) && !hasRight(before, right));
  return lost.includes('events') || (lost.length > 0 && !isMore);
}

const isSameAccount = ({ kind, connection }: StoredAccount, address: string | null): boolean =>
  kind === 'google' && address !== null && parseConnection(connection)?.address === address;

async function connectNew(
  context: AppContext,
  { client }: GoogleSignInParts,
  { found, connection, grant, primaryRef, requests }: SignedIn,
): Promise<Outcome<null>> {
  const { store, settings, tokens } = context;
  const { address, granted } = connection;
  const id = toAccountId(`google-${context.newId()}`);
  const account: StoredAccount = { id, kind: 'google', user: address ?? 'Google', trouble: null, ...found };
  // Before anything is waited for, so that two sign-ins do not make two accounts.
  store.accounts.save(account);
  try {
    await tokens.keep(id, grant, client);
  } catch (error) {
    store.accounts.remove(id);
    throw error;
  }
  await finishConnected(context, async () => {
    context.requests.note(id, requests, 'asked');
    if (address !== null) rememberAddresses(context, [address]);
    const mayRead = hasRight(granted, 'events');
    const chosen =
      mayRead && primaryRef !== null ? await chooseCalendars(context, account, [primaryRef]) : [];
    const [first] = chosen;
    const isFree = settings.read().smtp === null && !store.calendars.list().some(({ isHome }) => isHome);
    const isWritable = first !== undefined && store.calendars.read(first)?.isWritable === true;
    // Invites have nowhere to go out from yet; the user is asked for the right to write before the first one does.
    if (isFree && isWritable) store.calendars.setHome(first);
  });
  return succeed(null);
}

/** The account is connected, whatever becomes of this: what throws is logged, and calendars can be chosen by hand. */
async function finishConnected(context: AppContext, work: () => Promise<void>): Promise<void> {
  const finishing = work();
  context.inBackground(finishing);
  await Promise.allSettled([finishing]);
  context.changed('calendars', 'outlook', 'people');
}

async function connectAgain(
  context: AppContext,
  { client }: GoogleSignInParts,
  account: StoredAccount,
  { found, connection: given, grant, primaryRef, requests }: SignedIn,
): Promise<Outcome<null>> {
  const before = parseConnection(account.connection)?.address ?? null;
  const now = given.address;
  if (before !== null && now !== null && before !== now) {
    return fail(
      'conflict',
      `You signed in as ${now}, and this account is ${before}. Nothing was changed: connect again and choose ${before}.`,
    );
  }
  // As it is by now: the user was away for a while.
  const current = context.store.accounts.read(account.id);
  if (current === null) return fail('not-found', `There is no account ${account.id}. Reload the page.`);
  const had = parseConnection(current.connection);
  if (had !== null && isWorse(given.granted, had.granted) && !(await isCutOff(context, current))) {
    // What works goes on; that something was asked for and not granted is said.
    context.store.accounts.save({ ...current, connection: { ...had, asked: given.asked } });
    context.changed('calendars');
    return succeed(null);
  }
  await context.tokens.keep(account.id, grant, client);
  const connection = { ...given, address: now ?? before };
  keepFound(context, account.id, { ...found, connection, user: now ?? current.user });
  await finishConnected(context, async () => {
    context.requests.note(account.id, requests, 'asked');
    nameByRef(context, account.id, primaryRef);
    if (now !== null) rememberAddresses(context, [now]);
    await goOn(context, account.id);
    const connected = context.store.accounts.read(account.id);
    const mayReadNow = hasRight(connection.granted, 'events') && !hasRight(had?.granted ?? [], 'events');
    if (!mayReadNow || connected === null || primaryRef === null) return;
    // Nothing could be read before, so nothing was chosen.
    if (calendarsOf(context, account.id).length === 0)
      await chooseCalendars(context, connected, [primaryRef]);
  });
  return succeed(null);
}

function explainRedeeming(failure: OAuthFailure, client: GoogleClient): Failure {
  switch (failure.kind) {
    case 'offline':
      return fail(
        'offline',
        'Google did not answer, so nothing was connected. Check the connection and try again.',
      );
    case 'unusable':
      return fail('unreadable', 'What Google answered to the sign-in cannot be understood. Try again later.');
    case 'refused':
      return explainError(failure.error, client);
    default:
      return assertNever(failure);
  }
}

/** `error` as OAuth and Google spell it; each with what helps. */
export function explainError(error: string, { clientId }: Pick<GoogleClient, 'clientId'>): Failure {
  switch (error) {
    case 'access_denied':
      return fail(
        'refused',
        'You did not allow it at Google, so nothing was changed. Connect again and choose Continue when you like.',
      );
    case 'invalid_grant':
      return fail('refused', 'The sign-in took too long or was used twice. Connect again.');
    case 'invalid_client':
    case 'unauthorized_client':
    case 'deleted_client':
      return fail(
        'refused',
        `Google does not accept the client ID ${clientId} with its secret. Copy both anew, as docs/connecting-google.md says.`,
      );
    case 'redirect_uri_mismatch':
      return fail(
        'refused',
        `The client ID ${clientId} is not one for a desktop app. Make one of the type Desktop app, as docs/connecting-google.md says.`,
      );
    case 'org_internal':
      return fail(
        'refused',
        `The client ID ${clientId} is only for people of one organisation. Sign in with an address of theirs, or use another client ID.`,
      );
    case 'admin_policy_enforced':
      return fail(
        'refused',
        `Your organisation does not allow it. Ask its administrator to trust the client ID ${clientId}, or add your calendar by its secret address.`,
      );
    case 'invalid_scope':
      return fail(
        'refused',
        'Google does not know what Golden Hour asks for. Enable the Google Calendar API for the client, as docs/connecting-google.md says.',
      );
    default:
      return fail(
        'refused',
        `Google refused the sign-in (${sayError(error)}). Try again; docs/connecting-google.md says what helps.`,
      );
  }
}

import type { AccountKind, AccountView, CalendarsView } from '#contract/calendars.ts';
import { type AccountId, accountId as toAccountId } from '#contract/ids.ts';
import type { Handlers, MethodInput } from '#contract/methods.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import { parseConnection } from '#main/calendars/caldav/connection.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { AccountProvider } from '../accounts/account-provider.ts';
import { createCaldavAccounts } from '../accounts/caldav.ts';
import { createGoogleAccounts } from '../accounts/google.ts';
import {
  calendarsOf,
  chooseCalendars,
  goOn,
  keepFound,
  rememberAddresses,
} from '../accounts/kept-account.ts';
import { forgetNotes } from '../account-notes.ts';
import type { AppContext } from '../context.ts';
import { readCalendars } from '../read-calendars.ts';
import { accountPassword } from '../secret-names.ts';
import { viewAccount } from '../views/calendars.ts';

export function createAccountHandlers(context: AppContext) {
  const { store } = context;
  const providers: Readonly<Record<AccountKind, AccountProvider>> = {
    caldav: createCaldavAccounts(context),
    google: createGoogleAccounts(context),
  };
  return {
    'accounts.connectCaldav': (input) => connect(context, input),
    'accounts.reconnect': async ({ accountId, password }) => {
      const account = store.accounts.read(accountId);
      if (account === null) return noAccount(accountId);
      const found = await providers[account.kind].reconnect(account, password);
      if (!found.ok) return found;
      keepFound(context, accountId, found.value);
      await goOn(context, accountId);
      return told(context);
    },
    'accounts.refresh': async ({ accountId }) => {
      const account = store.accounts.read(accountId);
      if (account === null) return noAccount(accountId);
      const found = await providers[account.kind].refresh(account);
      if (!found.ok) return found;
      keepFound(context, accountId, found.value);
      return told(context);
    },
    'accounts.choose': async ({ accountId, refs }) => {
      const account = store.accounts.read(accountId);
      if (account === null) return noAccount(accountId);
      const unknown = refs.find((ref) => !account.calendars.some((remote) => remote.ref === ref));
      if (unknown !== undefined) {
        return fail(
          'not-found',
          `${account.host} has no calendar ${unknown}. Read its list of calendars again.`,
        );
      }
      await chooseCalendars(context, account, refs);
      return told(context);
    },
    'accounts.remove': async ({ accountId }) => {
      const account = store.accounts.read(accountId);
      for (const { id } of calendarsOf(context, accountId)) await context.sync.settle(id);
      if (account === null || !store.accounts.remove(accountId)) return noAccount(accountId);
      forgetNotes(store, accountId);
      // The server may take its time to hear of it, and a page need not.
      context.changed('calendars', 'outlook', 'people');
      const notice = await providers[account.kind].leave(accountId);
      context.inBackground(context.heavy.tidyCalendars(context.moment()));
      return succeed({ ...readCalendars(context), notice });
    },
  } satisfies Partial<Handlers>;
}

const noAccount = (id: AccountId): Failure =>
  fail('not-found', `There is no account ${id}. Reload the page.`);

function told(context: AppContext): Outcome<CalendarsView> {
  context.changed('calendars', 'outlook', 'people');
  return succeed(readCalendars(context));
}

async function connect(
  context: AppContext,
  { server, user, password }: MethodInput<'accounts.connectCaldav'>,
): Promise<Outcome<AccountView>> {
  const { store, secrets } = context;
  const language = context.language();
  const found = await context.heavy.discoverCaldav({ server, user, password, language });
  if (!found.ok) return found;
  const { host } = found.value;
  const isSame = (known: StoredAccount): boolean =>
    known.host === host && known.user.toLowerCase() === user.toLowerCase();
  if (store.accounts.list().some(isSame)) {
    return fail(
      'conflict',
      `${user} at ${host} is connected already. Choose its calendars, or remove it first.`,
    );
  }
  const id = toAccountId(`caldav-${context.newId()}`);
  const account: StoredAccount = { id, kind: 'caldav', user, trouble: null, ...found.value };
  // Before anything is waited for, so that two clicks do not make two accounts.
  store.accounts.save(account);
  try {
    await secrets.set(accountPassword(id), password);
  } catch (error) {
    store.accounts.remove(id);
    throw error;
  }
  rememberAddresses(context, parseConnection(found.value.connection)?.addresses ?? []);
  context.push('changed', { what: 'calendars' });
  const when = { nowMs: context.now(), zone: openZone(context.zone()), language };
  return succeed(viewAccount(account, [], when));
}

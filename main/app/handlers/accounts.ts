import type { AccountView, CalendarsView } from '#contract/calendars.ts';
import { type AccountId, accountId as toAccountId, calendarId as toCalendarId } from '#contract/ids.ts';
import type { Handlers, MethodInput } from '#contract/methods.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import { parseConnection } from '#main/calendars/caldav/connection.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { AppContext } from '../context.ts';
import type { ServerAccount } from '../heavy/heavy-work.ts';
import { readCalendars } from '../read-calendars.ts';
import { accountPassword } from '../secret-names.ts';
import { viewAccount } from '../views/calendars.ts';

export function createAccountHandlers(context: AppContext) {
  const { store, secrets } = context;
  return {
    'accounts.connectCaldav': (input) => connect(context, input),
    'accounts.reconnect': async ({ accountId, password }) => {
      const account = store.accounts.read(accountId);
      if (account === null) return noAccount(accountId);
      const found = await discoverAgain(context, account, password);
      if (!found.ok) return found;
      await secrets.set(accountPassword(accountId), password);
      keepFound(context, account, found.value);
      const calendars = calendarsOf(context, accountId).map(({ id }) => id);
      context.outbox.retryCalendars(calendars);
      // What is under way was begun with the old password.
      await Promise.all(calendars.map((id) => context.sync.settle(id)));
      for (const id of calendars) context.inBackground(context.sync.start(id));
      return told(context);
    },
    'accounts.refresh': async ({ accountId }) => {
      const account = store.accounts.read(accountId);
      if (account === null) return noAccount(accountId);
      const password = await secrets.get(accountPassword(accountId));
      if (password === null) {
        return fail('unauthorized', `The password of ${account.user} is gone. Type it again.`);
      }
      const found = await discoverAgain(context, account, password);
      if (!found.ok) return found;
      keepFound(context, account, found.value);
      return told(context);
    },
    'accounts.choose': (input) => choose(context, input),
    'accounts.remove': async ({ accountId }) => {
      const calendars = calendarsOf(context, accountId);
      for (const { id } of calendars) await context.sync.settle(id);
      if (!store.accounts.remove(accountId)) return noAccount(accountId);
      await secrets.remove(accountPassword(accountId));
      context.inBackground(context.heavy.tidyCalendars(context.moment()));
      return told(context);
    },
  } satisfies Partial<Handlers>;
}

const noAccount = (id: AccountId): Failure =>
  fail('not-found', `There is no account ${id}. Reload the page.`);

const calendarsOf = ({ store }: AppContext, id: AccountId): StoredCalendar[] =>
  store.calendars.list().filter(({ accountId }) => accountId === id);

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

const IS_EMAIL = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;

/**
 * Whom the server takes the user for is the user: what is declined under such an address is free time. Radicale and
 * others name users in ways that are no address.
 */
function rememberAddresses(context: AppContext, addresses: readonly string[]): void {
  const { settings } = context;
  const { me } = settings.read();
  const added = addresses.filter((address) => IS_EMAIL.test(address) && !me.includes(address));
  if (added.length === 0) return;
  // Where settings cannot be written, the screen of the settings says so; the account is connected all the same.
  if (settings.save({ me: [...me, ...added] }).ok) context.push('changed', { what: 'settings' });
}

/** From the place where it was found, which may lie deep in its server. */
async function discoverAgain(
  context: AppContext,
  { host, user, connection }: StoredAccount,
  password: string,
): Promise<Outcome<ServerAccount>> {
  const known = parseConnection(connection);
  const server = known?.principal ?? known?.homes[0] ?? host;
  return context.heavy.discoverCaldav({ server, user, password, language: context.language() });
}

/** What the server has now; calendars that it lost keep what they hold and say so themselves. */
function keepFound({ store }: AppContext, account: StoredAccount, found: ServerAccount): void {
  store.transact(() => {
    store.accounts.save({ ...account, ...found, trouble: null });
    for (const { id, accountId, remoteRef } of store.calendars.list()) {
      if (accountId !== account.id) continue;
      const remote = found.calendars.find(({ ref }) => ref === remoteRef);
      if (remote !== undefined) store.calendars.change(id, { isWritable: remote.isWritable });
    }
  });
}

async function choose(
  context: AppContext,
  { accountId, refs }: MethodInput<'accounts.choose'>,
): Promise<Outcome<CalendarsView>> {
  const { store } = context;
  const account = store.accounts.read(accountId);
  if (account === null) return noAccount(accountId);
  const unknown = refs.find((ref) => !account.calendars.some((remote) => remote.ref === ref));
  if (unknown !== undefined) {
    return fail('not-found', `${account.host} has no calendar ${unknown}. Read its list of calendars again.`);
  }
  const before = calendarsOf(context, accountId);
  const unwanted = before.filter(({ remoteRef }) => remoteRef === null || !refs.includes(remoteRef));
  for (const { id } of unwanted) await context.sync.settle(id);
  const added = account.calendars.filter(
    ({ ref }) => refs.includes(ref) && !before.some(({ remoteRef }) => remoteRef === ref),
  );
  const ids = added.map(() => toCalendarId(`caldav-${context.newId()}`));
  store.transact(() => {
    for (const { id } of unwanted) store.calendars.remove(id);
    for (const [index, { ref, name, isWritable }] of added.entries()) {
      const id = ids[index];
      if (id === undefined) continue;
      store.calendars.add(
        {
          id,
          name,
          kind: 'caldav',
          role: 'own',
          accountId,
          remoteRef: ref,
          origin: account.host,
          isWritable,
        },
        context.now(),
      );
    }
  });
  context.outbox.adoptCalendars(
    store.calendars
      .list()
      .flatMap(({ id, remoteRef }) =>
        ids.includes(id) && remoteRef !== null ? [{ id, ref: remoteRef }] : [],
      ),
    (id) => store.calendars.read(id) !== null,
  );
  for (const id of ids) context.inBackground(context.sync.start(id));
  if (unwanted.length > 0) context.inBackground(context.heavy.tidyCalendars(context.moment()));
  return told(context);
}

import type { AccountId, CalendarId } from '#contract/ids.ts';
import { calendarId as toCalendarId } from '#contract/ids.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { AppContext } from '../context.ts';
import type { FoundAccount } from './account-provider.ts';

export const calendarsOf = ({ store }: Pick<AppContext, 'store'>, id: AccountId): StoredCalendar[] =>
  store.calendars.list().filter(({ accountId }) => accountId === id);

/**
 * What the server has now; calendars that it lost keep what they hold and say so themselves. An account that was removed
 * while the server was asked stays removed.
 */
export function keepFound(
  { store }: Pick<AppContext, 'store'>,
  id: AccountId,
  found: FoundAccount & { readonly user?: string },
): void {
  store.transact(() => {
    const account = store.accounts.read(id);
    if (account === null) return;
    store.accounts.save({ ...account, ...found, trouble: null });
    for (const { id: calendar, accountId, remoteRef } of store.calendars.list()) {
      if (accountId !== id) continue;
      const remote = found.calendars.find(({ ref }) => ref === remoteRef);
      if (remote !== undefined) store.calendars.change(calendar, { isWritable: remote.isWritable });
    }
  });
}

/** After a new password or a new consent: what waits for it goes on. */
export async function goOn(context: AppContext, id: AccountId): Promise<void> {
  const calendars = calendarsOf(context, id).map((calendar) => calendar.id);
  context.outbox.retryCalendars(calendars);
  // What is under way was begun with the old one.
  await Promise.all(calendars.map((calendar) => context.sync.settle(calendar)));
  for (const calendar of calendars) context.inBackground(context.sync.start(calendar));
}

/** Reads these of the account's calendars from now on, and none of its others. All of `refs` are in its list. */
export async function chooseCalendars(
  context: AppContext,
  account: StoredAccount,
  refs: readonly string[],
): Promise<readonly CalendarId[]> {
  const { store } = context;
  const before = calendarsOf(context, account.id);
  const unwanted = before.filter(({ remoteRef }) => remoteRef === null || !refs.includes(remoteRef));
  for (const { id } of unwanted) await context.sync.settle(id);
  const added = account.calendars
    .filter(({ ref }) => refs.includes(ref) && !before.some(({ remoteRef }) => remoteRef === ref))
    .map((remote) => ({ ...remote, id: toCalendarId(`${account.kind}-${context.newId()}`) }));
  store.transact(() => {
    for (const { id } of unwanted) store.calendars.remove(id);
    for (const { id, ref, name, isWritable } of added) {
      store.calendars.add(
        {
          id,
          name,
          kind: account.kind,
          role: 'own',
          accountId: account.id,
          remoteRef: ref,
          origin: account.host,
          isWritable,
        },
        context.now(),
      );
    }
  });
  context.outbox.adoptCalendars(
    added.map(({ id, ref }) => ({ id, ref })),
    (id) => store.calendars.read(id) !== null,
  );
  for (const { id } of added) context.inBackground(context.sync.start(id));
  if (unwanted.length > 0) context.inBackground(context.heavy.tidyCalendars(context.moment()));
  return added.map(({ id }) => id);
}

export const isAddress = (text: string): boolean => /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text);

/**
 * Whom the server takes the user for is the user: what is declined under such an address is free time. Radicale and
 * others name users in ways that are no address.
 */
export function rememberAddresses(context: AppContext, addresses: readonly string[]): void {
  const { settings } = context;
  const { me } = settings.read();
  const added = addresses.filter((address) => isAddress(address) && !me.includes(address));
  if (added.length === 0) return;
  // Where settings cannot be written, the screen of the settings says so; the account is connected all the same.
  if (settings.save({ me: [...me, ...added] }).ok) context.push('changed', { what: 'settings' });
}

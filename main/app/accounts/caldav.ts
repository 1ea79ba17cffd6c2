import { fail, type Outcome } from '#contract/outcome.ts';
import { parseConnection } from '#main/calendars/caldav/connection.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { AppContext } from '../context.ts';
import type { ServerAccount } from '../heavy/heavy-work.ts';
import { accountPassword } from '../secret-names.ts';
import type { AccountProvider } from './account-provider.ts';

export function createCaldavAccounts(context: AppContext): AccountProvider {
  const { store, secrets } = context;

  /** From the place where it was found, which may lie deep in its server. */
  async function discoverAgain(
    { host, user, connection }: StoredAccount,
    password: string,
  ): Promise<Outcome<ServerAccount>> {
    const known = parseConnection(connection);
    const server = known?.principal ?? known?.homes[0] ?? host;
    return context.heavy.discoverCaldav({ server, user, password, language: context.language() });
  }

  return {
    async refresh(account) {
      const password = await secrets.get(accountPassword(account.id));
      if (password === null) {
        return fail('unauthorized', `The password of ${account.user} is gone. Type it again.`);
      }
      return discoverAgain(account, password);
    },
    async reconnect(account, password) {
      const found = await discoverAgain(account, password);
      if (!found.ok) return found;
      await secrets.set(accountPassword(account.id), password);
      if (store.accounts.read(account.id) !== null) return found;
      // Removed while the server was asked: nobody would remove the password any more.
      await secrets.remove(accountPassword(account.id));
      return fail('not-found', `There is no account ${account.id}. Reload the page.`);
    },
    async leave(id) {
      await secrets.remove(accountPassword(id));
      return null;
    },
  };
}

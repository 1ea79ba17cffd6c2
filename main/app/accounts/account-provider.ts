import type { AccountId } from '#contract/ids.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { StoredAccount } from '#main/store/accounts.ts';

/** What a server tells of an account. */
export type FoundAccount = Pick<StoredAccount, 'host' | 'mailsGuests' | 'connection' | 'calendars'>;

/** What is different from one kind of account to the next, apart from how it is connected. */
export interface AccountProvider {
  /** Asks the server for its list of calendars again. */
  refresh(account: StoredAccount): Promise<Outcome<FoundAccount>>;
  /** Signs in with another password. */
  reconnect(account: StoredAccount, password: string): Promise<Outcome<FoundAccount>>;
  /**
   * Forgets the account's secrets, and tells the server where it is to forget something too. Gives what the user has to
   * do for that; null: nothing.
   */
  leave(id: AccountId): Promise<string | null>;
}

import type { AccountId } from '#contract/ids.ts';
import type { Store } from '#main/store/open.ts';

// What is kept of an account beside its own row, among the store's small values.

export const requestsKey = (id: AccountId): string => `requests:${id}`;
export const freeBusyKey = (id: AccountId): string => `free-busy:${id}`;

/** With the account: its calendars' names are addresses. */
export function forgetNotes({ meta }: Pick<Store, 'meta'>, id: AccountId): void {
  for (const key of [requestsKey(id), freeBusyKey(id)]) meta.remove(key);
}

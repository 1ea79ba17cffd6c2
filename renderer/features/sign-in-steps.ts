import type { AccountView, CalendarsView, ConnectingView } from '#contract/calendars.ts';
import type { AccountId } from '#contract/ids.ts';
import type { SignInRequest } from './use-sign-in.ts';

/** A question that this page has asked, and the accounts that there were before. */
export interface AskedQuestion {
  readonly attemptId: string;
  readonly known: ReadonlySet<AccountId>;
}

export type SignInStep =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'waiting'; readonly connecting: ConnectingView }
  | { readonly kind: 'failed'; readonly connecting: ConnectingView }
  /** It is open no longer. `account` null: nothing tells what became of it. */
  | { readonly kind: 'over'; readonly account: AccountView | null };

export const listAccountIds = (view: CalendarsView | null): ReadonlySet<AccountId> =>
  new Set(view?.accounts.map(({ id }) => id));

/** The same question, still open: a page that asks it again goes on with it. */
export function findOpenQuestion(
  connecting: ConnectingView | null,
  { accountId, access }: SignInRequest,
): ConnectingView | null {
  const isSame = connecting?.accountId === accountId && connecting.access === access;
  return isSame && connecting.state === 'waiting' ? connecting : null;
}

/** The account that a question was about; of a new one, the one that has come since. */
function findAnswered(
  { accounts }: CalendarsView,
  { accountId }: SignInRequest,
  known: ReadonlySet<AccountId>,
): AccountView | null {
  if (accountId !== null) return accounts.find(({ id }) => id === accountId) ?? null;
  const there = accounts.filter(({ kind }) => kind === 'google');
  const [only] = there;
  // Nobody new, and one alone: it was connected once more.
  return there.find(({ id }) => !known.has(id)) ?? (there.length === 1 && only !== undefined ? only : null);
}

/** Where a question stands, by what the host says now. */
export function followSignIn(
  asked: AskedQuestion | null,
  view: CalendarsView,
  request: SignInRequest,
): SignInStep {
  if (asked === null) return { kind: 'not-asked' };
  const { connecting } = view;
  if (connecting?.attemptId === asked.attemptId) return { kind: connecting.state, connecting };
  return { kind: 'over', account: findAnswered(view, request, asked.known) };
}

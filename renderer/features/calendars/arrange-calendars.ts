import type {
  AccessAsked,
  AccountView,
  CalendarKind,
  CalendarSourceView,
  CalendarsView,
  RemoteCalendarView,
  SyncTrouble,
} from '#contract/calendars.ts';
import type { Settings } from '#contract/settings.ts';

export type CalendarGroup =
  | {
      readonly kind: 'account';
      readonly account: AccountView;
      readonly calendars: readonly CalendarSourceView[];
    }
  | {
      readonly kind: 'feeds' | 'files' | 'sample' | 'own';
      readonly calendars: readonly CalendarSourceView[];
    };

const kindsOf = {
  feeds: ['feed'],
  files: ['watched', 'file'],
  sample: ['sample'],
  own: ['local'],
} as const satisfies Record<Exclude<CalendarGroup['kind'], 'account'>, readonly CalendarKind[]>;

/** By where they come from: accounts first, Golden Hour's own last. A group without calendars is left out, an account never. */
export function groupCalendars({ accounts, calendars }: CalendarsView): readonly CalendarGroup[] {
  const byAccount = accounts.map(
    (account): CalendarGroup => ({
      kind: 'account',
      account,
      calendars: calendars.filter(({ accountId }) => accountId === account.id),
    }),
  );
  const others = (['feeds', 'files', 'sample', 'own'] as const).map((kind): CalendarGroup => {
    const kinds: readonly CalendarKind[] = kindsOf[kind];
    return { kind, calendars: calendars.filter((calendar) => kinds.includes(calendar.kind)) };
  });
  return [...byAccount, ...others.filter((group) => group.calendars.length > 0)];
}

/**
 * The calendar that invites go out from, where the account's list keeps only what is `chosen` (by its ref).
 *
 * @returns null where it is kept, or lies elsewhere
 */
export function findDroppedHome(
  calendars: readonly CalendarSourceView[],
  account: AccountView,
  chosen: ReadonlySet<string>,
): CalendarSourceView | null {
  const home = calendars.find(({ isHome }) => isHome);
  const remote = account.calendars.find(({ calendarId }) => calendarId === home?.id);
  return home === undefined || remote === undefined || chosen.has(remote.ref) ? null : home;
}

/**
 * Which of an account's calendars are ticked at first: those that are read already. Where none is yet, all of them; of
 * a Google account those of the user, for the calendars of colleagues, sports clubs and holidays hang in the same list.
 */
export function chooseFirst({ kind, calendars }: AccountView): readonly RemoteCalendarView[] {
  const read = calendars.filter(({ calendarId }) => calendarId !== null);
  if (read.length > 0) return read;
  const own = calendars.filter(({ isWritable }) => isWritable);
  return kind === 'google' && own.length > 0 ? own : calendars;
}

/** The one thing that helps. */
export type Remedy = 'retry' | 'password' | 'sign-in' | 'address' | 'choose' | 'answer';

/**
 * No connection is one trouble, however many calendars it keeps waiting.
 *
 * @returns null where it is one calendar's own, and said there
 */
export function findSharedOffline({ calendars }: CalendarsView): SyncTrouble | null {
  const [first, second] = calendars.filter(({ trouble }) => trouble?.kind === 'offline');
  return second === undefined ? null : (first?.trouble ?? null);
}

/** @returns null where all is well, or where `said` (the account's trouble, a shared one) says it already */
export function findRemedy(
  calendar: CalendarSourceView,
  said: readonly (SyncTrouble | null)[],
): Remedy | null {
  const { trouble, kind } = calendar;
  if (trouble === null || said.some((other) => other?.kind === trouble.kind)) return null;
  switch (trouble.kind) {
    case 'emptied':
      return 'answer';
    case 'unauthorized':
    case 'secret-lost':
      if (kind === 'caldav') return 'password';
      if (kind === 'google') return 'sign-in';
      return kind === 'feed' ? 'address' : 'retry';
    case 'gone':
      if (kind === 'caldav' || kind === 'google') return 'choose';
      return kind === 'feed' ? 'address' : 'retry';
    case 'unsafe':
      return kind === 'feed' ? 'address' : 'retry';
    case 'offline':
    case 'refused':
    case 'unreadable':
    case 'too-large':
      return 'retry';
  }
}

export function findAccountRemedy(
  { kind, trouble }: AccountView,
  shared: SyncTrouble | null,
): 'password' | 'sign-in' | 'retry' | null {
  if (trouble === null || trouble.kind === shared?.kind) return null;
  if (trouble.kind !== 'unauthorized' && trouble.kind !== 'secret-lost') return 'retry';
  return kind === 'google' ? 'sign-in' : 'password';
}

/** What to ask for when an account is connected again: no less than it had, so that nothing is lost by it. */
export const accessToAskAgain = ({ access, missingAccess }: AccountView): AccessAsked =>
  missingAccess ?? (access.write ? 'write' : 'read');

/** How a guest gets an invite: the server or Google mails it, Golden Hour does, or the user's mail program. */
export type Delivery =
  | { readonly kind: 'server'; readonly host: string }
  /** `asks`: whether Golden Hour may write, at the first invite. */
  | { readonly kind: 'google'; readonly asks: boolean }
  | { readonly kind: 'smtp'; readonly from: string }
  | { readonly kind: 'handed-over' };

/** `account` is that of the calendar that invites go out from; null: by mail only. */
export function chooseDelivery(account: AccountView | null, smtp: Settings['smtp']): Delivery {
  if (account?.kind === 'google') return { kind: 'google', asks: !account.access.write };
  if (account?.mailsGuests === true) return { kind: 'server', host: account.host };
  return smtp === null ? { kind: 'handed-over' } : { kind: 'smtp', from: smtp.from };
}

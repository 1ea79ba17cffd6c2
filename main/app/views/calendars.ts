import type {
  AccountKind,
  AccountView,
  CalendarSourceView,
  CalendarsView,
  SyncProgress,
  SyncTrouble,
} from '#contract/calendars.ts';
import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { parseConnection } from '#main/calendars/google/connection.ts';
import { hasRight, missingRights, type Right } from '#main/calendars/google/scopes.ts';
import { tellSkipped } from '#main/calendars/household.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { Zone } from '#main/kernel/zone.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { StoredTrouble } from '#main/store/sync-state.ts';
import { missingText } from './google-words.ts';
import { tellReason } from './skipped-words.ts';
import { troubleText } from './sync-words.ts';

interface Circumstances {
  readonly nowMs: EpochMs;
  readonly zone: Zone;
  readonly language: Language;
}

/** Nobody looked for two hours: the next synchronisation may be that late, and a little more. */
const STALE_MS = 150 * 60_000;
/** What is in trouble is tried again within minutes; older than this it shows. */
const STALE_IN_TROUBLE_MS = 30 * 60_000;

export const viewCalendar = (
  calendar: StoredCalendar,
  when: Circumstances,
  sync: SyncProgress | null,
): CalendarSourceView => ({
  id: calendar.id,
  name: calendar.name,
  kind: calendar.kind,
  role: calendar.role,
  accountId: calendar.accountId,
  origin: calendar.origin,
  asOf: when.zone.format(calendar.asOfMs),
  isStale: isStale(calendar, when.nowMs),
  events: calendar.events,
  occurrences: calendar.occurrences,
  skipped: tellSkipped(calendar).map((one) => ({ uid: one.uid, reason: tellReason(one, when.language) })),
  sync,
  trouble: viewTrouble(calendar.sync.trouble, calendar.kind === 'watched' ? 'file' : calendar.kind, when),
  isWritable: calendar.isWritable,
  isHome: calendar.isHome,
});

function isStale({ kind, sync, asOfMs }: StoredCalendar, nowMs: EpochMs): boolean {
  switch (kind) {
    case 'file':
    case 'local':
    case 'sample':
      return false;
    case 'watched':
      // What lies on this machine is only old where it cannot be read.
      return sync.trouble !== null;
    case 'feed':
    case 'caldav':
    case 'google':
      return nowMs - asOfMs > (sync.trouble === null ? STALE_MS : STALE_IN_TROUBLE_MS);
  }
}

const viewTrouble = (
  trouble: StoredTrouble | null,
  source: 'file' | 'feed' | AccountKind | 'local' | 'sample',
  { zone, language }: Circumstances,
): SyncTrouble | null =>
  trouble === null
    ? null
    : {
        kind: trouble.kind,
        text: troubleText(
          trouble.kind,
          source === 'local' || source === 'sample' ? 'file' : source,
          language,
        ),
        since: zone.format(trouble.sinceMs),
      };

/** All that the screen of the calendars shows. `progressOf`: what is under way in this process. */
export function viewCalendars(
  calendars: readonly StoredCalendar[],
  accounts: readonly StoredAccount[],
  progressOf: (id: CalendarId) => SyncProgress | null,
  signIn: Pick<CalendarsView, 'connecting' | 'googleClient' | 'notice'>,
  when: Circumstances,
): CalendarsView {
  return {
    ...signIn,
    calendars: calendars.map((calendar) => viewCalendar(calendar, when, progressOf(calendar.id))),
    accounts: accounts.map((account) => viewAccount(account, calendars, when)),
  };
}

export const accountName = ({ user, host }: Pick<StoredAccount, 'user' | 'host'>): string =>
  user.includes('@') ? user : `${user} (${host})`;

export function viewAccount(
  account: StoredAccount,
  calendars: readonly StoredCalendar[],
  when: Circumstances,
): AccountView {
  const own = calendars.filter(({ accountId }) => accountId === account.id);
  const idOf = new Map(own.map(({ remoteRef, id }) => [remoteRef, id]));
  return {
    id: account.id,
    kind: account.kind,
    name: accountName(account),
    host: account.host,
    user: account.user,
    mailsGuests: account.mailsGuests,
    calendars: account.calendars.map(({ ref, name, colour, isWritable }) => ({
      ref,
      name,
      colour,
      isWritable,
      calendarId: idOf.get(ref) ?? null,
    })),
    trouble: viewTrouble(account.trouble ?? troubleOfAll(own), account.kind, when),
    access: readAccess(account),
    missing: findMissing(account).map((right) => missingText(right, when.language)),
    missingAccess: chooseMissingAccess(findMissing(account)),
  };
}

/** What the user lets Golden Hour do there, apart from reading. */
export function readAccess({ kind, connection }: StoredAccount): AccountView['access'] {
  switch (kind) {
    case 'caldav':
      return { write: true, contacts: false };
    case 'google': {
      const granted = parseConnection(connection)?.granted ?? [];
      return { write: hasRight(granted, 'write'), contacts: hasRight(granted, 'contacts') };
    }
    default:
      return assertNever(kind);
  }
}

function findMissing({ kind, connection }: StoredAccount): readonly Right[] {
  const known = kind === 'google' ? parseConnection(connection) : null;
  return known === null ? [] : missingRights(known);
}

/** One question covers it: whatever is asked for, reading is asked for as well. */
function chooseMissingAccess(missing: readonly Right[]): AccountView['missingAccess'] {
  if (missing.includes('write')) return 'write';
  if (missing.includes('contacts')) return 'contacts';
  return missing.length > 0 ? 'read' : null;
}

/** A password that is lost or wrong is the account's trouble, whichever calendar met it first. */
const troubleOfAll = (calendars: readonly StoredCalendar[]): StoredTrouble | null =>
  calendars
    .flatMap(({ sync }) => sync.trouble ?? [])
    .find(({ kind }) => kind === 'unauthorized' || kind === 'secret-lost') ?? null;

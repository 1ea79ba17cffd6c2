import type { AccountId } from '#contract/ids.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { InviteCalendar, CalendarCopy } from '#main/invites/invite-calendar.ts';
import type { CalendarHome, InviteRecord } from '#main/invites/invite.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SettingsStore } from '#main/store/settings.ts';

/** The calendar from which invites go out. */
export interface ChosenHome extends CalendarHome {
  readonly name: string;
  /** As whom the server knows the user; null: it does not say, so any address of the user's will do. */
  readonly organizer: string | null;
}

/** A look and a writing together stay well within the outbox's lease, so that a sender that waits is not taken for dead. */
export const TIMEOUTS = { answerMs: 25_000, totalMs: 25_000 } as const;

/** What every provider is made of. */
export interface InviteProviderParts {
  readonly store: Pick<Store, 'accounts' | 'calendars' | 'resources'>;
  readonly secrets: SecretStore;
  readonly settings: SettingsStore;
  readonly fetch: typeof globalThis.fetch;
}

/** How invites lie in the calendars of one kind of server. */
export interface InviteProvider {
  /** Under which name the secret store keeps what `open` needs. */
  secretName(id: AccountId): string;
  open(calendar: StoredCalendar, account: StoredAccount): Promise<Outcome<InviteCalendar>>;
  /** As the last synchronisation brought it; null: it brought none. */
  readStored(record: InviteRecord, calendar: StoredCalendar): CalendarCopy | null;
  /** Null: invites cannot go out from it. */
  describeHome(calendar: StoredCalendar, account: StoredAccount): ChosenHome | null;
}

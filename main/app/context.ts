import type { EventName, Events } from '#contract/events.ts';
import type { Capabilities, DesktopState } from '#contract/status.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { GoogleEndpoints } from '#main/calendars/google/endpoints.ts';
import type { GoogleOAuth } from '#main/calendars/google/oauth.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import type { Store } from '#main/store/open.ts';
import type { HeavyWork, Moment } from './heavy/heavy-work.ts';
import type { AccountTokens } from './services/account-tokens.ts';
import type { Connecting } from './services/connecting.ts';
import type { GoogleClient, GoogleClients } from './services/google-client.ts';
import type { InviteCalendars } from './services/invite-calendars.ts';
import type { CalendarSync } from './services/calendar-sync.ts';
import type { PlanKeeper } from './services/plan-keeper.ts';
import type { RequestCounter } from './services/request-counter.ts';
import type { WeatherKeeper } from './services/weather-keeper.ts';

/** What a page may ask of the host's windows. */
export interface HostWindows {
  /** `hash` is the part of the address after the page: '#/settings/calendars'. */
  openPage(hash: string): void;
  closePopover(): void;
}

/** What a page may ask of a desktop host about newer versions of it. */
export interface HostUpdates {
  look(): Promise<unknown>;
  fetch(): Promise<unknown>;
  install(): Promise<void>;
  /** Returns its disposer. */
  onState(listener: () => void): () => void;
}

/** What handlers work with. */
export interface AppContext {
  readonly version: string;
  readonly capabilities: Capabilities;
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly heavy: HeavyWork;
  readonly plans: PlanKeeper;
  readonly weather: WeatherKeeper;
  readonly outbox: Outbox;
  readonly sync: CalendarSync;
  readonly inviteCalendars: InviteCalendars;
  /** How often accounts are asked. */
  readonly requests: RequestCounter;
  /** Of accounts at which the user signed in. */
  readonly tokens: AccountTokens;
  readonly googleClients: GoogleClients;
  readonly googleEndpoints: GoogleEndpoints;
  openGoogleOAuth(client: GoogleClient): GoogleOAuth;
  readonly connecting: Connecting;
  /** Null: this host has none of its own. */
  readonly windows: HostWindows | null;
  /** Null: this host does not replace itself. */
  readonly updates: HostUpdates | null;
  /** Null: this host is no desktop app. */
  desktop(): DesktopState | null;
  readonly fetch: typeof globalThis.fetch;
  readonly newId: () => string;
  now(): EpochMs;
  zone(): string;
  today(): IsoDate;
  language(): Language;
  /** Now, with the settings that count, the sample week's among them. */
  moment(): Moment;
  /** Plans anew when somebody looks, and tells the pages to look. */
  changed(...what: readonly Events['changed']['what'][]): void;
  /** Work that nobody waits for; a bug in it is logged. */
  inBackground(work: Promise<unknown>): void;
  push<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

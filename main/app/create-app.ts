import type { EventName, Events } from '#contract/events.ts';
import type { Capabilities, DesktopState } from '#contract/status.ts';
import { fail } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { GoogleEndpoints } from '#main/calendars/google/endpoints.ts';
import { createOutbox } from '#main/invites/outbox.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import type { Store } from '#main/store/open.ts';
import type { App } from './app.ts';
import type { AppContext, HostUpdates, HostWindows } from './context.ts';
import { createDispatch } from './dispatch.ts';
import { createHandlers } from './handlers/all.ts';
import type { HeavyWork, Moment } from './heavy/heavy-work.ts';
import { createOutboxTimer } from './jobs/outbox-timer.ts';
import { createCalendarSchedule } from './jobs/calendar-schedule.ts';
import { startWatch } from './jobs/watch.ts';
import type { Log } from './log.ts';
import { usedSettings } from './sample-state.ts';
import { SCHEMAS } from './schemas/all.ts';
import { createFreeBusy } from './services/free-busy.ts';
import { readFreshSlot } from './services/fresh-slot.ts';
import type { GoogleClient } from './services/google-client.ts';
import { createGoogleServices } from './services/google-services.ts';
import { createInviteCalendars } from './services/invite-calendars.ts';
import { createCalendarSync } from './services/calendar-sync.ts';
import { createRequestCounter } from './services/request-counter.ts';
import { createMailAccount } from './services/mail-account.ts';
import { createPlanKeeper } from './services/plan-keeper.ts';
import { createWeatherKeeper } from './services/weather-keeper.ts';
import { tellFailure } from './views/tell-failure.ts';

/** What a host brings. The app knows no other host than by these. */
export interface AppParts {
  readonly dataFolder: string;
  readonly version: string;
  readonly capabilities: Omit<Capabilities, 'secretsPersist'>;
  /** What a desktop host could make of its settings; absent elsewhere. */
  readonly desktop?: () => DesktopState;
  /** Absent in hosts that do not replace themselves. */
  readonly updates?: HostUpdates;
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly heavy: HeavyWork & { close(): Promise<void> };
  readonly log: Log;
  readonly clock: () => EpochMs;
  /** 0 to 1. */
  readonly random: () => number;
  readonly newId: () => string;
  readonly fetch: typeof globalThis.fetch;
  /** The machine's IANA zone, which may change on a journey. */
  readonly machineZone: () => string;
  /** What the host speaks until it knows better. */
  readonly language: Language;
  /** How often the app looks around by itself; absent: three times a minute. A minute at most. */
  readonly lookEveryMs?: number;
  /** Absent in hosts that have no windows of their own. */
  readonly windows?: HostWindows;
  /** Absent: Google's own addresses. */
  readonly googleEndpoints?: GoogleEndpoints;
  /** The build's own; absent: it has none. */
  readonly googleClient?: GoogleClient | null;
  /** Opens an address in the user's browser, and says whether it did; absent: the page does. */
  readonly openAddress?: (address: string) => Promise<boolean>;
}

type Listener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

/** Wires the services. Nothing runs by itself before `start`. */
export function createApp(parts: AppParts): App {
  const { store, settings, secrets, heavy, log, clock } = parts;
  const listeners = new Set<Listener>();
  let hinted = parts.language;
  const pace = parts.lookEveryMs === undefined ? {} : { lookEveryMs: parts.lookEveryMs };

  const push: AppContext['push'] = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  const onBug = (error: unknown): void => void log.bug(error);
  const zone = (): string => settings.read().zone ?? parts.machineZone();
  const language = (): Language => {
    const chosen = settings.read().language;
    return chosen === 'system' ? hinted : chosen;
  };
  const moment = (): Moment => {
    const nowMs = clock();
    return {
      nowMs,
      zone: zone(),
      language: language(),
      settings: usedSettings(store, settings.read()),
    };
  };

  const plans = createPlanKeeper({ store, heavy, moment });
  const changed: AppContext['changed'] = (...what) => {
    plans.invalidate();
    for (const part of what) push('changed', { what: part });
  };
  const weather = createWeatherKeeper({
    store,
    secrets,
    heavy,
    moment,
    onRefreshed: () => changed('outlook'),
  });
  const google = createGoogleServices({ ...parts, zone, language, push, changed, onBug });
  const { tokens, connecting, googleEndpoints } = google;
  const requests = createRequestCounter({ store, clock });
  const inviteCalendars = createInviteCalendars({
    store,
    secrets,
    settings,
    fetch: parts.fetch,
    clock,
    google: {
      tokens,
      apiRoot: googleEndpoints.api,
      onRequest: (id) => requests.note(id, 1, 'asked'),
    },
  });
  const account = createMailAccount({
    settings,
    secrets,
    clock,
    lacksOther: () => inviteCalendars.lacksPassword(outbox.list()),
  });
  const outbox = createOutbox({
    store: store.outbox,
    owner: parts.newId(),
    clock,
    random: parts.random,
    newId: parts.newId,
    openTransport: () => account.open(),
    openCalendar: (id) => inviteCalendars.open(id),
    isSlotFree: (interval, exceptUid) => readFreshSlot({ store, sync, moment }, interval, exceptUid),
    onChanged: (id) => {
      push('invite.changed', { inviteId: id });
      changed('outlook', 'people');
      if (isRunning) void timer.wake();
    },
  });
  const timer = createOutboxTimer({ tick: () => account.tickPatiently(outbox), clock, onBug });
  const inBackground = (work: Promise<unknown>): void => void work.catch(onBug);
  const told: AppContext['changed'] = (...what) => {
    watch.noteWritten();
    changed(...what);
  };
  const freeBusy = createFreeBusy({
    store,
    heavy,
    tokens,
    requests,
    plans,
    googleRoot: googleEndpoints.api,
    owner: parts.newId(),
    moment,
    clock,
    changed: told,
    onBug,
  });
  const sync = createCalendarSync({
    store,
    secrets,
    tokens,
    googleRoot: googleEndpoints.api,
    heavy,
    requests,
    owner: parts.newId(),
    moment,
    clock,
    random: parts.random,
    push,
    changed: told,
    onBug,
    onContent(id, isMuch) {
      freeBusy.noteChanged(id, isMuch);
      inBackground(inviteCalendars.readBack([id], outbox));
    },
  });
  const calendars = createCalendarSchedule({
    store,
    sync,
    heavy,
    moment,
    clock,
    inBackground,
    changed: told,
    onTick: (isLooking) => freeBusy.tick(isLooking),
    ...pace,
  });
  const watch = startWatch({ store, plans, weather, timer, calendars, changed, onBug, ...pace });
  let isRunning = false;
  let isStopped = false;

  const context: AppContext = {
    version: parts.version,
    capabilities: { ...parts.capabilities, secretsPersist: secrets.persistent },
    desktop: () => parts.desktop?.() ?? null,
    store,
    settings,
    secrets,
    heavy,
    plans,
    weather,
    outbox,
    inviteCalendars,
    requests,
    ...google,
    sync,
    windows: parts.windows ?? null,
    updates: parts.updates ?? null,
    fetch: parts.fetch,
    newId: parts.newId,
    now: clock,
    zone,
    today: () => openZone(zone()).dateOf(clock()),
    language,
    moment,
    changed,
    push,
    inBackground,
  };
  // The pages show what is known of newer versions.
  const stopUpdates = parts.updates?.onState(() => push('changed', { what: 'settings' }));

  const dispatch = createDispatch(createHandlers(context), { log, schemas: SCHEMAS });
  return {
    dataFolder: parts.dataFolder,
    async dispatch(name, input) {
      if (isStopped)
        return tellFailure(fail('offline', 'Golden Hour is closing. Start it again.'), language());
      if (isRunning) calendars.looked();
      const outcome = await dispatch(name, input);
      return outcome.ok ? outcome : tellFailure(outcome, language());
    },
    async peek(name, input) {
      if (isStopped) return fail('offline', 'Golden Hour is closing. Start it again.');
      return dispatch(name, input);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hintLanguage(spoken) {
      if (spoken === hinted) return;
      hinted = spoken;
      if (settings.read().language === 'system') changed('settings', 'outlook', 'people');
    },
    start() {
      isRunning = true;
      watch.start();
      // What was read just before the last end of this app.
      inBackground(
        inviteCalendars.readBack(
          store.calendars.list().map(({ id }) => id),
          outbox,
        ),
      );
      // Ready before the first page asks.
      context.inBackground(plans.current());
    },
    wake() {
      calendars.woke();
      connecting.woke();
      return watch.look();
    },
    async stop() {
      isStopped = true;
      stopUpdates?.();
      watch.stop();
      calendars.stop();
      await timer.stop();
      inviteCalendars.stop();
      await connecting.stop();
      await sync.stop();
      await freeBusy.stop();
      await tokens.stop();
      await heavy.close();
      store.close();
    },
  };
}

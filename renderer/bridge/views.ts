import type { Bridge } from '#contract/bridge.ts';
import type { Events } from '#contract/events.ts';
import type { MethodOutput } from '#contract/methods.ts';
import type { Failure } from '#contract/outcome.ts';

/** The views that screens share: read once, kept, and read again when the host says that they changed. */
const viewNames = [
  'app.status',
  'outlook.read',
  'calendars.read',
  'invites.list',
  'people.list',
  'people.offers',
  'people.merges',
  'settings.read',
  'activities.list',
] as const;
export type ViewName = (typeof viewNames)[number];

export type ViewState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** `failure` is that of a later reading: the value is then the last good one. */
  | {
      readonly kind: 'ready';
      readonly value: T;
      readonly failure: Failure | null;
      readonly receivedAt: number;
    };

export interface Views {
  readonly get: <Name extends ViewName>(name: Name) => ViewState<MethodOutput<Name>>;
  /** The first subscriber starts the reading. Returns its disposer. */
  readonly subscribe: (name: ViewName, listener: () => void) => () => void;
  /** Resolves when what is shown was read after this was called, by this reading or by one that overtook it. */
  readonly reload: (name: ViewName) => Promise<void>;
  /** What a method gave back, so that no screen has to ask again. */
  readonly put: <Name extends ViewName>(name: Name, value: MethodOutput<Name>) => void;
  readonly dispose: () => void;
}

type States = { [Name in ViewName]: ViewState<MethodOutput<Name>> };

const affected = {
  outlook: ['outlook.read', 'invites.list'],
  people: ['people.list', 'people.offers', 'people.merges'],
  settings: ['settings.read', 'app.status'],
  activities: ['activities.list'],
  calendars: ['calendars.read'],
} satisfies Record<Events['changed']['what'], readonly ViewName[]>;

export function createViews(bridge: Bridge, now: () => number = () => performance.now()): Views {
  const loading = { kind: 'loading' } as const;
  const states: States = {
    'app.status': loading,
    'outlook.read': loading,
    'calendars.read': loading,
    'invites.list': loading,
    'people.list': loading,
    'people.offers': loading,
    'people.merges': loading,
    'settings.read': loading,
    'activities.list': loading,
  };
  const listeners = new Map<ViewName, Set<() => void>>(viewNames.map((name) => [name, new Set()]));
  const versions = new Map<ViewName, number>();
  /** Read once already; what nobody watches is read again only when somebody looks. */
  const known = new Set<ViewName>();
  const outdated = new Set<ViewName>();
  /** The version that is being read. */
  const reading = new Map<ViewName, number>();
  /** The reading that began last. */
  const latest = new Map<ViewName, { readonly version: number; readonly ended: Promise<void> }>();

  const nextVersion = (name: ViewName): number => {
    const version = (versions.get(name) ?? 0) + 1;
    versions.set(name, version);
    return version;
  };

  const set = (name: ViewName, state: ViewState<unknown>): void => {
    Object.assign(states, { [name]: state });
    for (const listener of listeners.get(name) ?? []) listener();
  };

  const read = async (name: ViewName, version: number): Promise<void> => {
    const outcome = await bridge.call(name, {});
    if (reading.get(name) === version) reading.delete(name);
    // A later reading or a put has overtaken this one.
    if (versions.get(name) !== version) {
      const later = latest.get(name);
      if (later !== undefined && later.version > version) await later.ended;
      return;
    }
    if (outcome.ok) {
      set(name, { kind: 'ready', value: outcome.value, failure: null, receivedAt: now() });
      return;
    }
    const before = states[name];
    set(
      name,
      before.kind === 'ready' ? { ...before, failure: outcome } : { kind: 'failed', failure: outcome },
    );
  };

  const load = (name: ViewName): Promise<void> => {
    known.add(name);
    outdated.delete(name);
    const version = nextVersion(name);
    reading.set(name, version);
    const ended = read(name, version);
    latest.set(name, { version, ended });
    return ended;
  };

  const refresh = (names: readonly ViewName[]): void => {
    for (const name of names) {
      if (!known.has(name)) continue;
      if ((listeners.get(name)?.size ?? 0) > 0) void load(name);
      else outdated.add(name);
    }
  };

  /** Steps of a synchronisation come by the dozen: they are shown without asking the host each time. */
  const followSync = ({ calendarId, sync }: Events['calendar.progress']): void => {
    if (sync === null) {
      refresh(affected.calendars);
      return;
    }
    const state = states['calendars.read'];
    if (state.kind !== 'ready') return;
    const calendars = state.value.calendars.map((calendar) =>
      calendar.id === calendarId ? { ...calendar, sync } : calendar,
    );
    set('calendars.read', { ...state, value: { ...state.value, calendars } });
  };

  let wasConnected = true;
  const disposers = [
    bridge.on('changed', ({ what }) => refresh(affected[what])),
    bridge.on('invite.changed', () => refresh(affected.outlook)),
    bridge.on('calendar.progress', followSync),
    bridge.onConnection((connected) => {
      // Whatever was pushed in between is lost.
      if (connected && !wasConnected) refresh(viewNames);
      wasConnected = connected;
    }),
  ];

  return {
    get: (name) => states[name],
    subscribe: (name, listener) => {
      listeners.get(name)?.add(listener);
      if (!known.has(name) || outdated.has(name)) void load(name);
      return () => void listeners.get(name)?.delete(listener);
    },
    reload: (name) => load(name),
    put: (name, value) => {
      known.add(name);
      outdated.delete(name);
      nextVersion(name);
      set(name, { kind: 'ready', value, failure: null, receivedAt: now() });
      // What is being read may be newer than what a slower method gave back.
      if (reading.has(name)) void load(name);
    },
    dispose: () => {
      for (const dispose of disposers) dispose();
    },
  };
}

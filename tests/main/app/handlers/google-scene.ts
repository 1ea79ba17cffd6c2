import { expect } from 'vitest';
import type { AccountView, CalendarsView, ConnectingView } from '#contract/calendars.ts';
import type { AccountId } from '#contract/ids.ts';
import { type AppWorld, type AppWorldOptions, openAppWorld } from '#tests/main/app/app-world.ts';
import { type ConsentChoice, giveConsent } from '#tests/servers/google/consent.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';

/** A machine may be busy. */
export const WAIT = { timeout: 10_000 };

/** The app and a server in Google's place. */
export interface GoogleScene {
  readonly server: GoogleServer;
  /** Once `open` was called. */
  world: AppWorld;
  open(options?: AppWorldOptions): Promise<void>;
  view(): Promise<CalendarsView>;
  begin(access?: ConnectingView['access'], accountId?: AccountId | null): Promise<ConnectingView>;
  /** As soon as no sign-in waits any more. */
  settled(): Promise<CalendarsView>;
  /** As soon as every calendar was tried once. */
  synced(): Promise<void>;
  /** The whole way of a new account. */
  connect(choice?: ConsentChoice): Promise<AccountView>;
  /** Fails the test where something unexpected was logged. */
  close(): Promise<void>;
}

export async function openScene(): Promise<GoogleScene> {
  let isOpen = false;
  const server = await startGoogle({
    clock: () => (isOpen ? scene.world.nowMs : Date.parse('2026-06-01T09:00:00+02:00')),
    accounts: [
      {
        email: 'alex@example.com',
        calendars: [
          { id: 'team@group.example', summary: 'Team', accessRole: 'reader' },
          { id: 'choir@group.example', summary: 'Choir', accessRole: 'owner' },
        ],
      },
      { email: 'work@example.com' },
    ],
  });
  let opened: AppWorld | null = null;
  const scene: GoogleScene = {
    server,
    get world() {
      if (opened === null) throw new Error('The app is not open yet.');
      return opened;
    },
    set world(world) {
      opened = world;
    },
    async open(options = {}) {
      opened = await openAppWorld({ google: server, ...options });
      isOpen = true;
    },
    view: () => scene.world.call('calendars.read', {}),
    begin: (access = 'read', accountId = null) =>
      scene.world.call('accounts.connectGoogle', { accountId, access }),
    async settled() {
      await expect
        .poll(async () => (await scene.view()).connecting?.state ?? 'none', WAIT)
        .not.toBe('waiting');
      return scene.view();
    },
    async synced() {
      const { calendars } = scene.world.store;
      await expect
        .poll(() => calendars.list().every(({ sync }) => sync.lastTriedMs !== null), WAIT)
        .toBe(true);
    },
    async connect(choice = {}) {
      const { address } = await scene.begin();
      expect(await giveConsent(address, choice)).toBe(200);
      const { accounts, connecting } = await scene.settled();
      expect(connecting).toBeNull();
      const account = accounts.at(-1);
      if (account === undefined) throw new Error('No account was connected.');
      return account;
    },
    async close() {
      await scene.world[Symbol.asyncDispose]();
      await server.stop();
      expect(scene.world.bugs).toEqual([]);
    },
  };
  return scene;
}

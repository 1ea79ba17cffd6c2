import type { Browser } from '@playwright/test';
import type { Language } from '#contract/vocabulary.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { putSampleWeeks, SAMPLE_CONTACTS } from '#tests/servers/google/generate.ts';
import type { GoogleModes } from '#tests/servers/google/modes.ts';
import type { EventResource } from '#tests/servers/google/resources.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { type CatchPage, catchTab, GooglePage } from '../pages/google.ts';
import { type Desk, expect, test as base } from './desk.ts';
import { START, ZONE } from './fixtures.ts';

export const ALEX = 'alex.morgan@example.com';

/** The app beside a stand-in for Google with a friendly few weeks, both on one clock. */
export interface GoogleDesk {
  readonly server: GoogleServer;
  /** As if so much time had passed while the machine slept. */
  sleep(ms: number): Promise<void>;
  /** Whatever asks Google, with the user's browser in it. */
  readPage(language: Language): GooglePage;
  goTo(hash: string): Promise<void>;
  /** Reads all calendars now, and waits for it. */
  sync(): Promise<void>;
  /** What stands in Alex' calendar and Golden Hour made. */
  invites(): readonly EventResource[];
}

interface Fixtures {
  /** Set up before the app, which reads its addresses when it starts. */
  readonly started: { readonly server: GoogleServer; sleptMs: number };
  readonly googleModes: Partial<GoogleModes>;
  readonly google: GoogleDesk;
}

async function startServer(modes: Partial<GoogleModes>): Promise<Fixtures['started']> {
  const offsetMs = Date.parse(START) - Date.now();
  const time = { sleptMs: 0 };
  const server = await startGoogle({
    ...modes,
    clock: () => Date.now() + offsetMs + time.sleptMs,
    accounts: [
      {
        email: ALEX,
        name: 'Alex Morgan',
        timeZone: ZONE,
        contacts: SAMPLE_CONTACTS,
        calendars: [
          { id: 'family@group.calendar.google.com', summary: 'Family' },
          { id: 'holidays@group.v.calendar.google.com', summary: 'Holidays', accessRole: 'reader' },
        ],
      },
    ],
  });
  putSampleWeeks(server, Date.parse(START), ZONE);
  return Object.assign(time, { server });
}

/** The desktop hands the address to the system, whose browser is another one. */
const catchOutside =
  (desk: Desk, browser: Browser): CatchPage =>
  async (act) => {
    const readOpened = async () => (await desk.outside.handedOver()).opened;
    const { length } = await readOpened();
    await act();
    await expect.poll(async () => (await readOpened()).length).toBe(length + 1);
    const page = await browser.newPage({ locale: 'en-GB' });
    await page.goto((await readOpened()).at(-1) ?? '');
    return page;
  };

export const test = base.extend<Fixtures>({
  googleModes: [{}, { option: true }],
  started: [
    async ({ googleModes }, use, info) => {
      const missing = whyNoGoogle();
      if (missing !== null) {
        console.warn(`skipped: ${info.title}: ${missing}`);
        info.skip(true, missing);
        return;
      }
      const started = await startServer(googleModes);
      const { server } = started;
      const environment = {
        GOLDEN_HOUR_GOOGLE_API: server.apiRoot,
        GOLDEN_HOUR_GOOGLE_OAUTH: server.oauthRoot,
        GOLDEN_HOUR_GOOGLE_CLIENT_ID: server.clientId,
        GOLDEN_HOUR_GOOGLE_CLIENT_SECRET: server.clientSecret,
      };
      Object.assign(process.env, environment);
      await use(started);
      for (const name of Object.keys(environment)) delete process.env[name];
      await server.stop();
      expect(server.violations).toEqual([]);
    },
    { auto: true },
  ],
  google: async ({ started, desk, browser }, use) => {
    const { server } = started;
    await use({
      server,
      async sleep(ms) {
        started.sleptMs += ms;
        await desk.sleep(ms);
      },
      readPage: (language) =>
        new GooglePage(
          desk.page,
          language,
          desk.kind === 'browser' ? catchTab(desk.page) : catchOutside(desk, browser),
        ),
      goTo: async (hash) => void (await desk.page.goto(`${desk.page.url().split('#')[0]}${hash}`)),
      async sync() {
        await desk.call('calendars.sync', { calendarId: null });
        await expect
          .poll(async () =>
            (await desk.call('calendars.read', {})).calendars.every(({ sync }) => sync === null),
          )
          .toBe(true);
      },
      invites: () =>
        server.events(ALEX).filter(({ id, status }) => status !== 'cancelled' && !/^(?:sample|put)/.test(id)),
    });
  },
});

export { expect } from './desk.ts';

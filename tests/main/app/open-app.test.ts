import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CalendarsView, ConnectingView } from '#contract/calendars.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import { openApp } from '#main/app/open-app.ts';
import { accountTokens } from '#main/app/secret-names.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { giveConsent } from '#tests/servers/google/consent.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { temporaryFolder } from '../store/temporary.ts';

const WAIT = { timeout: 20_000 };
const MISSING = whyNoGoogle();

function pointTo({ apiRoot, oauthRoot, clientId, clientSecret }: GoogleServer): void {
  vi.stubEnv('GOLDEN_HOUR_GOOGLE_API', apiRoot);
  vi.stubEnv('GOLDEN_HOUR_GOOGLE_OAUTH', oauthRoot);
  vi.stubEnv('GOLDEN_HOUR_GOOGLE_CLIENT_ID', clientId);
  vi.stubEnv('GOLDEN_HOUR_GOOGLE_CLIENT_SECRET', clientSecret);
}

async function call<T>(app: App, name: string, input: unknown): Promise<T> {
  // dispatch gives what the contract says for the name, which each caller names.
  const outcome = (await app.dispatch(name, input)) as Outcome<T>;
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const filesOf = (folder: string): readonly (readonly [name: string, text: string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1')]);

describe('the app on its own folder', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('does not open where Google is to be asked at an address that is none, and says which', async () => {
    vi.stubEnv('GOLDEN_HOUR_GOOGLE_API', 'http://gateway.example');
    const folder = temporaryFolder();
    const opened = await openApp({ folder, secrets: createMemorySecrets() });
    expect(opened).toMatchObject({
      ok: false,
      code: 'invalid-input',
      message: expect.stringContaining(
        'GOLDEN_HOUR_GOOGLE_API is http://gateway.example/. Give an https address',
      ),
    });
  });

  it.skipIf(MISSING !== null)(
    `connects, reads and loses an account at Google without a trace of its tokens ${MISSING ?? ''}`,
    { timeout: 60_000 },
    async () => {
      await using server = await startGoogle({ accounts: [{ email: 'alex@example.com' }] });
      pointTo(server);
      const folder = temporaryFolder();
      const secrets = createMemorySecrets();
      const opened = await openApp({ folder, secrets, language: 'en' });
      if (!opened.ok) throw new Error(opened.message);
      const app = opened.value;
      const view = (): Promise<CalendarsView> => call(app, 'calendars.read', {});
      const begin = { accountId: null, access: 'read' };
      const { address } = await call<ConnectingView>(app, 'accounts.connectGoogle', begin);
      expect(await giveConsent(address)).toBe(200);
      await expect.poll(async () => (await view()).accounts.length, WAIT).toBe(1);
      await expect.poll(async () => (await view()).calendars[0]?.trouble, WAIT).toBeNull();
      const [account] = (await view()).accounts;
      const [calendar] = (await view()).calendars;
      if (account === undefined || calendar === undefined) throw new Error('Nothing was connected.');
      const kept = (await secrets.get(accountTokens(account.id))) ?? '{}';
      const { access, refresh } = JSON.parse(kept) as Readonly<Record<string, string>>;
      if (access === undefined || refresh === undefined) throw new Error('There are no tokens.');

      server.revoke('alex@example.com');
      await call(app, 'calendars.sync', { calendarId: calendar.id });
      await expect.poll(async () => (await view()).accounts[0]?.trouble?.kind, WAIT).toBe('unauthorized');
      const said = JSON.stringify(await view());
      await app.stop();

      const files = filesOf(folder);
      expect(files.some(([, text]) => text.startsWith('SQLite format 3'))).toBe(true);
      for (const token of [access, refresh, server.clientSecret]) {
        expect(files.filter(([, text]) => text.includes(token)).map(([name]) => name)).toEqual([]);
        expect(said.includes(token)).toBe(false);
      }
      const log = files.find(([name]) => name === 'golden-hour.log')?.[1] ?? '';
      expect(log).not.toMatch(/alex|127\.0\.0\.1|"event":"bug"/);
      expect(server.violations).toEqual([]);
    },
  );
});

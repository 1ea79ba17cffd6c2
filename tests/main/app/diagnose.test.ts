import { afterEach, describe, expect, it, vi } from 'vitest';
import { accountId } from '#contract/ids.ts';
import { storePath } from '#main/app/data-folder.ts';
import { diagnose } from '#main/app/diagnose.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import { openStore } from '#main/store/open.ts';
import { temporaryFolder } from '../store/temporary.ts';

const NOTHING_SET = {
  GOLDEN_HOUR_GOOGLE_CLIENT_ID: '',
  GOLDEN_HOUR_GOOGLE_CLIENT_SECRET: '',
  GOLDEN_HOUR_GOOGLE_API: '',
  GOLDEN_HOUR_GOOGLE_OAUTH: '',
};

async function look(env: Readonly<Record<string, string>>, accounts: readonly StoredAccount[] = []) {
  const folder = temporaryFolder();
  for (const [name, value] of Object.entries({ ...NOTHING_SET, ...env, GOLDEN_HOUR_HOME: folder })) {
    vi.stubEnv(name, value);
  }
  const opened = openStore(storePath(folder));
  if (!opened.ok) throw new Error(opened.message);
  for (const account of accounts) opened.value.accounts.save(account);
  opened.value.close();
  return diagnose();
}

const accountOf = (id: string, changes: Partial<StoredAccount>): StoredAccount => ({
  id: accountId(id),
  kind: 'google',
  host: 'calendar.google.com',
  user: 'alex@example.com',
  mailsGuests: true,
  connection: { address: 'alex@example.com', asked: [], granted: [] },
  calendars: [],
  trouble: null,
  ...changes,
});

describe('what works and what is missing', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('names accounts by their kind, and says how many are cut off, without whose they are', async () => {
    const trouble = { kind: 'unauthorized', detail: 'invalid_grant', sinceMs: 0 } as const;
    const accounts = [
      accountOf('a', {}),
      accountOf('b', { trouble }),
      accountOf('c', { kind: 'caldav', host: 'dav.example', user: 'alex' }),
    ];
    const findings = await look({}, accounts);
    expect(findings.find(({ topic }) => topic === 'accounts')).toEqual({
      topic: 'accounts',
      state: 'broken',
      text: '1 caldav, 2 google; 1 must be connected again.',
    });
    expect(JSON.stringify(findings)).not.toMatch(/alex|example/);
    const well = await look({}, accounts.slice(0, 1));
    expect(well.find(({ topic }) => topic === 'accounts')).toMatchObject({
      state: 'works',
      text: '1 google.',
    });
  });

  it.each([
    [{}, 'missing', /no client ID of its own; docs\/connecting-google\.md says how/],
    [
      { GOLDEN_HOUR_GOOGLE_CLIENT_ID: 'id-of-client', GOLDEN_HOUR_GOOGLE_CLIENT_SECRET: 'sesame' },
      'works',
      /^This copy has a client ID\.$/,
    ],
    [
      { GOLDEN_HOUR_GOOGLE_CLIENT_ID: 'x', GOLDEN_HOUR_GOOGLE_API: 'http://127.0.0.1:4021' },
      'works',
      /Another address than its own is asked\.$/,
    ],
    [{ GOLDEN_HOUR_GOOGLE_OAUTH: 'http://gateway.example' }, 'broken', /GOLDEN_HOUR_GOOGLE_OAUTH is http/],
  ] as const)('Google with %j: %s', async (env, state, text) => {
    const findings = await look(env);
    const google = findings.find(({ topic }) => topic === 'Google');
    expect(google?.state).toBe(state);
    expect(google?.text).toMatch(text);
    expect(JSON.stringify(findings)).not.toMatch(/sesame|id-of-client/);
  });
});

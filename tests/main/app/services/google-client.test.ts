import { describe, expect, it } from 'vitest';
import { findBuiltInClient } from '#main/app/built-in-client.ts';
import { createGoogleClients } from '#main/app/services/google-client.ts';
import { storePath } from '#main/app/data-folder.ts';
import { openStore } from '#main/store/open.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { temporaryFolder } from '#tests/main/store/temporary.ts';

const BUILT = { clientId: 'built.apps.googleusercontent.com', clientSecret: 'b' };
const OWN = { clientId: 'own.apps.googleusercontent.com', clientSecret: 'o' };

function openStored() {
  const opened = openStore(storePath(temporaryFolder()));
  if (!opened.ok) throw new Error(opened.message);
  return opened.value;
}

describe('as whom Google is asked', () => {
  it('is the build’s client until the user has one of their own, and again when that is taken back', async () => {
    const store = openStored();
    const secrets = createMemorySecrets();
    const clients = createGoogleClients({ meta: store.meta, secrets, builtIn: BUILT });
    expect([clients.source(), await clients.current()]).toEqual(['built-in', { ok: true, value: BUILT }]);
    await clients.save(OWN);
    expect([clients.source(), await clients.current()]).toEqual(['own', { ok: true, value: OWN }]);
    expect(store.meta.read('google-client')).not.toContain('"o"');
    await clients.save({ ...OWN, clientSecret: null });
    expect(await clients.current()).toEqual({ ok: true, value: { ...OWN, clientSecret: null } });
    await clients.save(null);
    expect([clients.source(), await clients.current()]).toEqual(['built-in', { ok: true, value: BUILT }]);
    store.close();
  });

  it('is nobody where the build has none, and says what to do', async () => {
    const store = openStored();
    const clients = createGoogleClients({ meta: store.meta, secrets: createMemorySecrets(), builtIn: null });
    expect(clients.source()).toBe('none');
    expect(await clients.current()).toMatchObject({ ok: false, code: 'refused' });
    store.close();
  });

  it('says so where the secret was in a memory that is gone', async () => {
    const store = openStored();
    const before = createGoogleClients({ meta: store.meta, secrets: createMemorySecrets(), builtIn: null });
    await before.save(OWN);
    const after = createGoogleClients({ meta: store.meta, secrets: createMemorySecrets(), builtIn: BUILT });
    expect(after.source()).toBe('own');
    expect(await after.current()).toMatchObject({ ok: false, code: 'unauthorized' });
    store.close();
  });

  it.each(['', 'two words', 'https://console.example/', '<script>'])(
    '%j is no client ID',
    async (clientId) => {
      const store = openStored();
      const clients = createGoogleClients({
        meta: store.meta,
        secrets: createMemorySecrets(),
        builtIn: null,
      });
      expect(await clients.save({ clientId, clientSecret: null })).toMatchObject({
        ok: false,
        code: 'invalid-input',
      });
      expect(clients.source()).toBe('none');
      store.close();
    },
  );

  it.each([
    [{}, null],
    [
      { GOLDEN_HOUR_GOOGLE_CLIENT_ID: ' a ', GOLDEN_HOUR_GOOGLE_CLIENT_SECRET: ' s ' },
      { clientId: 'a', clientSecret: 's' },
    ],
    [{ GOLDEN_HOUR_GOOGLE_CLIENT_ID: 'a' }, { clientId: 'a', clientSecret: null }],
    [{ GOLDEN_HOUR_GOOGLE_CLIENT_SECRET: 's' }, null],
  ])('what runs from its sources takes %j', (env, client) => expect(findBuiltInClient(env)).toEqual(client));
});

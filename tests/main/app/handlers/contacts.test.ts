import { beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '#contract/ids.ts';
import { connectGoogle, READING } from '#tests/support/google/connected.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { skipWithoutGoogle } from '#tests/servers/google/skip.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

const ALEX = 'alex@example.com';
let google: GoogleServer;
let world: AppWorld;

describe('the contacts of a Google account', () => {
  beforeEach(async (context) => {
    skipWithoutGoogle(context);
    const contacts = [
      { name: 'Priya Patel', emails: ['priya@example.com', 'priya@home.example'], organisation: 'Acme' },
      { name: 'Sam', emails: ['sam@example.com'] },
      { name: 'Only a phone', emails: [] },
      { name: 'Alex Jansen', emails: [ALEX] },
      ...Array.from({ length: 1_200 }, (_, i) => ({ name: `Contact ${i}`, emails: [`c${i}@example.com`] })),
    ];
    google = await startGoogle({ accounts: [{ email: ALEX, contacts }] });
    world = await openAppWorld({ google, settings: { me: [ALEX], myName: 'Alex Jansen' } });
    return async () => {
      await world[Symbol.asyncDispose]();
      await google.stop();
      if (google.violations.length > 0) throw new Error(google.violations.join('\n'));
    };
  });

  it('come as an address book: everybody paused, nobody doubled, and the same again changes nothing', async () => {
    const { id } = await connectGoogle(world, google, {
      user: ALEX,
      scopes: [...READING, 'contacts.readonly'],
      nowMs: world.nowMs,
    });
    const first = await world.call('people.importGoogle', { accountId: id });
    expect(first).toMatchObject({ kind: 'people', added: 1_202, updated: 0, unchanged: 0 });
    expect(first.kind === 'people' ? first.skipped.map(({ reason: why }) => why).toSorted() : []).toEqual([
      'has no e-mail address',
      'is you, or has no address but yours',
    ]);
    const { people } = await world.call('people.list', {});
    expect(people.find(({ name }) => name === 'Priya Patel')).toMatchObject({
      emails: ['priya@example.com', 'priya@home.example'],
      department: 'Acme',
      status: 'paused',
    });
    // Two pages, and no more of anybody than is used.
    const asked = google.requests.filter(({ path }) => path.includes('connections'));
    expect(asked).toHaveLength(2);
    google.putContact({ name: 'Priya Patel', emails: ['priya@example.com', 'pp@example.com'] });
    const again = await world.call('people.importGoogle', { accountId: id });
    expect(again).toMatchObject({ kind: 'people', added: 0, updated: 1, unchanged: 1_202 });
  }, 60_000);

  it('are asked for with another token where the first is refused before its time', async () => {
    const { id } = await connectGoogle(world, google, {
      user: ALEX,
      scopes: [...READING, 'contacts.readonly'],
      nowMs: world.nowMs,
    });
    google.expireAccessTokens();
    const result = await world.call('people.importGoogle', { accountId: id });
    expect(result).toMatchObject({ kind: 'people', added: 1_202 });
  }, 60_000);

  it('are not asked for before the user has allowed it, and nothing leaves', async () => {
    const { id } = await connectGoogle(world, google, { user: ALEX, nowMs: world.nowMs });
    google.forgetRequests();
    const failure = await world.refuse('people.importGoogle', { accountId: id });
    expect(failure).toMatchObject({ code: 'unauthorized' });
    expect(failure.message).toContain(ALEX);
    expect(google.requests).toEqual([]);
    const missing = await world.refuse('people.importGoogle', { accountId: accountId('nobody') });
    expect(missing.code).toBe('not-found');
  });

  it('say what is wrong where the server refuses or is not there', async () => {
    const { id } = await connectGoogle(world, google, {
      user: ALEX,
      scopes: [...READING, 'contacts.readonly'],
      nowMs: world.nowMs,
    });
    google.revoke();
    expect((await world.refuse('people.importGoogle', { accountId: id })).code).toBe('unauthorized');
    await google.stop();
    const gone = await world.refuse('people.importGoogle', { accountId: id });
    expect(['offline', 'unauthorized']).toContain(gone.code);
    expect((await world.call('people.list', {})).people).toEqual([]);
  });
});

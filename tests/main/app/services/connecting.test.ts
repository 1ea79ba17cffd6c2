import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { type Connecting, createConnecting, type SignIn } from '#main/app/services/connecting.ts';
import { openZone } from '#main/kernel/zone.ts';

interface World {
  readonly connecting: Connecting;
  readonly bugs: unknown[];
  changes: number;
  nowMs: number;
}

function openWorld(limitMs?: number): World {
  let ids = 0;
  const bugs: unknown[] = [];
  const world = { bugs, changes: 0, nowMs: Date.parse('2026-06-01T07:00:00Z') };
  const connecting = createConnecting({
    clock: () => world.nowMs,
    newId: () => {
      ids += 1;
      return `attempt-${ids}`;
    },
    zone: () => openZone('Europe/Amsterdam'),
    language: () => 'en',
    openAddress: null,
    onChanged: () => {
      world.changes += 1;
    },
    onBug: (error) => void bugs.push(error),
    ...(limitMs === undefined ? {} : { limitMs }),
  });
  return Object.assign(world, { connecting });
}

/** The address is the way back itself, as if the user had agreed at once. */
const signInWith = (finish: (code: string, isWanted: () => boolean) => Promise<Outcome<null>>): SignIn => ({
  kind: 'google',
  accountId: null,
  access: 'read',
  prepare: async ({ redirectUri, state }) => ({ address: `${redirectUri}?state=${state}&code=abc`, finish }),
  explain: (error) => fail('refused', `It said ${error}.`),
});

async function begin({ connecting }: World, signIn: SignIn): Promise<string> {
  const begun = await connecting.begin(signIn);
  if (!begun.ok) throw new Error(begun.message);
  return begun.value.address;
}

const settle = (world: World): Promise<void> =>
  expect.poll(() => world.connecting.view()?.state, { timeout: 10_000 }).not.toBe('waiting');

describe('a sign-in under way', () => {
  it('waits, takes the code that comes back, and is over', async () => {
    const world = openWorld();
    const codes: string[] = [];
    const address = await begin(
      world,
      signInWith(async (code, isWanted) => {
        codes.push(`${code} ${isWanted()}`);
        return succeed(null);
      }),
    );
    expect(world.connecting.view()).toEqual({
      attemptId: 'attempt-1',
      kind: 'google',
      accountId: null,
      access: 'read',
      address,
      isOpened: false,
      state: 'waiting',
      text: null,
      until: '2026-06-01T09:05:00+02:00',
    });
    await fetch(address);
    await settle(world);
    expect(world.connecting.view()).toBeNull();
    expect(codes).toEqual(['abc true']);
    expect(world.changes).toBe(2);
  });

  it('says why it failed, until it is put away', async () => {
    const world = openWorld();
    await fetch(
      await begin(
        world,
        signInWith(async () => fail('refused', 'Not like this.')),
      ),
    );
    await settle(world);
    expect(world.connecting.view()).toMatchObject({ state: 'failed', text: 'Not like this.' });
    world.connecting.cancel('another');
    expect(world.connecting.view()?.state).toBe('failed');
    world.connecting.cancel('attempt-1');
    expect(world.connecting.view()).toBeNull();
  });

  it('says so where nobody comes back in time', async () => {
    const world = openWorld(20);
    await begin(
      world,
      signInWith(() => Promise.reject(new Error('Nobody came.'))),
    );
    await settle(world);
    expect(world.connecting.view()?.text).toContain('Connect again when it suits you');
    expect(world.bugs).toEqual([]);
  });

  it('is over by the clock where the machine slept, and not before', async () => {
    const world = openWorld();
    const address = await begin(
      world,
      signInWith(() => Promise.reject(new Error('Nobody came.'))),
    );
    world.nowMs += 5 * 60_000 - 1;
    world.connecting.woke();
    expect(world.connecting.view()?.state).toBe('waiting');
    world.nowMs += 1;
    world.connecting.woke();
    await settle(world);
    expect(world.connecting.view()?.text).toContain('within five minutes');
    await expect(fetch(address)).rejects.toThrow('fetch failed');
    world.connecting.woke();
    expect(world.bugs).toEqual([]);
  });

  it('still counts what came before the machine slept', async () => {
    const world = openWorld();
    const { promise: online, resolve } = Promise.withResolvers<undefined>();
    const address = await begin(
      world,
      signInWith(async () => {
        await online;
        return succeed(null);
      }),
    );
    await fetch(address);
    world.nowMs += 3_600_000;
    world.connecting.woke();
    resolve(undefined);
    await settle(world);
    expect(world.connecting.view()).toBeNull();
  });

  it('logs a bug, and does not wait for ever', async () => {
    const world = openWorld();
    await fetch(
      await begin(
        world,
        signInWith(() => Promise.reject(new Error('A bug.'))),
      ),
    );
    await settle(world);
    expect(world.connecting.view()?.text).toContain('Something went wrong');
    expect(world.bugs).toHaveLength(1);
  });

  it('is not wanted any more once it was cancelled, though the code has come', async () => {
    const world = openWorld();
    let wanted: boolean | null = null;
    const { promise: cancelled, resolve } = Promise.withResolvers<undefined>();
    const address = await begin(
      world,
      signInWith(async (_code, isWanted) => {
        await cancelled;
        wanted = isWanted();
        return succeed(null);
      }),
    );
    await fetch(address);
    world.connecting.cancel('attempt-1');
    resolve(undefined);
    await world.connecting.stop();
    expect(wanted).toBe(false);
    expect(world.connecting.view()).toBeNull();
  });
});

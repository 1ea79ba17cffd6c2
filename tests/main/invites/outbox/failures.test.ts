import { describe, expect, it } from 'vitest';
import { fail, succeed } from '#contract/outcome.ts';
import type { OutgoingMail } from '#main/invites/mail.ts';
import { LEASE_MS } from '#main/invites/sender.ts';
import { draft, grill, joost, NOW, priya } from '../fixtures.ts';
import { transportTo, unwrap } from '../outbox-world.ts';
import { setUpMailBench } from './mail-bench.ts';

const bench = setUpMailBench();

describe('when the mail server does not play along', () => {
  it('tries again later, only for whom it was not taken', async () => {
    bench.server.faults.later.add(joost.email);
    const { id } = await bench.sendDraft();
    expect(bench.outbox.read(id)?.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'temporary' },
      retryAtMs: NOW + 10_000 + 15_000,
    });
    expect(bench.localEvents()).toHaveLength(1);
    bench.server.faults.later.clear();
    bench.world.now += 14_999;
    expect(await bench.outbox.tick()).toBe(NOW + 25_000);
    bench.world.now += 1;
    await bench.outbox.tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
    expect(bench.server.inbox.map(({ to }) => to)).toEqual([
      '"Priya Nair" <priya@example.org>',
      '"Joost de Vries" <joost@example.nl>',
    ]);
  });

  it('says which address is refused, and does not try again by itself', async () => {
    bench.server.faults.refused.add(joost.email);
    const { id } = await bench.sendDraft();
    expect(bench.outbox.read(id)?.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'refused', emails: [joost.email], detail: '550 No such user here' },
      retryAtMs: null,
    });
    expect(await bench.outbox.tick()).toBeNull();
    bench.server.faults.refused.clear();
    unwrap(bench.outbox.sendAnyway(id));
    await bench.outbox.tick();
    expect(bench.server.inbox.map(({ envelopeTo }) => envelopeTo[0])).toEqual([priya.email, joost.email]);
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
  });

  it('waits while offline, with longer pauses, and asks after an hour', async () => {
    await bench.server.close();
    const { id } = await bench.sendDraft();
    const waits: number[] = [];
    for (let round = 0; round < 20; round++) {
      const state = bench.outbox.read(id)!.state;
      if (state.kind !== 'failed' || state.retryAtMs === null) break;
      expect(state.problem).toEqual({ kind: 'offline' });
      waits.push((state.retryAtMs - bench.world.now) / 1000);
      bench.world.now = state.retryAtMs;
      await bench.outbox.tick();
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 600, 600, 600, 600, 600]);
    expect(bench.outbox.read(id)?.state).toEqual({ kind: 'still-send', problem: { kind: 'late' } });
    expect(bench.localEvents()).toEqual([]);
  });

  it('shows why there is no way to send at all', async () => {
    bench.outbox = bench.world.open({
      openTransport: async () => fail('unauthorized', 'No password is stored.'),
    });
    const { id } = await bench.sendDraft();
    expect(bench.outbox.read(id)?.state).toEqual({
      kind: 'failed',
      problem: { kind: 'misconfigured', detail: 'No password is stored.' },
      retryAtMs: null,
    });
  });

  it('sends the very same message again when the reply was lost, and stops after three times', async () => {
    bench.server.faults.drop = 'before-reply';
    const { id } = unwrap(bench.outbox.enqueue({ ...draft, content: { ...grill, guests: [priya] } }));
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(bench.outbox.read(id)?.deliveries).toMatchObject([{ state: 'attempting', attempts: 1 }]);
    expect(bench.outbox.read(id)?.state).toMatchObject({ kind: 'failed', problem: { kind: 'unknown' } });
    expect(bench.localEvents()).toHaveLength(1);
    for (let round = 0; round < 5; round++) {
      bench.world.now += 60_000;
      await bench.outbox.tick();
    }
    expect(bench.server.inbox).toHaveLength(3);
    expect(new Set(bench.server.inbox.map(({ raw }) => raw)).size).toBe(1);
    expect(bench.outbox.read(id)?.state).toMatchObject({ kind: 'failed', retryAtMs: null });
  });

  it('holds hours without a network not against a message in doubt', async () => {
    const fates = ['unknown', 'offline', 'offline', 'temporary', 'unknown', 'offline', 'delivered'] as const;
    let turn = 0;
    bench.outbox = bench.world.open({
      openTransport: async () =>
        succeed({ send: async () => ({ kind: fates[turn++] ?? 'delivered', detail: 'as it came' }) }),
    });
    const { id } = unwrap(bench.outbox.enqueue({ ...draft, content: { ...grill, guests: [priya] } }));
    bench.world.now += 10_000;
    for (let round = 0; round < fates.length; round++) {
      expect(bench.outbox.read(id)?.state.kind).not.toBe('sent');
      await bench.outbox.tick();
      bench.world.now += 60_000;
    }
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
    expect(turn).toBe(fates.length);
  });
});

describe('a crash', () => {
  /** A process that dies at the given moment: whatever it was about to do next does not happen. */
  class Killed extends Error {}

  async function dieAt(moment: 'slot check' | 'first byte' | 'reply read'): Promise<void> {
    const dying = bench.world.open({
      isSlotFree: async () => {
        if (moment === 'slot check') throw new Killed();
        return { isFree: true };
      },
      openTransport: async () =>
        succeed({
          send: async (mail: OutgoingMail) => {
            if (moment === 'reply read') await transportTo(bench.server).send(mail);
            throw new Killed();
          },
        }),
    });
    await expect(dying.tick()).rejects.toThrow(AggregateError);
  }

  it('after the commit and before the first byte loses nothing and doubles nothing', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    await dieAt('slot check');
    await bench.world.open().tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
    expect(bench.server.inbox).toHaveLength(2);
  });

  it('at the first byte: the message is sent by the next process', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    await dieAt('first byte');
    expect(bench.outbox.read(id)).toMatchObject({ state: { kind: 'sending' } });
    expect(bench.outbox.undo(id)).toMatchObject({ ok: false, code: 'conflict' });
    await bench.world.open().tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
    expect(bench.server.inbox).toHaveLength(2);
  });

  it('after the server took it and before that was noted: the same message, which programs take for the same', async () => {
    unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    await dieAt('reply read');
    expect(bench.server.inbox).toHaveLength(1);
    await bench.world.open().tick();
    expect(bench.server.inbox.map(({ envelopeTo }) => envelopeTo[0])).toEqual([
      priya.email,
      priya.email,
      joost.email,
    ]);
    expect(bench.server.inbox[1]?.raw).toBe(bench.server.inbox[0]?.raw);
  });

  it('leaves a lease that the next process waits for, and takes when it has expired', async () => {
    unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    bench.world.store.outbox.acquireLease('a process that died', bench.world.now, bench.world.now + LEASE_MS);
    expect(await bench.outbox.tick()).toBe(bench.world.now + LEASE_MS);
    expect(bench.server.inbox).toEqual([]);
    bench.world.now += LEASE_MS;
    expect(await bench.outbox.tick()).toBeNull();
    expect(bench.server.inbox).toHaveLength(2);
  });
});

describe('two processes on one store', () => {
  it('send one mail to each guest', async () => {
    bench.server.faults.delayMs = 30;
    const others = [bench.world.open(), bench.world.open()];
    unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    await Promise.all([bench.outbox, ...others].flatMap((each) => [each.tick(), each.tick()]));
    expect(bench.server.inbox).toHaveLength(2);
    for (const each of others) expect(await each.tick()).toBeNull();
    expect(bench.server.inbox).toHaveLength(2);
  });

  it('lose the lease: the slower one stops before the next guest', async () => {
    const faster = bench.world.open();
    let isFirst = true;
    const slower = bench.world.open({
      openTransport: async () =>
        succeed({
          send: async (mail: OutgoingMail) => {
            const result = await transportTo(bench.server).send(mail);
            if (isFirst) {
              isFirst = false;
              bench.world.now += LEASE_MS;
              await faster.tick();
            }
            return result;
          },
        }),
    });
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    await slower.tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
    const recipients = bench.server.inbox.map(({ envelopeTo }) => envelopeTo[0]);
    expect(recipients.filter((email) => email === joost.email)).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { LEASE_MS } from '#main/invites/sender.ts';
import { FRIDAY_18 } from '../fixtures.ts';
import { unwrap } from '../outbox-world.ts';
import { addressOf, draftFor, HOME, setUpCalendarBench } from './calendar-bench.ts';

const HOUR = 3_600_000;
const moved = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };
const bench = setUpCalendarBench();

describe('when the calendar’s server does not play along', () => {
  it.each([
    [{ status: 403 }, { failure: 'refused' }, null],
    [{ status: 507 }, { failure: 'refused', detail: 'The calendar is full (507).' }, null],
    [{ status: 401 }, { failure: 'unauthorized' }, null],
    [{ status: 503, headers: { 'retry-after': '120' } }, { failure: 'temporary' }, 120_000],
    [{ status: 429, headers: { 'retry-after': '5' } }, { failure: 'temporary' }, 15_000],
    ['offline', { failure: 'offline' }, 15_000],
  ] as const)('%o on a create: nothing leaves, and the card says why', async (fate, problem, waitMs) => {
    bench.dav.ordain(fate);
    const record = await bench.click('smtp');
    expect(record.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'calendar', ...problem },
      retryAtMs: waitMs === null ? null : bench.mail.world.now + waitMs,
    });
    expect(bench.mails()).toEqual([]);
    unwrap(bench.outbox.sendAnyway(record.id));
    await bench.outbox.tick();
    expect(bench.outbox.read(record.id)?.state.kind).toBe('sent');
    expect(bench.mails()).toHaveLength(2);
  });

  it('a reconnected account goes on by itself', async () => {
    bench.dav.ordain({ status: 401 });
    const record = await bench.click('smtp');
    bench.outbox.retryCalendars([HOME]);
    await bench.outbox.tick();
    expect(bench.outbox.read(record.id)?.state.kind).toBe('sent');
  });

  it.each(['lost-done', 'lost-undone', { status: 500, isDone: true }, { status: 502 }] as const)(
    'an unknown answer (%o): looks, and there is one event',
    async (fate) => {
      bench.dav.ordain(fate);
      const record = await bench.click('server');
      expect(record.state.kind).toBe('sent');
      expect(bench.dav.changes).toHaveLength(1);
    },
  );

  it('and cannot be looked at after it: waits, looks first, and there is one event', async () => {
    bench.dav.ordain('lost-done');
    bench.dav.ordainLooks('offline');
    const record = await bench.click('server');
    expect(record.state).toMatchObject({ kind: 'failed', problem: { failure: 'offline' } });
    expect(bench.mail.localEvents()).toHaveLength(1);
    expect(bench.outbox.undo(record.id)).toMatchObject({ ok: false, code: 'conflict' });
    bench.mail.world.now += 60_000;
    await bench.outbox.tick();
    expect(bench.outbox.read(record.id)?.state.kind).toBe('sent');
    expect(bench.dav.changes).toHaveLength(1);
  });

  it('has something else at the place: never written over', async () => {
    const { id, uid } = unwrap(bench.outbox.enqueue(draftFor('smtp')));
    bench.dav.resources.set(addressOf({ uid }), {
      text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
      etag: '"x"',
    });
    expect((await bench.leave(id)).state).toMatchObject({ kind: 'failed', problem: { failure: 'occupied' } });
    expect(bench.mails()).toEqual([]);
    expect(bench.dav.changes).toEqual([]);
  });

  it('does not tell guests any more, though it did: nobody is silently left out', async () => {
    bench.outbox = bench.openFor('smtp');
    const { id } = unwrap(bench.outbox.enqueue(draftFor('server')));
    expect((await bench.leave(id)).state).toMatchObject({
      kind: 'failed',
      problem: { failure: 'silent' },
    });
    expect(bench.dav.requests).toEqual([]);
  });

  it.each(['move', 'cancel'] as const)(
    'does not tell guests any more: a %s that is sent all the same goes by mail',
    async (step) => {
      const { id } = await bench.click('server');
      expect(bench.mails()).toEqual([]);
      bench.outbox = bench.openFor('smtp');
      unwrap(step === 'move' ? bench.outbox.move(id, moved) : bench.outbox.cancel(id));
      const stuck = await bench.leave(id);
      expect(stuck.state).toMatchObject({ problem: { failure: 'silent' }, retryAtMs: null });
      unwrap(bench.outbox.sendAnyway(id, 'smtp'));
      await bench.outbox.tick();
      const done = bench.outbox.read(id);
      expect(done).toMatchObject({
        state: { kind: step === 'move' ? 'sent' : 'cancelled' },
        calendar: { teller: 'smtp' },
      });
      const method = step === 'move' ? 'REQUEST' : 'CANCEL';
      expect(bench.mails()).toEqual(stuck.content.guests.map(({ email }) => `${method} ${email}`));
      expect(bench.textOf(stuck) === '').toBe(step === 'cancel');
    },
  );

  it('does not tell guests any more, and there is no mail account: the user’s mail program does', async () => {
    const { id } = await bench.click('server');
    bench.outbox = bench.openFor('smtp');
    unwrap(bench.outbox.move(id, moved));
    await bench.leave(id);
    unwrap(bench.outbox.sendAnyway(id, 'handed-over'));
    await bench.outbox.tick();
    expect(bench.outbox.read(id)).toMatchObject({
      state: { kind: 'handed-over' },
      sequence: 1,
      content: { interval: moved },
    });
    expect(bench.mails()).toEqual([]);
  });
});

describe('a cancellation of which nobody heard whether it arrived', () => {
  /** Sent, and cancelled with that end. */
  async function cancelUnheard(teller: 'server' | 'smtp', fate: 'lost-done' | 'lost-undone') {
    const { id } = await bench.click(teller);
    unwrap(bench.outbox.cancel(id));
    bench.dav.ordain(fate);
    bench.dav.ordainLooks('well', 'offline');
    const unheard = await bench.leave(id);
    expect(unheard.state).toMatchObject({ kind: 'failed', problem: { failure: 'offline' } });
    return unheard;
  }

  it.each(['server', 'smtp'] as const)('had, and a move puts it back (%s)', async (teller) => {
    const { id } = await cancelUnheard(teller, 'lost-done');
    unwrap(bench.outbox.move(id, moved));
    const record = await bench.leave(id);
    expect(record).toMatchObject({ state: { kind: 'sent' }, sequence: 2, content: { interval: moved } });
    expect(bench.dav.changes.map(({ method }) => method)).toEqual(['PUT', 'DELETE', 'PUT']);
    expect(bench.textOf(record)).toContain('SEQUENCE:2');
    const told = ['REQUEST', 'CANCEL', 'REQUEST'].flatMap((method) =>
      record.content.guests.map(({ email }) => `${method} ${email}`),
    );
    expect(bench.mails()).toEqual(teller === 'smtp' ? told : []);
  });

  it('arrives behind the look for a move: looked at again, and moved', async () => {
    const { id } = await cancelUnheard('server', 'lost-undone');
    unwrap(bench.outbox.move(id, moved));
    bench.dav.ordain({ status: 404 });
    expect((await bench.leave(id)).state.kind).toBe('sent');
  });

  it('had, and the move is undone: it stays cancelled', async () => {
    const { id } = await cancelUnheard('server', 'lost-done');
    unwrap(bench.outbox.move(id, moved));
    unwrap(bench.outbox.undo(id));
    bench.mail.world.now += 60_000;
    await bench.outbox.tick();
    expect(bench.outbox.read(id)).toMatchObject({ state: { kind: 'cancelled' }, sequence: 1, settled: null });
    expect(bench.dav.changes.map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
  });

  it('says nothing of a deletion after it was put back', async () => {
    const unheard = await cancelUnheard('server', 'lost-done');
    unwrap(bench.outbox.move(unheard.id, moved));
    await bench.leave(unheard.id);
    bench.dav.edit(addressOf(unheard), () => null);
    unwrap(bench.outbox.move(unheard.id, { startMs: moved.startMs + HOUR, endMs: moved.endMs + HOUR }));
    expect((await bench.leave(unheard.id)).state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'gone' },
      retryAtMs: null,
    });
  });
});

describe('a crash around the copy', () => {
  it.each(['crash-before', 'crash-after'] as const)('%s, creating', async (fate) => {
    bench.outbox = bench.openFor('server');
    const { id } = unwrap(bench.outbox.enqueue(draftFor('server')));
    bench.dav.ordain(fate);
    bench.mail.world.now += 10_000;
    await expect(bench.outbox.tick()).rejects.toThrow(AggregateError);
    expect(bench.outbox.read(id)).toMatchObject({
      state: { kind: 'sending' },
      calendar: { copy: { state: 'creating' } },
    });
    bench.mail.world.now += LEASE_MS;
    await bench.openFor('server').tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
    expect(bench.dav.changes).toHaveLength(1);
  });

  it.each(['crash-before', 'crash-after'] as const)('%s, moving', async (fate) => {
    const { id } = await bench.click('server');
    unwrap(bench.outbox.move(id, moved));
    bench.dav.ordain(fate);
    bench.mail.world.now += 10_000;
    await expect(bench.outbox.tick()).rejects.toThrow(AggregateError);
    await bench.openFor('server').tick();
    expect(bench.outbox.read(id)).toMatchObject({ state: { kind: 'sent' }, sequence: 1 });
    expect(bench.dav.changes).toHaveLength(2);
  });

  it.each(['crash-before', 'crash-after'] as const)('%s, cancelling', async (fate) => {
    const { id } = await bench.click('server');
    unwrap(bench.outbox.cancel(id));
    bench.dav.ordain(fate);
    bench.mail.world.now += 10_000;
    await expect(bench.outbox.tick()).rejects.toThrow(AggregateError);
    await bench.openFor('server').tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('cancelled');
    expect(bench.dav.changes.map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
  });
});

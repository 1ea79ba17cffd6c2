import { describe, expect, it } from 'vitest';
import { draft, FRIDAY_18, joost, NOW, priya, THURSDAY_18 } from '../fixtures.ts';
import { readEvent } from '../itip/read-event.ts';
import { unwrap } from '../outbox-world.ts';
import { setUpMailBench } from './mail-bench.ts';

const HOUR = 3_600_000;
const moved = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };

const bench = setUpMailBench();

describe('a move', () => {
  it('of what guests have is a REQUEST of the same event with SEQUENCE + 1, after its own undo window', async () => {
    const { id, uid } = await bench.sendDraft();
    unwrap(bench.outbox.recordAnswer(id, priya.email, 'accepted'));
    unwrap(bench.outbox.move(id, moved));
    expect(bench.outbox.read(id)).toMatchObject({
      step: 'move',
      sequence: 1,
      state: { kind: 'undo-window' },
    });
    expect(bench.localEvents()).toMatchObject([
      { time: { startMs: THURSDAY_18 }, attendees: [{ rsvp: 'accepted' }, {}] },
    ]);
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(bench.server.inbox).toHaveLength(4);
    expect(readEvent(bench.server.inbox[2]?.calendar?.text ?? '')).toMatchObject({
      method: 'REQUEST',
      uid,
      sequence: 1,
      startMs: FRIDAY_18,
    });
    expect(bench.server.inbox[2]?.subject).toBe('New time: Grill at home on Friday 5 June');
    expect(bench.server.inbox[2]?.messageId).not.toBe(bench.server.inbox[0]?.messageId);
    expect(bench.localEvents()).toMatchObject([
      { uid, time: { startMs: FRIDAY_18 }, attendees: [{ rsvp: 'needs-action' }, {}] },
    ]);
    expect(bench.outbox.read(id)).toMatchObject({ state: { kind: 'sent' }, settled: null });
  });

  it('can be undone: the guests keep what they have', async () => {
    const before = await bench.sendDraft();
    unwrap(bench.outbox.move(before.id, moved));
    unwrap(bench.outbox.undo(before.id));
    bench.world.now += HOUR;
    await bench.outbox.tick();
    expect(bench.outbox.read(before.id)).toEqual(before);
    expect(bench.server.inbox).toHaveLength(2);
  });

  it('inside the undo window of the invite itself only changes what will leave', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    unwrap(bench.outbox.move(id, moved));
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(bench.server.inbox).toHaveLength(2);
    expect(readEvent(bench.server.inbox[0]?.calendar?.text ?? '')).toMatchObject({
      sequence: 0,
      startMs: FRIDAY_18,
    });
  });

  it('to a taken slot is not sent, and goes back', async () => {
    const before = await bench.sendDraft();
    bench.world.slotTakenBy = null;
    unwrap(bench.outbox.move(before.id, moved));
    bench.world.slotTakenBy = 'School play';
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(bench.outbox.read(before.id)?.state.kind).toBe('slot-taken');
    unwrap(bench.outbox.undo(before.id));
    expect(bench.outbox.read(before.id)).toEqual(before);
  });
});

describe('a cancellation', () => {
  it('of what guests have is a CANCEL to each, and takes the event away', async () => {
    const { id, uid } = await bench.sendDraft();
    unwrap(bench.outbox.cancel(id));
    expect(bench.localEvents()).toHaveLength(1);
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(bench.server.inbox).toHaveLength(4);
    expect(bench.server.inbox[3]?.calendar?.method).toBe('CANCEL');
    expect(readEvent(bench.server.inbox[3]?.calendar?.text ?? '')).toMatchObject({
      method: 'CANCEL',
      uid,
      sequence: 1,
      status: 'CANCELLED',
    });
    expect(bench.server.inbox[3]?.subject).toBe('Gaat niet door: Thuis barbecueën op donderdag 4 juni');
    expect(bench.outbox.read(id)?.state).toEqual({ kind: 'cancelled', atMs: bench.world.now });
    expect(bench.localEvents()).toEqual([]);
  });

  it('inside the undo window just removes', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    unwrap(bench.outbox.cancel(id));
    bench.world.now += HOUR;
    await bench.outbox.tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('cancelled');
    expect(bench.server.inbox).toEqual([]);
  });

  it('tells only those who may have got the invite', async () => {
    bench.server.faults.refused.add(joost.email);
    const { id } = await bench.sendDraft();
    unwrap(bench.outbox.cancel(id));
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(bench.server.inbox.map(({ calendar, envelopeTo }) => [calendar?.method, envelopeTo[0]])).toEqual([
      ['REQUEST', priya.email],
      ['CANCEL', priya.email],
    ]);
    expect(bench.outbox.read(id)?.state.kind).toBe('cancelled');
  });

  it('of a move that has not left starts from what the guests have', async () => {
    const { id } = await bench.sendDraft();
    unwrap(bench.outbox.move(id, moved));
    unwrap(bench.outbox.cancel(id));
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(readEvent(bench.server.inbox[2]?.calendar?.text ?? '')).toMatchObject({
      method: 'CANCEL',
      sequence: 1,
      startMs: THURSDAY_18,
    });
  });

  it('can be undone', async () => {
    const before = await bench.sendDraft();
    unwrap(bench.outbox.cancel(before.id));
    unwrap(bench.outbox.undo(before.id));
    expect(bench.outbox.read(before.id)).toEqual(before);
  });

  it('is the end', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    unwrap(bench.outbox.undo(id));
    for (const outcome of [
      bench.outbox.undo(id),
      bench.outbox.cancel(id),
      bench.outbox.move(id, moved),
      bench.outbox.sendAnyway(id),
    ]) {
      expect(outcome).toMatchObject({ ok: false, code: 'conflict' });
    }
  });
});

describe('handed to the own mail program', () => {
  it('is at once in the calendar, moves with SEQUENCE + 1, and ends cancelled', async () => {
    const { id } = unwrap(bench.outbox.enqueue({ ...draft, route: 'handed-over' }));
    expect(bench.outbox.read(id)).toMatchObject({ state: { kind: 'handed-over', atMs: NOW }, sequence: 0 });
    expect(bench.localEvents()).toMatchObject([{ time: { startMs: THURSDAY_18 } }]);
    unwrap(bench.outbox.move(id, moved));
    expect(bench.outbox.read(id)).toMatchObject({
      state: { kind: 'handed-over' },
      sequence: 1,
      step: 'move',
    });
    expect(bench.localEvents()).toMatchObject([{ time: { startMs: FRIDAY_18 } }]);
    unwrap(bench.outbox.cancel(id));
    expect(bench.outbox.read(id)).toMatchObject({
      state: { kind: 'cancelled' },
      sequence: 2,
      step: 'cancel',
    });
    expect(bench.localEvents()).toEqual([]);
    expect(await bench.outbox.tick()).toBeNull();
    expect(bench.server.inbox).toEqual([]);
  });
});

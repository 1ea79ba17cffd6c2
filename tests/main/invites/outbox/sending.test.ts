import { describe, expect, it } from 'vitest';
import { LOCAL_CALENDAR } from '#contract/ids.ts';
import { draft, FRIDAY_18, grill, joost, NOW, priya, THURSDAY_18 } from '../fixtures.ts';
import { readEvent } from '../itip/read-event.ts';
import { unwrap } from '../outbox-world.ts';
import { setUpMailBench } from './mail-bench.ts';

const HOUR = 3_600_000;
const moved = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };

const bench = setUpMailBench();

describe('one click', () => {
  it('puts a REQUEST into the inbox of each guest after the undo window, and the event into the own calendar', async () => {
    const { id, uid } = unwrap(bench.outbox.enqueue(draft));
    expect(bench.outbox.read(id)?.state).toEqual({ kind: 'undo-window', sendsAtMs: NOW + 10_000 });
    bench.world.now += 9_999;
    expect(await bench.outbox.tick()).toBe(NOW + 10_000);
    expect(bench.server.inbox).toHaveLength(0);
    expect(bench.localEvents()).toEqual([]);

    bench.world.now += 1;
    expect(await bench.outbox.tick()).toBeNull();
    expect(bench.outbox.read(id)?.state).toEqual({ kind: 'sent', atMs: NOW + 10_000 });
    expect(bench.server.inbox.map(({ envelopeTo }) => envelopeTo)).toEqual([[priya.email], [joost.email]]);
    for (const mail of bench.server.inbox) {
      expect(mail.calendar?.method).toBe('REQUEST');
      const event = readEvent(mail.calendar?.text ?? '');
      expect(event).toMatchObject({ method: 'REQUEST', uid, sequence: 0, startMs: THURSDAY_18 });
      expect(event.attendees.map(({ email }) => email)).toEqual([priya.email, joost.email]);
      expect(event.organizer).toBe('alex@example.com');
    }
    expect(bench.server.inbox[0]?.subject).toBe('Grill at home on Thursday 4 June?');
    expect(bench.server.inbox[1]?.subject).toBe('Thuis barbecueën op donderdag 4 juni?');
    expect(bench.localEvents()).toMatchObject([
      { uid, calendarId: LOCAL_CALENDAR, summary: 'Grill at home with Priya and Joost', activity: 'grill' },
    ]);
    expect(bench.world.store.calendars.list()).toMatchObject([
      { id: LOCAL_CALENDAR, kind: 'local', events: 1 },
    ]);
  });

  it('is one invite however often it is clicked', () => {
    const first = unwrap(bench.outbox.enqueue(draft));
    const second = unwrap(bench.world.open().enqueue(draft));
    expect(second.id).toBe(first.id);
    expect(bench.outbox.list()).toHaveLength(1);
  });

  it('asks for the slot with the invite itself left out', async () => {
    const { uid } = await bench.sendDraft();
    expect(bench.world.asked).toEqual([{ startMs: THURSDAY_18, exceptUid: uid }]);
  });

  it.each([
    ['no guests', { guests: [] }, 'at least one guest'],
    ['a broken address', { guests: [{ ...priya, email: 'priya@x\r\nBcc: eve@x.org' }] }, 'no e-mail address'],
    ['a guest twice', { guests: [priya, { ...joost, email: priya.email }] }, 'same e-mail address'],
    ['a past time', { interval: { startMs: NOW - 1, endMs: NOW + HOUR } }, 'has passed'],
    ['an end before the start', { interval: { startMs: FRIDAY_18, endMs: FRIDAY_18 } }, 'ends before'],
    ['an unknown zone', { zone: 'Mars/Olympus' }, 'Mars/Olympus'],
    ['an empty subject', { edited: { subject: ' \n', text: 'Hi' } }, 'subject is empty'],
  ])('refuses %s', (_name, change, message) => {
    const outcome = bench.outbox.enqueue({ ...draft, content: { ...grill, ...change } });
    expect(outcome).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(outcome.ok ? '' : outcome.message).toContain(message);
    expect(bench.outbox.list()).toEqual([]);
  });
});

describe('undo', () => {
  it('before the deadline leaves nothing behind', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 5_000;
    unwrap(bench.outbox.undo(id));
    bench.world.now += HOUR;
    expect(await bench.outbox.tick()).toBeNull();
    expect(bench.outbox.read(id)?.state).toEqual({ kind: 'cancelled', atMs: NOW + 5_000 });
    expect(bench.server.inbox).toEqual([]);
    expect(bench.localEvents()).toEqual([]);
  });

  it('from another process wins over a round that has already begun to look at the calendar', async () => {
    const other = bench.world.open();
    const slow = bench.world.open({
      isSlotFree: async () => {
        unwrap(other.undo(other.list()[0]!.id));
        return { isFree: true };
      },
    });
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    await slow.tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('cancelled');
    expect(bench.server.inbox).toEqual([]);
  });

  it('and so does a move: the new time waits for its own deadline', async () => {
    const other = bench.world.open();
    const slow = bench.world.open({
      isSlotFree: async () => {
        unwrap(other.move(other.list()[0]!.id, moved));
        return { isFree: true };
      },
    });
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000;
    expect(await slow.tick()).toBe(bench.world.now + 10_000);
    expect(bench.outbox.read(id)?.state.kind).toBe('undo-window');
    expect(bench.server.inbox).toEqual([]);
  });

  it('is too late once it has left', async () => {
    const { id } = await bench.sendDraft();
    expect(bench.outbox.undo(id)).toMatchObject({ ok: false, code: 'conflict' });
  });
});

describe('just before sending', () => {
  it('finds the slot taken: nothing leaves, the card says by what, and the user can insist', async () => {
    bench.world.slotTakenBy = 'Dentist';
    const { id } = await bench.sendDraft();
    expect(bench.outbox.read(id)?.state).toEqual({
      kind: 'slot-taken',
      problem: { kind: 'taken', title: 'Dentist' },
    });
    expect(bench.server.inbox).toEqual([]);
    expect(bench.localEvents()).toEqual([]);
    unwrap(bench.outbox.sendAnyway(id));
    await bench.outbox.tick();
    expect(bench.outbox.read(id)?.state.kind).toBe('sent');
    expect(bench.server.inbox).toHaveLength(2);
  });

  it('asks after an hour of delay, and sends when less late', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now += 10_000 + HOUR;
    await bench.world.open().tick();
    expect(bench.outbox.read(id)?.state).toEqual({ kind: 'still-send', problem: { kind: 'late' } });
    expect(bench.server.inbox).toEqual([]);
    unwrap(bench.outbox.sendAnyway(id));
    await bench.outbox.tick();
    expect(bench.server.inbox).toHaveLength(2);

    const other = unwrap(bench.outbox.enqueue({ ...draft, proposalId: null }));
    bench.world.now += 10_000 + HOUR - 1;
    await bench.outbox.tick();
    expect(bench.outbox.read(other.id)?.state.kind).toBe('sent');
  });

  it('never asks guests for a time that has passed', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draft));
    bench.world.now = THURSDAY_18;
    await bench.outbox.tick();
    expect(bench.outbox.read(id)?.state).toEqual({ kind: 'still-send', problem: { kind: 'past' } });
    expect(bench.outbox.sendAnyway(id)).toMatchObject({ ok: false, code: 'conflict' });
    expect(bench.server.inbox).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_CALENDAR } from '#contract/ids.ts';
import { fail, succeed } from '#contract/outcome.ts';
import type { OutgoingMail } from '#main/invites/mail.ts';
import { readReply } from '#main/invites/itip/read.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { LEASE_MS } from '#main/invites/sender.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { draft, FRIDAY_18, grill, joost, NOW, priya, THURSDAY_18 } from './fixtures.ts';
import { readEvent } from './itip/read-event.ts';
import { createWorld, type OutboxWorld, transportTo, unwrap } from './outbox-world.ts';

const HOUR = 3_600_000;
const moved = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };

let server: SmtpTestServer;
let world: OutboxWorld;
let outbox: Outbox;

beforeEach(async () => {
  server = await startSmtpServer();
  world = createWorld(server);
  outbox = world.open();
});

afterEach(async () => {
  world.close();
  await server.close();
});

const localEvents = () => world.store.calendars.occurrencesIn({ startMs: 0, endMs: 9e15 });

/** The click, the undo window, the sending. */
async function sendDraft(): Promise<ReturnType<typeof outbox.list>[number]> {
  const { id } = unwrap(outbox.enqueue(draft));
  world.now += 10_000;
  await outbox.tick();
  return outbox.read(id)!;
}

describe('one click', () => {
  it('puts a REQUEST into the inbox of each guest after the undo window, and the event into the own calendar', async () => {
    const { id, uid } = unwrap(outbox.enqueue(draft));
    expect(outbox.read(id)?.state).toEqual({ kind: 'undo-window', sendsAtMs: NOW + 10_000 });
    world.now += 9_999;
    expect(await outbox.tick()).toBe(NOW + 10_000);
    expect(server.inbox).toHaveLength(0);
    expect(localEvents()).toEqual([]);

    world.now += 1;
    expect(await outbox.tick()).toBeNull();
    expect(outbox.read(id)?.state).toEqual({ kind: 'sent', atMs: NOW + 10_000 });
    expect(server.inbox.map(({ envelopeTo }) => envelopeTo)).toEqual([[priya.email], [joost.email]]);
    for (const mail of server.inbox) {
      expect(mail.calendar?.method).toBe('REQUEST');
      const event = readEvent(mail.calendar?.text ?? '');
      expect(event).toMatchObject({ method: 'REQUEST', uid, sequence: 0, startMs: THURSDAY_18 });
      expect(event.attendees.map(({ email }) => email)).toEqual([priya.email, joost.email]);
      expect(event.organizer).toBe('alex@example.com');
    }
    expect(server.inbox[0]?.subject).toBe('Grill at home on Thursday 4 June?');
    expect(server.inbox[1]?.subject).toBe('Thuis barbecueën op donderdag 4 juni?');
    expect(localEvents()).toMatchObject([
      { uid, calendarId: LOCAL_CALENDAR, summary: 'Grill at home with Priya and Joost', activity: 'grill' },
    ]);
    expect(world.store.calendars.list()).toMatchObject([{ id: LOCAL_CALENDAR, kind: 'local', events: 1 }]);
  });

  it('is one invite however often it is clicked', () => {
    const first = unwrap(outbox.enqueue(draft));
    const second = unwrap(world.open().enqueue(draft));
    expect(second.id).toBe(first.id);
    expect(outbox.list()).toHaveLength(1);
  });

  it('asks for the slot with the invite itself left out', async () => {
    const { uid } = await sendDraft();
    expect(world.asked).toEqual([{ startMs: THURSDAY_18, exceptUid: uid }]);
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
    const outcome = outbox.enqueue({ ...draft, content: { ...grill, ...change } });
    expect(outcome).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(outcome.ok ? '' : outcome.message).toContain(message);
    expect(outbox.list()).toEqual([]);
  });
});

describe('undo', () => {
  it('before the deadline leaves nothing behind', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    world.now += 5_000;
    unwrap(outbox.undo(id));
    world.now += HOUR;
    expect(await outbox.tick()).toBeNull();
    expect(outbox.read(id)?.state).toEqual({ kind: 'cancelled', atMs: NOW + 5_000 });
    expect(server.inbox).toEqual([]);
    expect(localEvents()).toEqual([]);
  });

  it('from another process wins over a round that has already begun to look at the calendar', async () => {
    const other = world.open();
    const slow = world.open({
      isSlotFree: async () => {
        unwrap(other.undo(other.list()[0]!.id));
        return { isFree: true };
      },
    });
    const { id } = unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    await slow.tick();
    expect(outbox.read(id)?.state.kind).toBe('cancelled');
    expect(server.inbox).toEqual([]);
  });

  it('and so does a move: the new time waits for its own deadline', async () => {
    const other = world.open();
    const slow = world.open({
      isSlotFree: async () => {
        unwrap(other.move(other.list()[0]!.id, moved));
        return { isFree: true };
      },
    });
    const { id } = unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    expect(await slow.tick()).toBe(world.now + 10_000);
    expect(outbox.read(id)?.state.kind).toBe('undo-window');
    expect(server.inbox).toEqual([]);
  });

  it('is too late once it has left', async () => {
    const { id } = await sendDraft();
    expect(outbox.undo(id)).toMatchObject({ ok: false, code: 'conflict' });
  });
});

describe('just before sending', () => {
  it('finds the slot taken: nothing leaves, the card says by what, and the user can insist', async () => {
    world.slotTakenBy = 'Dentist';
    const { id } = await sendDraft();
    expect(outbox.read(id)?.state).toEqual({
      kind: 'slot-taken',
      problem: { kind: 'taken', title: 'Dentist' },
    });
    expect(server.inbox).toEqual([]);
    expect(localEvents()).toEqual([]);
    unwrap(outbox.sendAnyway(id));
    await outbox.tick();
    expect(outbox.read(id)?.state.kind).toBe('sent');
    expect(server.inbox).toHaveLength(2);
  });

  it('asks after an hour of delay, and sends when less late', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    world.now += 10_000 + HOUR;
    await world.open().tick();
    expect(outbox.read(id)?.state).toEqual({ kind: 'still-send', problem: { kind: 'late' } });
    expect(server.inbox).toEqual([]);
    unwrap(outbox.sendAnyway(id));
    await outbox.tick();
    expect(server.inbox).toHaveLength(2);

    const other = unwrap(outbox.enqueue({ ...draft, proposalId: null }));
    world.now += 10_000 + HOUR - 1;
    await outbox.tick();
    expect(outbox.read(other.id)?.state.kind).toBe('sent');
  });

  it('never asks guests for a time that has passed', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    world.now = THURSDAY_18;
    await outbox.tick();
    expect(outbox.read(id)?.state).toEqual({ kind: 'still-send', problem: { kind: 'past' } });
    expect(outbox.sendAnyway(id)).toMatchObject({ ok: false, code: 'conflict' });
    expect(server.inbox).toEqual([]);
  });
});

describe('when the mail server does not play along', () => {
  it('tries again later, only for whom it was not taken', async () => {
    server.faults.later.add(joost.email);
    const { id } = await sendDraft();
    expect(outbox.read(id)?.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'temporary' },
      retryAtMs: NOW + 10_000 + 15_000,
    });
    expect(localEvents()).toHaveLength(1);
    server.faults.later.clear();
    world.now += 14_999;
    expect(await outbox.tick()).toBe(NOW + 25_000);
    world.now += 1;
    await outbox.tick();
    expect(outbox.read(id)?.state.kind).toBe('sent');
    expect(server.inbox.map(({ to }) => to)).toEqual([
      '"Priya Nair" <priya@example.org>',
      '"Joost de Vries" <joost@example.nl>',
    ]);
  });

  it('says which address is refused, and does not try again by itself', async () => {
    server.faults.refused.add(joost.email);
    const { id } = await sendDraft();
    expect(outbox.read(id)?.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'refused', emails: [joost.email], detail: '550 No such user here' },
      retryAtMs: null,
    });
    expect(await outbox.tick()).toBeNull();
    server.faults.refused.clear();
    unwrap(outbox.sendAnyway(id));
    await outbox.tick();
    expect(server.inbox.map(({ envelopeTo }) => envelopeTo[0])).toEqual([priya.email, joost.email]);
    expect(outbox.read(id)?.state.kind).toBe('sent');
  });

  it('waits while offline, with longer pauses, and asks after an hour', async () => {
    await server.close();
    const { id } = await sendDraft();
    const waits: number[] = [];
    for (let round = 0; round < 20; round++) {
      const state = outbox.read(id)!.state;
      if (state.kind !== 'failed' || state.retryAtMs === null) break;
      expect(state.problem).toEqual({ kind: 'offline' });
      waits.push((state.retryAtMs - world.now) / 1000);
      world.now = state.retryAtMs;
      await outbox.tick();
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 600, 600, 600, 600, 600]);
    expect(outbox.read(id)?.state).toEqual({ kind: 'still-send', problem: { kind: 'late' } });
    expect(localEvents()).toEqual([]);
  });

  it('shows why there is no way to send at all', async () => {
    outbox = world.open({ openTransport: async () => fail('unauthorized', 'No password is stored.') });
    const { id } = await sendDraft();
    expect(outbox.read(id)?.state).toEqual({
      kind: 'failed',
      problem: { kind: 'misconfigured', detail: 'No password is stored.' },
      retryAtMs: null,
    });
  });

  it('sends the very same message again when the reply was lost, and stops after three times', async () => {
    server.faults.drop = 'before-reply';
    const { id } = unwrap(outbox.enqueue({ ...draft, content: { ...grill, guests: [priya] } }));
    world.now += 10_000;
    await outbox.tick();
    expect(outbox.read(id)?.deliveries).toMatchObject([{ state: 'attempting', attempts: 1 }]);
    expect(outbox.read(id)?.state).toMatchObject({ kind: 'failed', problem: { kind: 'unknown' } });
    expect(localEvents()).toHaveLength(1);
    for (let round = 0; round < 5; round++) {
      world.now += 60_000;
      await outbox.tick();
    }
    expect(server.inbox).toHaveLength(3);
    expect(new Set(server.inbox.map(({ raw }) => raw)).size).toBe(1);
    expect(outbox.read(id)?.state).toMatchObject({ kind: 'failed', retryAtMs: null });
  });
});

describe('a crash', () => {
  /** A process that dies at the given moment: whatever it was about to do next does not happen. */
  class Killed extends Error {}

  async function dieAt(moment: 'slot check' | 'first byte' | 'reply read'): Promise<void> {
    const dying = world.open({
      isSlotFree: async () => {
        if (moment === 'slot check') throw new Killed();
        return { isFree: true };
      },
      openTransport: async () =>
        succeed({
          send: async (mail: OutgoingMail) => {
            if (moment === 'reply read') await transportTo(server).send(mail);
            throw new Killed();
          },
        }),
    });
    await expect(dying.tick()).rejects.toThrow(AggregateError);
  }

  it('after the commit and before the first byte loses nothing and doubles nothing', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    await dieAt('slot check');
    await world.open().tick();
    expect(outbox.read(id)?.state.kind).toBe('sent');
    expect(server.inbox).toHaveLength(2);
  });

  it('at the first byte: the message is sent by the next process', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    await dieAt('first byte');
    expect(outbox.read(id)).toMatchObject({ state: { kind: 'sending' } });
    expect(outbox.undo(id)).toMatchObject({ ok: false, code: 'conflict' });
    await world.open().tick();
    expect(outbox.read(id)?.state.kind).toBe('sent');
    expect(server.inbox).toHaveLength(2);
  });

  it('after the server took it and before that was noted: the same message, which programs take for the same', async () => {
    unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    await dieAt('reply read');
    expect(server.inbox).toHaveLength(1);
    await world.open().tick();
    expect(server.inbox.map(({ envelopeTo }) => envelopeTo[0])).toEqual([
      priya.email,
      priya.email,
      joost.email,
    ]);
    expect(server.inbox[1]?.raw).toBe(server.inbox[0]?.raw);
  });

  it('leaves a lease that the next process waits for, and takes when it has expired', async () => {
    unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    world.store.outbox.acquireLease('a process that died', world.now, world.now + LEASE_MS);
    expect(await outbox.tick()).toBe(world.now + LEASE_MS);
    expect(server.inbox).toEqual([]);
    world.now += LEASE_MS;
    expect(await outbox.tick()).toBeNull();
    expect(server.inbox).toHaveLength(2);
  });
});

describe('two processes on one store', () => {
  it('send one mail to each guest', async () => {
    server.faults.delayMs = 30;
    const others = [world.open(), world.open()];
    unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    await Promise.all([outbox, ...others].flatMap((each) => [each.tick(), each.tick()]));
    expect(server.inbox).toHaveLength(2);
    for (const each of others) expect(await each.tick()).toBeNull();
    expect(server.inbox).toHaveLength(2);
  });

  it('lose the lease: the slower one stops before the next guest', async () => {
    const faster = world.open();
    let isFirst = true;
    const slower = world.open({
      openTransport: async () =>
        succeed({
          send: async (mail: OutgoingMail) => {
            const result = await transportTo(server).send(mail);
            if (isFirst) {
              isFirst = false;
              world.now += LEASE_MS;
              await faster.tick();
            }
            return result;
          },
        }),
    });
    const { id } = unwrap(outbox.enqueue(draft));
    world.now += 10_000;
    await slower.tick();
    expect(outbox.read(id)?.state.kind).toBe('sent');
    const recipients = server.inbox.map(({ envelopeTo }) => envelopeTo[0]);
    expect(recipients.filter((email) => email === joost.email)).toHaveLength(1);
  });
});

describe('a move', () => {
  it('of what guests have is a REQUEST of the same event with SEQUENCE + 1, after its own undo window', async () => {
    const { id, uid } = await sendDraft();
    unwrap(outbox.recordAnswer(id, priya.email, 'accepted'));
    unwrap(outbox.move(id, moved));
    expect(outbox.read(id)).toMatchObject({ step: 'move', sequence: 1, state: { kind: 'undo-window' } });
    expect(localEvents()).toMatchObject([
      { time: { startMs: THURSDAY_18 }, attendees: [{ rsvp: 'accepted' }, {}] },
    ]);
    world.now += 10_000;
    await outbox.tick();
    expect(server.inbox).toHaveLength(4);
    expect(readEvent(server.inbox[2]?.calendar?.text ?? '')).toMatchObject({
      method: 'REQUEST',
      uid,
      sequence: 1,
      startMs: FRIDAY_18,
    });
    expect(server.inbox[2]?.subject).toBe('New time: Grill at home on Friday 5 June');
    expect(server.inbox[2]?.messageId).not.toBe(server.inbox[0]?.messageId);
    expect(localEvents()).toMatchObject([
      { uid, time: { startMs: FRIDAY_18 }, attendees: [{ rsvp: 'needs-action' }, {}] },
    ]);
    expect(outbox.read(id)).toMatchObject({ state: { kind: 'sent' }, settled: null });
  });

  it('can be undone: the guests keep what they have', async () => {
    const before = await sendDraft();
    unwrap(outbox.move(before.id, moved));
    unwrap(outbox.undo(before.id));
    world.now += HOUR;
    await outbox.tick();
    expect(outbox.read(before.id)).toEqual(before);
    expect(server.inbox).toHaveLength(2);
  });

  it('inside the undo window of the invite itself only changes what will leave', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    unwrap(outbox.move(id, moved));
    world.now += 10_000;
    await outbox.tick();
    expect(server.inbox).toHaveLength(2);
    expect(readEvent(server.inbox[0]?.calendar?.text ?? '')).toMatchObject({
      sequence: 0,
      startMs: FRIDAY_18,
    });
  });

  it('to a taken slot is not sent, and goes back', async () => {
    const before = await sendDraft();
    world.slotTakenBy = null;
    unwrap(outbox.move(before.id, moved));
    world.slotTakenBy = 'School play';
    world.now += 10_000;
    await outbox.tick();
    expect(outbox.read(before.id)?.state.kind).toBe('slot-taken');
    unwrap(outbox.undo(before.id));
    expect(outbox.read(before.id)).toEqual(before);
  });
});

describe('a cancellation', () => {
  it('of what guests have is a CANCEL to each, and takes the event away', async () => {
    const { id, uid } = await sendDraft();
    unwrap(outbox.cancel(id));
    expect(localEvents()).toHaveLength(1);
    world.now += 10_000;
    await outbox.tick();
    expect(server.inbox).toHaveLength(4);
    expect(server.inbox[3]?.calendar?.method).toBe('CANCEL');
    expect(readEvent(server.inbox[3]?.calendar?.text ?? '')).toMatchObject({
      method: 'CANCEL',
      uid,
      sequence: 1,
      status: 'CANCELLED',
    });
    expect(server.inbox[3]?.subject).toBe('Gaat niet door: Thuis barbecueën op donderdag 4 juni');
    expect(outbox.read(id)?.state).toEqual({ kind: 'cancelled', atMs: world.now });
    expect(localEvents()).toEqual([]);
  });

  it('inside the undo window just removes', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    unwrap(outbox.cancel(id));
    world.now += HOUR;
    await outbox.tick();
    expect(outbox.read(id)?.state.kind).toBe('cancelled');
    expect(server.inbox).toEqual([]);
  });

  it('tells only those who may have got the invite', async () => {
    server.faults.refused.add(joost.email);
    const { id } = await sendDraft();
    unwrap(outbox.cancel(id));
    world.now += 10_000;
    await outbox.tick();
    expect(server.inbox.map(({ calendar, envelopeTo }) => [calendar?.method, envelopeTo[0]])).toEqual([
      ['REQUEST', priya.email],
      ['CANCEL', priya.email],
    ]);
    expect(outbox.read(id)?.state.kind).toBe('cancelled');
  });

  it('of a move that has not left starts from what the guests have', async () => {
    const { id } = await sendDraft();
    unwrap(outbox.move(id, moved));
    unwrap(outbox.cancel(id));
    world.now += 10_000;
    await outbox.tick();
    expect(readEvent(server.inbox[2]?.calendar?.text ?? '')).toMatchObject({
      method: 'CANCEL',
      sequence: 1,
      startMs: THURSDAY_18,
    });
  });

  it('can be undone', async () => {
    const before = await sendDraft();
    unwrap(outbox.cancel(before.id));
    unwrap(outbox.undo(before.id));
    expect(outbox.read(before.id)).toEqual(before);
  });

  it('is the end', async () => {
    const { id } = unwrap(outbox.enqueue(draft));
    unwrap(outbox.undo(id));
    for (const outcome of [
      outbox.undo(id),
      outbox.cancel(id),
      outbox.move(id, moved),
      outbox.sendAnyway(id),
    ]) {
      expect(outcome).toMatchObject({ ok: false, code: 'conflict' });
    }
  });
});

describe('handed to the own mail program', () => {
  it('is at once in the calendar, moves with SEQUENCE + 1, and ends cancelled', async () => {
    const { id } = unwrap(outbox.enqueue({ ...draft, route: 'handed-over' }));
    expect(outbox.read(id)).toMatchObject({ state: { kind: 'handed-over', atMs: NOW }, sequence: 0 });
    expect(localEvents()).toMatchObject([{ time: { startMs: THURSDAY_18 } }]);
    unwrap(outbox.move(id, moved));
    expect(outbox.read(id)).toMatchObject({ state: { kind: 'handed-over' }, sequence: 1, step: 'move' });
    expect(localEvents()).toMatchObject([{ time: { startMs: FRIDAY_18 } }]);
    unwrap(outbox.cancel(id));
    expect(outbox.read(id)).toMatchObject({ state: { kind: 'cancelled' }, sequence: 2, step: 'cancel' });
    expect(localEvents()).toEqual([]);
    expect(await outbox.tick()).toBeNull();
    expect(server.inbox).toEqual([]);
  });
});

describe('an answer', () => {
  const replyTo = (uid: string, partstat: string, sequence = 0, stamp = '20260602T080000Z'): string =>
    [
      'BEGIN:VCALENDAR',
      'PRODID:-//Other//Other//EN',
      'VERSION:2.0',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${stamp}`,
      'ORGANIZER:mailto:alex@example.com',
      `ATTENDEE;PARTSTAT=${partstat}:mailto:Priya@Example.org`,
      'COMMENT:Looking forward to it',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');

  it('as an iTIP REPLY changes the invite, the own event, and what is known of the person', async () => {
    const { id, uid } = await sendDraft();
    const applied = unwrap(await outbox.applyReply(replyTo(uid, 'ACCEPTED')));
    expect(applied).toMatchObject({ from: priya.email, answer: 'accepted', isCounter: false });
    expect(outbox.read(id)?.answers).toMatchObject([
      { email: priya.email, answer: 'accepted', comment: 'Looking forward to it', via: 'reply' },
    ]);
    expect(localEvents()[0]?.attendees).toMatchObject([{ rsvp: 'accepted' }, { rsvp: 'needs-action' }]);
    expect(world.store.answers.of(priya.personId)).toEqual([
      { personId: priya.personId, answer: 'yes', atMs: world.now },
    ]);
  });

  it('counts once when it comes twice, and the later one wins', async () => {
    const { id, uid } = await sendDraft();
    unwrap(await outbox.applyReply(replyTo(uid, 'DECLINED', 0, '20260602T090000Z')));
    const first = outbox.read(id);
    world.now += HOUR;
    unwrap(await outbox.applyReply(replyTo(uid, 'DECLINED', 0, '20260602T090000Z')));
    expect(outbox.read(id)).toEqual(first);
    const older = await outbox.applyReply(replyTo(uid, 'ACCEPTED', 0, '20260602T080000Z'));
    expect(older).toMatchObject({ ok: false, code: 'conflict' });
    unwrap(await outbox.applyReply(replyTo(uid, 'ACCEPTED', 0, '20260602T100000Z')));
    expect(world.store.answers.list()).toMatchObject([{ answer: 'yes' }]);
  });

  it('to an earlier time, to an unknown event, or from a stranger does not count', async () => {
    const { id, uid } = await sendDraft();
    unwrap(outbox.move(id, moved));
    world.now += 10_000;
    await outbox.tick();
    expect(await outbox.applyReply(replyTo(uid, 'ACCEPTED', 0))).toMatchObject({
      ok: false,
      code: 'conflict',
    });
    expect(await outbox.applyReply(replyTo(uid, 'ACCEPTED', 7))).toMatchObject({
      ok: false,
      code: 'unreadable',
    });
    expect(await outbox.applyReply(replyTo('other@x', 'ACCEPTED'))).toMatchObject({
      ok: false,
      code: 'not-found',
    });
    const stranger = replyTo(uid, 'ACCEPTED', 1).replace('Priya@Example.org', 'eve@example.org');
    expect(await outbox.applyReply(stranger)).toMatchObject({ ok: false, code: 'refused' });
    expect(outbox.read(id)?.answers).toEqual([]);
    expect((await readReply(replyTo(uid, 'ACCEPTED', 1))).ok).toBe(true);
  });

  it('by one tap counts, and can be taken back', async () => {
    const { id } = await sendDraft();
    unwrap(outbox.recordAnswer(id, 'PRIYA@example.org', 'declined'));
    expect(world.store.answers.of(priya.personId)).toMatchObject([{ answer: 'no' }]);
    unwrap(outbox.recordAnswer(id, priya.email, 'tentative'));
    expect(world.store.answers.of(priya.personId)).toEqual([]);
    unwrap(outbox.recordAnswer(id, priya.email, 'needs-action'));
    expect(outbox.read(id)?.answers).toEqual([]);
    expect(outbox.recordAnswer(id, 'eve@example.org', 'accepted')).toMatchObject({
      ok: false,
      code: 'not-found',
    });
  });
});

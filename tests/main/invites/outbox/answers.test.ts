import { describe, expect, it } from 'vitest';
import { readReply } from '#main/invites/itip/read.ts';
import { draft, FRIDAY_18, priya } from '../fixtures.ts';
import { unwrap } from '../outbox-world.ts';
import { setUpMailBench } from './mail-bench.ts';

const HOUR = 3_600_000;
const moved = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };

const bench = setUpMailBench();

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
    const { id, uid } = await bench.sendDraft();
    const applied = unwrap(await bench.outbox.applyReply(replyTo(uid, 'ACCEPTED')));
    expect(applied).toMatchObject({ from: priya.email, answer: 'accepted', isCounter: false });
    expect(bench.outbox.read(id)?.answers).toMatchObject([
      { email: priya.email, answer: 'accepted', comment: 'Looking forward to it', via: 'reply' },
    ]);
    expect(bench.localEvents()[0]?.attendees).toMatchObject([{ rsvp: 'accepted' }, { rsvp: 'needs-action' }]);
    expect(bench.world.store.answers.of(priya.personId)).toEqual([
      { personId: priya.personId, answer: 'yes', atMs: bench.world.now },
    ]);
  });

  it.each([
    ['en', 'DTSTART:20260605T170000Z', 'proposes Friday 5 June, 19:00: Looking forward to it'],
    ['nl', 'DTSTART:20260605T170000Z', 'stelt vrijdag 5 juni, 19:00 voor: Looking forward to it'],
    ['en', 'DTSTART:20260604T160000Z', 'Looking forward to it'],
  ] as const)(
    'as a counter-proposal is a maybe that names the other time (%s, %s)',
    async (language, start, comment) => {
      const { id, uid } = unwrap(bench.outbox.enqueue({ ...draft, content: { ...draft.content, language } }));
      bench.world.now += 10_000;
      await bench.outbox.tick();
      const counter = replyTo(uid, 'TENTATIVE')
        .replace('METHOD:REPLY', 'METHOD:COUNTER')
        .replace('COMMENT', `${start}\r\nCOMMENT`);
      expect(unwrap(await bench.outbox.applyReply(counter))).toMatchObject({ isCounter: true });
      expect(bench.outbox.read(id)?.answers).toMatchObject([{ answer: 'tentative', comment }]);
    },
  );

  it('counts once when it comes twice, and the later one wins', async () => {
    const { id, uid } = await bench.sendDraft();
    unwrap(await bench.outbox.applyReply(replyTo(uid, 'DECLINED', 0, '20260602T090000Z')));
    const first = bench.outbox.read(id);
    bench.world.now += HOUR;
    unwrap(await bench.outbox.applyReply(replyTo(uid, 'DECLINED', 0, '20260602T090000Z')));
    expect(bench.outbox.read(id)).toEqual(first);
    const older = await bench.outbox.applyReply(replyTo(uid, 'ACCEPTED', 0, '20260602T080000Z'));
    expect(older).toMatchObject({ ok: false, code: 'conflict' });
    unwrap(await bench.outbox.applyReply(replyTo(uid, 'ACCEPTED', 0, '20260602T100000Z')));
    expect(bench.world.store.answers.list()).toMatchObject([{ answer: 'yes' }]);
  });

  it('to an earlier time, to an unknown event, or from a stranger does not count', async () => {
    const { id, uid } = await bench.sendDraft();
    unwrap(bench.outbox.move(id, moved));
    bench.world.now += 10_000;
    await bench.outbox.tick();
    expect(await bench.outbox.applyReply(replyTo(uid, 'ACCEPTED', 0))).toMatchObject({
      ok: false,
      code: 'conflict',
    });
    expect(await bench.outbox.applyReply(replyTo(uid, 'ACCEPTED', 7))).toMatchObject({
      ok: false,
      code: 'unreadable',
    });
    expect(await bench.outbox.applyReply(replyTo('other@x', 'ACCEPTED'))).toMatchObject({
      ok: false,
      code: 'not-found',
    });
    const stranger = replyTo(uid, 'ACCEPTED', 1).replace('Priya@Example.org', 'eve@example.org');
    expect(await bench.outbox.applyReply(stranger)).toMatchObject({ ok: false, code: 'refused' });
    expect(bench.outbox.read(id)?.answers).toEqual([]);
    expect((await readReply(replyTo(uid, 'ACCEPTED', 1))).ok).toBe(true);
  });

  it('by one tap counts, and can be taken back', async () => {
    const { id } = await bench.sendDraft();
    unwrap(bench.outbox.recordAnswer(id, 'PRIYA@example.org', 'declined'));
    expect(bench.world.store.answers.of(priya.personId)).toMatchObject([{ answer: 'no' }]);
    unwrap(bench.outbox.recordAnswer(id, priya.email, 'tentative'));
    expect(bench.world.store.answers.of(priya.personId)).toEqual([]);
    unwrap(bench.outbox.recordAnswer(id, priya.email, 'needs-action'));
    expect(bench.outbox.read(id)?.answers).toEqual([]);
    expect(bench.outbox.recordAnswer(id, 'eve@example.org', 'accepted')).toMatchObject({
      ok: false,
      code: 'not-found',
    });
  });
});

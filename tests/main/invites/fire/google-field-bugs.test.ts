import { describe, expect, test } from 'vitest';
import { eventIdOf } from '#main/calendars/event-id.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { FRIDAY_18, grill, priya } from '#tests/main/invites/fixtures.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import type { Fault } from '#tests/servers/google/faults.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { startSmtpServer } from '#tests/servers/smtp/server.ts';
import { ALL_WELL, openScheduleWorld, type ScheduleWorld } from '#tests/support/fire/schedule-world.ts';
import { tellStory } from '#tests/support/fire/story.ts';
import { homeIn, openGoogleCalendar } from '#tests/support/fire/world.ts';

const MISSING = whyNoGoogle();
const HOUR_MS = 3_600_000;

const LOST_REPLIES: readonly (readonly [string, Fault])[] = [
  ['the connection ends', { kind: 'drop', when: 'after' }],
  ['nothing comes', { kind: 'time-out', when: 'after' }],
  ['the answer is cut', { kind: 'cut' }],
  ['the answer makes no sense', { kind: 'truncate' }],
];

describe.skipIf(MISSING !== null)(`bugs that others had, with Google ${MISSING ?? ''}`, () => {
  const writes = (google: GoogleServer | null): readonly string[] =>
    (google?.requests ?? []).flatMap(({ method, id }) => (method === 'GET' ? [] : [id ?? '']));

  async function send(world: ScheduleWorld): Promise<InviteRecord> {
    const [outbox] = world.outboxes;
    if (outbox.list().length === 0) {
      outbox.enqueue({ proposalId: null, route: 'calendar', home: homeIn(world.fire), content: grill });
    }
    world.nowMs += 11_000;
    await outbox.tick();
    const [record] = outbox.list();
    if (record === undefined) throw new Error('The invite is lost.');
    return record;
  }

  test.each(LOST_REPLIES)(
    'field bug 1: created, and then %s: one event, each guest told once',
    async (_name, fault) => {
      await using world = await openScheduleWorld('google');
      world.ordain({ ...ALL_WELL, calendar: [fault] });
      await send(world);
      world.nowMs += 60_000;
      await world.outboxes[0].tick();
      expect(world.outboxes[0].list()).toMatchObject([{ state: { kind: 'sent' }, sequence: 0 }]);
      expect(world.google?.events()).toHaveLength(1);
      expect(writes(world.google)).toEqual(['calendar.events.insert']);
      expect(world.google?.mails).toHaveLength(grill.guests.length);
    },
  );

  test('field bug 2: deleted elsewhere before anybody heard that it was created: asked about, not put back', async () => {
    await using world = await openScheduleWorld('google');
    const { google } = world;
    const [outbox] = world.outboxes;
    world.ordain({
      ...ALL_WELL,
      calendar: [
        { kind: 'drop', when: 'after' },
        { kind: 'status', status: 503 },
      ],
    });
    const { id, uid } = await send(world);
    google?.remove(eventIdOf(uid));
    for (let round = 0; round < 5; round++) {
      world.nowMs += 10 * 60_000;
      await outbox.tick();
    }
    expect(outbox.read(id)?.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'gone' },
      retryAtMs: null,
    });
    expect(google?.event(eventIdOf(uid))?.status).toBe('cancelled');
    expect(writes(google)).toEqual(['calendar.events.insert']);
    outbox.sendAnyway(id);
    await outbox.tick();
    expect(outbox.read(id)?.state.kind).toBe('sent');
    expect(google?.event(eventIdOf(uid))?.status).toBe('confirmed');
  });

  test('field bug 3: what is undone writes nothing, and a title edited elsewhere keeps its guests through a move', async () => {
    await using world = await openScheduleWorld('google');
    const { google } = world;
    const [outbox] = world.outboxes;
    const { id, uid } = await send(world);
    const friday = { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR_MS };
    outbox.move(id, friday);
    outbox.undo(id);
    await send(world);
    expect(writes(google)).toEqual(['calendar.events.insert']);
    google?.answer(eventIdOf(uid), priya.email, 'accepted', 'Yes!');
    google?.edit(eventIdOf(uid), { summary: 'Fire and fish' });
    if (google !== null) google.modes.answersAfterMove = 'kept';
    const before = google?.event(eventIdOf(uid))?.attendees;
    outbox.move(id, friday);
    await send(world);
    expect(google?.event(eventIdOf(uid))).toMatchObject({ summary: 'Fire and fish', attendees: before });
  });

  test('field bug 4: nothing is mirrored: one event, in one calendar, and no mail but the invitations', async () => {
    await using world = await openScheduleWorld('google');
    const { google } = world;
    google?.addCalendar({ id: 'other@group.calendar.google.com' });
    google?.put({
      summary: 'Board',
      start: { dateTime: '2026-06-02T10:00:00Z' },
      end: { dateTime: '2026-06-02T11:00:00Z' },
      attendees: [{ email: 'somebody@example.org' }],
    });
    await send(world);
    expect(google?.events('other@group.calendar.google.com')).toEqual([]);
    expect(google?.events()).toHaveLength(2);
    expect(google?.mails.map(({ to }) => to)).toEqual(grill.guests.map(({ email }) => email));
  });

  test('field bug 8: killed in the middle of writing, it finds its own event afterwards and no conflict', async () => {
    const smtp = await startSmtpServer();
    await using google = await startGoogle();
    try {
      const world = { smtp, calendar: openGoogleCalendar(google) };
      for (const point of ['first-byte', 'last-byte'] as const) {
        for (const step of ['create', 'move'] as const) {
          const deaths = [{ at: { step, channel: 'calendar' as const, point }, ordinal: 1 }];
          const told = await tellStory(world, { id: `${step}-${point}`, deaths, undoes: false });
          expect(told).toEqual({ died: deaths, wrong: [] });
        }
      }
    } finally {
      await smtp.close();
    }
    const conflicts = google.requests.filter(({ status }) => status === 409 || status === 412);
    expect(conflicts).toEqual([]);
  }, 240_000);
});

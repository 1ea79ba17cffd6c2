import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarId, type InviteId } from '#contract/ids.ts';
import { succeed } from '#contract/outcome.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { openGoogleApi } from '#main/calendars/google/api.ts';
import { createGoogleInviteCalendar } from '#main/invites/google/calendar.ts';
import { readStoredCopy } from '#main/invites/google/copy-reading.ts';
import { eventIdIn, eventRef } from '#main/invites/google/event-ref.ts';
import type { InviteDraft, InviteRecord } from '#main/invites/invite.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { draft, FRIDAY_18, priya } from '../fixtures.ts';
import { createWorld, type OutboxWorld, unwrap } from '../outbox-world.ts';
import { createOwnIdsServer, type OwnIdsServer } from './own-ids-server.ts';

const HOME = calendarId('home');
const REF = 'alex@example.com';
const HOUR_MS = 3_600_000;

const inGoogle: InviteDraft = {
  ...draft,
  route: 'calendar',
  home: { calendarId: HOME, teller: 'server', refOf: (uid) => eventRef(REF, eventIdOf(uid)) },
};

let world: OutboxWorld;
let server: OwnIdsServer;
let outbox: Outbox;

beforeEach(() => {
  server = createOwnIdsServer();
  for (const id of ['old1', 'old2', 'old3']) server.events.set(id, { id, summary: 'Work' });
  world = createWorld(null);
  outbox = world.open({
    openCalendar: async () =>
      succeed(
        createGoogleInviteCalendar({
          calendarRef: REF,
          access: async () => succeed('token'),
          mayWrite: () => true,
          connect: (token) => openGoogleApi({ root: null, token, fetch: server.fetch }),
        }),
      ),
  });
});
afterEach(() => world.close());

/** The undo window, the sending, and the attempts after it. */
async function leave(id: InviteId): Promise<InviteRecord> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    world.now += 10 * 60_000;
    await outbox.tick();
  }
  return outbox.read(id)!;
}

const ours = () => [...server.events.values()].filter(({ summary }) => summary !== 'Work');

describe.each([
  ['every reply arrives', false],
  ['the first reply to each writing is lost', true],
])('on a server with ids of its own, where %s', (_name, loses) => {
  it('creates, moves and cancels one event and tells each guest once', async () => {
    server.losesReply = loses;
    const { id } = unwrap(outbox.enqueue(inGoogle));
    const sent = await leave(id);
    expect(sent.state.kind).toBe('sent');
    expect(ours()).toHaveLength(1);
    const [event] = ours();
    expect(sent.calendar?.ref).toBe(eventRef(REF, event!.id));

    const attendees = [{ email: priya.email, responseStatus: 'accepted' }];
    const text = JSON.stringify({ master: { ...event, attendees }, exceptions: [] });
    const copy = readStoredCopy({ ref: eventRef(REF, event!.id), text }, sent);
    outbox.noticeCopy(id, { calendarId: HOME, copy: copy! });
    expect(outbox.read(id)?.answers).toMatchObject([{ email: priya.email, answer: 'accepted' }]);

    server.losesReply = loses;
    unwrap(outbox.move(id, { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR_MS }));
    expect((await leave(id)).state.kind).toBe('sent');
    expect(ours()).toMatchObject([{ id: event!.id, start: { dateTime: '2026-06-05T18:00:00+02:00' } }]);

    server.losesReply = loses;
    unwrap(outbox.cancel(id));
    expect((await leave(id)).state.kind).toBe('cancelled');
    expect(ours()).toEqual([]);
    expect(server.told).toEqual(['POST', 'PUT', 'DELETE']);
  });

  it('finds it again where the user changed their mind before anybody knew what became of it', async () => {
    server.losesReply = loses;
    const { id } = unwrap(outbox.enqueue(inGoogle));
    world.now += 10_000;
    await outbox.tick();
    server.losesReply = loses;
    unwrap(outbox.move(id, { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR_MS }));
    const moved = await leave(id);
    expect(moved.state.kind).toBe('sent');
    expect(ours()).toMatchObject([{ start: { dateTime: '2026-06-05T18:00:00+02:00' } }]);
    expect(eventIdIn(moved.calendar!.ref)).toBe(ours()[0]!.id);
    expect(server.told).toEqual(['POST', 'PUT']);
  });
});

import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { calendarId, type InviteId } from '#contract/ids.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { copyAddress, createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import type { InviteRecord, Teller } from '#main/invites/invite.ts';
import { markOf } from '#main/invites/invite-calendar.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { LEASE_MS } from '#main/invites/sender.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { createMemoryCollection, type MemoryCollection } from '../caldav/memory-collection.ts';
import { draft, FRIDAY_18, joost, NOW, priya, THURSDAY_18 } from '../fixtures.ts';
import { readEvent } from '../itip/read-event.ts';
import { createWorld, type OutboxWorld, unwrap } from '../outbox-world.ts';

const HOUR = 3_600_000;
const HOME = calendarId('home');
const COLLECTION = 'https://cal.example.com/alex/home/';
const moved = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };

let smtp: SmtpTestServer;
let world: OutboxWorld;
let server: MemoryCollection;
let outbox: Outbox;

beforeEach(async () => {
  smtp = await startSmtpServer();
  world = createWorld(smtp);
  server = createMemoryCollection();
  outbox = openFor('smtp');
});

afterEach(async () => {
  world.close();
  await smtp.close();
});

/** Another process whose calendar's server tells guests or does not. */
function openFor(teller: Teller): Outbox {
  return world.open({
    openCalendar: async (id) =>
      id === HOME
        ? succeed(createCalDavInviteCalendar({ client: server.client, mailsGuests: teller === 'server' }))
        : fail('not-found', 'No such calendar.'),
  });
}

const draftFor = (teller: Teller) => ({
  ...draft,
  route: 'calendar' as const,
  home: { calendarId: HOME, teller, refOf: (uid: string) => copyAddress(COLLECTION, uid) },
});

async function click(teller: Teller = 'smtp'): Promise<InviteRecord> {
  outbox = openFor(teller);
  const { id } = unwrap(outbox.enqueue(draftFor(teller)));
  return leave(id);
}

async function leave(id: InviteId): Promise<InviteRecord> {
  world.now += 10_000;
  await outbox.tick();
  return outbox.read(id)!;
}

const addressOf = ({ uid }: InviteRecord): string => copyAddress(COLLECTION, uid);
const textOf = (record: InviteRecord): string => server.resources.get(addressOf(record))?.text ?? '';
const localEvents = () => world.store.calendars.occurrencesIn({ startMs: 0, endMs: 9e15 });
const mails = () => smtp.inbox.map(({ calendar, envelopeTo }) => `${calendar?.method} ${envelopeTo[0]}`);

describe('one click, with a home calendar', () => {
  it('whose server tells nobody: first the copy, then a REQUEST by mail to each guest', async () => {
    const record = await click('smtp');
    expect(record).toMatchObject({
      state: { kind: 'sent' },
      calendar: { copy: { state: 'written' }, etag: '"v1"' },
    });
    expect(server.requests).toEqual(['PUT new']);
    const copy = readEvent(textOf(record));
    expect(copy).toMatchObject({
      uid: record.uid,
      sequence: 0,
      startMs: THURSDAY_18,
      organizer: 'alex@example.com',
    });
    expect(textOf(record)).not.toContain('METHOD');
    expect(textOf(record).match(/SCHEDULE-AGENT=CLIENT/g)).toHaveLength(2);
    expect(mails()).toEqual([`REQUEST ${priya.email}`, `REQUEST ${joost.email}`]);
    expect(localEvents()).toMatchObject([{ uid: record.uid }]);
  });

  it('whose server tells the guests: nothing else leaves', async () => {
    const record = await click('server');
    expect(record.state.kind).toBe('sent');
    expect(record.deliveries.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(textOf(record)).not.toContain('SCHEDULE-AGENT');
    expect(readEvent(textOf(record)).description).toContain('No is a fine answer');
    expect(mails()).toEqual([]);
  });

  it('without a mail account: the copy, and the rest is handed over', async () => {
    const record = await click('handed-over');
    expect(record.state).toEqual({ kind: 'handed-over', atMs: NOW + 10_000 });
    expect(textOf(record).match(/SCHEDULE-AGENT=CLIENT/g)).toHaveLength(2);
    expect(mails()).toEqual([]);
    unwrap(outbox.move(record.id, moved));
    expect(await leave(record.id)).toMatchObject({ state: { kind: 'handed-over' }, sequence: 1 });
    unwrap(outbox.cancel(record.id));
    expect((await leave(record.id)).state.kind).toBe('cancelled');
    expect(server.resources.size).toBe(0);
  });

  it('can be undone inside its window: nothing was written', async () => {
    const { id } = unwrap(outbox.enqueue(draftFor('smtp')));
    unwrap(outbox.undo(id));
    await leave(id);
    expect(server.requests).toEqual([]);
  });
});

describe('a move', () => {
  const enrich = (text: string): string =>
    text
      .replace(/SUMMARY:.*\r\n/, 'SUMMARY:Renamed on the phone\r\n')
      .replace(/ATTENDEE;([^:]*(?:\r\n [^:]*)*)NEEDS-ACTION/, 'ATTENDEE;$1ACCEPTED')
      .replace(
        'END:VEVENT',
        [
          'CATEGORIES:Friends,Fire',
          'X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT30M',
          'ATTENDEE;CN=Extra:mailto:extra@example.org',
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          'DESCRIPTION:A very long reminder that goes on and on until it has to be fold',
          ' ed somewhere in the middle of a word',
          'TRIGGER:-PT30M',
          'END:VALARM',
          'END:VEVENT',
        ].join('\r\n'),
      );

  it.each(['smtp', 'server'] as const)('keeps what others changed (%s)', async (teller) => {
    const record = await click(teller);
    server.edit(addressOf(record), enrich);
    const before = textOf(record);
    unwrap(outbox.move(record.id, moved));
    const after = await leave(record.id);
    expect(after).toMatchObject({ state: { kind: 'sent' }, sequence: 1 });
    const changed = ['DTSTART', 'DTEND', 'SEQUENCE', 'DTSTAMP', 'LAST-MODIFIED', 'X-GOLDEN-HOUR-STEP'];
    const rest = (text: string): string[] =>
      text.split(/\r\n(?![ ])/).filter((line) => !changed.includes(line.split(/[:;]/)[0]!));
    const event = (text: string): string[] => rest(text.slice(text.indexOf('BEGIN:VEVENT')));
    expect(event(textOf(record))).toEqual(event(before));
    expect(readEvent(textOf(record))).toMatchObject({ sequence: 1, startMs: FRIDAY_18, endMs: moved.endMs });
    expect(textOf(record)).toContain(`X-GOLDEN-HOUR-STEP:${markOf(after)}`);
    expect(mails()).toHaveLength(teller === 'smtp' ? 4 : 0);
  });

  it('of an event that another program has counted on takes a SEQUENCE beyond that, in the mail too', async () => {
    const record = await click('smtp');
    server.edit(addressOf(record), (text) =>
      text.replace('SEQUENCE:0', 'SEQUENCE:4').replace(/X-GOLDEN-HOUR-STEP.*\r\n/, ''),
    );
    unwrap(outbox.move(record.id, moved));
    expect(await leave(record.id)).toMatchObject({ sequence: 5, state: { kind: 'sent' } });
    expect(readEvent(textOf(record)).sequence).toBe(5);
    expect(smtp.inbox.slice(2).map(({ calendar }) => readEvent(calendar?.text ?? '').sequence)).toEqual([
      5, 5,
    ]);
  });

  it('that meets a change in between looks again, and merges', async () => {
    const record = await click('smtp');
    unwrap(outbox.move(record.id, moved));
    server.ordain({ status: 412 });
    expect((await leave(record.id)).state.kind).toBe('sent');
    expect(server.requests).toEqual(['PUT new', 'GET', 'PUT etag', 'GET', 'PUT etag']);
  });

  it('of what keeps changing gives up for a while, and for good after six times', async () => {
    const record = await click('smtp');
    unwrap(outbox.move(record.id, moved));
    const state = (): unknown => outbox.read(record.id)?.state;
    for (let round = 0; round < 5; round++) {
      server.ordain({ status: 412 }, { status: 412 }, { status: 412 });
      world.now += 60_000;
      await outbox.tick();
      expect(state()).toMatchObject({ kind: 'failed', problem: { failure: 'contested' } });
    }
    expect(state()).toMatchObject({ kind: 'failed', problem: { failure: 'contested' }, retryAtMs: null });
    expect(server.requests.length).toBeLessThanOrEqual(13);
    expect(mails()).toHaveLength(2);
    server.ordain();
    unwrap(outbox.sendAnyway(record.id));
    await outbox.tick();
    expect(state()).toMatchObject({ kind: 'sent' });
  });
});

describe('field bug 7: a local move and a remote deletion', () => {
  test.each(['smtp', 'server'] as const)(
    'come to rest, and nothing is put back by itself (%s)',
    async (teller) => {
      const record = await click(teller);
      server.edit(addressOf(record), () => null);
      unwrap(outbox.move(record.id, moved));
      expect((await leave(record.id)).state).toEqual({
        kind: 'failed',
        problem: { kind: 'gone', guestsWereTold: teller === 'server' },
        retryAtMs: null,
      });
      const requests = server.requests.length;
      for (let round = 0; round < 20; round++) {
        world.now += HOUR;
        await outbox.tick();
      }
      expect(server.requests).toHaveLength(requests);
      expect(server.resources.size).toBe(0);
      expect(localEvents()).toEqual([]);
    },
  );

  test('in the moment of the writing, too', async () => {
    const record = await click('smtp');
    unwrap(outbox.move(record.id, moved));
    server.ordain({ status: 404 });
    expect((await leave(record.id)).state).toMatchObject({ kind: 'failed', problem: { kind: 'gone' } });
  });

  test('it can be cancelled: the guests are told, and there is nothing to take away', async () => {
    const record = await click('smtp');
    server.edit(addressOf(record), () => null);
    unwrap(outbox.move(record.id, moved));
    await leave(record.id);
    unwrap(outbox.cancel(record.id));
    expect((await leave(record.id)).state.kind).toBe('cancelled');
    expect(mails().slice(2)).toEqual([`CANCEL ${priya.email}`, `CANCEL ${joost.email}`]);
    expect(server.requests.filter((request) => request === 'DELETE')).toEqual([]);
  });

  test.each(['smtp', 'server'] as const)('it can be put back, by a click (%s)', async (teller) => {
    const record = await click(teller);
    server.edit(addressOf(record), () => null);
    unwrap(outbox.move(record.id, moved));
    await leave(record.id);
    unwrap(outbox.sendAnyway(record.id));
    await outbox.tick();
    expect(outbox.read(record.id)?.state.kind).toBe('sent');
    expect(readEvent(textOf(record))).toMatchObject({ uid: record.uid, startMs: FRIDAY_18 });
    expect(localEvents()).toHaveLength(1);
    expect(mails()).toHaveLength(teller === 'smtp' ? 4 : 0);
  });
});

describe('a cancellation', () => {
  it('where the server tells nobody: CANCEL to the guests, then the copy goes', async () => {
    const record = await click('smtp');
    unwrap(outbox.cancel(record.id));
    expect((await leave(record.id)).state.kind).toBe('cancelled');
    expect(mails().slice(2)).toEqual([`CANCEL ${priya.email}`, `CANCEL ${joost.email}`]);
    expect(server.requests.slice(1)).toEqual(['GET', 'DELETE']);
    expect([server.resources.size, localEvents()]).toEqual([0, []]);
  });

  it('where the server tells the guests: the copy goes, and nothing else leaves', async () => {
    const record = await click('server');
    unwrap(outbox.cancel(record.id));
    expect((await leave(record.id)).state.kind).toBe('cancelled');
    expect([server.resources.size, mails()]).toEqual([0, []]);
  });

  it('of what is gone already is fine', async () => {
    const record = await click('server');
    server.edit(addressOf(record), () => null);
    unwrap(outbox.cancel(record.id));
    expect((await leave(record.id)).state.kind).toBe('cancelled');
  });

  it('keeps the copy while a guest has not been told', async () => {
    const record = await click('smtp');
    smtp.faults.later.add(joost.email);
    unwrap(outbox.cancel(record.id));
    expect((await leave(record.id)).state.kind).toBe('failed');
    expect(server.resources.size).toBe(1);
    smtp.faults.later.clear();
    world.now += 60_000;
    await outbox.tick();
    expect(outbox.read(record.id)?.state.kind).toBe('cancelled');
    expect(server.resources.size).toBe(0);
  });
});

describe('when the calendar’s server does not play along', () => {
  it.each([
    [{ status: 403 }, { failure: 'refused' }, null],
    [{ status: 507 }, { failure: 'refused', detail: 'The calendar is full (507).' }, null],
    [{ status: 401 }, { failure: 'unauthorized' }, null],
    [{ status: 503, headers: { 'retry-after': '120' } }, { failure: 'temporary' }, 120_000],
    [{ status: 429, headers: { 'retry-after': '5' } }, { failure: 'temporary' }, 15_000],
    ['offline', { failure: 'offline' }, 15_000],
  ] as const)('%o on a create: nothing leaves, and the card says why', async (fate, problem, waitMs) => {
    server.ordain(fate);
    const record = await click('smtp');
    expect(record.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'calendar', ...problem },
      retryAtMs: waitMs === null ? null : world.now + waitMs,
    });
    expect(mails()).toEqual([]);
    unwrap(outbox.sendAnyway(record.id));
    await outbox.tick();
    expect(outbox.read(record.id)?.state.kind).toBe('sent');
    expect(mails()).toHaveLength(2);
  });

  it('a reconnected account goes on by itself', async () => {
    server.ordain({ status: 401 });
    const record = await click('smtp');
    outbox.retryCalendars([HOME]);
    await outbox.tick();
    expect(outbox.read(record.id)?.state.kind).toBe('sent');
  });

  it.each(['lost-done', 'lost-undone', { status: 500, isDone: true }, { status: 502 }] as const)(
    'an unknown answer (%o): looks, and there is one event',
    async (fate) => {
      server.ordain(fate);
      const record = await click('server');
      expect(record.state.kind).toBe('sent');
      expect(server.changes).toHaveLength(1);
    },
  );

  it('and cannot be looked at after it: waits, looks first, and there is one event', async () => {
    server.ordain('lost-done');
    server.ordainLooks('offline');
    const record = await click('server');
    expect(record.state).toMatchObject({ kind: 'failed', problem: { failure: 'offline' } });
    expect(localEvents()).toHaveLength(1);
    expect(outbox.undo(record.id)).toMatchObject({ ok: false, code: 'conflict' });
    world.now += 60_000;
    await outbox.tick();
    expect(outbox.read(record.id)?.state.kind).toBe('sent');
    expect(server.changes).toHaveLength(1);
  });

  it('has something else at the place: never written over', async () => {
    const { id, uid } = unwrap(outbox.enqueue(draftFor('smtp')));
    server.resources.set(copyAddress(COLLECTION, uid), {
      text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
      etag: '"x"',
    });
    expect((await leave(id)).state).toMatchObject({ kind: 'failed', problem: { failure: 'occupied' } });
    expect(mails()).toEqual([]);
    expect(server.changes).toEqual([]);
  });

  it('does not tell guests any more, though it did: nobody is silently left out', async () => {
    outbox = openFor('smtp');
    const { id } = unwrap(outbox.enqueue(draftFor('server')));
    expect((await leave(id)).state).toMatchObject({ kind: 'failed', problem: { failure: 'misconfigured' } });
    expect(server.requests).toEqual([]);
  });
});

describe('a crash around the copy', () => {
  it.each(['crash-before', 'crash-after'] as const)('%s, creating', async (fate) => {
    outbox = openFor('server');
    const { id } = unwrap(outbox.enqueue(draftFor('server')));
    server.ordain(fate);
    world.now += 10_000;
    await expect(outbox.tick()).rejects.toThrow(AggregateError);
    expect(outbox.read(id)).toMatchObject({
      state: { kind: 'sending' },
      calendar: { copy: { state: 'creating' } },
    });
    world.now += LEASE_MS;
    await openFor('server').tick();
    expect(outbox.read(id)?.state.kind).toBe('sent');
    expect(server.changes).toHaveLength(1);
  });

  it.each(['crash-before', 'crash-after'] as const)('%s, moving', async (fate) => {
    const { id } = await click('server');
    unwrap(outbox.move(id, moved));
    server.ordain(fate);
    world.now += 10_000;
    await expect(outbox.tick()).rejects.toThrow(AggregateError);
    await openFor('server').tick();
    expect(outbox.read(id)).toMatchObject({ state: { kind: 'sent' }, sequence: 1 });
    expect(server.changes).toHaveLength(2);
  });

  it.each(['crash-before', 'crash-after'] as const)('%s, cancelling', async (fate) => {
    const { id } = await click('server');
    unwrap(outbox.cancel(id));
    server.ordain(fate);
    world.now += 10_000;
    await expect(outbox.tick()).rejects.toThrow(AggregateError);
    await openFor('server').tick();
    expect(outbox.read(id)?.state.kind).toBe('cancelled');
    expect(server.changes.map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
  });
});

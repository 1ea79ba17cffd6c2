import { afterEach, describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { copyAddress, createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import type { CalendarCopy, InviteCalendar, WriteResult } from '#main/invites/invite-calendar.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { KillMoment } from '#main/invites/kill-points.ts';
import { startRadicale } from '#tests/support/caldav-peers/radicale.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { FRIDAY_18, joost, NOW, priya, sent } from '../fixtures.ts';
import { readEvent } from '../itip/read-event.ts';

const HOUR = 3_600_000;

interface Login {
  readonly user: string;
  readonly password: string;
  readonly collection: string;
}

const open = ({ user, password }: Login, mailsGuests: boolean): InviteCalendar =>
  createCalDavInviteCalendar({
    client: openCalDavClient({ user, password, fetch, timeouts: { answerMs: 400, totalMs: 400 } }),
    mailsGuests,
  });

const recordIn = (collection: string, teller: 'server' | 'smtp'): InviteRecord => ({
  ...sent,
  route: 'calendar',
  calendar: {
    calendarId: calendarId('home'),
    ref: copyAddress(collection, sent.uid),
    etag: null,
    teller,
    copy: { state: 'creating', attempts: 1, detail: null },
    mayBeThere: true,
    seen: {},
  },
});

const moved = (record: InviteRecord): InviteRecord => ({
  ...record,
  step: 'move',
  sequence: 1,
  stampMs: NOW + HOUR,
  content: { ...record.content, interval: { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR } },
});

async function lookAt(calendar: InviteCalendar, record: InviteRecord): Promise<CalendarCopy> {
  const looked = await calendar.look(record);
  if (looked.kind !== 'there') throw new Error(`It is ${looked.kind}, not there.`);
  return looked.copy;
}

const servers: CalDavTestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: Parameters<typeof startCalDavServer>[0] = {}) {
  const server = await startCalDavServer(options);
  servers.push(server);
  const login = { user: server.user, password: server.password, collection: server.calendarUrl() };
  const teller = options.scheduling === true ? 'server' : 'smtp';
  return {
    server,
    login,
    calendar: open(login, options.scheduling === true),
    record: recordIn(login.collection, teller),
  };
}

describe('a CalDAV server that mails the guests', () => {
  it('mails each of them once, for each step', async () => {
    const { server, calendar, record } = await start({ scheduling: true });
    expect(await calendar.look(record)).toEqual({ kind: 'absent' });
    expect((await calendar.create(record)).kind).toBe('written');
    expect((await calendar.move(moved(record), await lookAt(calendar, record))).kind).toBe('written');
    expect((await calendar.cancel(record, await lookAt(calendar, record))).kind).toBe('written');
    expect(server.mails.map(({ to, method, sequence }) => [method, sequence, to])).toEqual([
      ['REQUEST', 0, priya.email],
      ['REQUEST', 0, joost.email],
      ['REQUEST', 1, priya.email],
      ['REQUEST', 1, joost.email],
      ['CANCEL', 1, priya.email],
      ['CANCEL', 1, joost.email],
    ]);
    expect(await calendar.look(record)).toEqual({ kind: 'absent' });
  });

  it('says whom it cannot reach, and what guests answer', async () => {
    const { server, calendar, record } = await start({
      scheduling: true,
      unreachable: new Set([joost.email]),
    });
    await calendar.create(record);
    server.reply(record.uid, priya.email, 'ACCEPTED');
    const copy = await lookAt(calendar, record);
    expect(copy.unreached).toEqual([joost.email]);
    expect(copy.attendees[0]).toMatchObject({ email: priya.email, rsvp: 'accepted' });
  });

  it('mails nobody for an event whose guests Golden Hour tells', async () => {
    const { server, calendar, login } = await start({ scheduling: true });
    const record = recordIn(login.collection, 'smtp');
    await calendar.create(record);
    await calendar.move(moved(record), await lookAt(calendar, record));
    await calendar.cancel(record, await lookAt(calendar, record));
    expect(server.mails).toEqual([]);
  });
});

describe('every answer to a writing', () => {
  type Verb = 'create' | 'move' | 'cancel';

  async function write(verb: Verb, modes: (server: CalDavTestServer) => void): Promise<WriteResult> {
    const { server, calendar, record } = await start();
    if (verb === 'create') {
      modes(server);
      return calendar.create(record);
    }
    await calendar.create(record);
    const copy = await lookAt(calendar, record);
    modes(server);
    return verb === 'move' ? calendar.move(moved(record), copy) : calendar.cancel(record, copy);
  }

  const failing = (status: number, retryAfterSeconds?: number) => (server: CalDavTestServer) => {
    server.modes.faults = () => ({
      kind: 'status',
      status,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  };
  const VERBS = ['create', 'move', 'cancel'] as const;

  it.each(
    VERBS.flatMap((verb) =>
      (
        [
          [400, 'refused'],
          [403, 'refused'],
          [409, 'changed'],
          [412, 'changed'],
          [413, 'refused'],
          [423, 'temporary'],
          [429, 'temporary'],
          [500, 'unknown'],
          [502, 'unknown'],
          [503, 'temporary'],
          [504, 'unknown'],
          [507, 'refused'],
          [404, verb === 'create' ? 'refused' : 'gone'],
          [410, verb === 'create' ? 'refused' : 'gone'],
        ] as const
      ).map(([status, kind]) => [verb, status, kind] as const),
    ),
  )('%s, %i: %s', async (verb, status, kind) => {
    expect((await write(verb, failing(status))).kind).toBe(kind);
  });

  it.each(VERBS)('%s: Retry-After is passed on', async (verb) => {
    expect(await write(verb, failing(503, 7))).toMatchObject({ kind: 'temporary', retryAfterMs: 7_000 });
  });

  it.each(
    VERBS.flatMap((verb) =>
      (
        [
          { kind: 'drop', when: 'before' },
          { kind: 'drop', when: 'after' },
          { kind: 'time-out', when: 'before' },
          { kind: 'time-out', when: 'after' },
        ] as const
      ).map((fault) => [verb, fault] as const),
    ),
  )('%s, %o: unknown', async (verb, fault) => {
    const result = await write(verb, (server) => {
      server.modes.faults = () => fault;
    });
    expect(result.kind).toBe('unknown');
  });

  it('over something else: changed, and nothing is lost', async () => {
    const { server, calendar, record } = await start();
    await calendar.create(record);
    const copy = await lookAt(calendar, record);
    const text = copy.source.replace(/SUMMARY:.*/, 'SUMMARY:Changed meanwhile');
    server.put(`${record.uid}.ics`, text);
    expect(await calendar.create(record)).toEqual({ kind: 'changed' });
    expect(await calendar.move(moved(record), copy)).toEqual({ kind: 'changed' });
    expect(await calendar.cancel(record, copy)).toEqual({ kind: 'changed' });
    expect(server.readByUid(record.uid)?.text).toBe(text);
  });

  it('with a password that does not count any more: unauthorized', async () => {
    const { login, record } = await start();
    const calendar = open({ ...login, password: 'winter' }, false);
    expect((await calendar.create(record)).kind).toBe('unauthorized');
    expect((await calendar.look(record)).kind).toBe('unauthorized');
  });

  it('where nobody listens: offline, and certainly not written', async () => {
    const silent = await startCalDavServer();
    const record = recordIn(silent.calendarUrl(), 'smtp');
    const calendar = open({ ...silent, collection: silent.calendarUrl() }, false);
    await silent.close();
    expect((await calendar.create(record)).kind).toBe('offline');
    expect((await calendar.look(record)).kind).toBe('offline');
  });

  it.each(['strong', 'weak', 'absent'] as const)(
    'with etags that are %s, each step goes through',
    async (etags) => {
      const { server, calendar, record } = await start({ etags });
      expect((await calendar.create(record)).kind).toBe('written');
      expect((await calendar.move(moved(record), await lookAt(calendar, record))).kind).toBe('written');
      expect(readEvent(server.readByUid(record.uid)?.text ?? '')).toMatchObject({
        sequence: 1,
        startMs: FRIDAY_18,
      });
      expect((await calendar.cancel(record, await lookAt(calendar, record))).kind).toBe('written');
      expect(server.list()).toEqual([]);
    },
  );

  it('finds something else at its place', async () => {
    const { server, calendar, record } = await start();
    const other = { ...record, uid: 'other@golden-hour' };
    await calendar.create({
      ...other,
      calendar: { ...record.calendar!, ref: copyAddress(server.calendarUrl(), other.uid) },
    });
    const text = server.readByUid(other.uid)!.text;
    server.put(`${record.uid}.ics`, text.replaceAll(other.uid, 'third'));
    expect((await calendar.look(record)).kind).toBe('foreign');
  });
});

describe('the moments of a writing', () => {
  it('are passed in their order, for each step', async () => {
    const { calendar, record } = await start();
    const passed: string[] = [];
    const pass = (step: string) => (moment: KillMoment) => void passed.push(`${step} ${moment}`);
    await calendar.create(record, pass('create'));
    await calendar.move(moved(record), await lookAt(calendar, record), pass('move'));
    await calendar.cancel(record, await lookAt(calendar, record), pass('cancel'));
    expect(passed).toEqual(
      ['create', 'move', 'cancel'].flatMap((step) =>
        ['first-byte', 'last-byte', 'reply-read'].map((moment) => `${step} ${moment}`),
      ),
    );
  });

  it('end with the last byte where no answer comes', async () => {
    const { server, calendar, record } = await start();
    server.modes.faults = () => ({ kind: 'drop', when: 'after' });
    const passed: string[] = [];
    await calendar.create(record, (moment) => void passed.push(moment));
    expect(passed).toEqual(['first-byte', 'last-byte']);
  });
});

describe('Radicale', () => {
  it('keeps an invite through its life, with what others changed in it', async (context) => {
    const started = await startRadicale();
    if (started.kind === 'absent') return context.skip(started.reason);
    const { peer } = started;
    try {
      const login = {
        user: peer.user,
        password: peer.password,
        collection: await peer.createCalendar('home'),
      };
      const calendar = open(login, false);
      const record = recordIn(login.collection, 'smtp');
      expect(await calendar.look(record)).toEqual({ kind: 'absent' });
      expect((await calendar.create(record)).kind).toBe('written');
      expect((await calendar.create(record)).kind).toBe('changed');
      const first = await lookAt(calendar, record);
      expect(first).toMatchObject({ sequence: 0, interval: record.content.interval, mark: 'inv-1.0' });
      const edited = first.source.replace(
        /SUMMARY:.*/,
        'SUMMARY:Renamed\r\nX-ODD;X-A="b:c":d\r\nCATEGORIES:Fire',
      );
      await peer.request('PUT', record.calendar!.ref, {
        body: edited,
        headers: { 'content-type': 'text/calendar', 'if-match': first.etag ?? '' },
      });
      expect(await calendar.move(moved(record), first)).toEqual({ kind: 'changed' });
      expect((await calendar.move(moved(record), await lookAt(calendar, record))).kind).toBe('written');
      const second = await lookAt(calendar, record);
      expect(second).toMatchObject({ sequence: 1, interval: { startMs: FRIDAY_18 }, mark: 'inv-1.1' });
      expect(second.source).toContain('SUMMARY:Renamed');
      expect(second.source).toMatch(/X-ODD;X-A="?b:c"?:d/);
      expect(second.source).toContain('CATEGORIES:Fire');
      expect(await calendar.cancel(record, first)).toEqual({ kind: 'changed' });
      expect((await calendar.cancel(record, second)).kind).toBe('written');
      expect(await calendar.look(record)).toEqual({ kind: 'absent' });
      expect(await calendar.cancel(record, second)).toEqual({ kind: 'gone' });
    } finally {
      await peer.stop();
    }
  });
});

import { describe, expect, it } from 'vitest';
import { fail, succeed } from '#contract/outcome.ts';
import { openGoogleApi } from '#main/calendars/google/api.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { BARE_MODES, type GoogleModes } from '#tests/servers/google/modes.ts';
import type { GoogleServer } from '#tests/servers/google/server.ts';
import { joost, priya } from '../fixtures.ts';
import { ALEX, creating, EVENT_ID, lookAt, moved, READING, startGoogleWorld, UID } from './google-world.ts';

const whyNot = whyNoGoogle();
const told = (server: GoogleServer): readonly string[] => server.mails.map(({ kind, to }) => `${kind} ${to}`);
const writes = (server: GoogleServer): readonly string[] =>
  server.requests.flatMap(({ method, id }) => (method === 'GET' ? [] : [id ?? '']));

/** Every way in which a server may be less than Google. */
const SERVERS: readonly (readonly [string, Partial<GoogleModes>])[] = [
  ['Google', {}],
  ['a server with weak versions', { etags: 'weak' }],
  ['a server without versions', { etags: 'none' }],
  ['a server without PATCH', { patch: false }],
  ['a server that drops our marks', { extendedProperties: false }],
  ['a server that lets clients count', { sequence: 'taken' }],
  ['a server that gives out no more than it must', { cancelled: 'sparse', guestAnswers: 'reset' }],
  ['a server that knows only the plainest part', BARE_MODES],
];

describe.skipIf(whyNot !== null)(
  `invites in a Google calendar${whyNot === null ? '' : ` (${whyNot})`}`,
  () => {
    describe.each(SERVERS)('%s', (_name, modes) => {
      it('has each guest told once of each step', async () => {
        await using world = await startGoogleWorld(modes);
        const { server, calendar } = world;
        expect(await calendar.look(creating)).toEqual({ kind: 'absent' });
        expect((await calendar.create(creating)).kind).toBe('written');
        const step = moved(creating);
        expect((await calendar.move(step, await lookAt(calendar, step))).kind).toBe('written');
        expect(server.event(EVENT_ID)?.start).toMatchObject({
          dateTime: expect.stringContaining('2026-06-05T18:00'),
        });
        const cancel: InviteRecord = { ...step, step: 'cancel', sequence: 2 };
        expect((await calendar.cancel(cancel, await lookAt(calendar, step))).kind).toBe('written');
        expect(told(server)).toEqual([
          `invitation ${priya.email}`,
          `invitation ${joost.email}`,
          `update ${priya.email}`,
          `update ${joost.email}`,
          `cancellation ${priya.email}`,
          `cancellation ${joost.email}`,
        ]);
        expect((await calendar.look(cancel)).kind).toBe('removed');
        expect(server.violations).toEqual([]);
      });

      it('keeps what others changed in it', async () => {
        await using world = await startGoogleWorld(modes);
        const { server, calendar } = world;
        await calendar.create(creating);
        server.edit(EVENT_ID, { summary: 'Renamed', colorId: '5', reminders: { useDefault: false } });
        server.answer(EVENT_ID, priya.email, 'accepted', 'I bring salad');
        const step = moved(creating);
        expect((await calendar.move(step, await lookAt(calendar, step))).kind).toBe('written');
        const event = server.event(EVENT_ID);
        expect(event).toMatchObject({ summary: 'Renamed', colorId: '5', reminders: { useDefault: false } });
        expect(event?.attendees).toMatchObject([{ comment: 'I bring salad' }, { email: joost.email }]);
        expect(server.violations).toEqual([]);
      });

      it('writes over nothing that changed since it looked', async () => {
        await using world = await startGoogleWorld(modes);
        const { server, calendar } = world;
        await calendar.create(creating);
        const step = moved(creating);
        const copy = await lookAt(calendar, step);
        server.edit(EVENT_ID, { summary: 'Renamed meanwhile' });
        expect(await calendar.move(step, copy)).toEqual({ kind: 'changed' });
        expect(server.event(EVENT_ID)?.summary).toBe('Renamed meanwhile');
        expect(told(server)).toHaveLength(2);
      });

      it('knows its own event again when no reply came, and which step is in it', async () => {
        await using world = await startGoogleWorld(modes);
        const { server, calendar } = world;
        server.modes.faults = ({ method }) => (method === 'GET' ? null : { kind: 'drop', when: 'after' });
        expect((await calendar.create(creating)).kind).toBe('unknown');
        const copy = await lookAt(calendar, creating);
        expect(copy).toMatchObject({ mark: 'inv-1.0', interval: creating.content.interval });
        const step = moved(creating);
        server.modes.faults = ({ method }) =>
          method === (server.modes.patch ? 'PATCH' : 'PUT') ? { kind: 'drop', when: 'after' } : null;
        const result = await calendar.move(step, await lookAt(calendar, step));
        expect(result.kind).toBe('unknown');
        expect(await lookAt(calendar, step)).toMatchObject({ mark: 'inv-1.1' });
        expect(told(server)).toHaveLength(4);
      });

      it('field bug 7: is gone once others deleted it, and stays so', async () => {
        await using world = await startGoogleWorld(modes);
        const { server, calendar } = world;
        await calendar.create(creating);
        const step = moved(creating);
        const copy = await lookAt(calendar, step);
        server.remove(EVENT_ID);
        expect(['gone', 'changed']).toContain((await calendar.move(step, copy)).kind);
        expect((await calendar.look(step)).kind).toBe('removed');
        expect(server.event(EVENT_ID)?.status).toBe('cancelled');
        expect((await calendar.cancel(step, copy)).kind).toMatch(/gone|changed/);
      });

      it('puts back what was deleted when it is told to', async () => {
        await using world = await startGoogleWorld(modes);
        const { server, calendar } = world;
        await calendar.create(creating);
        server.remove(EVENT_ID);
        const again: InviteRecord = { ...creating, sequence: 1 };
        expect(await calendar.create(again)).toEqual({ kind: 'changed' });
        const looked = await calendar.look(again);
        if (looked.kind !== 'removed') throw new Error(`It is ${looked.kind}.`);
        expect((await calendar.move(again, looked.copy)).kind).toBe('written');
        expect(server.event(EVENT_ID)).toMatchObject({
          status: 'confirmed',
          summary: 'Grill at home with Alex, Priya and Joost',
        });
        expect(told(server).slice(-2)).toEqual([`invitation ${priya.email}`, `invitation ${joost.email}`]);
      });
    });

    it('takes away nothing that changed since it looked', async () => {
      await using world = await startGoogleWorld();
      const { server, calendar } = world;
      await calendar.create(creating);
      const cancel: InviteRecord = { ...creating, step: 'cancel', sequence: 1 };
      const copy = await lookAt(calendar, creating);
      server.edit(EVENT_ID, { summary: 'Renamed meanwhile' });
      expect(await calendar.cancel(cancel, copy)).toEqual({ kind: 'changed' });
      expect(server.event(EVENT_ID)).toMatchObject({ status: 'confirmed', summary: 'Renamed meanwhile' });
      expect(told(server)).toHaveLength(2);
    });

    it('says all that guests should know, and makes up no conference', async () => {
      await using world = await startGoogleWorld();
      await world.calendar.create(creating);
      const event = world.server.event(EVENT_ID);
      expect(event).toMatchObject({
        summary: 'Grill at home with Alex, Priya and Joost',
        location: 'Keizersgracht 1, Amsterdam',
        start: { dateTime: '2026-06-04T18:00:00+02:00', timeZone: 'Europe/Amsterdam' },
        end: { dateTime: '2026-06-04T20:30:00+02:00', timeZone: 'Europe/Amsterdam' },
        attendees: [
          { email: priya.email, displayName: priya.name, responseStatus: 'needsAction' },
          { email: joost.email, displayName: joost.name, responseStatus: 'needsAction' },
        ],
        guestsCanSeeOtherGuests: true,
        extendedProperties: {
          private: { goldenHourUid: UID, goldenHourMark: 'inv-1.0', goldenHourActivity: 'grill' },
        },
      });
      expect(event?.['description']).toContain('If it rains: Dinner at home');
      expect(event?.['conferenceData']).toBeUndefined();
      expect(event?.['reminders']).toEqual({ useDefault: true });
    });

    it('mails nobody where no guest sees a difference', async () => {
      await using world = await startGoogleWorld();
      const { server, calendar } = world;
      await calendar.create(creating);
      const same: InviteRecord = { ...moved(creating), content: creating.content };
      expect((await calendar.move(same, await lookAt(calendar, same))).kind).toBe('written');
      expect(told(server)).toHaveLength(2);
      expect(server.requests.at(-1)?.query).toContain('sendUpdates=none');
    });

    it("sends nobody else's words and no guests with a move", async () => {
      await using world = await startGoogleWorld();
      const { server, calendar } = world;
      await calendar.create(creating);
      const step = moved(creating);
      await calendar.move(step, await lookAt(calendar, step));
      const body: unknown = JSON.parse(server.requests.at(-1)?.body ?? '');
      expect(Object.keys(body as object).toSorted()).toEqual([
        'end',
        'extendedProperties',
        'sequence',
        'start',
      ]);
    });

    it.each([true, false])('keeps the marks of other programs (PATCH: %s)', async (patch) => {
      await using world = await startGoogleWorld({ patch });
      const { server, calendar } = world;
      await calendar.create(creating);
      server.edit(EVENT_ID, { extendedProperties: { private: { other: '1' }, shared: { room: 'B' } } });
      const step = moved(creating);
      await calendar.move(step, await lookAt(calendar, step));
      expect(server.event(EVENT_ID)?.extendedProperties).toMatchObject({
        private: { other: '1', goldenHourMark: 'inv-1.1' },
        shared: { room: 'B' },
      });
    });

    it('takes away the date of what somebody made an all-day event', async () => {
      await using world = await startGoogleWorld();
      const { server, calendar } = world;
      await calendar.create(creating);
      server.edit(EVENT_ID, { start: { date: '2026-06-04' }, end: { date: '2026-06-05' } });
      const step = moved(creating);
      expect((await calendar.move(step, await lookAt(calendar, step))).kind).toBe('written');
      expect(server.event(EVENT_ID)?.start).not.toHaveProperty('date');
      expect(server.violations).toEqual([]);
    });

    it('finds something else under its own id', async () => {
      await using world = await startGoogleWorld();
      const { server, calendar } = world;
      const dateTime = '2026-07-01T10:00:00Z';
      server.put({
        id: EVENT_ID,
        start: { dateTime },
        end: { dateTime: '2026-07-01T11:00:00Z' },
        extendedProperties: { private: { goldenHourUid: 'other@golden-hour' } },
      });
      expect((await calendar.look(creating)).kind).toBe('foreign');
      expect(await calendar.create(creating)).toEqual({ kind: 'changed' });
      expect(server.event(EVENT_ID)?.start?.dateTime).toContain('2026-07-01');
    });

    it('asks once more with a fresh token where the first is refused', async () => {
      await using world = await startGoogleWorld();
      const { server } = world;
      const { accessToken } = server.signIn(['https://www.googleapis.com/auth/calendar.events.owned']);
      const asked: (string | undefined)[] = [];
      const calendar = world.open({
        access: async (refused) => {
          asked.push(refused);
          return succeed(refused === undefined ? 'stale' : accessToken);
        },
      });
      expect((await calendar.create(creating)).kind).toBe('written');
      expect(asked).toEqual([undefined, 'stale']);
    });

    it.each([
      ['unauthorized', 'unauthorized'],
      ['offline', 'offline'],
      ['busy', 'temporary'],
    ] as const)('without a token (%s): %s', async (code, kind) => {
      await using world = await startGoogleWorld();
      const calendar = world.open({ access: async () => fail(code, 'No token.') });
      expect((await calendar.create(creating)).kind).toBe(kind);
      expect((await calendar.look(creating)).kind).toBe(kind);
      expect(world.server.requests).toEqual([]);
    });

    it('where every token is refused: unauthorized, after two requests', async () => {
      await using world = await startGoogleWorld();
      const calendar = world.open({ access: async () => succeed('stale') });
      expect((await calendar.create(creating)).kind).toBe('unauthorized');
      expect(world.server.requests).toHaveLength(2);
    });

    it('without the right to write: permission, and nothing is asked where that is known', async () => {
      await using world = await startGoogleWorld({}, READING);
      expect((await world.calendar.create(creating)).kind).toBe('permission');
      const before = world.server.requests.length;
      const knowing = world.open({ mayWrite: () => false });
      expect((await knowing.create(creating)).kind).toBe('permission');
      expect(world.server.requests).toHaveLength(before);
    });

    it('where nobody listens: offline, and certainly not written', async () => {
      await using world = await startGoogleWorld();
      await world.server.stop();
      expect((await world.calendar.create(creating)).kind).toBe('offline');
      expect((await world.calendar.look(creating)).kind).toBe('offline');
    });

    it('never sends a token without encryption', async () => {
      await using world = await startGoogleWorld();
      const calendar = world.open({
        connect: (token) => openGoogleApi({ root: 'http://calendar.example.com', token, fetch }),
      });
      expect((await calendar.create(creating)).kind).toBe('misconfigured');
    });

    it('passes each moment of a writing', async () => {
      await using world = await startGoogleWorld();
      const { calendar } = world;
      const passed: string[] = [];
      await calendar.create(creating, (moment) => void passed.push(moment));
      expect(passed).toEqual(['first-byte', 'last-byte', 'reply-read']);
      passed.length = 0;
      const step = moved(creating);
      await calendar.move(step, await lookAt(calendar, step), (moment) => void passed.push(moment));
      expect(passed).toEqual(['first-byte', 'last-byte', 'reply-read']);
    });

    it('gives up where an id is used up for good, and does not go round in circles', async () => {
      await using world = await startGoogleWorld();
      const { server, calendar } = world;
      server.modes.faults = ({ method, id }) =>
        id === 'calendar.events.list'
          ? null
          : {
              kind: 'status',
              status: method === 'POST' ? 409 : 404,
              reason: method === 'POST' ? 'duplicate' : 'notFound',
            };
      expect(await calendar.create(creating)).toEqual({ kind: 'changed' });
      expect((await calendar.look(creating)).kind).toBe('foreign');
      expect(writes(server)).toEqual(['calendar.events.insert']);
    });

    it('is told where a server put it under an id of its own', async () => {
      await using world = await startGoogleWorld();
      const body = JSON.stringify({ id: 'theirs00', etag: '"1"' });
      const calendar = world.open({
        connect: (token) =>
          openGoogleApi({ root: null, token, fetch: async () => new Response(body, { status: 200 }) }),
      });
      expect(await calendar.create(creating)).toEqual({
        kind: 'written',
        etag: '"1"',
        ref: `${ALEX}/theirs00`,
      });
    });

    it('finds its event again where a server gives ids of its own', async () => {
      await using world = await startGoogleWorld();
      const { server, calendar } = world;
      await calendar.create({ ...creating, calendar: { ...creating.calendar!, ref: `${ALEX}/theirs00` } });
      expect(await lookAt(calendar, creating)).toMatchObject({ ref: `${ALEX}/theirs00`, mark: 'inv-1.0' });
      server.remove('theirs00');
      expect(await calendar.look(creating)).toEqual({ kind: 'absent' });
      expect(server.event('theirs00')?.status).toBe('cancelled');
    });
  },
);

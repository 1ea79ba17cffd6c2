import { describe, expect, it } from 'vitest';
import type { InviteCalendar, WriteResult } from '#main/invites/invite-calendar.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import type { GoogleModes } from '#tests/servers/google/modes.ts';
import { creating, lookAt, moved, startGoogleWorld } from './google-world.ts';

const whyNot = whyNoGoogle();

type Verb = 'create' | 'move' | 'cancel';

async function write(verb: Verb, modes: Partial<GoogleModes>): Promise<WriteResult> {
  await using world = await startGoogleWorld();
  const { server, calendar } = world;
  const act = await prepare(calendar, verb);
  Object.assign(server.modes, modes);
  return await act();
}

async function prepare(calendar: InviteCalendar, verb: Verb): Promise<() => Promise<WriteResult>> {
  if (verb === 'create') return () => calendar.create(creating);
  await calendar.create(creating);
  const step = moved(creating);
  const copy = await lookAt(calendar, step);
  return () => (verb === 'move' ? calendar.move(step, copy) : calendar.cancel(step, copy));
}

const VERBS = ['create', 'move', 'cancel'] as const;
const failing = (status: number, reason?: string, retryAfterSeconds?: number): Partial<GoogleModes> => ({
  faults: ({ method }) =>
    method === 'GET'
      ? null
      : {
          kind: 'status',
          status,
          ...(reason === undefined ? {} : { reason }),
          ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        },
});

describe.skipIf(whyNot !== null)(
  `every answer to a writing in a Google calendar${whyNot === null ? '' : ` (${whyNot})`}`,
  () => {
    it.each(
      VERBS.flatMap((verb) =>
        (
          [
            [400, undefined, 'refused'],
            [403, 'forbidden', 'refused'],
            [403, 'insufficientPermissions', 'permission'],
            [403, 'rateLimitExceeded', 'temporary'],
            [403, 'userRateLimitExceeded', 'temporary'],
            [403, 'quotaExceeded', 'paused'],
            [403, 'dailyLimitExceeded', 'paused'],
            [409, undefined, 'changed'],
            [412, undefined, 'changed'],
            [413, undefined, 'refused'],
            [429, undefined, 'temporary'],
            [500, undefined, 'unknown'],
            [502, undefined, 'unknown'],
            [503, undefined, 'temporary'],
            [504, undefined, 'unknown'],
            [410, undefined, verb === 'create' ? 'refused' : 'gone'],
          ] as const
        ).map(([status, reason, kind]) => [verb, status, reason, kind] as const),
      ),
    )('%s, %i %s: %s', async (verb, status, reason, kind) => {
      expect((await write(verb, failing(status, reason))).kind).toBe(kind);
    });

    it.each(VERBS)('%s: Retry-After is passed on', async (verb) => {
      expect(await write(verb, failing(503, undefined, 7))).toMatchObject({ retryAfterMs: 7_000 });
      expect(await write(verb, failing(403, 'userRateLimitExceeded', 9))).toMatchObject({
        retryAfterMs: 9_000,
      });
    });

    it.each(VERBS)('%s: a pause is as long as the server says, if that is long', async (verb) => {
      expect(await write(verb, failing(403, 'quotaExceeded', 60))).toMatchObject({ retryAfterMs: null });
      expect(await write(verb, failing(403, 'quotaExceeded', 7_200))).toMatchObject({
        retryAfterMs: 7_200_000,
      });
    });

    it('a calendar that is not there: refused', async () => {
      await using world = await startGoogleWorld();
      const calendar = world.open({ calendarRef: 'nobody@example.com' });
      expect((await calendar.create(creating)).kind).toBe('refused');
    });

    it.each(
      VERBS.flatMap((verb) =>
        (
          [
            { kind: 'drop', when: 'before' },
            { kind: 'drop', when: 'after' },
            { kind: 'time-out', when: 'before' },
            { kind: 'time-out', when: 'after' },
            { kind: 'cut' },
            ...(verb === 'cancel' ? [] : [{ kind: 'truncate' } as const]),
          ] as const
        ).map((fault) => [verb, fault] as const),
      ),
    )('%s, %o: unknown', async (verb, fault) => {
      const faults: GoogleModes['faults'] = ({ method }) => (method === 'GET' ? null : fault);
      const { kind } = await write(verb, { faults });
      // An answer without a body cannot be cut.
      expect(verb === 'cancel' && fault.kind === 'cut' ? 'unknown' : kind).toBe('unknown');
    });
  },
);

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startCalDavServer, type CalDavTestServer } from '#tests/servers/caldav/server.ts';
import { FAULTS, seedFaults } from '#tests/servers/caldav/faults.ts';
import { createReplica, type Replica } from '#tests/support/caldav/replica.ts';
import { writeEvent, writeTask } from '#tests/support/caldav/write-event.ts';

// A model of what can happen between a calendar on a server and the copy that is kept in step with it: edits, a reader
// that goes away in the middle, tokens that expire, a server that changes its abilities, and faults. Whatever the
// order, one undisturbed synchronisation makes the copy equal.

interface World {
  readonly server: CalDavTestServer;
  readonly replica: Replica;
}
type Step = (world: World) => void | Promise<unknown>;
/** A step with the name that a counterexample shows. */
const named = (label: string, step: Step): readonly [label: string, step: Step] => [label, step];

const NAMES = Array.from({ length: 9 }, (_, n) => `e${n}.ics`);
/** Without the ones that take their time until they are given up. */
const QUICK_FAULTS = FAULTS.filter(({ kind }) => kind !== 'time-out');

const name = fc.constantFrom(...NAMES);
const put = (file: string, summary: string): Step => {
  return ({ server }) => server.put(file, writeEvent(`uid-${file}`, { summary }));
};

const STEPS = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(name, fc.nat(99)).map(([file, n]) => named(`put ${file} ${n}`, put(file, `v${n}`))),
  },
  {
    weight: 3,
    arbitrary: name.map((file) => named(`remove ${file}`, ({ server }) => server.remove(file))),
  },
  {
    weight: 1,
    arbitrary: name.map((file) =>
      named(`task ${file}`, ({ server }) => {
        server.remove(file);
        server.put(file, writeTask(`uid-${file}`));
      }),
    ),
  },
  { weight: 6, arbitrary: fc.constant(named('sync', ({ replica }) => replica.sync())) },
  {
    weight: 2,
    arbitrary: fc
      .nat(3)
      .map((n) => named(`sync, gone after ${n}`, ({ replica }) => replica.sync({ stopAfter: n }))),
  },
  {
    weight: 2,
    arbitrary: fc.nat(9_999).map((seed) =>
      named(`sync with faults ${seed}`, async ({ server, replica }) => {
        server.modes.faults = seedFaults(seed, { percent: 40, faults: QUICK_FAULTS });
        await replica.sync();
        server.modes.faults = null;
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.array(fc.tuple(name, fc.boolean()), { minLength: 1, maxLength: 6 }).map((edits) =>
      named(`sync while others write ${edits.length} times`, async ({ server, replica }) => {
        const left = [...edits];
        // Asked before each request is answered, so the edits fall between the pages.
        server.modes.faults = () => {
          const [file, isThere] = left.shift() ?? [];
          if (file !== undefined && isThere)
            server.put(file, writeEvent(`uid-${file}`, { summary: 'between' }));
          else if (file !== undefined) server.remove(file);
          return null;
        };
        await replica.sync();
        server.modes.faults = null;
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant(named('tokens expire', ({ server }) => server.expireTokens())) },
  {
    weight: 1,
    arbitrary: fc.boolean().map((sync) =>
      named(`sync-collection ${sync ? 'on' : 'off'}`, ({ server }) => {
        server.modes.sync = sync;
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('strong', 'weak', 'absent', 'flaky').map((etags) =>
      named(`etags ${etags}`, ({ server }) => {
        server.modes.etags = etags;
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.subarray(NAMES, { maxLength: 2 }).map((names) =>
      named(`multiget denies ${names.join(' ')}`, ({ server }) => {
        server.modes.hiddenFromMultiget = new Set(names);
      }),
    ),
  },
);

const eventsOf = ({ server }: World): Map<string, string> =>
  new Map(
    server
      .list()
      .filter(({ component }) => component === 'VEVENT')
      .map(({ name: file, text }) => [server.objectUrl(file), text]),
  );

test('whatever happens, one undisturbed synchronisation makes the copy equal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(STEPS, { maxLength: 30, size: 'max' }),
      fc.record({
        sync: fc.boolean(),
        ctag: fc.boolean(),
        multiget: fc.boolean(),
        etags: fc.constantFrom('strong', 'weak', 'absent', 'flaky'),
        pageSize: fc.constantFrom(1, 3, Number.POSITIVE_INFINITY),
        expiredStatus: fc.constantFrom(403, 409, 410),
        hrefs: fc.constantFrom('path', 'absolute', 'escaped'),
      }),
      async (steps, modes) => {
        const server = await startCalDavServer(modes);
        const world: World = { server, replica: createReplica(server, server.calendarUrl()) };
        for (const [, act] of steps) await act(world);
        const last = await world.replica.sync();
        expect(last.failure).toBeNull();
        expect(world.replica.texts).toEqual(eventsOf(world));
        await server.close();
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

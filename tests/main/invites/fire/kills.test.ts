import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KILL_POINTS } from '#main/invites/kill-points.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { startRadicale } from '#tests/support/caldav-peers/radicale.ts';
import { chooseDeaths } from '#tests/support/fire/choose-deaths.ts';
import { commitSeed } from '#tests/support/fire/commit-seed.ts';
import { nameOf } from '#tests/support/fire/job.ts';
import { inLanes } from '#tests/support/fire/lanes.ts';
import { countPasses, tellStory } from '#tests/support/fire/story.ts';
import { type FireWorld, openRadicaleCalendar, openServerCalendar } from '#tests/support/fire/world.ts';

const LANES = 2;
const LIMIT_MS = 600_000;
const ALL = KILL_POINTS.map(nameOf);

let smtp: SmtpTestServer;
let scheduling: CalDavTestServer;
beforeAll(async () => {
  smtp = await startSmtpServer();
  scheduling = await startCalDavServer({ scheduling: true });
});
afterAll(async () => {
  await smtp.close();
  await scheduling.close();
});

/** Gives the names of the points at which a process died. */
async function killAll(world: FireWorld, name: string, count: number): Promise<ReadonlySet<string>> {
  const seed = commitSeed();
  const passes = await countPasses(world, `${name}-undisturbed`);
  const stories = chooseDeaths(passes, count, seed);
  const ends = await inLanes(LANES, stories, (deaths, index) =>
    tellStory(world, { id: `${name}-${index}`, deaths, undoes: index % 3 === 0 }),
  );
  expect(
    ends.flatMap(({ wrong }) => wrong),
    `GOLDEN_HOUR_SEED=${seed}`,
  ).toEqual([]);
  return new Set(ends.flatMap(({ died }) => died.map(({ at }) => nameOf(at))));
}

describe('a process that is killed while it sends', () => {
  it(
    'loses and doubles nothing in a calendar of Radicale and with the guests, whatever it was doing',
    async (ctx) => {
      const started = await startRadicale();
      if (started.kind === 'absent') return ctx.skip(started.reason);
      try {
        const calendar = await openRadicaleCalendar(started.peer, 'fire');
        const hit = await killAll({ smtp, calendar }, 'radicale', 44);
        expect(ALL.filter((name) => !hit.has(name))).toEqual([]);
      } finally {
        await started.peer.stop();
      }
    },
    LIMIT_MS,
  );

  it(
    'has each guest told once by a server that tells guests itself',
    async () => {
      const calendar = openServerCalendar(scheduling);
      const hit = await killAll({ smtp, calendar }, 'scheduling', 12);
      expect(ALL.filter((name) => name.includes('calendar') && !hit.has(name))).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'loses and doubles no mail where there is no calendar on a server',
    async () => {
      expect((await killAll({ smtp, calendar: null }, 'mail', 4)).size).toBe(4);
    },
    LIMIT_MS,
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KILL_POINTS } from '#main/invites/kill-points.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { chooseDeaths } from '#tests/support/fire/choose-deaths.ts';
import { commitSeed } from '#tests/support/fire/commit-seed.ts';
import { nameOf } from '#tests/support/fire/job.ts';
import { inLanes } from '#tests/support/fire/lanes.ts';
import { countPasses, tellStory } from '#tests/support/fire/story.ts';

const KILLS = 60;

let smtp: SmtpTestServer;
beforeAll(async () => {
  smtp = await startSmtpServer();
});
afterAll(() => smtp.close());

describe('a process that is killed while it sends', () => {
  it('loses nothing and doubles nothing, whatever it was doing', async () => {
    const seed = commitSeed();
    const passes = await countPasses({ smtp }, 'undisturbed');
    const registered = KILL_POINTS.filter(({ channel }) => channel === 'mail').map(nameOf);
    const stories = chooseDeaths(passes, KILLS, seed);
    const ends = await inLanes(2, stories, (deaths, index) =>
      tellStory({ smtp }, { id: `s${index}`, deaths }),
    );
    expect(
      ends.flatMap(({ wrong }) => wrong),
      `GOLDEN_HOUR_SEED=${seed}`,
    ).toEqual([]);
    const hit = new Set(ends.flatMap(({ died }) => died.map(({ at }) => nameOf(at))));
    expect(registered.filter((name) => !hit.has(name))).toEqual([]);
  }, 240_000);
});

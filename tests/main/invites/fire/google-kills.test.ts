import { expect, it } from 'vitest';
import { KILL_POINTS } from '#main/invites/kill-points.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { startGoogle } from '#tests/servers/google/server.ts';
import { startSmtpServer } from '#tests/servers/smtp/server.ts';
import { chooseDeaths } from '#tests/support/fire/choose-deaths.ts';
import { commitSeed } from '#tests/support/fire/commit-seed.ts';
import { nameOf } from '#tests/support/fire/job.ts';
import { inLanes } from '#tests/support/fire/lanes.ts';
import { countPasses, tellStory } from '#tests/support/fire/story.ts';
import { openGoogleCalendar } from '#tests/support/fire/world.ts';

const KILLS = 60;
const LANES = 2;

it('a process that is killed while it writes to Google loses and doubles nothing, whatever it was doing', async (ctx) => {
  const whyNot = whyNoGoogle();
  if (whyNot !== null) return ctx.skip(whyNot);
  const smtp = await startSmtpServer();
  await using google = await startGoogle();
  try {
    const world = { smtp, calendar: openGoogleCalendar(google) };
    const seed = commitSeed();
    const passes = await countPasses(world, 'undisturbed');
    const ends = await inLanes(LANES, chooseDeaths(passes, KILLS, seed), (deaths, index) =>
      tellStory(world, { id: `google-${index}`, deaths, undoes: index % 3 === 0 }),
    );
    expect(
      ends.flatMap(({ wrong }) => wrong),
      `GOLDEN_HOUR_SEED=${seed}`,
    ).toEqual([]);
    const hit = new Set(ends.flatMap(({ died }) => died.map(({ at }) => nameOf(at))));
    const points = KILL_POINTS.filter(({ channel }) => channel === 'calendar').map(nameOf);
    expect(points.filter((name) => !hit.has(name))).toEqual([]);
    expect(google.violations).toEqual([]);
  } finally {
    await smtp.close();
  }
}, 600_000);

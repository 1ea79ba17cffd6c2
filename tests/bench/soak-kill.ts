import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { startGoogle } from '#tests/servers/google/server.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { startRadicale } from '#tests/support/caldav-peers/radicale.ts';
import { allDeaths, chooseDeaths } from '#tests/support/fire/choose-deaths.ts';
import type { Death } from '#tests/support/fire/job.ts';
import { inLanes } from '#tests/support/fire/lanes.ts';
import { countPasses, tellStory } from '#tests/support/fire/story.ts';
import {
  type FireWorld,
  openGoogleCalendar,
  openRadicaleCalendar,
  openServerCalendar,
} from '#tests/support/fire/world.ts';
import type { SoakPart } from './soak-part.ts';

const LANES = 2;

/** Kills a sending process at every point and ordinal in every world, then `amount` times where the seed says. */
export const soakKill: SoakPart = async ({ amount, seed, print }) => {
  const smtp = await startSmtpServer();
  const scheduling = await startCalDavServer({ scheduling: true });
  const radicale = await startRadicale();
  let faults = 0;
  try {
    const worlds = new Map<string, FireWorld>([
      ['mail', { smtp, calendar: null }],
      ['scheduling', { smtp, calendar: openServerCalendar(scheduling) }],
    ]);
    if (radicale.kind === 'absent') print(`Not against Radicale: ${radicale.reason}`);
    else worlds.set('radicale', { smtp, calendar: await openRadicaleCalendar(radicale.peer, 'fire') });
    for (const [name, world] of worlds) {
      faults += await killIn(world, name, { amount: Math.ceil(amount / worlds.size), seed, print });
    }
  } finally {
    if (radicale.kind === 'ready') await radicale.peer.stop();
    await close(smtp, scheduling);
  }
  return faults;
};

/** The same, all of it on the stand-in for Google. */
export const soakGoogleKill: SoakPart = async (options) => {
  const whyNot = whyNoGoogle();
  if (whyNot !== null) {
    options.print(`Not against Google: ${whyNot}`);
    return 0;
  }
  const smtp = await startSmtpServer();
  await using google = await startGoogle({ accessTokenSeconds: 86_400 });
  try {
    return await killIn({ smtp, calendar: openGoogleCalendar(google) }, 'google', options);
  } finally {
    await smtp.close();
  }
};

async function close(smtp: SmtpTestServer, scheduling: CalDavTestServer): Promise<void> {
  await smtp.close();
  await scheduling.close();
}

async function killIn(
  world: FireWorld,
  name: string,
  { amount, seed, print }: Parameters<SoakPart>[0],
): Promise<number> {
  const passes = await countPasses(world, `${name}-undisturbed`);
  const every = allDeaths(passes).map((death) => [death]);
  const random = chooseDeaths(passes, amount, seed);
  const faults = await killAll(world, `${name}-every`, every, print);
  return faults + (await killAll(world, `${name}-${seed}`, random, print));
}

async function killAll(
  world: FireWorld,
  name: string,
  stories: readonly (readonly Death[])[],
  print: (line: string) => void,
): Promise<number> {
  const ends = await inLanes(LANES, stories, (deaths, index) =>
    tellStory(world, { id: `${name}-${index}`, deaths, undoes: index % 3 === 0 }),
  );
  const wrong = ends.filter((end) => end.wrong.length > 0);
  for (const end of wrong) for (const what of end.wrong) print(what);
  const died = ends.reduce((sum, end) => sum + end.died.length, 0);
  print(`${name}: ${stories.length} stories, ${died} processes killed, ${wrong.length} stories went wrong.`);
  return wrong.length;
}

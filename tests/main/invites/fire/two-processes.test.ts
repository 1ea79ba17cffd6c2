import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { succeed } from '#contract/outcome.ts';
import { createOutbox } from '#main/invites/outbox.ts';
import { createSmtpTransport } from '#main/invites/smtp/transport.ts';
import { openStore } from '#main/store/open.ts';
import { openAppWorld } from '#tests/main/app/app-world.ts';
import { grill, NOW } from '#tests/main/invites/fixtures.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { inLanes } from '#tests/support/fire/lanes.ts';
import { openCalendarOf } from '#tests/support/fire/open-calendar.ts';
import { runSender } from '#tests/support/fire/run-sender.ts';
import { type FireWorld, homeIn, openServerCalendar } from '#tests/support/fire/world.ts';

const ROUNDS = 20;
const INVITES = 3;
const LOOKS = 12;

let smtp: SmtpTestServer;
let scheduling: CalDavTestServer;
beforeEach(async () => {
  smtp = await startSmtpServer({ from: 'alex.morgan@example.com' });
  scheduling = await startCalDavServer({ scheduling: true });
});
afterEach(async () => {
  await smtp.close();
  await scheduling.close();
});

/** Invites wait in a store; two processes look for them at once, again and again. Gives what the guests were sent. */
async function race(world: FireWorld, round: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-race-'));
  const storePath = join(folder, 'store.db');
  const opened = openStore(storePath);
  if (!opened.ok) throw new Error(opened.message);
  let invites = 0;
  const outbox = createOutbox({
    store: opened.value.outbox,
    owner: 'parent',
    clock: () => NOW,
    random: () => 0,
    newId: () => {
      invites += 1;
      return `race-${round}-${invites}`;
    },
    openTransport: async () => succeed(createSmtpTransport(smtp.account, smtp.password)),
    openCalendar: openCalendarOf(null),
    isSlotFree: async () => ({ isFree: true }),
    onChanged: () => undefined,
  });
  try {
    for (let i = 0; i < INVITES; i++) {
      outbox.enqueue({
        proposalId: null,
        route: world.calendar === null ? 'smtp' : 'calendar',
        home: homeIn(world),
        content: grill,
      });
    }
    const job = {
      storePath,
      smtp: { account: smtp.account, password: smtp.password },
      calendar: world.calendar?.job ?? null,
      rounds: Array.from({ length: LOOKS }, (_, look) => NOW + 11_000 + look),
      pauseMs: 25,
      death: null,
    };
    expect(await Promise.all([runSender(job), runSender(job)])).toEqual([
      { kind: 'ended' },
      { kind: 'ended' },
    ]);
    expect(outbox.list().map(({ state }) => state.kind)).toEqual(['sent', 'sent', 'sent']);
  } finally {
    opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const mailed = smtp.inbox.map(({ messageId }) => messageId).filter((id) => id.includes(`<race-${round}-`));
  const uids = Array.from({ length: INVITES }, (_, n) => `race-${round}-${n + 1}@golden-hour`);
  const told = uids.flatMap((uid) => (world.calendar?.mailsOf(uid) ?? []).map(({ to }) => `${uid} ${to}`));
  return [...mailed, ...told];
}

describe('two processes on one store', () => {
  it('send each mail once, in twenty races', async () => {
    const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
    const sent = await inLanes(2, rounds, (round) => race({ smtp, calendar: null }, round));
    for (const messages of sent) {
      expect(messages).toHaveLength(INVITES * grill.guests.length);
      expect(new Set(messages).size).toBe(messages.length);
    }
  }, 600_000);

  it('write each event once, in five races', async () => {
    const world = { smtp, calendar: openServerCalendar(scheduling) };
    const sent = await inLanes(2, [0, 1, 2, 3, 4], (round) => race(world, round));
    for (const messages of sent) {
      expect(messages).toHaveLength(INVITES * grill.guests.length);
      expect(new Set(messages).size).toBe(messages.length);
    }
    expect(smtp.inbox).toEqual([]);
    expect(scheduling.list()).toHaveLength(5 * INVITES);
  }, 240_000);
});

describe('two hosts on one store', () => {
  it('what one of them writes down the other sends, once', async () => {
    await using host = await openAppWorld();
    await host.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });
    await host.call('sample.load', {});
    await using commandLine = await openAppWorld({ folder: host.folder });
    const [first] = (await commandLine.call('outlook.read', {})).proposals;
    if (first === undefined) throw new Error('The sample week has no idea.');
    const { id } = await commandLine.call('proposals.invite', { proposalId: first.id });
    for (const world of [host, commandLine]) world.nowMs += 11_000;
    await Promise.all([host.app.wake(), commandLine.app.wake(), host.app.wake()]);
    expect(smtp.inbox.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(
      first.guests.map(({ email }) => email).toSorted(),
    );
    for (const world of [host, commandLine]) {
      expect(await world.call('invites.list', {})).toMatchObject([{ id, state: { kind: 'sent' } }]);
    }
    await commandLine.call('invites.cancel', { inviteId: id });
    for (const world of [host, commandLine]) world.nowMs += 11_000;
    await Promise.all([host.app.wake(), host.app.wake()]);
    expect(smtp.inbox.filter(({ calendar }) => calendar?.method === 'CANCEL')).toHaveLength(
      first.guests.length,
    );
    expect([...host.bugs, ...commandLine.bugs]).toEqual([]);
  });
});

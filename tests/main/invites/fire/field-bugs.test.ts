import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grill } from '#tests/main/invites/fixtures.ts';
import type { Fault } from '#tests/servers/caldav/faults.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { ALL_WELL, openScheduleWorld } from '#tests/support/fire/schedule-world.ts';
import { tellStory } from '#tests/support/fire/story.ts';
import { homeIn, openServerCalendar } from '#tests/support/fire/world.ts';

const LOST_REPLIES: readonly (readonly [string, Fault])[] = [
  ['the connection ends', { kind: 'drop', when: 'after' }],
  ['nothing comes', { kind: 'time-out', when: 'after' }],
  ['the answer is cut', { kind: 'truncate' }],
];

describe.each(['calendar', 'scheduling'] as const)('on a server (%s)', (setting) => {
  test.each(LOST_REPLIES)(
    'field bug 1: created, and then %s: one event, written once, and each guest told once',
    async (_name, fault) => {
      await using world = await openScheduleWorld(setting);
      const [outbox] = world.outboxes;
      outbox.enqueue({ proposalId: null, route: 'calendar', home: homeIn(world.fire), content: grill });
      world.nowMs += 11_000;
      world.ordain({ ...ALL_WELL, calendar: [fault] });
      await outbox.tick();
      world.nowMs += 60_000;
      await outbox.tick();
      expect(outbox.list()).toMatchObject([{ state: { kind: 'sent' }, sequence: 0 }]);
      expect(world.server?.list()).toHaveLength(1);
      expect(world.server?.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
      const told = setting === 'calendar' ? world.smtp.inbox : world.server?.mails;
      expect(told).toHaveLength(grill.guests.length);
    },
  );
});

describe('a process that is killed', () => {
  let smtp: SmtpTestServer;
  let server: CalDavTestServer;
  beforeEach(async () => {
    smtp = await startSmtpServer();
    server = await startCalDavServer();
  });
  afterEach(async () => {
    await smtp.close();
    await server.close();
  });

  test('field bug 8: in the middle of writing, finds its own event afterwards and no conflict', async () => {
    const calendar = openServerCalendar(server);
    for (const point of ['first-byte', 'last-byte'] as const) {
      for (const step of ['create', 'move'] as const) {
        const deaths = [{ at: { step, channel: 'calendar' as const, point }, ordinal: 1 }];
        const { died, wrong } = await tellStory(
          { smtp, calendar },
          { id: `${step}-${point}`, deaths, undoes: false },
        );
        expect({ died, wrong }).toEqual({ died: deaths, wrong: [] });
      }
    }
    const written = server.requests.filter(({ method }) => method === 'PUT');
    // 412 to a rerun would be an event that is ours and looks foreign: it is looked for instead.
    expect(written.map(({ status }) => status).filter((status) => status === 409 || status === 412)).toEqual(
      [],
    );
  }, 240_000);
});

import { afterEach, beforeEach } from 'vitest';
import type { Occurrence } from '#main/calendars/event.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { draft } from '../fixtures.ts';
import { createWorld, type OutboxWorld, unwrap } from '../outbox-world.ts';

/** A real mail server and a store with one outbox on it, new for each test. */
export interface MailBench {
  readonly server: SmtpTestServer;
  readonly world: OutboxWorld;
  outbox: Outbox;
  localEvents(): readonly Occurrence[];
  /** The click, the undo window, the sending. */
  sendDraft(): Promise<InviteRecord>;
}

/** For a file's top level: its parts are there while a test runs. */
export function setUpMailBench(): MailBench {
  let parts: { server: SmtpTestServer; world: OutboxWorld; outbox: Outbox } | null = null;
  const here = () => {
    if (parts === null) throw new Error('There is a bench only while a test runs.');
    return parts;
  };
  beforeEach(async () => {
    const server = await startSmtpServer();
    const world = createWorld(server);
    parts = { server, world, outbox: world.open() };
  });
  afterEach(async () => {
    const { world, server } = here();
    world.close();
    await server.close();
    parts = null;
  });
  return {
    get server() {
      return here().server;
    },
    get world() {
      return here().world;
    },
    get outbox() {
      return here().outbox;
    },
    set outbox(next) {
      here().outbox = next;
    },
    localEvents: () => here().world.store.calendars.occurrencesIn({ startMs: 0, endMs: 9e15 }),
    async sendDraft() {
      const { outbox, world } = here();
      const { id } = unwrap(outbox.enqueue(draft));
      world.now += 10_000;
      await outbox.tick();
      const sent = outbox.read(id);
      if (sent === null) throw new Error(`Invite ${id} is gone.`);
      return sent;
    },
  };
}

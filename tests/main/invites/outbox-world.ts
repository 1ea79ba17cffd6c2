import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { MailTransport } from '#main/invites/mail.ts';
import { createOutbox, type Outbox, type OutboxParts } from '#main/invites/outbox.ts';
import { createSmtpTransport } from '#main/invites/smtp/transport.ts';
import { openStore, type Store } from '#main/store/open.ts';
import type { SmtpTestServer } from '#tests/servers/smtp/server.ts';
import { NOW } from './fixtures.ts';

/** One store file, and outboxes that come and go on it as processes do. */
export interface OutboxWorld {
  readonly path: string;
  readonly store: Store;
  now: EpochMs;
  /** The slots that are asked for, in order. */
  readonly asked: { readonly startMs: number; readonly exceptUid: string }[];
  slotTakenBy: string | null;
  /** Another process: its own connection to the file, its own name in the lease. */
  open(overrides?: Partial<OutboxParts>): Outbox;
  close(): void;
}

export function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

export function createWorld(server: SmtpTestServer | null): OutboxWorld {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-outbox-'));
  const path = join(folder, 'store.db');
  const stores: Store[] = [];
  let processes = 0;
  let ids = 0;
  const openOne = (): Store => {
    const store = unwrap(openStore(path));
    stores.push(store);
    return store;
  };
  const world: OutboxWorld = {
    path,
    store: openOne(),
    now: NOW,
    asked: [],
    slotTakenBy: null,
    open(overrides = {}) {
      processes += 1;
      return createOutbox({
        store: openOne().outbox,
        owner: `process-${processes}`,
        clock: () => world.now,
        random: () => 0,
        newId: () => {
          ids += 1;
          return `inv-${ids}`;
        },
        openTransport: async () => succeed(transportTo(server)),
        openCalendar: async () => fail('not-found', 'This test has no calendar on a server.'),
        isSlotFree: async ({ startMs }, exceptUid) => {
          world.asked.push({ startMs, exceptUid });
          return world.slotTakenBy === null ? { isFree: true } : { isFree: false, title: world.slotTakenBy };
        },
        onChanged: () => undefined,
        ...overrides,
      });
    },
    close() {
      for (const store of stores) store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** Short limits, so that a test of a silent server is short too. */
export function transportTo(server: SmtpTestServer | null): MailTransport {
  if (server === null) throw new Error('This test sends nothing.');
  return createSmtpTransport(server.account, server.password, {
    setUpMs: 2_000,
    idleMs: 2_000,
    totalMs: 4_000,
  });
}

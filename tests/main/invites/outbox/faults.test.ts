import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InviteId, proposalId } from '#contract/ids.ts';
import { succeed } from '#contract/outcome.ts';
import { type InviteRecord, isKnown } from '#main/invites/invite.ts';
import type { OutgoingMail, SendResult } from '#main/invites/mail.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { LEASE_MS } from '#main/invites/sender.ts';
import { draft, FRIDAY_18, THURSDAY_18 } from '../fixtures.ts';
import { createWorld, type OutboxWorld } from '../outbox-world.ts';

const HOUR = 3_600_000;

/** How the next message fares. `crash-*`: the process dies there and never comes back. */
const FATES = [
  'delivered',
  'delivered',
  'delivered',
  'refused',
  'temporary',
  'offline',
  'unauthorized',
  'lost-arrived',
  'lost-gone',
  'crash-before',
  'crash-after',
] as const;
type Fate = (typeof FATES)[number];

interface Arrival {
  readonly to: string;
  readonly mail: OutgoingMail;
}

/** A mail server that keeps what arrives, and a process that may die while it talks to it. */
function createPost() {
  const arrivals: Arrival[] = [];
  /** Messages whose sender did not learn what became of them: these alone may arrive twice. */
  const doubtful = new Set<string>();
  let fates: Fate[] = [];

  const arrive = (mail: OutgoingMail): void => {
    arrivals.push({ to: mail.to.map(({ email }) => email).join(), mail });
  };

  async function send(mail: OutgoingMail): Promise<SendResult> {
    const fate = fates.shift() ?? 'delivered';
    switch (fate) {
      case 'delivered':
        arrive(mail);
        return { kind: 'delivered', detail: '250' };
      case 'lost-arrived':
      case 'lost-gone':
        doubtful.add(mail.messageId);
        if (fate === 'lost-arrived') arrive(mail);
        return { kind: 'unknown', detail: 'closed' };
      case 'crash-before':
      case 'crash-after':
        doubtful.add(mail.messageId);
        if (fate === 'crash-after') arrive(mail);
        throw new Error('killed');
      case 'refused':
      case 'temporary':
      case 'offline':
      case 'unauthorized':
        return { kind: fate, detail: fate };
    }
  }

  return {
    arrivals,
    doubtful,
    send,
    ordain(next: readonly Fate[]) {
      fates = [...next];
    },
  };
}

type Step =
  | {
      readonly kind: 'tick';
      readonly process: number;
      readonly fates: readonly Fate[];
      readonly taken: boolean;
    }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'enqueue' | 'undo' | 'move' | 'cancel' | 'sendAnyway' | 'answer' | 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      process: fc.nat({ max: 1 }),
      fates: fc.array(fc.constantFrom(...FATES), { maxLength: 2 }),
      taken: fc.nat({ max: 4 }).map((n) => n === 0),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1_000, 10_000, 10_000, 60_000, LEASE_MS, HOUR),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('enqueue', 'undo', 'move', 'cancel', 'sendAnyway', 'answer', 'restart'),
    }),
  },
);

interface Run {
  readonly world: OutboxWorld;
  readonly post: ReturnType<typeof createPost>;
  readonly processes: Outbox[];
  clicks: number;
}

/** Dead after a crash: it neither writes what it learned nor gives back its lease. */
function openProcess({ world, post }: Pick<Run, 'world' | 'post'>): Outbox {
  let isDead = false;
  const store = new Proxy(world.store.outbox, {
    get(target, name, receiver) {
      if (isDead) throw new Error('killed');
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  const send = async (mail: OutgoingMail): Promise<SendResult> => {
    try {
      return await post.send(mail);
    } catch (error) {
      isDead = true;
      throw error;
    }
  };
  return world.open({ store, openTransport: async () => succeed({ send }) });
}

async function apply(run: Run, next: Step): Promise<void> {
  const { world, post, processes } = run;
  const outbox = processes[0]!;
  const id: InviteId | undefined = outbox.list().at(-1)?.id;
  switch (next.kind) {
    case 'wait':
      world.now += next.ms;
      return;
    case 'tick':
      post.ordain(next.fates);
      world.slotTakenBy = next.taken ? 'Dentist' : null;
      await processes[next.process]!.tick().catch(() => {
        // It died: its lease stays behind, and another process takes its place.
        processes[next.process] = openProcess(run);
      });
      return;
    case 'restart':
      processes[1] = openProcess(run);
      return;
    case 'enqueue':
      run.clicks += 1;
      outbox.enqueue({ ...draft, proposalId: proposalId(`p${run.clicks}`) });
      return;
    case 'undo':
      if (id !== undefined) outbox.undo(id);
      return;
    case 'move': {
      const startMs =
        outbox.list().at(-1)?.content.interval.startMs === THURSDAY_18 ? FRIDAY_18 : THURSDAY_18;
      if (id !== undefined) outbox.move(id, { startMs, endMs: startMs + HOUR });
      return;
    }
    case 'cancel':
      if (id !== undefined) outbox.cancel(id);
      return;
    case 'sendAnyway':
      if (id !== undefined) outbox.sendAnyway(id);
      return;
    case 'answer':
      if (id !== undefined) outbox.recordAnswer(id, draft.content.guests[0]!.email, 'accepted');
      return;
  }
}

/** What is not as it must be; empty when all is well. */
function findViolations({ world, post }: Run): readonly string[] {
  const events = world.store.calendars.occurrencesIn({ startMs: 0, endMs: 9e15 });
  const records = world.store.outbox.list();
  return [
    ...findDoubles(post),
    ...records.flatMap((record) => {
      const shown = events.filter(({ uid }) => uid === record.uid).length;
      const expected = isKnown(record) && record.state.kind !== 'cancelled' ? 1 : 0;
      return shown === expected ? [] : [`${record.id}: ${shown} events, not ${expected}`];
    }),
    ...records.flatMap((record) =>
      record.content.guests.flatMap(({ email }) =>
        findBroken(
          record,
          post.arrivals
            .filter(({ to, mail }) => to === email && mail.calendar.includes(`UID:${record.uid}\r\n`))
            .map(({ mail }) => mail),
        ).map((broken) => `${record.id} (${record.state.kind}), ${email}: ${broken}`),
      ),
    ),
  ];
}

/** The same message is the same to the last byte, and comes twice only where nobody could know better. */
function findDoubles({ arrivals, doubtful }: Run['post']): readonly string[] {
  const first = new Map<string, OutgoingMail>();
  return arrivals.flatMap(({ mail }) => {
    const before = first.get(mail.messageId);
    first.set(mail.messageId, before ?? mail);
    if (before === undefined) return [];
    if (!isDeepStrictEqual(mail, before)) return [`${mail.messageId} came twice and differs`];
    return doubtful.has(mail.messageId) ? [] : [`${mail.messageId} came twice without a doubt`];
  });
}

function findBroken(record: InviteRecord, got: readonly OutgoingMail[]): readonly string[] {
  const sequences = got.map(({ calendar }) => Number(/SEQUENCE:(\d+)/.exec(calendar)?.[1]));
  const isOrdered = sequences.every((sequence, i) => i === 0 || sequence >= (sequences[i - 1] ?? 0));
  const last = got.at(-1);
  return [
    ...(isOrdered ? [] : [`told an old time after a new one: ${sequences.join()}`]),
    ...(last === undefined || isKnown(record) ? [] : ['has a mail that the outbox knows nothing of']),
    ...(record.state.kind === 'sent' && sequences.at(-1) !== record.sequence
      ? ['has not got what is sent']
      : []),
    ...(record.state.kind === 'cancelled' && last !== undefined && last.method !== 'CANCEL'
      ? ['does not know that it is cancelled']
      : []),
  ];
}

describe('the outbox under any order of clicks, waits, failures and deaths', () => {
  it('loses nothing, doubles nothing that it could know of, and says what is so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const world = createWorld(null);
        try {
          const post = createPost();
          const run: Run = { world, post, processes: [], clicks: 0 };
          run.processes.push(openProcess(run), openProcess(run));
          for (const next of [{ kind: 'enqueue' } as const, ...steps]) {
            await apply(run, next);
            expect(findViolations(run)).toEqual([]);
          }
          // Left alone with a server that works, it comes to rest and everything that was clicked has arrived.
          for (let round = 0; round < 12; round++) {
            world.now += 60_000;
            post.ordain([]);
            world.slotTakenBy = null;
            await run.processes[0]!.tick();
            expect(findViolations(run)).toEqual([]);
          }
          expect(run.processes[0]!.nextDueMs()).toBeNull();
        } finally {
          world.close();
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

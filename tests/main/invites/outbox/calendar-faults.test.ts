import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarId, type InviteId, proposalId } from '#contract/ids.ts';
import { succeed } from '#contract/outcome.ts';
import { copyAddress, createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import { type InviteRecord, isGone, type Teller } from '#main/invites/invite.ts';
import type { OutgoingMail, SendResult } from '#main/invites/mail.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { LEASE_MS } from '#main/invites/sender.ts';
import {
  createMemoryCollection,
  type DavFate,
  Killed,
  type MemoryCollection,
} from '../caldav/memory-collection.ts';
import { draft, FRIDAY_18, THURSDAY_18 } from '../fixtures.ts';
import { createWorld, type OutboxWorld } from '../outbox-world.ts';

const HOUR = 3_600_000;
const COLLECTION = 'https://cal.example.com/alex/home/';

const DAV_FATES: readonly DavFate[] = [
  'well',
  'well',
  'lost-done',
  'lost-undone',
  'offline',
  'crash-before',
  'crash-after',
  { status: 412 },
  { status: 409 },
  { status: 403 },
  { status: 401 },
  { status: 500, isDone: true },
  { status: 500 },
  { status: 503 },
  { status: 503, isDone: true },
];
const MAIL_FATES = ['delivered', 'delivered', 'temporary', 'unknown', 'killed'] as const;
type MailFate = (typeof MAIL_FATES)[number];

const CLICKS = [
  'enqueue',
  'undo',
  'move',
  'cancel',
  'sendAnyway',
  'sync',
  'delete elsewhere',
  'rename elsewhere',
  'move elsewhere',
] as const;

type Step =
  | {
      readonly kind: 'tick';
      readonly dav: readonly DavFate[];
      readonly looks: readonly DavFate[];
      readonly mail: readonly MailFate[];
    }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'click'; readonly what: (typeof CLICKS)[number] };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      dav: fc.array(fc.constantFrom(...DAV_FATES), { maxLength: 3 }),
      looks: fc.array(fc.constantFrom<DavFate>('well', 'offline', 'crash-before', { status: 503 }), {
        maxLength: 1,
      }),
      mail: fc.array(fc.constantFrom(...MAIL_FATES), { maxLength: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(10_000, 10_000, 60_000, LEASE_MS, HOUR),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('click' as const), what: fc.constantFrom(...CLICKS) }),
  },
);

interface Run {
  readonly world: OutboxWorld;
  readonly server: MemoryCollection;
  readonly teller: Teller;
  readonly mails: OutgoingMail[];
  mailFates: MailFate[];
  outbox: Outbox;
  clicks: number;
  /** Addresses that somebody emptied and nobody asked to fill again. */
  readonly buried: Set<string>;
}

function openProcess(run: Omit<Run, 'outbox'>): Outbox {
  let isDead = false;
  const store = new Proxy(run.world.store.outbox, {
    get(target, name, receiver) {
      if (isDead) throw new Killed();
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  const die = (error: unknown): never => {
    isDead = true;
    throw error;
  };
  const { client } = run.server;
  const calendar = createCalDavInviteCalendar({
    client: {
      get: (...args) => client.get(...args).catch(die),
      put: (...args) => client.put(...args).catch(die),
      remove: (...args) => client.remove(...args).catch(die),
    },
    mailsGuests: run.teller === 'server',
  });
  async function send(mail: OutgoingMail): Promise<SendResult> {
    const fate = run.mailFates.shift() ?? 'delivered';
    if (fate === 'killed') return die(new Killed());
    if (fate === 'temporary') return { kind: 'temporary', detail: '450' };
    run.mails.push(mail);
    return fate === 'unknown' ? { kind: 'unknown', detail: 'closed' } : { kind: 'delivered', detail: '250' };
  }
  return run.world.open({
    store,
    openTransport: async () => succeed({ send }),
    openCalendar: async () => succeed(calendar),
  });
}

const addressOf = ({ uid }: InviteRecord): string => copyAddress(COLLECTION, uid);

function sync({ outbox, server }: Run): void {
  for (const record of outbox.list()) {
    const there = server.resources.get(addressOf(record));
    if (there === undefined) {
      if (record.calendar?.mayBeThere === true) outbox.noticeCopy(record.id, null);
      continue;
    }
    const ref = addressOf(record);
    const copy = readCopy({ ref, ...there }, { uid: record.uid, zone: record.content.zone });
    if (copy !== null) outbox.noticeCopy(record.id, { calendarId: calendarId('home'), copy });
  }
}

function click(run: Run, what: (typeof CLICKS)[number]): void {
  const { outbox, server, teller, world } = run;
  const last = outbox.list().at(-1);
  const id: InviteId | undefined = last?.id;
  const address = last === undefined ? '' : addressOf(last);
  const there = server.resources.has(address);
  switch (what) {
    case 'enqueue':
      run.clicks += 1;
      outbox.enqueue({
        ...draft,
        proposalId: proposalId(`p${run.clicks}`),
        route: 'calendar',
        home: { calendarId: calendarId('home'), teller, refOf: (uid) => copyAddress(COLLECTION, uid) },
      });
      return;
    case 'undo':
      if (id !== undefined) outbox.undo(id);
      return;
    case 'move': {
      const startMs = last?.content.interval.startMs === THURSDAY_18 ? FRIDAY_18 : THURSDAY_18;
      const knew = last !== undefined && isGone(last);
      const isMoved = id !== undefined && outbox.move(id, { startMs, endMs: startMs + HOUR }).ok;
      if (isMoved && knew) run.buried.delete(address);
      return;
    }
    case 'cancel':
      if (id !== undefined) outbox.cancel(id);
      return;
    case 'sendAnyway':
      if (id !== undefined && outbox.sendAnyway(id).ok && last !== undefined && isGone(last))
        run.buried.delete(address);
      return;
    case 'sync':
      sync(run);
      return;
    case 'delete elsewhere':
      // While a request of ours is on its way nobody could tell a deletion from an arrival.
      if (!there || last?.calendar?.copy.state !== 'written') return;
      server.edit(address, () => null);
      run.buried.add(address);
      return;
    case 'rename elsewhere':
      if (there) server.edit(address, (text) => text.replace(/SUMMARY:.*/, `SUMMARY:Renamed ${world.now}`));
      return;
    case 'move elsewhere':
      if (there) {
        server.edit(address, (text) =>
          text
            .replace(/DTSTART;TZID.*\r\n/, 'DTSTART:20260606T100000Z\r\n')
            .replace(/DTEND;TZID.*\r\n/, 'DTEND:20260606T110000Z\r\n'),
        );
      }
      return;
  }
}

/** What is not as it must be; empty when all is well. */
function findViolations({ server, outbox, teller, mails, buried }: Run): readonly string[] {
  const puts = server.changes.filter(({ method }) => method === 'PUT');
  const told = puts.map(({ text }) => `${/UID:(.*)/.exec(text)?.[1]} ${/SEQUENCE:(.*)/.exec(text)?.[1]}`);
  return [
    ...(teller === 'server'
      ? mails.map(({ messageId }) => `${messageId}: told by the server and by mail`)
      : []),
    ...(teller === 'handed-over' ? mails.map(({ messageId }) => `${messageId}: told by nobody’s click`) : []),
    ...(teller === 'server'
      ? told.filter((each, i) => told.indexOf(each) !== i).map((each) => `${each}: told twice by the server`)
      : puts
          .filter(({ text }) => text.match(/SCHEDULE-AGENT=CLIENT/g)?.length !== 2)
          .map(() => 'a server that may begin to tell')),
    ...[...buried]
      .filter((address) => server.resources.has(address))
      .map((address) => `${address}: resurrected`),
    ...outbox.list().flatMap((record) => {
      const there = server.resources.has(addressOf(record));
      const { kind } = record.state;
      const isOver = kind === 'cancelled' && there;
      const isMissing =
        (kind === 'sent' || kind === 'handed-over') && !there && !buried.has(addressOf(record));
      return isOver || isMissing ? [`${record.id}: ${kind}, and ${there ? 'there' : 'not there'}`] : [];
    }),
  ];
}

describe('the outbox and a calendar under any order of clicks, other hands, failures and deaths', () => {
  it.each(['server', 'smtp', 'handed-over'] as const)(
    'tells each guest by one way, writes each step once, and resurrects nothing (%s)',
    async (teller) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const world = createWorld(null);
          try {
            const parts = {
              world,
              server: createMemoryCollection(),
              teller,
              mails: [],
              mailFates: [],
              clicks: 0,
              buried: new Set<string>(),
            };
            // The process is opened on the very object that the steps change.
            const run: Run = Object.assign(parts, { outbox: world.open() });
            run.outbox = openProcess(run);
            for (const next of [{ kind: 'click', what: 'enqueue' } as const, ...steps]) {
              if (next.kind === 'wait') world.now += next.ms;
              else if (next.kind === 'click') click(run, next.what);
              else {
                run.server.ordain(...next.dav);
                run.server.ordainLooks(...next.looks);
                run.mailFates = [...next.mail];
                await run.outbox.tick().catch(() => {
                  run.outbox = openProcess(run);
                });
              }
              expect(findViolations(run)).toEqual([]);
            }
            run.server.ordain();
            run.server.ordainLooks();
            run.mailFates = [];
            for (let round = 0; round < 12; round++) {
              world.now += 60_000;
              await run.outbox.tick();
              sync(run);
              expect(findViolations(run)).toEqual([]);
            }
            expect(run.outbox.nextDueMs()).toBeNull();
          } finally {
            world.close();
          }
        }),
        { numRuns: 40 },
      );
    },
    120_000,
  );
});

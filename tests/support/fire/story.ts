import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inviteId, personId } from '#contract/ids.ts';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { InviteGuest, InviteRecord, Step } from '#main/invites/invite.ts';
import type { PassPoint } from '#main/invites/kill-points.ts';
import { createOutbox, type Outbox } from '#main/invites/outbox.ts';
import { LEASE_MS } from '#main/invites/sender.ts';
import { createSmtpTransport } from '#main/invites/smtp/transport.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { openStore, type Store } from '#main/store/open.ts';
import { FRIDAY_18, grill, joost, NOW, priya, THURSDAY_18 } from '#tests/main/invites/fixtures.ts';
import type { Passes } from './choose-deaths.ts';
import { type Death, nameOf, type SenderJob } from './job.ts';
import { handedIn, kept } from './mailboxes.ts';
import { openCalendarOf } from './open-calendar.ts';
import { runSender } from './run-sender.ts';
import { type FireWorld, homeIn } from './world.ts';

const STEPS: readonly Step[] = ['create', 'move', 'cancel'];
const HOUR_MS = 3_600_000;
/** Behind the undo window, and less than an hour late after any number of deaths that a story has. */
const SOON_MS = 11_000;

/** Where nothing listens: the discard port of this machine. */
const NOWHERE = 9;

const lena: InviteGuest = {
  ...priya,
  personId: personId('p-lena'),
  name: 'Lena Vogel',
  email: 'lena@example.de',
};
const GUESTS: readonly InviteGuest[] = [priya, joost, lena];

const THURSDAY: Interval = { startMs: THURSDAY_18, endMs: THURSDAY_18 + HOUR_MS };
const FRIDAY: Interval = { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR_MS };

export interface StoryPlan {
  /** Names the invite; no two stories of a world share it. */
  readonly id: string;
  /** All in the same step. Each is the death of another process, one after the other. */
  readonly deaths: readonly Death[];
  /** After deaths while the invite was created the user wants to take it back, before anybody has cleared up. */
  readonly undoes: boolean;
}

interface Story {
  readonly world: FireWorld;
  readonly plan: StoryPlan;
  readonly storePath: string;
  readonly store: Store;
  readonly outbox: Outbox;
  nowMs: EpochMs;
  /** The deaths that happened, in order. */
  readonly died: Death[];
}

export interface StoryEnd {
  readonly died: readonly Death[];
  /** What is not as it must be; empty when all is well. */
  readonly wrong: readonly string[];
}

/**
 * One invite from its creation over a move to its cancellation; processes die on the way, as planned. It is
 * checked after each step, and ends where something is wrong.
 */
export async function tellStory(world: FireWorld, plan: StoryPlan): Promise<StoryEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-fire-'));
  const storePath = join(folder, 'store.db');
  const store = unwrap(openStore(storePath));
  try {
    const story: Story = {
      world,
      plan,
      storePath,
      store,
      nowMs: NOW,
      died: [],
      outbox: createOutbox({
        ...quietParts(world, plan.id, () => story.nowMs),
        store: store.outbox,
      }),
    };
    const wrong: string[] = [];
    for (const step of STEPS) {
      click(story, step);
      const performed = await perform(story, step);
      if (performed === 'undone') {
        wrong.push(...(await checkUndone(story)));
        break;
      }
      wrong.push(...performed, ...(await check(story, step)));
      if (wrong.length > 0) break;
    }
    return { died: story.died, wrong: wrong.map((what) => `${plan.id} ${describe(plan)}: ${what}`) };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tells the story undisturbed in this process and counts. */
export async function countPasses(world: FireWorld, id: string): Promise<Passes> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-fire-'));
  const store = unwrap(openStore(join(folder, 'store.db')));
  const passes = new Map<string, number>();
  const at: PassPoint = (point) => {
    passes.set(nameOf(point), (passes.get(nameOf(point)) ?? 0) + 1);
  };
  try {
    const story = { nowMs: NOW };
    const outbox = createOutbox({
      ...quietParts(world, id, () => story.nowMs),
      store: store.outbox,
      at,
    });
    for (const step of STEPS) {
      click({ world, outbox, plan: { id, deaths: [], undoes: false } }, step);
      story.nowMs += SOON_MS;
      await outbox.tick();
    }
    return passes;
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const describe = ({ deaths }: StoryPlan): string =>
  deaths.length === 0
    ? '(undisturbed)'
    : `(${deaths.map(({ at, ordinal }) => `${nameOf(at)} ${ordinal}`).join(', then ')})`;

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const quietParts = ({ smtp, calendar }: FireWorld, id: string, clock: () => EpochMs) => ({
  owner: 'parent',
  clock,
  random: () => 0,
  newId: () => id,
  openTransport: async () => succeed(createSmtpTransport(smtp.account, smtp.password)),
  openCalendar: openCalendarOf(calendar?.job ?? null),
  isSlotFree: async () => ({ isFree: true }) as const,
  onChanged: () => undefined,
});

function click({ world, outbox, plan }: Pick<Story, 'world' | 'outbox' | 'plan'>, step: Step): InviteRecord {
  const id = inviteId(plan.id);
  switch (step) {
    case 'create':
      return unwrap(
        outbox.enqueue({
          proposalId: null,
          home: homeIn(world),
          route: world.calendar === null ? 'smtp' : 'calendar',
          content: { ...grill, interval: THURSDAY, guests: GUESTS },
        }),
      );
    case 'move':
      return unwrap(outbox.move(id, FRIDAY));
    case 'cancel':
      return unwrap(outbox.cancel(id));
  }
}

/** The deaths of this step, then three clean rounds in a fresh process; without deaths, a round in this one. */
async function perform(story: Story, step: Step): Promise<readonly string[] | 'undone'> {
  const { world, plan, storePath, outbox } = story;
  story.nowMs += SOON_MS;
  const deaths = plan.deaths.filter(({ at }) => at.step === step);
  if (deaths.length === 0) {
    await outbox.tick();
    return [];
  }
  const job: Omit<SenderJob, 'rounds' | 'death'> = {
    storePath,
    smtp: { account: world.smtp.account, password: world.smtp.password },
    calendar: world.calendar?.job ?? null,
    pauseMs: 0,
  };
  for (const death of deaths) {
    const end = await runSender({ ...job, rounds: [story.nowMs], death });
    if (end.kind === 'broken') return [end.detail];
    if (end.kind === 'died') story.died.push(death);
    // Whoever came to clear up may have had nothing left to do there.
    else if (death === deaths[0]) return [`nobody died at ${nameOf(death.at)} ${death.ordinal}`];
    // The lease of the dead has to end first.
    story.nowMs += LEASE_MS;
  }
  // After three attempts in doubt nothing is sent without another word of the user, so one death is enough here.
  const undoes = plan.undoes && step === 'create' && deaths.length === 1;
  const isUndone = undoes && (await undo(story, job));
  const rounds = [-LEASE_MS / 2, 0, 60_000].map((ms) => story.nowMs + ms);
  story.nowMs += 60_000;
  const end = await runSender({ ...job, rounds, death: null });
  if (isUndone) return 'undone';
  return end.kind === 'ended' ? [] : [`the clean rounds did not end: ${JSON.stringify(end)}`];
}

/**
 * While it is leaving nothing can be taken back; so first another process tries to go on with it, and finds no mail
 * server. Gives whether it could be taken back.
 */
async function undo(story: Story, job: Omit<SenderJob, 'rounds' | 'death'>): Promise<boolean> {
  const account = { ...job.smtp.account, port: NOWHERE };
  await runSender({ ...job, smtp: { ...job.smtp, account }, rounds: [story.nowMs], death: null });
  story.nowMs += LEASE_MS;
  return story.outbox.undo(inviteId(story.plan.id)).ok;
}

async function check(story: Story, step: Step): Promise<readonly string[]> {
  const record = story.outbox.read(inviteId(story.plan.id));
  if (record === null) return [`${step}: the invite is lost`];
  const wrong = [
    ...checkFile(story),
    ...checkRecord(record, step),
    ...checkOwnCalendar(story, record, step),
    ...(await checkServer(story, record, step)),
    ...(story.world.calendar?.job.mailsGuests === true
      ? checkServerMails(story.world, record, step)
      : checkMailboxes(story, record, step)),
  ];
  return wrong.map((what) => `after ${step}: ${what}`);
}

/** What could be taken back has reached nobody. */
async function checkUndone(story: Story): Promise<readonly string[]> {
  const { world, outbox, plan } = story;
  const record = outbox.read(inviteId(plan.id));
  if (record === null) return ['the undone invite is lost'];
  const { uid, state } = record;
  const mails = world.smtp.inbox.filter((mail) => mail.calendar?.text.includes(`UID:${uid}\r\n`) === true);
  const events = (await world.calendar?.eventsOf(uid)) ?? [];
  return [
    ...checkFile(story),
    ...(state.kind === 'cancelled' ? [] : [`what was undone is ${state.kind}`]),
    ...(mails.length === 0 ? [] : [`${mails.length} guests got what was undone`]),
    ...(events.length === 0 ? [] : ['what was undone is on the server']),
  ];
}

function checkFile({ storePath }: Story): readonly string[] {
  const database = new DatabaseSync(storePath, { readOnly: true });
  try {
    const answer = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    return answer === 'ok' ? [] : [`integrity_check: ${String(answer)}`];
  } finally {
    database.close();
  }
}

function checkRecord({ state, sequence }: InviteRecord, step: Step): readonly string[] {
  const expected = step === 'cancel' ? 'cancelled' : 'sent';
  return [
    ...(state.kind === expected ? [] : [`it is ${JSON.stringify(state)}, not ${expected}`]),
    ...(sequence === STEPS.indexOf(step) ? [] : [`its sequence is ${sequence}`]),
  ];
}

const intervalAfter = (step: Step): Interval => (step === 'create' ? THURSDAY : FRIDAY);

function checkOwnCalendar({ store }: Story, record: InviteRecord, step: Step): readonly string[] {
  const events = store.calendars
    .occurrencesIn({ startMs: 0, endMs: 9e15 })
    .filter(({ uid }) => uid === record.uid);
  if (step === 'cancel') return events.length === 0 ? [] : [`its own event is still there`];
  const [event] = events;
  const { startMs } = intervalAfter(step);
  return events.length === 1 && event?.time.kind === 'timed' && event.time.startMs === startMs
    ? []
    : [`its own calendar has ${JSON.stringify(events.map(({ time }) => time))}`];
}

/** One event at its time until it is cancelled, then none. */
async function checkServer({ world }: Story, { uid }: InviteRecord, step: Step): Promise<readonly string[]> {
  if (world.calendar === null) return [];
  const events = await world.calendar.eventsOf(uid);
  if (step === 'cancel') return events.length === 0 ? [] : [`the server has ${events.length} events`];
  const [event] = events;
  const { startMs } = intervalAfter(step);
  const isAt = event?.startMs === startMs;
  const isCounted = event?.sequence === null || event?.sequence === STEPS.indexOf(step);
  return [
    ...(events.length === 1 ? [] : [`the server has ${events.length} events`]),
    ...(isAt ? [] : [`the server's event is at ${event?.startMs}`]),
    ...(isCounted ? [] : [`the server's event has SEQUENCE ${event?.sequence}`]),
  ];
}

/** The server tells each guest of each step once, and nobody else does. */
function checkServerMails(
  { calendar, smtp }: FireWorld,
  { uid }: InviteRecord,
  step: Step,
): readonly string[] {
  const told = calendar?.mailsOf(uid) ?? [];
  const expected = STEPS.slice(0, STEPS.indexOf(step) + 1).flatMap((done, sequence) =>
    // What is taken away is cancelled as it was last: a server counts no further by itself.
    GUESTS.map(({ email }) => `${done === 'cancel' ? 'CANCEL 1' : `REQUEST ${sequence}`} ${email}`),
  );
  const got = told.map(({ method, sequence, to }) => `${method} ${sequence} ${to}`);
  const ours = smtp.inbox.filter((mail) => mail.calendar?.text.includes(`UID:${uid}\r\n`) === true);
  return [
    ...(got.toSorted().join() === expected.toSorted().join() ? [] : [`the server told ${got.join(', ')}`]),
    ...(ours.length === 0 ? [] : [`${ours.length} guests were mailed twice`]),
  ];
}

/** After these a whole message may be with the server without anybody knowing it here. */
const LEAVES_A_DOUBT: ReadonlySet<string> = new Set(['last-byte', 'reply-read']);

/** Each guest keeps one message of each step so far, and only a death in doubt had one handed in twice. */
function checkMailboxes({ world, died }: Story, record: InviteRecord, step: Step): readonly string[] {
  return STEPS.slice(0, STEPS.indexOf(step) + 1).flatMap((told, sequence) => {
    const doubts = died.filter(
      ({ at }) => at.step === told && at.channel === 'mail' && LEAVES_A_DOUBT.has(at.point),
    ).length;
    const boxes = GUESTS.map(({ email }) => ({
      email,
      messages: handedIn(world.smtp.inbox, record, told, sequence, email),
    }));
    const repeats = boxes.reduce((sum, { messages }) => sum + messages.length - 1, 0);
    return [
      ...boxes.flatMap(({ email, messages }) => {
        const copies = kept(messages).length;
        const differ = new Set(messages.map(({ raw }) => raw)).size > 1;
        return [
          ...(copies === 1 ? [] : [`${email} keeps ${copies} messages of ${told}`]),
          ...(differ ? [`${email} was sent two messages of ${told} that differ`] : []),
        ];
      }),
      ...(repeats === doubts
        ? []
        : [`${repeats} messages of ${told} were handed in again, ${doubts} in doubt`]),
    ];
  });
}

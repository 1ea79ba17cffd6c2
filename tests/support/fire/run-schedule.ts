import { personId } from '#contract/ids.ts';
import { eventIdIn } from '#main/invites/google/event-ref.ts';
import type { InviteGuest, InviteRecord } from '#main/invites/invite.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { isPaused, LONGEST_PAUSE_MS, LONGEST_WAIT_MS } from '#main/invites/state.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { grill, joost, NOW, priya } from '#tests/main/invites/fixtures.ts';
import { checkAgreement, type RemoteStory } from './agreement.ts';
import type { RemoteEdit, Schedule, ScheduleStep } from './schedule.ts';
import { ALL_WELL, openScheduleWorld, type ScheduleWorld } from './schedule-world.ts';
import { homeIn } from './world.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_INVITES = 4;
const CLEAN_ROUNDS = 3;
/** So far ahead that no pause and no clock that is wrong makes an invite past. */
const DAYS_AHEAD = 12;

const lena: InviteGuest = {
  ...priya,
  personId: personId('p-lena'),
  name: 'Lena Vogel',
  email: 'lena@example.de',
};
const GUESTS: readonly InviteGuest[] = [priya, joost, lena];
const EMAILS = GUESTS.map(({ email }) => email);

interface Run {
  readonly world: ScheduleWorld;
  readonly outbox: Outbox;
  readonly remote: RemoteStory;
  moves: number;
}

/**
 * Plays a schedule, gives the servers three rounds in which nothing goes wrong and the user an answer to each question,
 * and gives what is not as it must be; empty when all is well.
 */
export async function runSchedule({ setting, steps, modes }: Schedule): Promise<readonly string[]> {
  await using world = await openScheduleWorld(setting, modes);
  const run: Run = {
    world,
    outbox: world.outboxes[0],
    remote: { notes: new Map(), deleted: new Set() },
    moves: 0,
  };
  invite(run);
  for (const step of steps) await take(run, step);
  world.ordain(ALL_WELL);
  world.clockErrorMs = 0;
  for (let round = 0; round < CLEAN_ROUNDS; round++) {
    // By a clock that was wrong something may wait for as long as any server may ask for.
    const waits = run.outbox.list().some(({ state }) => isPaused(state));
    world.nowMs += (waits ? LONGEST_PAUSE_MS : LONGEST_WAIT_MS) + 2 * MINUTE_MS;
    for (const outbox of world.outboxes) await outbox.tick();
    if (round < CLEAN_ROUNDS - 1) answerQuestions(run);
  }
  return await checkAgreement(world, run.remote, GUESTS);
}

function invite({ world, outbox }: Run): void {
  const count = outbox.list().length;
  if (count >= MOST_INVITES) return;
  // Each on its own day.
  const startMs = NOW + (DAYS_AHEAD + count) * DAY_MS;
  outbox.enqueue({
    proposalId: null,
    route: world.fire.calendar === null ? 'smtp' : 'calendar',
    home: homeIn(world.fire),
    content: { ...grill, interval: { startMs, endMs: startMs + HOUR_MS }, guests: GUESTS },
  });
}

/** What the card asks, the user answers; what was deleted elsewhere stays so. */
function answerQuestions({ outbox }: Run): void {
  for (const { id, state } of outbox.list()) {
    const isAsked =
      state.kind === 'still-send' ||
      state.kind === 'slot-taken' ||
      (state.kind === 'failed' && state.retryAtMs === null && state.problem.kind !== 'gone');
    if (isAsked) outbox.sendAnyway(id);
  }
}

async function take(run: Run, step: ScheduleStep): Promise<void> {
  const { world, outbox } = run;
  switch (step.kind) {
    case 'invite':
      return invite(run);
    case 'move':
      return withInvite(run, step.invite, ({ id, content }) => {
        run.moves += 1;
        const startMs = content.interval.startMs + (run.moves % 2 === 0 ? 1 : -1) * 2 * HOUR_MS;
        outbox.move(id, { startMs, endMs: startMs + HOUR_MS });
      });
    case 'cancel':
      return withInvite(run, step.invite, ({ id }) => void outbox.cancel(id));
    case 'undo':
      return withInvite(run, step.invite, ({ id }) => void outbox.undo(id));
    case 'sendAnyway':
      return withInvite(run, step.invite, ({ id }) => void outbox.sendAnyway(id));
    case 'tick': {
      const { calendar, mail, meanwhile } = step;
      world.nowMs += step.afterMs;
      world.ordain({
        calendar,
        mail,
        guests: EMAILS,
        meanwhile: meanwhile === null ? null : (path) => editAt(run, path, meanwhile),
      });
      const [one, other] = world.outboxes;
      const who = step.who === 'both' ? [one, other] : [step.who === 'one' ? one : other];
      await Promise.all(who.map((process) => process.tick()));
      world.ordain(ALL_WELL);
      return;
    }
    case 'wait':
    case 'sleep':
      world.nowMs += step.ms;
      return;
    case 'clock':
      world.clockErrorMs = step.errorMs;
      return;
    case 'remote':
      return editOne(run, step);
    case 'read':
      for (const record of outbox.list()) await readAgain(run, record);
      return;
    default:
      return assertNever(step);
  }
}

function withInvite({ outbox }: Run, which: number, act: (record: InviteRecord) => void): void {
  const all = outbox.list();
  const record = all[which % Math.max(1, all.length)];
  if (record !== undefined) act(record);
}

const editOne = (run: Run, { invite: which, what }: RemoteEdit): void =>
  withInvite(run, which, (record) => editRemotely(run, record, what));

function editAt(run: Run, path: string, what: RemoteEdit['what']): void {
  const record = run.outbox
    .list()
    .find(({ uid, calendar }) => path.includes(uid) || path.endsWith(eventIdIn(calendar?.ref ?? '/?')));
  if (record !== undefined) editRemotely(run, record, what);
}

function editRemotely({ world, remote }: Run, { uid }: InviteRecord, what: RemoteEdit['what']): void {
  const { hand } = world;
  if (hand?.isThere(uid) !== true) return;
  switch (what) {
    case 'note':
    case 'newer': {
      const notes = remote.notes.get(uid) ?? [];
      const note = `X-OTHER-PROGRAM:note ${notes.length + 1}`;
      remote.notes.set(uid, [...notes, note]);
      return hand.note(uid, note, what === 'newer');
    }
    case 'reply':
      return hand.reply(uid);
    case 'delete':
      hand.remove(uid);
      remote.deleted.add(uid);
      remote.notes.delete(uid);
      return;
    default:
      assertNever(what);
  }
}

/** As the synchronisation does it: what lies there now, or nothing. */
async function readAgain({ world, outbox }: Run, record: InviteRecord): Promise<void> {
  if (record.calendar === null) return;
  const opened = await world.openCalendar(record.calendar.calendarId);
  if (!opened.ok) throw new Error(opened.message);
  const look = await opened.value.look(record);
  const { calendarId, mayBeThere } = record.calendar;
  if (look.kind === 'there') {
    outbox.noticeCopy(record.id, { calendarId, copy: look.copy });
  } else if ((look.kind === 'absent' || look.kind === 'removed') && mayBeThere) {
    // What was never there, or was taken away by us, is not missed.
    outbox.noticeCopy(record.id, null);
  }
}

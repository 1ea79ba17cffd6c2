import type { InviteGuest, InviteRecord } from '#main/invites/invite.ts';
import type { ReceivedMail } from '#tests/servers/smtp/server.ts';
import { kept } from './mailboxes.ts';
import type { ScheduleWorld } from './schedule-world.ts';
import { type FireMail, readIcal } from './world.ts';

/** What others did to the events on the server, by UID. */
export interface RemoteStory {
  /** Lines that they wrote into it and that nobody may take out again. */
  readonly notes: Map<string, readonly string[]>;
  readonly deleted: Set<string>;
}

/** What is not as it must be once everything has come to rest; empty when all is well. */
export async function checkAgreement(
  world: ScheduleWorld,
  remote: RemoteStory,
  guests: readonly InviteGuest[],
): Promise<readonly string[]> {
  const [outbox] = world.outboxes;
  const wrong = await Promise.all(
    outbox.list().map(async (record) => {
      const server = await checkServer(world, remote, record);
      const found = [
        ...checkRest(remote, record),
        ...checkOwn(world, record),
        ...server,
        ...guests.flatMap(({ email }) => checkGuest(world, remote, record, email)),
      ];
      return found.map((what) => `${record.id} (${record.step} ${record.sequence}): ${what}`);
    }),
  );
  const due = outbox.nextDueMs();
  return [...wrong.flat(), ...(due === null ? [] : [`something is still due at ${due - world.nowMs} ms`])];
}

const isGone = ({ state }: InviteRecord): boolean => state.kind === 'failed' && state.problem.kind === 'gone';

function checkRest({ deleted }: RemoteStory, record: InviteRecord): readonly string[] {
  const { state, uid } = record;
  const isAtRest =
    state.kind === 'sent' || state.kind === 'cancelled' || (isGone(record) && deleted.has(uid));
  return isAtRest ? [] : [`it is not at rest: ${JSON.stringify(state)}`];
}

const expectsEvent = (record: InviteRecord): boolean => record.state.kind === 'sent';

function checkOwn({ store }: ScheduleWorld, record: InviteRecord): readonly string[] {
  const events = store.calendars
    .occurrencesIn({ startMs: 0, endMs: 9e15 })
    .filter(({ uid }) => uid === record.uid);
  if (events.length !== (expectsEvent(record) ? 1 : 0)) return [`${events.length} events of its own`];
  const [event] = events;
  const { startMs } = record.content.interval;
  return event === undefined || (event.time.kind === 'timed' && event.time.startMs === startMs)
    ? []
    : [`its own event is at ${JSON.stringify(event.time)}, not at ${startMs}`];
}

async function checkServer(
  { fire }: ScheduleWorld,
  { notes, deleted }: RemoteStory,
  record: InviteRecord,
): Promise<readonly string[]> {
  if (fire.calendar === null) return [];
  const events = await fire.calendar.eventsOf(record.uid);
  // Deleted elsewhere after it was sent: nobody has looked since.
  const mayLack = deleted.has(record.uid) && events.length === 0;
  if (events.length !== (expectsEvent(record) ? 1 : 0) && !mayLack)
    return [`the server has ${events.length} events`];
  const [event] = events;
  if (event === undefined) return [];
  if (event.startMs === null) return ["the server's event cannot be read"];
  const lost = (notes.get(record.uid) ?? []).filter((note) => !event.text.includes(note));
  return [
    ...(event.startMs === record.content.interval.startMs ? [] : ['the server has another time']),
    ...((event.sequence ?? record.sequence) >= record.sequence
      ? []
      : [`the server has SEQUENCE ${event.sequence}`]),
    ...(lost.length === 0 ? [] : [`what others wrote is lost: ${lost.join(', ')}`]),
  ];
}

type Told = Omit<FireMail, 'to'>;

function readTold({ calendar }: ReceivedMail, uid: string): Told {
  const text = calendar?.text ?? '';
  return {
    method: /^METHOD:(\w+)/m.exec(text)?.[1] ?? '',
    sequence: Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]),
    startMs: readIcal(text, uid).startMs,
  };
}

/** Each guest hears each thing once, in order, from one voice, and the last of it is what is so. */
function checkGuest(
  { fire, smtp }: ScheduleWorld,
  { deleted }: RemoteStory,
  record: InviteRecord,
  email: string,
): readonly string[] {
  const handedIn = smtp.inbox.filter(
    ({ envelopeTo, calendar }) =>
      envelopeTo.includes(email) && calendar?.text.includes(`UID:${record.uid}\r\n`) === true,
  );
  const byServer = (fire.calendar?.mailsOf(record.uid) ?? []).filter(({ to }) => to === email);
  const isServed = fire.calendar?.job.mailsGuests === true;
  const told = isServed ? byServer : kept(handedIn).map((mail) => readTold(mail, record.uid));
  const others = isServed ? handedIn.length : byServer.length;
  const names = told.map(({ method, sequence }) => `${method} ${sequence}`);
  const last = told.at(-1);
  const isOrdered = told.every(({ sequence }, i) => i === 0 || sequence >= (told[i - 1]?.sequence ?? 0));
  // Our server tells nobody of what another program deletes, which real ones do.
  const isSilenced = isServed && deleted.has(record.uid);
  const expected = isSilenced ? null : expectedLast(record, told);
  const wrong = [
    ...(others === 0 ? [] : [`was told by two voices`]),
    // Deleted before we heard that it had arrived, it is made anew: nobody can know better.
    ...(new Set(names).size === names.length || isSilenced ? [] : [`was told twice: ${names.join(', ')}`]),
    ...(isOrdered ? [] : [`was told in the wrong order: ${names.join(', ')}`]),
    ...(expected === null || expected === last?.method ? [] : [`heard ${names.join(', ') || 'nothing'}`]),
    ...(record.state.kind !== 'sent' || last === undefined || isUpToDate(last, record, isServed)
      ? []
      : [`heard of ${last.sequence} last`]),
    ...findDifferingRepeats(handedIn),
  ];
  return wrong.map((what) => `${email} ${what}`);
}

/** A server tells guests nothing of a move to where the event is already. */
function isUpToDate({ sequence, startMs }: Told, record: InviteRecord, isServed: boolean): boolean {
  return sequence === record.sequence || (isServed && startMs === record.content.interval.startMs);
}

/** What a guest must have heard last; null: nothing in particular. */
function expectedLast({ state }: InviteRecord, told: readonly Told[]): string | null {
  if (state.kind === 'sent') return 'REQUEST';
  return state.kind === 'cancelled' && told.length > 0 ? 'CANCEL' : null;
}

const findDifferingRepeats = (messages: readonly ReceivedMail[]): readonly string[] =>
  messages.flatMap(({ messageId, raw }, index) => {
    const first = messages.findIndex((other) => other.messageId === messageId);
    return first === index || messages[first]?.raw === raw
      ? []
      : [`was sent ${messageId} twice, and it differs`];
  });

import { setTimeout as sleep } from 'node:timers/promises';
import { inviteId, personId } from '#contract/ids.ts';
import { isoDate } from '#contract/time.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import { draftInvite } from '#main/invites/changes.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { eventRef } from '#main/invites/google/event-ref.ts';
import { type AppWorld, openAppWorld } from '#tests/main/app/app-world.ts';
import { grill, priya } from '#tests/main/invites/fixtures.ts';
import { startGoogle, type GoogleServer } from '#tests/servers/google/server.ts';
import { makePerson } from '#tests/support/planner/world.ts';
import { type Connected, connectGoogle, READING } from './connected.ts';

export interface Day {
  readonly name: string;
  readonly calendars: number;
  /** Hours of the day, from 0 to 24, at which somebody looks. */
  readonly looksAt: (hour: number) => boolean;
  /** Invites that are sent, evenly over the day. */
  readonly invites: number;
  /** People who are due and may be asked. */
  readonly people: number;
  /** Events that somebody adds, evenly over the day. */
  readonly changes: number;
}

export interface LivedDay {
  /** To Google's calendar API, in the 24 hours. */
  readonly requests: number;
  /** By method: 'calendar.events.list'. */
  readonly byMethod: Readonly<Record<string, number>>;
  /** Of them the app's own doing. */
  readonly own: number;
  /** What connecting asked for before. */
  readonly connecting: number;
  /** How old the first calendar was at most while somebody looked, in minutes. */
  readonly oldestMinutes: number;
  /** Invites that are on the server. */
  readonly sent: number;
}

const ALEX = 'alex@example.com';
const MIDNIGHT = Date.parse('2026-06-01T00:00:00+02:00');
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** One day of the whole app against the stand-in for Google, minute by minute on a clock of its own. */
export async function liveDay(day: Day): Promise<LivedDay> {
  let nowMs = MIDNIGHT - 30 * MINUTE_MS;
  const further = Array.from({ length: day.calendars - 1 }, (_, i) => ({
    id: `team${i}@group.calendar.google.com`,
    summary: `Team ${i}`,
  }));
  await using google = await startGoogle({
    clock: () => nowMs,
    accounts: [{ email: ALEX, timeZone: 'Europe/Amsterdam', calendars: further }],
  });
  await using world = await openAppWorld({ google, settings: { me: [ALEX] } });
  world.nowMs = nowMs;
  for (let i = 0; i < day.people; i += 1) {
    const email = `guest${i}@example.com`;
    google.setBusy(email, []);
    world.store.people.save(
      makePerson(`guest${i}`, { id: personId(`guest-${i}`), emails: [email], added: isoDate('2025-01-01') }),
    );
  }
  const { store } = world;
  const refs = [ALEX, ...further.map(({ id }) => id)];
  const connected = await connectGoogle(world, google, {
    user: ALEX,
    scopes: [...READING, 'calendar.events.owned'],
    refs,
    nowMs,
  });
  const [home] = connected.calendars;
  if (home === undefined) throw new Error('No calendar is connected.');
  store.calendars.setHome(home);
  world.app.start();
  await look(world);
  for (let minute = 0; minute < 30; minute += 1) {
    nowMs += MINUTE_MS;
    world.nowMs = nowMs;
    await look(world);
  }
  const connecting = countCalendar(google);
  google.forgetRequests();
  let oldestMs = 0;
  for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
    nowMs += MINUTE_MS;
    world.nowMs = nowMs;
    const looks = day.looksAt(minute / 60);
    if (looks && minute % 5 === 0) await world.call('calendars.read', {});
    if (isTime(minute, day.changes)) addEvent(google, minute);
    if (isTime(minute, day.invites)) sendInvite(world, connected, minute);
    await look(world);
    const first = store.calendars.read(home);
    // It may be as old as it was when somebody has just begun to look.
    if (looks && day.looksAt((minute - 15) / 60)) {
      oldestMs = Math.max(oldestMs, nowMs - (first?.sync.lastGoodMs ?? 0));
    }
  }
  if (google.violations.length > 0) throw new Error(google.violations.join('\n'));
  const [bug] = world.bugs;
  if (bug !== undefined) throw new Error('The app logged a bug.', { cause: bug });
  const byMethod = Object.fromEntries(
    Object.entries(google.counts()).filter(([method]) => method.startsWith('calendar.')),
  );
  return {
    requests: countCalendar(google),
    byMethod,
    own: countOwn(world, connected),
    connecting,
    oldestMinutes: oldestMs / MINUTE_MS,
    sent: google.events().filter(({ extendedProperties }) => extendedProperties?.private?.['goldenHourUid'])
      .length,
  };
}

/** `count` times a day, evenly. */
const isTime = (minute: number, count: number): boolean => {
  const passed = (at: number): number => Math.floor((at * count) / DAY_MINUTES + 0.5);
  return passed(minute + 1) > passed(minute);
};

const countCalendar = (google: GoogleServer): number =>
  Object.entries(google.counts()).reduce(
    (sum, [method, count]) => sum + (method.startsWith('calendar.') ? count : 0),
    0,
  );

/** The app's own account of it, since midnight. */
function countOwn({ store }: AppWorld, { id }: Connected): number {
  const text = store.meta.read(`requests:${id}`);
  // As services/request-counter.ts writes it.
  const { minutes } = JSON.parse(text ?? '{"minutes":[]}') as {
    readonly minutes: readonly (readonly [number, number, number])[];
  };
  const today = minutes.filter(([minute]) => minute * MINUTE_MS >= MIDNIGHT);
  return today.reduce((sum, [, own]) => sum + own, 0);
}

/** As the app does by itself three times a minute; until all that this began has ended. */
export async function look(world: AppWorld): Promise<void> {
  await world.app.wake();
  for (let quiet = 0; quiet < 2; quiet += 1) {
    await sleep(1);
    if (heldWhileBusy(world).some((name) => isBusy(world, name))) quiet = 0;
  }
}

/** The leases of what a look around may begin; a calendar that waits for another token has none of its own yet. */
const heldWhileBusy = ({ store }: AppWorld): string[] => [
  ...store.calendars.list().map(({ id }) => `calendar:${id}`),
  ...store.accounts.list().flatMap(({ id }) => [`free-busy:${id}`, `account-tokens:${id}`]),
];

/** Whether somebody holds the lease; asking for it does no harm. */
function isBusy({ store, nowMs }: AppWorld, name: string): boolean {
  const answer = store.leases.acquire(name, 'onlooker', nowMs, nowMs + 1);
  if (answer.held) store.leases.release(name, 'onlooker');
  return !answer.held;
}

function addEvent(google: GoogleServer, minute: number): void {
  const at = (ms: number): { dateTime: string } => ({ dateTime: new Date(ms).toISOString() });
  const startMs = MIDNIGHT + (2 * DAY_MINUTES + minute) * MINUTE_MS;
  google.put({ summary: 'Something', start: at(startMs), end: at(startMs + 30 * MINUTE_MS) });
}

/** As if the user had clicked: into the home calendar, far ahead and each at a time of its own. */
function sendInvite({ store, nowMs }: AppWorld, { calendars }: Connected, minute: number): void {
  const [home] = calendars;
  if (home === undefined) throw new Error('No calendar is connected.');
  const startMs = MIDNIGHT + (20 * DAY_MINUTES + 2 * minute) * MINUTE_MS;
  const uid = `00000000-0000-4000-8000-${String(minute).padStart(12, '0')}@golden-hour`;
  const drafted = draftInvite(
    {
      proposalId: null,
      route: 'calendar',
      home: { calendarId: home, teller: 'server', refOf: (name) => eventRef(ALEX, eventIdOf(name)) },
      content: {
        ...grill,
        interval: { startMs, endMs: startMs + 45 * MINUTE_MS },
        organizer: { name: 'Alex Jansen', email: ALEX },
        guests: [priya],
      },
    },
    { id: inviteId(`invite-${minute}`), uid },
    nowMs,
  );
  if (!drafted.ok) throw new Error(drafted.message);
  store.outbox.insert(drafted.value, calendarEventOf, () => false);
}

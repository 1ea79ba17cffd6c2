import { beforeEach, describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import { succeed } from '#contract/outcome.ts';
import { isoDate } from '#contract/time.ts';
import { createFreeBusy, type FreeBusy } from '#main/app/services/free-busy.ts';
import { createRequestCounter } from '#main/app/services/request-counter.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { connectGoogle } from '#tests/support/google/connected.ts';
import { look } from '#tests/support/google/live-day.ts';
import { makePerson } from '#tests/support/planner/world.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { skipWithoutGoogle } from '#tests/servers/google/skip.ts';
import { until } from '#tests/support/until.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

const NOW = Date.parse('2026-06-01T09:00:00+02:00');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ALEX = 'alex@example.com';
let google: GoogleServer;
let world: AppWorld;

const asked = (): number => google.counts()['calendar.freebusy.query'] ?? 0;

/** Minute by minute; somebody looks or nobody does. */
async function live(minutes: number, isLooking: boolean): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.nowMs += MINUTE_MS;
    if (isLooking && minute % 5 === 0) await world.call('calendars.read', {});
    await look(world);
  }
}

describe('free/busy, now and then', () => {
  beforeEach(async (context) => {
    skipWithoutGoogle(context);
    let opened: AppWorld | null = null;
    const clock = (): number => opened?.nowMs ?? NOW;
    google = await startGoogle({ clock, accounts: [{ email: ALEX, timeZone: 'Europe/Amsterdam' }] });
    world = opened = await openAppWorld({
      google,
      settings: { me: [ALEX] },
      now: '2026-06-01T09:00:00+02:00',
    });
    for (const key of ['priya', 'stranger']) {
      world.store.people.save(
        makePerson(key, {
          id: personId(key),
          name: key,
          emails: [`${key}@example.com`],
          added: isoDate('2025-01-01'),
        }),
      );
    }
    return async () => {
      await world[Symbol.asyncDispose]();
      await google.stop();
      if (google.violations.length > 0) throw new Error(google.violations.join('\n'));
      if (world.bugs.length > 0) throw new Error('A bug was logged.', { cause: world.bugs[0] });
    };
  });

  it('asks about guests while somebody looks, plans with it, and leaves who may not be seen in peace', async () => {
    // The whole horizon is taken.
    google.setBusy('priya@example.com', [{ start: '2026-06-01T00:00:00Z', end: '2026-06-13T00:00:00Z' }]);
    await connectGoogle(world, google, { user: ALEX, nowMs: NOW });
    world.app.start();
    const before = await world.call('outlook.read', {});
    const guests = before.proposals.flatMap((one) => one.guests).map(({ name }) => name);
    expect(guests).toContain('priya');
    await live(3, true);
    await until(() => world.store.guestsBusy.list().length === 2);
    const after = await world.call('outlook.read', {});
    const invited = after.proposals.flatMap((one) => one.guests).map(({ name }) => name);
    expect(invited).not.toContain('priya');
    expect(invited).toContain('stranger');
    const first = asked();
    google.forgetRequests();
    await live(150, true);
    expect(first + asked()).toBeLessThanOrEqual(4);
    const told = new Map(world.store.guestsBusy.list().map((one) => [one.email, one]));
    expect(told.get('priya@example.com')?.askedMs).toBeGreaterThanOrEqual(NOW + 2 * HOUR_MS);
    expect(told.get('stranger@example.com')).toMatchObject({ busy: null });
    expect(told.get('stranger@example.com')?.askedMs).toBeLessThan(NOW + HOUR_MS);
  }, 60_000);

  it('compares the user’s own calendars after a change, every six hours at most, and asks about nobody', async () => {
    await connectGoogle(world, google, { user: ALEX, nowMs: NOW });
    world.app.start();
    await look(world);
    await live(5, false);
    expect(asked()).toBe(1);
    const at = (hour: number): { dateTime: string } => ({ dateTime: `2026-06-04T${hour}:00:00Z` });
    google.put({ summary: 'One', start: at(10), end: at(11) });
    await live(5 * 60, false);
    expect(asked()).toBe(1);
    await live(2 * 60, false);
    expect(asked()).toBe(2);
    await live(9 * 60, false);
    expect(asked()).toBe(2);
    // What the last reading went on from is gone: all of it is read anew, and compared without the six hours.
    google.expireSyncTokens();
    google.put({ summary: 'Two', start: at(12), end: at(13) });
    // Some minutes more: the reading itself has just taken two of the day's requests.
    await live(2 * 60 + 10, false);
    expect(asked()).toBe(3);
    expect(world.store.guestsBusy.list()).toEqual([]);
  }, 60_000);

  it('asks for nothing that the user did not allow, and not again at once where the server has none', async () => {
    const scopes = ['calendar.calendarlist.readonly', 'calendar.events.readonly'];
    const { id } = await connectGoogle(world, google, { user: ALEX, scopes, nowMs: NOW });
    world.app.start();
    await live(20, true);
    expect(asked()).toBe(0);
    google.modes.freeBusy = false;
    world.store.accounts.remove(id);
    await connectGoogle(world, google, { user: ALEX, nowMs: world.nowMs });
    await live(60, true);
    expect(asked()).toBe(1);
    const { accounts, calendars } = await world.call('calendars.read', {});
    expect([...accounts, ...calendars].map(({ trouble }) => trouble)).toEqual([null, null]);
  }, 60_000);

  describe('of an account that was read before', () => {
    let questions = 0;
    let whileAsked = (): void => {};
    let freeBusy: FreeBusy;
    let noteOwn: (requests: number) => void;
    let noteChanged: (isMuch: boolean) => void;

    /** After so long; until what is due has been answered. */
    async function tickAfter(ms: number): Promise<void> {
      world.nowMs += ms;
      freeBusy.tick(false);
      await freeBusy.stop();
    }

    beforeEach(async () => {
      const { store } = world;
      const { id, calendars } = await connectGoogle(world, google, { user: ALEX, nowMs: NOW });
      const [calendar] = calendars;
      const stored = calendar === undefined ? null : store.calendars.read(calendar);
      if (stored === null) throw new Error('No calendar is connected.');
      store.calendars.saveSync(stored.id, { ...stored.sync, lastGoodMs: NOW });
      const clock = (): number => world.nowMs;
      const requests = createRequestCounter({ store, clock });
      questions = 0;
      whileAsked = () => {};
      freeBusy = createFreeBusy({
        store,
        heavy: {
          askFreeBusy() {
            questions += 1;
            whileAsked();
            return Promise.resolve({ kind: 'done', hasChanged: false, requests: 1 });
          },
        },
        tokens: { access: () => Promise.resolve(succeed('token')) },
        requests,
        plans: { current: () => Promise.reject(new Error('Nobody looks, so nothing is planned.')) },
        googleRoot: google.apiRoot,
        owner: 'test',
        moment: () => ({
          nowMs: world.nowMs,
          zone: 'Europe/Amsterdam',
          language: 'en',
          settings: DEFAULT_SETTINGS,
        }),
        clock,
        changed: () => {},
        onBug(error) {
          throw error;
        },
      });
      noteOwn = (count) => requests.note(id, count, 'own');
      noteChanged = (isMuch) => freeBusy.noteChanged(stored.id, isMuch);
      await tickAfter(MINUTE_MS);
      if (questions !== 1) throw new Error('They were not compared at first.');
    });

    it.each([
      ['after six hours', false, 6 * HOUR_MS],
      ['at once where much came', true, MINUTE_MS],
    ])('compares again what changed while the server was asked: %s', async (_, isMuch, ms) => {
      noteChanged(false);
      whileAsked = () => {
        whileAsked = () => {};
        noteChanged(isMuch);
      };
      await tickAfter(6 * HOUR_MS);
      expect(questions).toBe(2);
      await tickAfter(ms);
      expect(questions).toBe(3);
      await tickAfter(6 * HOUR_MS);
      expect(questions).toBe(3);
    });

    it('waits minutes for room that a full reading has just taken', async () => {
      await tickAfter(HOUR_MS);
      noteOwn(2);
      noteChanged(true);
      await tickAfter(MINUTE_MS);
      expect(questions).toBe(1);
      await tickAfter(5 * MINUTE_MS);
      expect(questions).toBe(2);
    });
  });
});

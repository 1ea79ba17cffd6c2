import { beforeEach, describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import { isoDate } from '#contract/time.ts';
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
    // What the last reading went on from is gone: all of it is read anew, and compared at once.
    google.expireSyncTokens();
    google.put({ summary: 'Two', start: at(12), end: at(13) });
    // Each reading that ends a minute after it was due moves the next one by that minute.
    await live(2 * 60 + 20, false);
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
});

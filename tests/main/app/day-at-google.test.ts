import { beforeEach, describe, expect, it } from 'vitest';
import { createRequestCounter } from '#main/app/services/request-counter.ts';
import { connectGoogle } from '#tests/support/google/connected.ts';
import { look } from '#tests/support/google/live-day.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { skipWithoutGoogle } from '#tests/servers/google/skip.ts';
import { until } from '#tests/support/until.ts';
import { type AppWorld, openAppWorld } from './app-world.ts';

const NOW = Date.parse('2026-06-01T09:00:00+02:00');
const MINUTE_MS = 60_000;
const ALEX = 'alex@example.com';
const TEAM = 'team@group.calendar.google.com';

let google: GoogleServer;
let world: AppWorld;

async function live(minutes: number, isLooking: boolean): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.nowMs += MINUTE_MS;
    if (isLooking && minute % 5 === 0) await world.call('calendars.read', {});
    await look(world);
  }
}

/** Readings since the last time that this was asked, by calendar. */
function readings(): { readonly home: number; readonly team: number } {
  const paths = google.requests.map(({ path }) => decodeURIComponent(path));
  google.forgetRequests();
  const count = (ref: string): number => paths.filter((path) => path.includes(`/${ref}/events`)).length;
  return { home: count(ALEX), team: count(TEAM) };
}

describe('a day at Google', () => {
  beforeEach(async (context) => {
    skipWithoutGoogle(context);
    google = await startGoogle({
      clock: () => world?.nowMs ?? NOW,
      accounts: [{ email: ALEX, timeZone: 'Europe/Amsterdam', calendars: [{ id: TEAM, summary: 'Team' }] }],
    });
    world = await openAppWorld({ google, settings: { me: [ALEX] } });
    world.nowMs = NOW;
    await connectGoogle(world, google, { user: ALEX, refs: [TEAM, ALEX], nowMs: NOW });
    world.app.start();
    await look(world);
    await live(2, false);
    return async () => {
      await world[Symbol.asyncDispose]();
      await google.stop();
      if (google.violations.length > 0) throw new Error(google.violations.join('\n'));
      if (world.bugs.length > 0) throw new Error('A bug was logged.', { cause: world.bugs[0] });
    };
  });

  it('begins with one reading of each calendar, and goes on every quarter of an hour while somebody looks', async () => {
    expect(readings()).toEqual({ home: 1, team: 1 });
    await live(60, true);
    expect(readings().home).toBe(4);
    await live(6 * 60, false);
    const idle = readings();
    expect([idle.home, idle.team].every((count) => count >= 3 && count <= 5)).toBe(true);
  }, 60_000);

  it('leaves the main calendar its quarter of an hour when the day runs low, and gives the other one an hour', async () => {
    readings();
    const id = world.store.accounts.list()[0]?.id;
    if (id === undefined) throw new Error('No account is connected.');
    const counter = createRequestCounter({ store: world.store, clock: () => world.nowMs });
    counter.note(id, 16, 'own');
    await live(4 * 60, true);
    const low = readings();
    expect([15, 16]).toContain(low.home);
    expect(low.team).toBeLessThanOrEqual(5);
    expect(low.team).toBeGreaterThanOrEqual(2);
  }, 60_000);

  it('asks for nothing of its own accord when the day is used up, and for everything that the user wants', async () => {
    readings();
    const id = world.store.accounts.list()[0]?.id;
    if (id === undefined) throw new Error('No account is connected.');
    createRequestCounter({ store: world.store, clock: () => world.nowMs }).note(id, 124, 'own');
    await live(3 * 60, true);
    expect(google.requests).toEqual([]);
    await world.call('calendars.sync', { calendarId: null });
    await until(() => google.counts()['calendar.events.list'] === 2);
    await look(world);
    expect(readings()).toEqual({ home: 1, team: 1 });
  }, 60_000);
});

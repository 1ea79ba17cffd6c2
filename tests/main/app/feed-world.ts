import { vi } from 'vitest';
import type { CalendarRole, CalendarSourceView } from '#contract/calendars.ts';
import type { DayView } from '#contract/outlook.ts';
import type { FeedServer } from '#tests/servers/feed/server.ts';
import type { AppWorld } from './app-world.ts';

export const PATH = '/private/team.ics?token=s3cret';
const HOUR_MS = 3_600_000;

export const event = (...lines: readonly string[]): string =>
  ['BEGIN:VEVENT', 'DTSTAMP:20260501T000000Z', ...lines, 'END:VEVENT'].join('\r\n');

export const calendar = (...events: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//EN',
    'X-WR-CALNAME:Team',
    ...events,
    'END:VCALENDAR',
    '',
  ].join('\r\n');

/** On Tuesday 2 June 2026, 12:00 to 13:00 in Amsterdam. */
export const LUNCH = event(
  'UID:lunch',
  'DTSTART:20260602T100000Z',
  'DTEND:20260602T110000Z',
  'SUMMARY:Team lunch',
);
export const DRILL = event(
  'UID:drill',
  'DTSTART:20260602T120000Z',
  'DTEND:20260602T130000Z',
  'SUMMARY:Fire drill',
);

export async function addFeed(
  world: AppWorld,
  server: FeedServer,
  role: CalendarRole = 'own',
  path = PATH,
): Promise<CalendarSourceView> {
  const { calendars } = await world.call('calendars.addFeed', {
    address: server.url + path,
    name: null,
    role,
  });
  return only(calendars);
}

function only(calendars: readonly CalendarSourceView[]): CalendarSourceView {
  const [found] = calendars;
  if (found === undefined || calendars.length > 1) throw new Error(`${calendars.length} calendars`);
  return found;
}

export const readFeed = async (world: AppWorld): Promise<CalendarSourceView> =>
  only((await world.call('calendars.read', {})).calendars);

/** An hour later, to its end. */
export async function sync(world: AppWorld): Promise<CalendarSourceView> {
  world.nowMs += HOUR_MS;
  const before = world.events.length;
  await world.call('calendars.sync', { calendarId: null });
  return vi.waitFor(
    async () => {
      const hasEnded = world.events
        .slice(before)
        .some(
          ({ name, payload }) => name === 'calendar.progress' && 'sync' in payload && payload.sync === null,
        );
      if (!hasEnded) throw new Error('It goes on.');
      return only((await world.call('calendars.read', {})).calendars);
    },
    { timeout: 5_000, interval: 10 },
  );
}

export async function tuesday(world: AppWorld): Promise<DayView> {
  const { days } = await world.call('outlook.read', {});
  const day = days.find(({ date }) => date === '2026-06-02');
  if (day === undefined) throw new Error('There is no Tuesday.');
  return day;
}

export const titles = async (world: AppWorld): Promise<string[]> =>
  (await tuesday(world)).busy.map(({ title }) => title);

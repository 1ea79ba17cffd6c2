/**
 * Pages of a large Google calendar, written once and served as they are, in a process of their own, so that making them
 * is not measured. Arguments: how many events, and the moment around which they lie. Prints where it is as one line;
 * ends with its input.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom } from '#tests/support/planner/random.ts';

const PAGE = 2_500;
const DAY_MS = 86_400_000;
const [count = 0, nowMs = 0] = process.argv.slice(2).map(Number);

/** As Google writes one, with all that comes along unasked. */
function writeEvent(index: number): object {
  const random = createRandom(index + 1);
  const id = `${index.toString(32).padStart(6, '0')}a1b2c3d4e5f6a7b8c9`;
  const startMs =
    nowMs - (nowMs % DAY_MS) + random.int(-395, 55) * DAY_MS + random.int(6 * 4, 20 * 4) * 900_000;
  const at = (ms: number): object => ({
    dateTime: new Date(ms).toISOString().replace('.000Z', 'Z'),
    timeZone: 'Europe/Amsterdam',
  });
  const me = { email: 'me@example.com', self: true };
  const guests = Array.from({ length: random.int(0, 3) }, (_, i) => ({
    email: `c${random.int(1, 400)}@example.org`,
    displayName: `Colleague ${i}`,
    responseStatus: 'accepted',
  }));
  return {
    kind: 'calendar#event',
    etag: `"${3_181_161_784_712_000 + index}"`,
    id,
    status: 'confirmed',
    htmlLink: `https://www.google.com/calendar/event?eid=${id}${id}`,
    created: '2026-01-05T09:00:00.000Z',
    updated: '2026-03-01T09:00:00.000Z',
    summary: `Meeting ${index} about ${random.pick(['plans', 'numbers', 'people', 'the offer'])}`,
    description: 'Agenda: what we said last time, what has come of it, and what comes next.',
    location: random.pick(['Room 4', 'Café Zwart', 'Head office', 'Dam 1, Amsterdam']),
    creator: me,
    organizer: me,
    start: at(startMs),
    end: at(startMs + random.pick([30, 60, 90]) * 60_000),
    iCalUID: `${id}@google.com`,
    sequence: 0,
    attendees: [{ ...me, organizer: true, responseStatus: 'accepted' }, ...guests],
    hangoutLink: 'https://meet.google.com/aaa-bbbb-ccc',
    conferenceData: {
      entryPoints: [
        {
          entryPointType: 'video',
          uri: 'https://meet.google.com/aaa-bbbb-ccc',
          label: 'meet.google.com/aaa-bbbb-ccc',
        },
      ],
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      conferenceId: 'aaa-bbbb-ccc',
    },
    reminders: { useDefault: true },
    eventType: 'default',
  };
}

const pages = Array.from({ length: Math.ceil(count / PAGE) }, (_, page) => {
  const from = page * PAGE;
  const length = Math.min(PAGE, count - from);
  const next = from + length < count ? { nextPageToken: String(page + 1) } : { nextSyncToken: 'bench' };
  return JSON.stringify({
    kind: 'calendar#events',
    summary: 'me@example.com',
    timeZone: 'Europe/Amsterdam',
    accessRole: 'owner',
    items: Array.from({ length }, (_one, i) => writeEvent(from + i)),
    ...next,
  });
});

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  response.setHeader('content-type', 'application/json; charset=UTF-8');
  response.end(pages[Number(searchParams.get('pageToken') ?? 0)] ?? '{}');
});
server.listen(0, '127.0.0.1', () => {
  // It listens on a port, not on a pipe.
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.stdin.on('data', () => undefined).on('end', () => process.exit(0));

import { createRandom } from '#tests/support/planner/random.ts';

const DAY_MS = 86_400_000;
/** The window that planning reads: 400 days back, 62 ahead. */
const [BACK_DAYS, AHEAD_DAYS] = [395, 55];
/** Between days with little and days with much. */
const HOURS = 14;

const stampOf = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** One event as busy people have them: a title, a place, some guests; all of it inside the window that is read. */
export function writeBenchEvent(index: number, nowMs: number): string {
  const random = createRandom(index + 1);
  const day = random.int(-BACK_DAYS, AHEAD_DAYS);
  const startMs = nowMs - (nowMs % DAY_MS) + day * DAY_MS + random.int(6 * 4, (6 + HOURS) * 4) * 900_000;
  const guests = Array.from(
    { length: random.int(0, 3) },
    (_, i) =>
      `ATTENDEE;CN=Colleague ${i};PARTSTAT=ACCEPTED;CUTYPE=INDIVIDUAL:mailto:c${random.int(1, 400)}@example.org`,
  );
  return [
    'BEGIN:VEVENT',
    `UID:${index.toString(36)}-0a1b2c3d-4e5f-6789@example.org`,
    'DTSTAMP:20260601T080000Z',
    `DTSTART:${stampOf(startMs)}`,
    `DTEND:${stampOf(startMs + random.pick([30, 60, 90]) * 60_000)}`,
    `SUMMARY:Meeting ${index} about ${random.pick(['plans', 'numbers', 'people', 'the offer'])}`,
    `LOCATION:${random.pick(['Room 4', 'https://meet.example.org/abc', 'Café Zwart', 'Head office'])}`,
    'ORGANIZER;CN=Me:mailto:me@example.org',
    ...guests,
    'STATUS:CONFIRMED',
    'END:VEVENT',
    '',
  ].join('\r\n');
}

export const wrapEvents = (events: readonly string[]): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//EN\r\nX-WR-CALNAME:Large\r\n${events.join('')}END:VCALENDAR\r\n`;

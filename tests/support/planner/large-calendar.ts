import { addDays, weekdayOf } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { createRandom, type Random } from '#tests/support/planner/random.ts';

const ZONE = 'Europe/Amsterdam';
const TODAY = isoDate('2026-06-04');
const zone = openZone(ZONE);
const EVENTS = 10_000;
const SERIES = 400;

/** What planning reads: 400 days back, 62 ahead. */
export const LARGE_CALENDAR_WINDOW = {
  startMs: zone.toEpochMs(addDays(TODAY, -400), 0),
  endMs: zone.toEpochMs(addDays(TODAY, 62), 0),
};

const RULES = [
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=DAILY;COUNT=60',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=YEARLY',
];

const TIME_ZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19810329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

function eventLines(uid: string, random: Random, rule: string | null): string[] {
  const date = addDays(TODAY, rule === null ? random.int(-400, 60) : random.int(-700, -300));
  const day = addDays(date, weekdayOf(date) > 5 ? -2 : 0).replaceAll('-', '');
  const hour = String(random.int(9, 17)).padStart(2, '0');
  const minute = random.pick(['00', '15', '30', '45']);
  const guests = Array.from(
    { length: random.int(0, 5) },
    (_, i) =>
      `ATTENDEE;CN=Colleague ${i};PARTSTAT=ACCEPTED;CUTYPE=INDIVIDUAL:mailto:c${random.int(1, 400)}@example.org`,
  );
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@example.org`,
    'DTSTAMP:20260601T080000Z',
    `DTSTART;TZID=${ZONE}:${day}T${hour}${minute}00`,
    `DTEND;TZID=${ZONE}:${day}T${hour}5900`,
    ...(rule === null ? [] : [`RRULE:${rule}`]),
    `SUMMARY:Meeting ${uid}`,
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    ...(guests.length > 0 ? ['ORGANIZER:mailto:me@example.org', ...guests] : []),
    'END:VEVENT',
  ];
}

/** An iCalendar file of 10,000 events of which 400 recur. */
export function writeLargeCalendar(seed: number): string {
  const random = createRandom(seed);
  const events = Array.from({ length: EVENTS }, (_, i) =>
    eventLines(`event-${i}`, random, i < SERIES ? random.pick(RULES) : null),
  );
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Golden Hour//bench//EN',
    ...TIME_ZONE,
    ...events.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

import { Temporal } from 'temporal-polyfill';
import type { GoogleActs, NewEvent } from './acts.ts';
import { seedNumbers } from './faults.ts';
import type { TestContact } from './state.ts';

/** The people of the app's made-up week, as an address book at Google has them. */
export const SAMPLE_CONTACTS: readonly TestContact[] = [
  {
    name: 'Priya Raman',
    emails: ['priya.raman@example.com'],
    organisation: 'Platform',
    birthday: '1988-03-14',
  },
  { name: 'Sam Okafor', emails: ['sam.okafor@example.com'], organisation: 'Platform' },
  { name: 'Lucía Ferrer', emails: ['lucia.ferrer@example.com'], organisation: 'Data', birthday: '--07-02' },
  { name: 'Henrik Dahl', emails: ['henrik.dahl@example.com'], organisation: 'Board' },
  { name: 'Mei Tanaka', emails: ['mei.tanaka@example.com', 'mei@example.org'], organisation: 'Design' },
  { name: 'Jonas Weber', emails: ['jonas.weber@example.com'], organisation: 'Sales' },
  { name: 'Anouk de Vries', emails: ['anouk.devries@example.com'], organisation: 'Office' },
  { name: 'Fatima El Amrani', emails: ['fatima.elamrani@example.com'] },
  { name: 'Tom Becker', emails: ['tom.becker@example.com'], birthday: '1990-12-01' },
  { name: 'Carla Mendes', emails: ['carla.mendes@northwind.example.com'], organisation: 'Northwind' },
  { name: 'David Cohen', emails: ['david.cohen@lumen.example.com'], organisation: 'Lumen' },
  { name: 'Rosa Lindqvist', emails: ['rosa.lindqvist@example.com'] },
  { name: 'Bram Jansen', emails: ['bram.jansen@example.com'] },
  { name: 'Nobody with an address', emails: [] },
];

export interface ManyOptions {
  /** Events in all: singles, series and their exceptions. */
  readonly count: number;
  readonly seed?: number;
  /** Around when; half lie before, half after. */
  readonly nowMs: number;
  readonly zone?: string;
  readonly calendarId: string;
}

const TITLES = [
  'Planning',
  'Design review',
  'One to one',
  'Lunch',
  'Budget',
  'Interview',
  'Demo',
  'Focus',
  'Call',
];
const RULES = [
  'RRULE:FREQ=WEEKLY',
  'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=30',
  'RRULE:FREQ=MONTHLY;BYDAY=2TU',
  'RRULE:FREQ=DAILY;COUNT=10',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=24',
];

type Choose = <Value>(values: readonly Value[]) => Value;

interface Draw {
  readonly number: () => number;
  readonly choose: Choose;
}

function drawFrom(seed: number): Draw {
  const number = seedNumbers(seed);
  const choose: Choose = (values) => {
    const value = values[Math.floor(number() * values.length)];
    if (value === undefined) throw new RangeError('There is nothing to choose from.');
    return value;
  };
  return { number, choose };
}

function drawEvent({ number, choose }: Draw, today: Temporal.PlainDate, zone: string, id: string): NewEvent {
  const day = today.add({ days: Math.floor(number() * 720) - 360 });
  const extras = {
    id,
    summary: `${choose(TITLES)} ${id.slice(-4)}`,
    ...(number() < 0.3 ? { description: 'Agenda: what we said last time, and what comes next.' } : {}),
    ...(number() < 0.2 ? { transparency: 'transparent' } : {}),
  };
  if (number() < 0.08) {
    const start = { date: day.toString() };
    return { ...extras, start, end: { date: day.add({ days: 1 + Math.floor(number() * 3) }).toString() } };
  }
  const from = day.toPlainDateTime({ hour: 8 + Math.floor(number() * 10), minute: number() < 0.5 ? 0 : 30 });
  const until = from.add({ minutes: choose([30, 60, 90]) });
  const guests = Math.floor(number() * 4);
  const attendees = Array.from({ length: guests }, () => {
    const { name, emails } = choose(SAMPLE_CONTACTS.filter((contact) => contact.emails.length > 0));
    const responseStatus = choose(['accepted', 'declined', 'tentative', 'needsAction']);
    return { email: emails[0] ?? '', displayName: name, responseStatus };
  });
  const distinct = [...new Map(attendees.map((attendee) => [attendee.email, attendee])).values()];
  return {
    ...extras,
    start: { dateTime: from.toString({ smallestUnit: 'second' }), timeZone: zone },
    end: { dateTime: until.toString({ smallestUnit: 'second' }), timeZone: zone },
    ...(distinct.length > 0 ? { attendees: distinct } : {}),
  };
}

/** What stands for an instance in its id: its start in UTC. */
const stampOf = (start: Temporal.ZonedDateTime): string =>
  start.toInstant().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');

/** Fills a calendar as a busy life does: the same seed gives the same events. One in twelve is a series. */
export function putManyEvents(acts: GoogleActs, options: ManyOptions): void {
  const { count, seed = 1, nowMs, zone = 'Europe/Amsterdam', calendarId } = options;
  const draw = drawFrom(seed);
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate();
  let made = 0;
  for (let index = 0; made < count; index += 1) {
    const id = `gen${seed.toString(32)}v${index.toString(32).padStart(5, '0')}`;
    const event = drawEvent(draw, today, zone, id);
    const { dateTime } = event.start;
    made += 1;
    if (dateTime === undefined || draw.number() > 1 / 12) {
      acts.put(event, calendarId);
      continue;
    }
    acts.put({ ...event, recurrence: [draw.choose(RULES)] }, calendarId);
    // The first instance of a series is always one of the rule's: moved in one of three, cancelled in another.
    const first = Temporal.PlainDateTime.from(dateTime).toZonedDateTime(zone);
    const fate = draw.number();
    const instance = `${id}_${stampOf(first)}`;
    if (made === count || fate > 2 / 3 || !acts.hasInstance(instance, calendarId)) continue;
    made += 1;
    if (fate < 1 / 3) acts.remove(instance, calendarId);
    else
      acts.edit(instance, { summary: `${event.summary ?? ''} (elsewhere)`, location: 'Room 2' }, calendarId);
  }
}

const MEETINGS: readonly (readonly [
  weekday: number,
  from: string,
  until: string,
  title: string,
  guest: string,
])[] = [
  [1, '09:30', '10:00', 'Stand-up', 'priya.raman@example.com'],
  [1, '13:00', '14:30', 'Roadmap', 'jonas.weber@example.com'],
  [2, '09:00', '12:00', 'Design workshop', 'mei.tanaka@example.com'],
  [2, '15:00', '16:00', 'One to one', 'sam.okafor@example.com'],
  [3, '10:00', '11:00', 'Hiring', 'anouk.devries@example.com'],
  [4, '14:00', '17:00', 'Quarter review', 'henrik.dahl@example.com'],
  [5, '11:00', '11:45', 'Week in review', 'lucia.ferrer@example.com'],
];

/** A friendly calendar around now: weekly meetings with people, a day out, a birthday, and where the user works. */
export function putSampleWeeks(acts: GoogleActs, nowMs: number, zone: string): void {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  for (const [weekday, from, until, summary, guest] of MEETINGS) {
    const day = monday.add({ days: weekday - 1 - 28 }).toString();
    const name = SAMPLE_CONTACTS.find(({ emails }) => emails.includes(guest))?.name ?? guest;
    acts.put({
      id: `sample${weekday}${from.replace(':', '')}`,
      summary,
      start: { dateTime: `${day}T${from}:00`, timeZone: zone },
      end: { dateTime: `${day}T${until}:00`, timeZone: zone },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=16'],
      attendees: [{ email: guest, displayName: name, responseStatus: 'accepted' }],
    });
  }
  const saturday = monday.add({ days: 12 });
  acts.put({
    id: 'sampledayout',
    summary: 'Day by the sea',
    start: { date: saturday.toString() },
    end: { date: saturday.add({ days: 1 }).toString() },
  });
  const home = monday.add({ days: 4 });
  acts.put({
    id: 'samplehome',
    summary: 'Home',
    eventType: 'workingLocation',
    visibility: 'public',
    transparency: 'transparent',
    workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
    start: { date: home.toString() },
    end: { date: home.add({ days: 1 }).toString() },
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=8'],
  });
}

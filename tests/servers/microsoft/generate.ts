import { Temporal } from 'temporal-polyfill';
import { seedNumbers } from '../shared/faults.ts';
import type { MicrosoftActs, NewEvent } from './acts.ts';
import type { Recurrence } from './recurrence.ts';
import type { Attendee } from './resources.ts';
import type { TestContact } from './state.ts';
import { zoneOf } from './times.ts';

/** The people of the app's made-up week, as an address book at Outlook has them. */
export const SAMPLE_CONTACTS: readonly TestContact[] = [
  { name: 'Priya Raman', emails: ['priya.raman@example.com'], company: 'Platform', birthday: '1988-03-14' },
  { name: 'Sam Okafor', emails: ['sam.okafor@example.com'], company: 'Platform' },
  { name: 'Lucía Ferrer', emails: ['lucia.ferrer@example.com'], company: 'Data', birthday: '1991-07-02' },
  { name: 'Henrik Dahl', emails: ['henrik.dahl@example.com'], company: 'Board' },
  { name: 'Mei Tanaka', emails: ['mei.tanaka@example.com', 'mei@example.org'], company: 'Design' },
  { name: 'Jonas Weber', emails: ['jonas.weber@example.com'], company: 'Sales' },
  { name: 'Anouk de Vries', emails: ['anouk.devries@example.com'], company: 'Office' },
  { name: 'Tom Becker', emails: ['tom.becker@example.com'], birthday: '1990-12-01' },
  { name: 'Nobody with an address', emails: [] },
];

export interface ManyOptions {
  /** Events in all: singles, series and their exceptions. */
  readonly count: number;
  readonly seed?: number;
  /** Around when; half lie before, half after. */
  readonly nowMs: number;
  /** As Outlook names it. */
  readonly zone?: string;
  readonly calendar?: string;
  readonly account?: string;
}

const TITLES = ['Planning', 'Design review', 'One to one', 'Lunch', 'Budget', 'Interview', 'Demo', 'Focus'];
const SHOW_AS = ['busy', 'busy', 'busy', 'tentative', 'oof', 'free', 'workingElsewhere'];
const ANSWERS = ['accepted', 'declined', 'tentativelyAccepted', 'none'];
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const WEEKDAYS = [...WORKDAYS, 'saturday', 'sunday'];

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

const attendee = ({ name, emails }: TestContact, response = 'none'): Attendee => ({
  type: 'required',
  emailAddress: { name, address: emails[0] ?? '' },
  status: { response, time: '0001-01-01T00:00:00Z' },
});

function drawRecurrence({ choose }: Draw, day: Temporal.PlainDate): Recurrence {
  const weekday = WEEKDAYS[day.dayOfWeek - 1] ?? 'monday';
  const startDate = day.toString();
  const pattern = choose([
    { type: 'weekly', interval: 1, daysOfWeek: [weekday], firstDayOfWeek: 'monday' },
    { type: 'weekly', interval: 2, daysOfWeek: [weekday], firstDayOfWeek: 'sunday' },
    { type: 'weekly', interval: 1, daysOfWeek: [...WORKDAYS, weekday], firstDayOfWeek: 'monday' },
    { type: 'daily', interval: 1 },
    { type: 'absoluteMonthly', interval: 1, dayOfMonth: day.day },
    { type: 'absoluteYearly', interval: 1, dayOfMonth: day.day, month: day.month },
  ]);
  const range = choose([
    { type: 'noEnd', startDate },
    { type: 'numbered', startDate, numberOfOccurrences: 12 },
    { type: 'endDate', startDate, endDate: day.add({ days: 90 }).toString() },
  ]);
  return { pattern, range };
}

function drawEvent(draw: Draw, today: Temporal.PlainDate, timeZone: string, index: number): NewEvent {
  const { number, choose } = draw;
  const day = today.add({ days: Math.floor(number() * 720) - 360 });
  const subject = `${choose(TITLES)} ${index}`;
  if (number() < 0.08) {
    const until = day.add({ days: 1 + Math.floor(number() * 3) });
    const start = { dateTime: `${day.toString()}T00:00:00`, timeZone };
    const end = { dateTime: `${until.toString()}T00:00:00`, timeZone };
    return { subject, isAllDay: true, showAs: choose(['free', 'oof']), start, end };
  }
  const from = day.toPlainDateTime({ hour: 8 + Math.floor(number() * 10), minute: number() < 0.5 ? 0 : 30 });
  const until = from.add({ minutes: choose([30, 60, 90]) });
  const people = SAMPLE_CONTACTS.filter(({ emails }) => emails.length > 0);
  const drawn = Array.from({ length: Math.floor(number() * 4) }, () => choose(people));
  const attendees = [...new Set(drawn)].map((contact) => attendee(contact, choose(ANSWERS)));
  return {
    subject,
    showAs: choose(SHOW_AS),
    start: { dateTime: from.toString({ smallestUnit: 'second' }), timeZone },
    end: { dateTime: until.toString({ smallestUnit: 'second' }), timeZone },
    ...(number() < 0.3 ? { body: { contentType: 'html', content: '<p>Agenda: what comes next.</p>' } } : {}),
    ...(attendees.length > 0 ? { attendees } : {}),
    ...(number() < 0.05 ? { sensitivity: 'private' } : {}),
  };
}

/** Fills a calendar as a busy life does: the same seed gives the same events. One in twelve is a series. */
export function putManyEvents(acts: MicrosoftActs, options: ManyOptions): void {
  const { count, seed = 1, nowMs, zone = 'W. Europe Standard Time', calendar, account } = options;
  const place = {
    ...(calendar === undefined ? {} : { calendar }),
    ...(account === undefined ? {} : { account }),
  };
  const draw = drawFrom(seed);
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zoneOf(zone)).toPlainDate();
  for (let made = 0; made < count; ) {
    const event = drawEvent(draw, today, zone, made);
    const key = `gen${seed}x${made}`;
    made += 1;
    if (event.isAllDay === true || draw.number() > 1 / 12) {
      acts.put({ ...event, key }, place);
      continue;
    }
    const day = Temporal.PlainDateTime.from(event.start.dateTime).toPlainDate();
    const series = acts.put({ ...event, key, recurrence: drawRecurrence(draw, day) }, place);
    const until = day.add({ days: 40 }).toString();
    const [, second] = acts.instances(series, `${day.toString()}T00:00:00Z`, `${until}T00:00:00Z`);
    // The second occurrence is changed in one of three, cancelled in another.
    const fate = draw.number();
    if (second === undefined || made === count || fate > 2 / 3) continue;
    made += 1;
    if (fate < 1 / 3) acts.remove(second);
    else acts.edit(second, { subject: `${event.subject ?? ''} (elsewhere)` });
  }
}

const MEETINGS = [
  ['monday', '09:30', '10:00', 'Stand-up', 'priya.raman@example.com', 'busy'],
  ['monday', '13:00', '14:30', 'Roadmap', 'jonas.weber@example.com', 'busy'],
  ['tuesday', '09:00', '12:00', 'Design workshop', 'mei.tanaka@example.com', 'busy'],
  ['tuesday', '15:00', '16:00', 'One to one', 'sam.okafor@example.com', 'busy'],
  ['wednesday', '10:00', '11:00', 'Hiring', 'anouk.devries@example.com', 'tentative'],
  ['thursday', '14:00', '17:00', 'Quarter review', 'henrik.dahl@example.com', 'busy'],
  ['friday', '09:00', '17:00', 'From home', '', 'workingElsewhere'],
] as const;

/** A friendly calendar around now: weekly meetings with people, a day out, and where the user works. */
export function putSampleWeeks(acts: MicrosoftActs, nowMs: number, timeZone: string): void {
  const zone = zoneOf(timeZone);
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  for (const [weekday, from, until, subject, guest, showAs] of MEETINGS) {
    const day = monday.add({ days: WEEKDAYS.indexOf(weekday) - 28 }).toString();
    const contact = SAMPLE_CONTACTS.find(({ emails }) => emails.includes(guest));
    acts.put({
      subject,
      showAs,
      start: { dateTime: `${day}T${from}:00`, timeZone },
      end: { dateTime: `${day}T${until}:00`, timeZone },
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: [weekday], firstDayOfWeek: 'monday' },
        range: { type: 'numbered', startDate: day, numberOfOccurrences: 16 },
      },
      ...(contact ? { attendees: [attendee(contact, 'accepted')] } : {}),
    });
  }
  const saturday = monday.add({ days: 12 });
  acts.put({
    subject: 'Day by the sea',
    isAllDay: true,
    showAs: 'oof',
    start: { dateTime: `${saturday.toString()}T00:00:00`, timeZone },
    end: { dateTime: `${saturday.add({ days: 1 }).toString()}T00:00:00`, timeZone },
  });
}

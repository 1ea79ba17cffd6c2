import type { Weekday } from '#contract/settings.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { addDays, weekdayOf } from '#main/kernel/dates.ts';
import type { SampleAttendee, SampleEvent } from './calendar-text.ts';
import { emailOf, firstNameOf, nameOf, SAMPLE_USER, type SampleName } from './people.ts';

/** History as far back as gaps are read. */
const HISTORY_DAYS = 400;

export const SAMPLE_OFFICE = 'Harbour office';

const RULE_DAYS: Readonly<Record<Weekday, string>> = {
  1: 'MO',
  2: 'TU',
  3: 'WE',
  4: 'TH',
  5: 'FR',
  6: 'SA',
  7: 'SU',
};

/** Colleagues whom nobody follows yet: they are offered. */
const OTHERS: readonly SampleAttendee[] = [
  { name: 'Ines Moreau', email: 'ines.moreau@example.com' },
  { name: 'Omar Haddad', email: 'omar.haddad@example.com' },
  { name: 'Kate Wong', email: 'kate.wong@example.com' },
  { name: 'Pieter Smit', email: 'pieter.smit@example.com' },
];

const ME: SampleAttendee = SAMPLE_USER;

const withMe = (...names: readonly SampleName[]): readonly SampleAttendee[] => [
  ME,
  ...names.map((name) => ({ name: nameOf(name), email: emailOf(name) })),
];

export interface EventContext {
  readonly today: IsoDate;
  readonly language: Language;
}

/** The first date from `date` on that falls on one of the weekdays; with `step` -1 the last before it. */
function findWeekday(date: IsoDate, weekdays: readonly Weekday[], step: 1 | -1): IsoDate {
  let found = date;
  while (!weekdays.includes(weekdayOf(found))) found = addDays(found, step);
  return found;
}

const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const EVENINGS: readonly Weekday[] = [1, 2, 3, 4];
const WEEKEND: readonly Weekday[] = [6, 7];

interface WorkSeries {
  readonly slug: string;
  readonly summary: string;
  readonly weekday: Weekday;
  readonly everyWeeks: number;
  readonly hours: readonly [string, string];
  readonly location: string;
  readonly attendees: readonly SampleAttendee[];
}

function listWork({ today, language }: EventContext): readonly SampleEvent[] {
  const say = (en: string, nl: string): string => (language === 'nl' ? nl : en);
  const began = addDays(today, -HISTORY_DAYS);
  const oneToOne = (
    name: SampleName,
    weekday: Weekday,
    everyWeeks: number,
    hours: readonly [string, string],
  ): WorkSeries => ({
    slug: `one-to-one-${name}`,
    summary: `1:1 ${firstNameOf(name)}`,
    weekday,
    everyWeeks,
    hours,
    location: SAMPLE_OFFICE,
    attendees: withMe(name),
  });
  const series: readonly WorkSeries[] = [
    oneToOne('priya', 2, 1, ['10:00', '10:30']),
    oneToOne('sam', 3, 2, ['11:00', '11:30']),
    oneToOne('lucia', 4, 1, ['15:00', '15:30']),
    oneToOne('henrik', 1, 2, ['16:00', '16:45']),
    oneToOne('mei', 4, 8, ['10:00', '10:30']),
    {
      slug: 'staff',
      summary: say('Staff meeting', 'Stafoverleg'),
      weekday: 1,
      everyWeeks: 1,
      hours: ['10:00', '11:00'],
      location: SAMPLE_OFFICE,
      attendees: [...withMe('henrik', 'mei', 'jonas', 'anouk', 'tom'), ...OTHERS],
    },
    {
      slug: 'planning',
      summary: say('Sprint planning', 'Sprintplanning'),
      weekday: 3,
      everyWeeks: 2,
      hours: ['14:00', '15:30'],
      location: SAMPLE_OFFICE,
      attendees: withMe('priya', 'sam', 'lucia'),
    },
    {
      slug: 'campaign',
      summary: say('Campaign review', 'Campagnebespreking'),
      weekday: 2,
      everyWeeks: 12,
      hours: ['14:00', '15:00'],
      location: SAMPLE_OFFICE,
      attendees: withMe('fatima', 'tom', 'jonas'),
    },
    {
      slug: 'northwind',
      summary: say('Northwind check-in', 'Voortgang Northwind'),
      weekday: 5,
      everyWeeks: 4,
      hours: ['10:00', '10:45'],
      location: 'https://meet.example.com/northwind',
      attendees: withMe('carla'),
    },
  ];
  return [
    {
      slug: 'stand-up',
      summary: say('Stand-up', 'Dagstart'),
      date: findWeekday(began, WORKDAYS, 1),
      hours: ['09:15', '09:30'],
      rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      location: SAMPLE_OFFICE,
      attendees: [...withMe('priya', 'sam', 'lucia'), ...OTHERS],
    },
    ...series.map(({ weekday, everyWeeks, ...event }) => ({
      ...event,
      date: findWeekday(began, [weekday], 1),
      rule: `FREQ=WEEKLY;INTERVAL=${everyWeeks};BYDAY=${RULE_DAYS[weekday]}`,
    })),
  ];
}

/** Time outside work in the last year: some people often, some long ago, some never. */
function listPast({ today, language }: EventContext): readonly SampleEvent[] {
  const say = (en: string, nl: string): string => (language === 'nl' ? nl : en);
  const past = (daysAgo: number, weekdays: readonly Weekday[]): IsoDate =>
    findWeekday(addDays(today, -daysAgo), weekdays, -1);
  const withWhom = (en: string, nl: string, ...names: readonly SampleName[]): string =>
    `${say(`${en} with`, `${nl} met`)} ${names.map(firstNameOf).join(say(' and ', ' en '))}`;
  const lunch: readonly [string, string] = ['12:00', '13:00'];
  const evening: readonly [string, string] = ['18:30', '21:00'];
  const afternoon: readonly [string, string] = ['14:00', '16:30'];
  return [
    {
      slug: 'lunch-sam',
      summary: withWhom('Lunch', 'Lunch', 'sam'),
      date: past(17, WORKDAYS),
      hours: lunch,
      location: 'Café Zuid',
      attendees: withMe('sam'),
    },
    {
      slug: 'concert-jonas',
      summary: withWhom('Concert', 'Concert', 'jonas'),
      date: past(38, WEEKEND),
      hours: ['20:00', '22:30'],
      location: 'Music hall',
      attendees: withMe('jonas'),
    },
    {
      slug: 'walk-mei',
      summary: withWhom('Walk', 'Wandeling', 'mei'),
      date: past(96, WEEKEND),
      hours: afternoon,
      location: 'City park',
      attendees: withMe('mei'),
    },
    {
      slug: 'dinner-priya',
      summary: withWhom('Dinner', 'Diner', 'priya'),
      date: past(104, EVENINGS),
      hours: evening,
      location: 'Restaurant De Haven',
      attendees: withMe('priya'),
    },
    {
      slug: 'lunch-carla',
      summary: withWhom('Lunch', 'Lunch', 'carla'),
      date: past(82, WORKDAYS),
      hours: lunch,
      location: 'Brasserie Noord',
      attendees: withMe('carla'),
    },
    {
      slug: 'lunch-anouk',
      summary: withWhom('Lunch', 'Lunch', 'anouk'),
      date: past(118, WORKDAYS),
      hours: lunch,
      location: 'Café Zuid',
      attendees: withMe('anouk'),
    },
    {
      slug: 'dinner-david',
      summary: withWhom('Dinner', 'Diner', 'david'),
      date: past(101, EVENINGS),
      hours: evening,
      location: 'Brasserie Noord',
      attendees: withMe('david'),
    },
    {
      slug: 'museum-fatima',
      summary: withWhom('Museum', 'Museum', 'fatima'),
      date: past(152, WEEKEND),
      hours: afternoon,
      location: 'Maritime museum',
      attendees: withMe('fatima'),
    },
    {
      slug: 'barbecue',
      summary: withWhom('Barbecue at home', 'Barbecue thuis', 'henrik', 'mei', 'jonas'),
      date: past(165, WEEKEND),
      hours: ['17:00', '20:30'],
      location: 'Home',
      attendees: withMe('henrik', 'mei', 'jonas'),
    },
    {
      slug: 'games-bram',
      summary: withWhom('Board games', 'Bordspellen', 'bram'),
      date: past(271, WEEKEND),
      hours: ['19:00', '22:00'],
      location: 'Home',
      attendees: withMe('bram'),
    },
    {
      slug: 'visit-rosa',
      summary: withWhom('Weekend walk', 'Weekendwandeling', 'rosa'),
      date: past(334, WEEKEND),
      hours: ['11:00', '16:00'],
      location: 'Lakeside',
      attendees: withMe('rosa'),
    },
    {
      slug: 'drinks-cancelled',
      summary: withWhom('Drinks', 'Borrel', 'tom'),
      date: past(61, EVENINGS),
      hours: evening,
      location: 'Café Zuid',
      attendees: withMe('tom'),
      isCancelled: true,
    },
  ];
}

/** The days to come: busy, and not so busy that nothing fits. */
function listFuture({ today, language }: EventContext): readonly SampleEvent[] {
  const say = (en: string, nl: string): string => (language === 'nl' ? nl : en);
  const next = (days: number, weekdays: readonly Weekday[]): IsoDate =>
    findWeekday(addDays(today, days), weekdays, 1);
  return [
    {
      slug: 'dinner-jonas',
      summary: say('Dinner with Jonas', 'Diner met Jonas'),
      date: next(4, [3, 4]),
      hours: ['19:00', '21:00'],
      location: 'Restaurant De Haven',
      attendees: withMe('jonas'),
    },
    {
      slug: 'dentist',
      summary: say('Dentist', 'Tandarts'),
      date: next(1, WORKDAYS),
      hours: ['08:15', '08:45'],
      location: 'Market square 4',
    },
    {
      slug: 'lunch-and-learn',
      summary: say('Lunch and learn', 'Kennislunch'),
      date: next(2, [2, 4, 5]),
      hours: ['12:00', '13:00'],
      location: SAMPLE_OFFICE,
      attendees: [...withMe('priya', 'lucia'), ...OTHERS],
    },
    {
      slug: 'workshop',
      summary: say('Workshop at Northwind', 'Workshop bij Northwind'),
      date: next(3, WORKDAYS),
      hours: ['14:30', '17:00'],
      location: 'Northwind, Quay 12',
      attendees: [...withMe('carla', 'sam'), ...OTHERS],
    },
    {
      slug: 'rehearsal',
      summary: say('Orchestra rehearsal', 'Orkestrepetitie'),
      date: findWeekday(addDays(today, -HISTORY_DAYS), [1], 1),
      hours: ['19:30', '22:00'],
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      location: 'Music school',
    },
    {
      slug: 'birthday',
      summary: say('Birthday of aunt Noor', 'Verjaardag tante Noor'),
      date: next(1, [7]),
      hours: ['14:00', '17:00'],
      location: 'Lindenlaan 3',
    },
    {
      slug: 'leave-sam',
      summary: say('Sam on leave', 'Sam vrij'),
      date: next(2, WORKDAYS),
      hours: null,
      days: 2,
      isTransparent: true,
    },
    {
      slug: 'webinar',
      summary: say('Webinar: cloud costs', 'Webinar: cloudkosten'),
      date: next(1, EVENINGS),
      hours: ['17:30', '18:30'],
      location: 'https://meet.example.com/webinar',
      attendees: [{ ...ME, isDeclined: true }, ...OTHERS],
    },
  ];
}

export const inventEvents = (context: EventContext): readonly SampleEvent[] => [
  ...listWork(context),
  ...listPast(context),
  ...listFuture(context),
];

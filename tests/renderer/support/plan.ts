import { activityId, inviteId, proposalId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type {
  AlternativeView,
  BusyBlock,
  DayView,
  OutlookView,
  ProposalView,
  RibbonHour,
  WeatherGlyph,
} from '#contract/outlook.ts';
import type { PersonView } from '#contract/people.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import type { IsoInstant } from '#contract/time.ts';
import type { Confidence } from '#contract/vocabulary.ts';
import { fileCalendar, localCalendar } from './calendars.ts';
import { date, guest } from './people.ts';

export const zone = 'Europe/Amsterdam';
const dates = Array.from({ length: 10 }, (_, index) => date(`2026-06-${String(index + 4).padStart(2, '0')}`));

export const clock = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};
export const span = (from: string, until: string): MinuteSpan => ({ from: clock(from), until: clock(until) });
const instant = (day: number, minute: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${dates[day] ?? ''}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+02:00`;
};

type Busy = readonly [day: number, from: string, until: string, title: string, kind?: BusyBlock['kind']];

const busy: readonly Busy[] = [
  [0, '9:00', '10:00', 'Staff'],
  [0, '11:00', '11:30', '1:1 Mei'],
  [0, '13:30', '15:00', 'Quarterly review'],
  [0, '16:00', '17:00', '1:1 Sam'],
  [1, '10:00', '11:30', 'Pipeline'],
  [1, '14:00', '14:30', 'Stand-up platform'],
  [1, '19:00', '22:30', 'Date night', 'protected'],
  [2, '10:00', '12:00', 'Football', 'protected'],
  [4, '9:00', '10:00', 'Staff'],
  [4, '11:00', '12:00', 'Acme'],
  [4, '11:30', '12:30', 'Budget'],
  [4, '18:30', '20:00', 'School play', 'protected'],
  [5, '10:00', '10:30', '1:1 Priya'],
  [5, '10:30', '10:45', 'Call back'],
  [5, '14:00', '16:00', 'Planning'],
  [5, '17:45', '19:15', 'Practice', 'protected'],
  [6, '9:30', '11:00', 'Design'],
  [6, '15:00', '16:00', 'Board prep'],
  [7, '9:00', '10:00', 'Staff'],
  [7, '13:00', '14:00', '1:1 Mei'],
  [8, '6:00', '23:00', 'Offsite in Utrecht', 'away'],
  [9, '14:00', '17:00', 'Birthday, Noor', 'protected'],
];

const glyphs: readonly WeatherGlyph[] = [
  'clear',
  'clear',
  'partly',
  'rain',
  'rain',
  'drizzle',
  'partly',
  'clear',
  'thunder',
  'partly',
];
const highs = [21, 22, 23, 18, 16, 19, 20, 20, 18, 18];
const lows = [14, 15, 16, 14, 12, 13, 13, 12, 12, 11];
const rains = [0.03, 0.04, 0.12, 0.72, 0.86, 0.3, 0.06, 0.1, 0.42, 0.24];

function confidenceOf(day: number): Confidence {
  if (day < 3) return 'firm';
  return day < 7 ? 'likely' : 'pencil';
}

const resting: Readonly<Record<number, readonly string[]>> = {
  1: ['Date night takes the evening'],
  2: ['You see people on Thursday already'],
  3: ['likely wet all day'],
  4: ['School play at 18:30', 'wet at noon'],
  5: ['windy, practice until 19:15'],
  8: ['you are away'],
};

const openings: Readonly<Record<number, readonly MinuteSpan[]>> = {
  0: [span('17:30', '22:00')],
  1: [span('12:00', '13:30'), span('17:30', '18:30')],
  2: [span('12:30', '22:00')],
  3: [span('10:00', '22:00')],
  4: [span('12:30', '13:30'), span('20:30', '22:00')],
  5: [span('12:00', '13:30'), span('19:45', '22:00')],
  6: [span('12:00', '13:30'), span('17:30', '22:00')],
  7: [span('12:00', '13:00'), span('17:30', '22:00')],
  9: [span('10:00', '13:30'), span('17:30', '22:00')],
};

function createDays(): readonly DayView[] {
  return dates.map((day, index) => {
    const isWeekend = [2, 3, 9].includes(index);
    return {
      date: day,
      confidence: confidenceOf(index),
      dayOff: isWeekend,
      holiday: null,
      workHours: isWeekend ? null : span('9:00', '17:30'),
      openings: openings[index] ?? [],
      busy: busy
        .filter(([on]) => on === index)
        .map(([, from, until, title, kind = 'busy']) => ({ span: span(from, until), title, kind })),
      allDay: index === 6 ? ['Bin day'] : [],
      weather: { glyph: glyphs[index] ?? 'cloudy', highC: highs[index] ?? 18, lowC: lows[index] ?? 12 },
      sun: { rise: clock('5:22'), set: clock('21:58') },
      resting: resting[index] ?? [],
    };
  });
}

function createRibbon(): readonly RibbonHour[] {
  return dates.flatMap((day, index) =>
    Array.from({ length: 24 }, (_, hour) => {
      const high = highs[index] ?? 18;
      const low = lows[index] ?? 12;
      const swing = (1 - Math.cos(((hour - 4) / 24) * 2 * Math.PI)) / 2;
      const temperatureC = low + (high - low) * swing;
      const spread = 0.3 + index * 0.42;
      const wave = 0.6 + 0.4 * Math.sin(hour / 3 + index);
      return {
        date: day,
        hour,
        temperatureC,
        lowC: temperatureC - spread,
        highC: temperatureC + spread,
        rain: Math.min(0.95, (rains[index] ?? 0) * wave),
        windKmh: index === 5 || index === 8 ? 28 + hour * 1.2 : 14,
      };
    }),
  );
}

const activities = {
  grill: { id: activityId('grill-at-home'), name: 'Grill at home', setting: 'outdoor' },
  walk: { id: activityId('walk'), name: 'Walk', setting: 'outdoor' },
  picnic: { id: activityId('picnic'), name: 'Picnic', setting: 'outdoor' },
  dinner: { id: activityId('dinner-out'), name: 'Dinner out', setting: 'indoor' },
} as const;

const terms = { worth: {}, mixing: 0.15, crowd: 0.4, weather: 1.1, burden: 0.15 };

function createProposals(people: readonly PersonView[]): readonly ProposalView[] {
  const [priya, sam, dan] = [guest(people, 'Priya'), guest(people, 'Sam'), guest(people, 'Dan')];
  const [aiko, tom] = [guest(people, 'Aiko'), guest(people, 'Tom')];
  return [
    {
      id: proposalId('grill'),
      date: dates[0] ?? date('2026-06-04'),
      span: span('18:00', '20:30'),
      start: instant(0, clock('18:00')),
      end: instant(0, clock('20:30')),
      activity: activities.grill,
      guests: [priya, sam],
      suitability: 0.88,
      confidence: 'firm',
      fallback: { id: activityId('dinner-indoors'), name: 'Dinner indoors' },
      whyPeople: [
        {
          personId: priya.personId,
          text: 'You aim for every 45 days; it has been 61 since the walk in April. Your one-to-ones slow the clock and never stop it.',
        },
        { personId: sam.personId, text: 'Due this week. You have not sat at one table since March.' },
      ],
      whyTime: ['Dry and 21°, sun until 21:58.', 'Friday is date night, Sunday is likely wet.'],
      weatherText: 'dry and 21° (88 %)',
      terms,
      value: 1.42,
    },
    {
      id: proposalId('walk'),
      date: dates[6] ?? date('2026-06-10'),
      span: span('12:15', '13:15'),
      start: instant(6, clock('12:15')),
      end: instant(6, clock('13:15')),
      activity: activities.walk,
      guests: [dan],
      suitability: 0.76,
      confidence: 'likely',
      fallback: { id: activityId('coffee'), name: 'Coffee' },
      whyPeople: [{ personId: dan.personId, text: 'You aim for every 60 days; it has been 97.' }],
      whyTime: ['Wednesday noon is free for both of you and likely dry.'],
      weatherText: 'likely dry, 19° (76 %)',
      terms,
      value: 0.91,
    },
    {
      id: proposalId('picnic'),
      date: dates[9] ?? date('2026-06-13'),
      span: span('11:00', '13:00'),
      start: instant(9, clock('11:00')),
      end: instant(9, clock('13:00')),
      activity: activities.picnic,
      guests: [aiko, tom],
      suitability: 0.58,
      confidence: 'pencil',
      fallback: { id: activityId('lunch-out'), name: 'Lunch out' },
      whyPeople: [
        { personId: aiko.personId, text: 'You aim for every 90 days; it has been 86.' },
        { personId: tom.personId, text: 'You aim for every 90 days; it has been 67.' },
      ],
      whyTime: ['The only free morning; too early to trust the sky.'],
      weatherText: '18° (58 %)',
      terms,
      value: 0.44,
    },
  ];
}

function createInvites(people: readonly PersonView[]): readonly InviteView[] {
  return [
    {
      id: inviteId('dinner'),
      proposalId: null,
      activity: activities.dinner,
      date: dates[7] ?? date('2026-06-11'),
      span: span('18:30', '20:30'),
      start: instant(7, clock('18:30')),
      end: instant(7, clock('20:30')),
      guests: [
        { ...guest(people, 'Rachel'), answer: 'accepted', comment: null },
        { ...guest(people, 'Jonas'), answer: 'needs-action', comment: null },
      ],
      state: { kind: 'sent', at: instant(0, clock('8:12')) },
      sequence: 0,
      step: 'create',
      location: 'Café de Ceuvel',
      fallbackName: null,
      calendarName: 'Private',
    },
  ];
}

/** An idea that was just asked for. */
export const createPendingInvite = (
  proposal: ProposalView,
  sendsAt: IsoInstant,
  calendarName: string | null,
): InviteView => ({
  id: inviteId(`invite-${proposal.id}`),
  proposalId: proposal.id,
  activity: proposal.activity,
  date: proposal.date,
  span: proposal.span,
  start: proposal.start,
  end: proposal.end,
  guests: proposal.guests.map((asked) => ({ ...asked, answer: 'needs-action', comment: null })),
  state: { kind: 'undo-window', sendsAt },
  sequence: 0,
  step: 'create',
  location: 'Home',
  fallbackName: proposal.fallback?.name ?? null,
  calendarName,
});

export function createAlternatives(): readonly AlternativeView[] {
  const seeds = [
    [6, '18:00', '20:30', activities.grill, 0.81],
    [6, '12:15', '13:15', activities.walk, 0.76],
    [9, '17:30', '20:00', activities.grill, 0.55],
    [3, '18:00', '20:00', activities.dinner, 1],
  ] as const;
  return seeds.map(([day, from, until, activity, suitability]) => ({
    start: instant(day, clock(from)),
    date: dates[day] ?? date('2026-06-04'),
    span: span(from, until),
    activity,
    suitability,
    value: 0.8,
  }));
}

/** What there was on the evening before, and on Monday. */
export function createHappenedAsks(people: readonly PersonView[]): readonly InviteView[] {
  const past = (id: string, day: string, activity: InviteView['activity'], names: readonly string[]) =>
    ({
      id: inviteId(id),
      proposalId: null,
      activity,
      date: date(day),
      span: span('18:00', '19:30'),
      start: `${day}T18:00:00+02:00`,
      end: `${day}T19:30:00+02:00`,
      guests: names.map((name) => ({ ...guest(people, name), answer: 'needs-action', comment: null })),
      state: { kind: 'sent', at: `${day}T08:00:00+02:00` },
      sequence: 0,
      step: 'create',
      location: null,
      fallbackName: null,
      calendarName: null,
    }) satisfies InviteView;
  return [
    past('walk-before', '2026-06-03', activities.walk, ['Mei']),
    past('dinner-before', '2026-06-01', activities.dinner, ['Aiko', 'Tom']),
  ];
}

/** Thursday 4 June 2026, 9:20 in Amsterdam. */
export function createOutlook(people: readonly PersonView[]): OutlookView {
  return {
    now: instant(0, clock('9:20')),
    today: dates[0] ?? date('2026-06-04'),
    nowMinute: clock('9:20'),
    zone,
    days: createDays(),
    ribbon: createRibbon(),
    proposals: createProposals(people),
    invites: createInvites(people),
    happenedAsks: [],
    calendars: [fileCalendar, localCalendar],
    forecast: {
      source: 'Open-Meteo',
      attribution: 'Weather data by Open-Meteo, CC BY 4.0',
      attributionUrl: 'https://open-meteo.com/',
      issuedAt: instant(0, clock('8:40')),
      members: 51,
      freshness: 'fresh',
      constructed: false,
    },
    forecastProblem: null,
    headline: 'Three ideas. The next: grill at home this evening.',
    warnings: [],
    permission: null,
  };
}

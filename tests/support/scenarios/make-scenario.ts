import type { Dials, Weekday } from '#contract/settings.ts';
import type { IsoDate } from '#contract/time.ts';
import { CIRCLES, COMFORT_ANSWERS, COMFORT_LINES, type ComfortSheet } from '#contract/vocabulary.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import type { Activity } from '#main/activities/activity.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';
import { DEFAULT_CADENCE_DAYS, type Person } from '#main/people/person.ts';
import type { AnswerCount, FixedGetTogether, PlanInput } from '#main/planner/plan-types.ts';
import { createRandom, type Random } from '#tests/support/planner/random.ts';
import { randomSky } from '#tests/support/planner/sky.ts';
import {
  allDay,
  makeAttendee,
  makeInput,
  makeOccurrence,
  makePerson,
  makeSettings,
} from '#tests/support/planner/world.ts';

export const SCENARIO_COUNT = 30;
const ACTIVITIES = 6;
const HISTORY_DAYS = 200;

/** Where the ten dates from a few days later lie across a clock change, where the zone has one. */
const ZONES = [
  {
    zone: 'Europe/Amsterdam',
    home: { lat: 52.37, lon: 4.9, label: 'Keizersgracht 1' },
    // Sunday 29 March and Sunday 25 October 2026.
    dates: ['2026-03-24', '2026-10-20', '2026-06-04'],
  },
  {
    zone: 'America/New_York',
    home: { lat: 40.71, lon: -74.01, label: '12 Elm Street' },
    // Sunday 8 March and Sunday 1 November 2026.
    dates: ['2026-03-05', '2026-10-27', '2026-07-14'],
  },
  {
    zone: 'Asia/Kolkata',
    home: { lat: 22.57, lon: 88.36, label: '4 Park Street' },
    // No clock change; an offset of half an hour.
    dates: ['2026-01-19', '2026-11-02', '2026-08-11'],
  },
  {
    zone: 'Australia/Lord_Howe',
    home: { lat: -31.55, lon: 159.08, label: 'Lagoon Road 2' },
    // Sunday 5 April and Sunday 4 October 2026: half an hour each.
    dates: ['2026-03-31', '2026-09-30', '2026-12-08'],
  },
] as const;

export interface Scenario {
  readonly name: string;
  readonly input: PlanInput;
}

/** A made-up week by its number: small enough for brute force, with something of everything that the planner reads. */
export function makeScenario(seed: number): Scenario {
  const random = createRandom(seed * 7919);
  const { zone: id, home, dates } = ZONES[seed % ZONES.length] ?? ZONES[0];
  const today = addDays(
    isoDate(dates[Math.floor(seed / ZONES.length) % dates.length] ?? ''),
    random.int(0, 2),
  );
  const zone = openZone(id);
  const nowMs = zone.toEpochMs(today, 7 * 60 + random.int(0, 50) * 15);
  const people = makePeople(6 + (seed % 4), today, random);
  const activities = pickActivities(random);
  const input = makeInput({
    nowMs,
    zone: id,
    settings: makeSettings({
      home,
      offices: ['Headquarters'],
      dials: makeDials(random),
      quietWeekdays: random.chance(0.2) ? [weekday(random)] : [],
      protectedBlocks: random.chance(0.5)
        ? [
            {
              name: 'Training',
              weekdays: [weekday(random)],
              date: null,
              span: { from: 18 * 60, until: 20 * 60 + 30 },
            },
          ]
        : [],
      mayMix: { customersAndReports: random.chance(0.3), customersOfTwoCompanies: random.chance(0.3) },
    }),
    holidays: new Map(random.chance(0.3) ? [[addDays(today, random.int(1, 9)), 'Founding Day']] : []),
    people,
    occurrences: makeOccurrences(people, today, zone, random),
    answers: new Map(
      people.filter(() => random.chance(0.5)).map(({ id: who }) => [who, makeAnswers(random)]),
    ),
    activities,
    forecast: random.chance(0.9)
      ? randomSky(zone.toEpochMs(today, 0), random, 12, random.chance(0.8) ? 51 : 0)
      : null,
    sent: random.chance(0.35) ? [makeSent(people, activities, today, zone, random)] : [],
    holds: {
      personUntil: new Map(people.filter(() => random.chance(0.1)).map((p) => [p.id, addDays(today, 4)])),
      nothingBefore: random.chance(0.1) ? addDays(today, 2) : null,
    },
  });
  return { name: `${seed}: ${id}, ${zone.format(nowMs)}, ${people.length} people`, input };
}

const weekday = (random: Random): Weekday => random.pick([1, 2, 3, 4, 5, 6, 7] as const);

const makeDials = (random: Random): Dials => ({
  perWeek: random.pick([1, 2, 2, 3, 3] as const),
  company: random.pick([0.5, 0.5, 0.75, 1, 1, 1.5, 2]),
  hosting: random.pick([null, 0, 1, 1, 2]),
});

const makeAnswers = (random: Random): AnswerCount => ({ yes: random.int(0, 4), no: random.int(0, 3) });

function makePeople(count: number, today: IsoDate, random: Random): Person[] {
  const circles = random.shuffle(CIRCLES);
  return Array.from({ length: count }, (_, i) => {
    // All directions, and some of them twice.
    const circle = circles[i % circles.length] ?? 'peers';
    const cadenceDays = random.chance(0.4) ? DEFAULT_CADENCE_DAYS[circle] : random.int(14, 60);
    return makePerson(`p${i}`, {
      circle: random.chance(0.3) ? random.pick(circles) : circle,
      department: random.chance(0.6) ? random.pick(['north', 'south', 'west']) : null,
      cadenceDays,
      maximumDays: 2 * cadenceDays,
      importance: random.pick([0.5, 1, 1, 1.25, 1.5, 2]),
      comfort: makeComfort(random),
      apart: i > 0 && random.chance(0.25) ? [`p${random.int(0, i - 1)}@example.org`] : [],
      added: addDays(today, -random.int(60, HISTORY_DAYS)),
      zone: random.chance(0.1) ? 'Europe/London' : null,
      spontaneous: random.chance(0.2),
    });
  });
}

function makeComfort(random: Random): ComfortSheet {
  const lines = COMFORT_LINES.filter(() => random.chance(0.25));
  return Object.fromEntries(lines.map((line) => [line, random.pick(COMFORT_ANSWERS)]));
}

/** A few of the catalogue, often with their fallbacks. None ships with alcohol, so one of them gets some. */
function pickActivities(random: Random): Activity[] {
  const byId = new Map(CATALOGUE.map((activity) => [activity.id, activity]));
  const picked = new Set<Activity>();
  for (const activity of random.shuffle(CATALOGUE)) {
    picked.add(activity);
    const fallback = activity.fallback === null ? undefined : byId.get(activity.fallback);
    if (fallback && random.chance(0.7)) picked.add(fallback);
    if (picked.size >= ACTIVITIES) break;
  }
  const withAlcohol = random.int(0, ACTIVITIES);
  return [...picked]
    .slice(0, ACTIVITIES)
    .map((activity, i) => (i === withAlcohol ? { ...activity, alcohol: true } : activity));
}

/** Meetings and get-togethers of the past and to come, answers of all kinds, a day away, out of office. */
function makeOccurrences(
  people: readonly Person[],
  today: IsoDate,
  zone: Zone,
  random: Random,
): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const emails = people.map((person) => person.emails[0] ?? '');
  const add = (
    date: IsoDate,
    minute: number,
    length: number,
    guests: readonly string[],
    changed: Partial<Occurrence> = {},
  ) => {
    const startMs = zone.toEpochMs(date, minute);
    const time = { kind: 'timed', startMs, endMs: startMs + length * 60_000, zone: zone.id } as const;
    occurrences.push(makeOccurrence(time, guests, { uid: `event-${occurrences.length}`, ...changed }));
  };
  const some = (most: number): string[] => random.shuffle(emails).slice(0, random.int(1, most));

  for (let i = 0; i < 10; i++) {
    const date = addDays(today, -random.int(20, HISTORY_DAYS));
    const isTogether = random.chance(0.4);
    if (isTogether) add(date, random.pick([720, 1080, 1140]), 90, some(3), { location: 'Café De Plek' });
    else add(date, 540 + random.int(0, 8) * 15, 60, some(4), { location: 'Room 4.12' });
  }
  for (let day = 0; day < 10; day++) {
    const date = addDays(today, day);
    for (let i = random.int(0, 3); i > 0; i--) {
      // With others it is work, whatever the hour; elsewhere it would be a get-together.
      const isWork = random.chance(0.6);
      const places = isWork ? ['Headquarters', 'https://meet.example.org/abc'] : [null, 'Station Square'];
      const guests = isWork ? ['colleague@example.org'] : [];
      add(date, 540 + random.int(0, 44) * 15, random.pick([30, 60, 90]), guests, {
        location: random.pick(places),
        transparency: random.chance(0.15) ? 'transparent' : 'opaque',
        status: random.pick(['confirmed', 'confirmed', 'tentative', 'cancelled'] as const),
        ...(random.chance(0.2) ? { attendees: [makeAttendee('me@example.org', { rsvp: 'declined' })] } : {}),
      });
    }
  }
  // Booked, or just been: these take a day and a place in the week.
  if (random.chance(0.3))
    add(addDays(today, random.int(1, 12)), 1140, 120, some(2), { location: 'Bar Centraal' });
  if (random.chance(0.3))
    add(addDays(today, -random.int(1, 6)), 1140, 120, ['friend@example.org', ...some(3)], {
      location: 'Bar Centraal',
    });
  if (random.chance(0.4)) {
    const date = addDays(today, random.int(0, 9));
    const away = { uid: 'away', type: 'out-of-office' } as const;
    if (random.chance(0.5)) occurrences.push(makeOccurrence(allDay(date, addDays(date, 2)), [], away));
    else add(date, 17 * 60, 180, [], away);
  }
  return occurrences;
}

/** An invite that left: on the horizon, or on one of the six days before. */
function makeSent(
  people: readonly Person[],
  activities: readonly Activity[],
  today: IsoDate,
  zone: Zone,
  random: Random,
): FixedGetTogether {
  const date = addDays(today, random.int(-3, 9));
  const startMs = zone.toEpochMs(date, 19 * 60);
  const asked = random.shuffle(people).slice(0, random.pick([1, 1, 2, 4]));
  return {
    date,
    startMs,
    endMs: startMs + 5_400_000,
    activityId: random.pick(activities).id,
    personIds: asked.map(({ id }) => id),
    guestCount: asked.length,
    kind: 'sent',
    uid: 'sent@golden-hour',
  };
}

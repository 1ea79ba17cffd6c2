import { CATALOGUE } from '#main/activities/catalogue.ts';
import { CIRCLES } from '#contract/vocabulary.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { addDays, weekdayOf } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { DEFAULT_CADENCE_DAYS, type Person } from '#main/people/person.ts';
import type { PlanInput } from '#main/planner/plan-types.ts';
import { createRandom, type Random } from '#tests/support/planner/random.ts';
import { randomSky } from '#tests/support/planner/sky.ts';
import { makeInput, makeOccurrence, makePerson, makeSettings, ME } from '#tests/support/planner/world.ts';

export interface WorldSize {
  readonly people: number;
  readonly activities: number;
  /** Events in the calendar, each series counted once. */
  readonly events: number;
  readonly series: number;
  readonly members: number;
  readonly seed: number;
}

export const ISSUE_SIZE: WorldSize = {
  people: 200,
  activities: 24,
  events: 10_000,
  series: 400,
  members: 51,
  seed: 1,
};

const ZONE = 'Europe/Amsterdam';
const TODAY = isoDate('2026-06-04');
const HISTORY_DAYS = 400;
const LOCATIONS = [null, null, 'https://meet.example.org/abc', 'Room 4.12', 'Café De Plek', 'Headquarters'];

function makePeople(count: number, random: Random): Person[] {
  return Array.from({ length: count }, (_, i) => {
    const circle = random.pick(CIRCLES);
    const cadenceDays = DEFAULT_CADENCE_DAYS[circle];
    return makePerson(`p${i}`, {
      circle,
      department: random.chance(0.8) ? `department ${random.int(1, 8)}` : null,
      cadenceDays,
      maximumDays: 2 * cadenceDays,
      importance: random.pick([0.5, 1, 1, 1, 1.5, 2]),
      comfort: random.chance(0.3) ? { home: random.pick(['yes', 'rather-not', 'no'] as const) } : {},
      added: addDays(TODAY, -random.int(0, HISTORY_DAYS)),
      spontaneous: random.chance(0.1),
    });
  });
}

/** Mostly colleagues whom the user does not follow. */
function attendeesOf(people: readonly Person[], random: Random): string[] {
  const count = random.pick([0, 1, 1, 1, 2, 3, 4, 6, 9]);
  const attendee = (): string =>
    random.chance(0.1) ? (random.pick(people).emails[0] ?? '') : `colleague${random.int(1, 400)}@example.org`;
  return [...new Set(Array.from({ length: count }, attendee))];
}

/** Work starts from 9:00 to 11:00 and from 14:15 to 16:15: what starts in the lunch window would be a get-together. */
const workMinute = (random: Random): number =>
  (random.chance(0.5) ? 9 * 60 : 14 * 60 + 15) + random.int(0, 8) * 15;

/** One calendar with a busy past and an open fortnight. */
function makeOccurrences(size: WorldSize, people: readonly Person[], random: Random): Occurrence[] {
  const zone = openZone(ZONE);
  const occurrences: Occurrence[] = [];
  const add = (
    uid: string,
    dayOffset: number,
    minute: number,
    guests: readonly string[],
    place: string | null,
  ) => {
    const startMs = zone.toEpochMs(addDays(TODAY, dayOffset), minute);
    const time = { kind: 'timed', startMs, endMs: startMs + 3_600_000, zone: ZONE } as const;
    occurrences.push(makeOccurrence(time, guests, { uid, location: place }));
  };
  for (let made = 0; made < size.events - size.series; ) {
    const day = random.int(-HISTORY_DAYS, 30);
    const isPast = day < -7;
    if (weekdayOf(addDays(TODAY, day)) >= 6 && (!isPast || random.chance(0.9))) continue;
    // What is to come is left to the planner.
    const isEvening = isPast && random.chance(0.02);
    const minute = isEvening ? 18 * 60 : workMinute(random);
    add(`single-${made}`, day, minute, attendeesOf(people, random), random.pick(LOCATIONS));
    made += 1;
  }
  for (let i = 0; i < size.series; i++) {
    const drawn = random.int(-HISTORY_DAYS, -HISTORY_DAYS + 6);
    const first = weekdayOf(addDays(TODAY, drawn)) >= 6 ? drawn + 2 : drawn;
    const minute = workMinute(random);
    const guests = attendeesOf(people, random);
    const place = random.pick(LOCATIONS);
    for (let day = first; day <= 30; day += 7) add(`series-${i}`, day, minute, guests, place);
  }
  return occurrences;
}

/** A made-up life of the given size: all that a plan is made from, already parsed and expanded. */
export function makeLargeWorld(size: WorldSize): PlanInput {
  const random = createRandom(size.seed);
  const nowMs = openZone(ZONE).toEpochMs(TODAY, 8 * 60);
  const people = makePeople(size.people, random);
  const occurrences = makeOccurrences(size, people, random);
  return makeInput({
    nowMs,
    zone: ZONE,
    settings: makeSettings({ me: [ME], offices: ['Headquarters'] }),
    people,
    occurrences,
    activities: random.shuffle(CATALOGUE).slice(0, size.activities),
    forecast: randomSky(openZone(ZONE).toEpochMs(TODAY, 0), random, 12, size.members),
  });
}

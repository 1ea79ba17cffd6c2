import { CIRCLES } from '#contract/vocabulary.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import type { PlanInput } from '#main/planner/plan-types.ts';
import { createRandom, type Random } from '#tests/support/planner/random.ts';
import { randomSky } from '#tests/support/planner/sky.ts';
import {
  makeActivity,
  makeInput,
  makeOccurrence,
  makePerson,
  makeSettings,
} from '#tests/support/planner/world.ts';

const lunch = makeActivity('lunch', { quality: 0.6, from: 690, until: 870, spend: 2, travelMinutes: null });
const dinner = makeActivity('dinner', { quality: 1, minutes: 120, from: 18 * 60, alcohol: true, spend: 2 });
const soup = makeActivity('soup', { home: true, quality: 0.9, minutes: 90, maximumGuests: 5 });
const ACTIVITIES = [
  lunch,
  dinner,
  soup,
  makeActivity('walk', { setting: 'outdoor', fallback: lunch.id, quality: 0.6, maximumGuests: 6 }),
  makeActivity('ride', { setting: 'outdoor', fallback: soup.id, minutes: 150, maximumGuests: 6 }),
  makeActivity('terrace', { setting: 'covered', fallback: dinner.id, quality: 0.7, minutes: 75, spend: 1 }),
  makeActivity('call', { setting: 'remote', quality: 0.4, minutes: 45, maximumGuests: 1 }),
  makeActivity('fair', { children: true, quality: 0.9, minutes: 180, travelMinutes: 25 }),
];

const makePersons = (random: Random, today: Person['added']): Person[] =>
  ['ann', 'bo', 'cy', 'di', 'ed', 'fay'].map((key) =>
    makePerson(key, {
      added: today === null ? null : addDays(today, -random.int(20, 150)),
      circle: random.pick(CIRCLES),
      department: random.pick([null, 'Design', 'Sales']),
      importance: random.pick([1, 1, 1.5]),
      spontaneous: random.chance(0.2),
      zone: random.chance(0.2) ? random.pick(['America/New_York', 'Asia/Tokyo', 'Europe/London']) : null,
      apart: random.chance(0.2) ? ['ann@example.org'] : [],
      comfort: random.pick([
        {},
        {},
        { weekdayEvening: 'rather-not' },
        { alcohol: 'no', home: 'yes' },
      ] as const),
    }),
  );

/** An hour with nobody or a few, whenever; what is to come is mostly the user's own. */
function makeEvent(random: Random, people: readonly Person[], midnightMs: number, i: number): Occurrence {
  const day = random.chance(0.5) ? random.int(-80, -1) : random.int(0, 10);
  const startMs = midnightMs + day * 86_400_000 + random.int(16, 44) * 1_800_000;
  const isMet = random.chance(day < 0 ? 0.4 : 0.03);
  const guests = isMet ? random.shuffle(people).slice(0, random.int(1, 3)) : [];
  const time = { kind: 'timed', startMs, endMs: startMs + 3_600_000, zone: null } as const;
  return makeOccurrence(
    time,
    guests.flatMap((person) => person.emails),
    {
      uid: `event-${i}`,
      summary: random.pick(['Walk', 'Dinner', 'Walk and dinner', 'Something']),
      location: random.pick([null, 'Café', 'https://zoom.us/j/1']),
    },
  );
}

/** A few people and a few weeks at random, the same for the same seed; now is 9:00 on the date. */
export function makeSmallLife(seed: number, zoneId = 'Europe/Amsterdam', date = '2026-06-01'): PlanInput {
  const random = createRandom(seed);
  const today = isoDate(date);
  const zone = openZone(zoneId);
  const midnightMs = zone.toEpochMs(today, 0);
  const people = makePersons(random, today);
  return makeInput({
    nowMs: zone.toEpochMs(today, 9 * 60),
    zone: zoneId,
    settings: makeSettings({
      dials: { perWeek: random.pick([1, 2, 3] as const), company: random.pick([0.5, 1, 2]), hosting: 1 },
      quietWeekdays: random.chance(0.3) ? [random.pick([1, 3, 5, 6] as const)] : [],
    }),
    people,
    occurrences: Array.from({ length: 40 }, (_, i) => makeEvent(random, people, midnightMs, i)),
    activities: random.shuffle(ACTIVITIES).slice(0, 5),
    forecast: randomSky(midnightMs, random, 12, 11),
    answers: new Map(
      people.slice(0, 3).map(({ id }) => [id, { yes: random.int(0, 3), no: random.int(0, 2) }]),
    ),
  });
}

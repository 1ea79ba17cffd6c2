import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Weekday } from '#contract/settings.ts';
import type { Activity } from '#main/activities/activity.ts';
import { buildInstance, groupSeparations } from '#main/planner/build-instance.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { PersonState, Proposal } from '#main/planner/plan-types.ts';
import { checkPlan } from '#tests/support/planner/check-plan.ts';
import { makeSmallLife } from '#tests/support/planner/small-life.ts';

/**
 * The planning model read a second time: every proposal of a plan is judged from the input alone, with Temporal's own
 * wall clock and the formulas as they are written down.
 */

const PLACES = [
  ['Europe/Amsterdam', '2026-06-01'],
  ['Europe/Amsterdam', '2026-03-25'],
  ['Europe/Amsterdam', '2026-10-20'],
  ['America/New_York', '2026-10-28'],
  ['Australia/Lord_Howe', '2026-04-01'],
  ['Australia/Lord_Howe', '2026-09-30'],
  ['Asia/Kolkata', '2026-12-28'],
] as const;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Wall {
  readonly date: string;
  readonly minute: number;
  readonly weekday: Weekday;
}

function wallOf(ms: number, zone: string): Wall {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  // Temporal's days of the week are 1 to 7.
  const weekday = local.dayOfWeek as Weekday;
  return { date: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute, weekday };
}

function timeViolations({ candidate, guests }: Proposal, { input }: Plan): string[] {
  const { startMs, endMs, activity } = candidate;
  const { settings, zone, nowMs } = input;
  const [start, end] = [wallOf(startMs, zone), wallOf(endMs, zone)];
  const found: string[] = [];
  const rule = (holds: boolean, name: string): void => {
    if (!holds) found.push(name);
  };
  rule(start.minute % 15 === 0, 'starts lie on local quarters');
  rule(endMs - startMs === activity.minutes * MINUTE_MS, 'lasts as long as its activity');
  const isWilling = settings.willingHours[start.weekday].some(
    (span) => span.from <= start.minute && end.minute <= span.until,
  );
  rule(isWilling && start.date === end.date, 'in willing hours');
  rule(activity.from <= start.minute && end.minute <= activity.until, 'in the hours of its activity');
  rule(!settings.quietWeekdays.includes(start.weekday), 'quiet weekdays stay quiet');
  const notice = activity.children ? 48 : guests.every(({ person }) => person.spontaneous) ? 3 : 24;
  rule(startMs - nowMs >= notice * HOUR_MS, 'notice');
  for (const { time, location } of input.occurrences) {
    if (time.kind !== 'timed') continue;
    const margin = location === 'Café' ? 30 * MINUTE_MS : 0;
    rule(
      time.endMs + margin <= startMs || endMs <= time.startMs - margin,
      'free, with 30 minutes around places',
    );
  }
  for (const { person } of guests) {
    const [from, until] = [wallOf(startMs, person.zone ?? zone), wallOf(endMs, person.zone ?? zone)];
    rule(
      from.minute >= 480 && until.minute <= 1320 && from.date === until.date,
      '8:00 to 22:00 of the guest',
    );
  }
  return found;
}

function comfortOf(
  { person }: PersonState,
  options: readonly Activity[],
  isEvening: boolean,
  alone: boolean,
): number {
  const figure = { yes: 1, 'rather-not': 0.5, no: 0 } as const;
  const { home, alcohol, family, weekdayEvening } = person.comfort;
  const isClose = ['reports', 'leaders', 'customers'].includes(person.circle);
  const feelings = [1];
  if (isEvening) feelings.push(figure[weekdayEvening ?? 'yes']);
  for (const option of options) {
    if (option.alcohol) feelings.push(figure[alcohol ?? 'yes']);
    if (option.children) feelings.push(figure[family ?? 'yes']);
    if (option.home && home !== undefined) feelings.push(figure[home]);
    if (option.home && home === undefined && alone) feelings.push(isClose ? 0 : 0.5);
  }
  return Math.min(...feelings);
}

/** weather * (sum of worth + mixing - crowd) - burden, from the input and the day's gaps and suitability. */
function valueOf({ candidate, guests }: Proposal, { input }: Plan): number {
  const { activity, startMs, suitability } = candidate;
  const start = wallOf(startMs, input.zone);
  const isEvening = start.weekday < 6 && start.minute >= 17 * 60;
  const named = input.activities.find(({ id }) => id === activity.fallback);
  const length = Math.min(named?.minutes ?? 0, activity.minutes);
  const isPossible = named && named.from <= start.minute && start.minute + length <= named.until;
  const options = isPossible ? [activity, named] : [activity];
  let worth = 0;
  for (const state of guests) {
    const { yes, no } = input.answers.get(state.person.id) ?? { yes: 0, no: 0 };
    const urgency = Math.min(2, Math.max(0, (state.gap.gap - 0.5) / 0.5));
    const comfort = comfortOf(state, options, isEvening, guests.length === 1);
    const novelty = state.lastActivity === activity.id ? 0.85 : 1;
    worth +=
      state.person.importance * urgency * ((2 + yes) / (3 + yes + no)) * comfort * novelty * activity.quality;
  }
  const circles = Map.groupBy(guests, ({ person }) => person.circle);
  let mixing = 0.15 * (circles.size - 1);
  for (const members of circles.values()) {
    const departments = new Set(
      members.map(({ person }) => person.department).filter((name) => name !== null),
    );
    mixing += 0.05 * Math.max(0, departments.size - 1);
  }
  const n = guests.length;
  const crowd = 0.2 * n * (n - 1) * input.settings.dials.company;
  const delight = { outdoor: 0.15, covered: 0.05, indoor: 0, remote: 0 }[activity.setting];
  const s = suitability ?? 0;
  const weather = s * (1 + delight) + (1 - s) * (isPossible ? 0.7 : 0);
  const travel = activity.home || activity.setting === 'remote' ? 0 : (activity.travelMinutes ?? 20);
  const hour = isEvening ? 0.15 : start.weekday >= 6 ? 0.05 : 0;
  const spend = [0, 0.05, 0.1, 0.2][activity.spend] ?? 0;
  const burden = hour + spend + (0.1 * travel) / 30 + (activity.home ? 0.15 : 0);
  return weather * (worth + mixing - crowd) - burden;
}

const planOf = (seed: number, place: number): Plan => {
  const [zone, date] = PLACES[place] ?? PLACES[0];
  return makePlan(makeSmallLife(seed, zone, date), () => 0);
};
const life = [fc.nat({ max: 1e6 }), fc.nat({ max: PLACES.length - 1 })] as const;
const RUNS = { numRuns: 50, seed: 20_261_122 };

describe('every proposal of a life at random', () => {
  it('lies where the rules about hours allow it, in every zone and through clock changes', () => {
    fc.assert(
      fc.property(...life, (seed, place) => {
        const made = planOf(seed, place);
        for (const proposal of made.proposals) expect(timeViolations(proposal, made)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is worth what the formulas say, from the input alone', () => {
    fc.assert(
      fc.property(...life, (seed, place) => {
        const made = planOf(seed, place);
        for (const proposal of made.proposals) {
          expect(proposal.valueMicro / 1e6).toBeCloseTo(valueOf(proposal, made), 4);
          expect(proposal.valueMicro).toBeGreaterThanOrEqual(300_000);
        }
      }),
      RUNS,
    );
  });

  it('breaks no rule with the others, and the plan’s value is theirs less adjacency, at most its bound', () => {
    fc.assert(
      fc.property(...life, (seed, place) => {
        const made = planOf(seed, place);
        const { settings, activities } = made.input;
        const separations = groupSeparations(made.apart);
        const context = { people: made.askable, settings, dates: made.dates, fixed: made.fixed, separations };
        const ids = activities.map(({ id }) => id);
        const instance = buildInstance(made.candidates, [], ids, context);
        const chosen = made.proposals.map(({ candidate, guests }) => ({
          candidate: made.candidates.indexOf(candidate),
          guests: guests.map((state) => made.askable.indexOf(state)),
        }));
        const { value, violations } = checkPlan(instance, chosen);
        expect(violations).toEqual([]);
        expect(Math.abs(Number(value) / 1e6 - made.solver.valueMicro)).toBeLessThanOrEqual(chosen.length);
        expect(made.solver.boundMicro).toBeGreaterThanOrEqual(made.solver.valueMicro);
      }),
      RUNS,
    );
  });
});

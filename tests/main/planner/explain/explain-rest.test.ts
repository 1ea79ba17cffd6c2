import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { explainRestingDay } from '#main/planner/explain/explain-rest.ts';
import { headline } from '#main/planner/explain/headline.ts';
import { makePlan } from '#main/planner/make-plan.ts';
import type { PlanInput } from '#main/planner/plan-types.ts';
import { makeForecast } from '#tests/support/planner/sky.ts';
import {
  allDay,
  makeActivity,
  makeInput,
  makeOccurrence,
  makePerson,
  makeSettings,
  timed,
} from '#tests/support/planner/world.ts';

/** A Monday. */
const NOW = parseInstant('2026-06-01T09:00:00+02:00');
const dinner = makeActivity('dinner', { from: 18 * 60, until: 22 * 60, quality: 1 });
const people = [makePerson('ann', { added: isoDate('2025-06-01') })];

const planFor = (changed: Partial<PlanInput>) =>
  makePlan(makeInput({ nowMs: NOW, people, activities: [dinner], ...changed }), () => 0);

const why = (date: string, changed: Partial<PlanInput>, language: 'en' | 'nl' = 'en'): string[] =>
  explainRestingDay(planFor(changed), isoDate(date), language);

describe('a day without a proposal says why', () => {
  it('is silent where there is a proposal', () => {
    expect(why('2026-06-06', {})).toEqual([]);
  });

  it('you are away', () => {
    const away = makeOccurrence(allDay('2026-06-03', '2026-06-04'), [], { type: 'out-of-office' });
    expect(why('2026-06-03', { occurrences: [away] })).toEqual(['You are away.']);
    expect(why('2026-06-03', { occurrences: [away] }, 'nl')).toEqual(['Je bent weg.']);
  });

  it('an all-day event closes it, by name', () => {
    const offsite = makeOccurrence(allDay('2026-06-03', '2026-06-04'), [], { summary: 'Offsite' });
    expect(why('2026-06-03', { occurrences: [offsite] })).toEqual(['All day: Offsite.']);
  });

  it('something is planned already', () => {
    const booked = makeOccurrence(
      timed('2026-06-04T19:00:00+02:00', '2026-06-04T21:00:00+02:00'),
      ['bob@example.org'],
      { summary: 'Dinner with Bob', location: 'Restaurant Nine' },
    );
    expect(why('2026-06-04', { occurrences: [booked] })).toEqual(['Planned already: Dinner with Bob.']);
  });

  it('quiet weekdays, not this week, short notice, nobody due', () => {
    expect(why('2026-06-05', { settings: makeSettings({ quietWeekdays: [5] }) })).toEqual([
      'Friday stays quiet.',
    ]);
    const holds = { personUntil: new Map(), nothingBefore: isoDate('2026-06-08') };
    expect(why('2026-06-03', { holds })).toEqual(['You said: not this week.']);
    expect(why('2026-06-01', {})).toEqual(['Too short a notice: people are asked a day ahead.']);
    expect(why('2026-06-03', { people: [] })).toEqual(['Nobody is due.']);
  });

  it('a full day', () => {
    const busy = makeOccurrence(timed('2026-06-03T08:00:00+02:00', '2026-06-03T23:00:00+02:00'));
    expect(why('2026-06-03', { occurrences: [busy] })).toEqual([
      'No free stretch of 45 minutes in your hours.',
    ]);
  });

  it('windy, wet, dark: what kept the sky out, in words', () => {
    const envelope = {
      apparentMinC: 5,
      apparentMaxC: 28,
      gustMaxKmh: 35,
      rainMaxMm: 1,
      daylight: true,
      airQualityMax: null,
      source: 'test',
    };
    const walk = makeActivity('walk', { setting: 'outdoor', envelope, from: 18 * 60, until: 22 * 60 });
    const windy = makeForecast(NOW - 9 * 3_600_000, 12, 51, () => ({
      apparentC: 15,
      rainMm: 0,
      gustKmh: 60,
      code: 2,
    }));
    const [reason] = why('2026-06-03', { activities: [walk], forecast: windy });
    expect(reason).toBe('Windy (60 km/h).');
    const december = parseInstant('2026-12-07T09:00:00+01:00');
    const mild = makeForecast(december - 9 * 3_600_000, 12, 51, () => ({
      apparentC: 12,
      rainMm: 0,
      gustKmh: 60,
      code: 2,
    }));
    const plan = makePlan(
      makeInput({ nowMs: december, people, activities: [walk], forecast: mild }),
      () => 0,
    );
    expect(explainRestingDay(plan, isoDate('2026-12-09'), 'en')[0]).toMatch(
      /^Dark by 16:\d\d and windy \(60 km\/h\)\.$/,
    );
  });
});

describe('the headline', () => {
  it('names the next idea, and calls none a good week', () => {
    expect(headline(planFor({}), 'en')).toBe('One idea. The next: dinner on Saturday.');
    expect(headline(planFor({}), 'nl')).toBe('Één idee. Het eerste: dinner op zaterdag.');
    expect(headline(planFor({ people: [] }), 'en')).toBe('Nothing to arrange, and that is a good week.');
  });
});

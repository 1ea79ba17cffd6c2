import { describe, expect, it } from 'vitest';
import type { Activity } from '#main/activities/activity.ts';
import { createWorkWeek } from '#main/calendars/work-week.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { burdenMicroOf, weatherMicroOf } from '#main/planner/candidates.ts';
import { makeActivity, makeSettings } from '#tests/support/planner/world.ts';

const holidays = new Map([[isoDate('2026-06-09'), 'A Tuesday off']]);
const week = createWorkWeek(makeSettings(), openZone('Europe/Amsterdam'), holidays);
const at = (date: string, time: string): number => parseInstant(`${date}T${time}:00+02:00`);

describe('weather(c) = s * (1 + delight) + (1 - s) * keep', () => {
  it.each([
    ['outdoor', 0.8, true, 0.8 * 1.15 + 0.2 * 0.7],
    ['outdoor', 0.8, false, 0.8 * 1.15],
    ['covered', 0.8, true, 0.8 * 1.05 + 0.2 * 0.7],
    ['indoor', 1, false, 1],
    ['remote', 1, false, 1],
    ['outdoor', null, true, 0.7],
    ['outdoor', null, false, 0],
  ] as const)('%s at %s, fallback %s: %d', (setting, s, hasFallback, expected) => {
    expect(weatherMicroOf(makeActivity('it', { setting }), s, hasFallback)).toBe(Math.round(expected * 1e6));
  });
});

describe('burden', () => {
  const burden = (start: number, changed: Partial<Activity> = {}, hosting = 1): number =>
    burdenMicroOf(makeActivity('it', changed), start, week, hosting) / 1e6;
  const MORNING = at('2026-06-04', '10:00');

  it.each([
    ['a weekday evening', '2026-06-04', '17:00', 0.15],
    ['just before it', '2026-06-04', '16:45', 0],
    ['lunch', '2026-06-04', '12:30', 0],
    ['any other hour of a working day', '2026-06-04', '10:00', 0],
    ['a Saturday evening', '2026-06-06', '19:00', 0.05],
    ['a Sunday', '2026-06-07', '12:00', 0.05],
    ['a public holiday', '2026-06-09', '19:00', 0.05],
  ])('of %s', (_, date, time, expected) => {
    expect(burden(at(date, time))).toBe(expected);
  });

  it('of spending is 0, 0.05, 0.1, 0.2', () => {
    expect(([0, 1, 2, 3] as const).map((spend) => burden(MORNING, { spend }))).toEqual([0, 0.05, 0.1, 0.2]);
  });

  it('of travel is 0.1 for each half hour, pro rata, a place nobody named 20 minutes', () => {
    expect([30, 45, 10, null].map((travelMinutes) => burden(MORNING, { travelMinutes }))).toEqual([
      0.1, 0.15, 0.033_333, 0.066_667,
    ]);
    expect(burden(MORNING, { travelMinutes: null, setting: 'remote' })).toBe(0);
  });

  it('of hosting at home is 0.15 by the dial', () => {
    expect([0, 1, 2].map((hosting) => burden(MORNING, { home: true }, hosting))).toEqual([0, 0.15, 0.3]);
    expect(burden(MORNING, { home: false }, 2)).toBe(0);
  });

  it('adds up', () => {
    expect(burden(at('2026-06-04', '19:00'), { spend: 2, travelMinutes: 15 })).toBe(0.3);
  });
});

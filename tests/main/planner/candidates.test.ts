import { describe, expect, it } from 'vitest';
import type { Settings } from '#contract/settings.ts';
import type { Activity } from '#main/activities/activity.ts';
import { createWorkWeek } from '#main/calendars/work-week.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { buildCandidates, type CandidateSet } from '#main/planner/candidates.ts';
import type { Opening } from '#main/planner/openings.ts';
import type { Candidate } from '#main/planner/plan-types.ts';
import type { Occasion } from '#main/planner/worth.ts';
import type { NoticeClass } from '#main/planner/constraints/notice.ts';
import type { Suitability } from '#main/weather/suitability.ts';
import { makeActivity, makeSettings } from '#tests/support/planner/world.ts';

// Thursday 4 June 2026, 9:00 in Amsterdam, is now.
const zone = openZone('Europe/Amsterdam');
const holidays = new Map([[isoDate('2026-06-09'), 'A Tuesday off']]);
const week = createWorkWeek(makeSettings(), zone, holidays);
const at = (date: string, time: string): number => parseInstant(`${date}T${time}:00+02:00`);
const opening = (date: string, from: string, until: string): Opening => ({
  date: isoDate(date),
  startMs: at(date, from),
  endMs: at(date, until),
});
const EVENING = opening('2026-06-08', '17:30', '22:00');

interface World {
  readonly activities: readonly Activity[];
  readonly settings?: Partial<Settings>;
  /** Null: unknown. */
  readonly suitability?: number | null;
  readonly severe?: boolean;
  readonly worth?: (occasion: Occasion, notice: NoticeClass) => number;
}

function build(openings: readonly Opening[], world: World): CandidateSet {
  const outside = (setting: string): boolean => setting === 'outdoor' || setting === 'covered';
  const sky: Suitability = {
    of: ({ setting }) => (outside(setting) ? (world.suitability === undefined ? 0.9 : world.suitability) : 1),
    isSevere: () => world.severe === true,
    reasons: () => [],
    summary: () => null,
  };
  return buildCandidates(openings, {
    settings: makeSettings(world.settings),
    week,
    nowMs: at('2026-06-04', '09:00'),
    suitability: sky,
    activities: world.activities,
    worth: (occasion, _start, _end, _date, notice) =>
      Float64Array.of(world.worth?.(occasion, notice) ?? 500_000),
  });
}

const starts = (candidates: readonly Candidate[]): string[] =>
  candidates.map(({ startMs, activity }) => `${zone.format(startMs).slice(11, 16)} ${activity.id}`);
const reasons = (set: CandidateSet): string[] => [...new Set(set.refused.map((refusal) => refusal.reason))];
const soon = opening('2026-06-04', '19:00', '20:00');
const far = opening('2026-06-11', '19:00', '20:00');

describe('a candidate is an activity at a start', () => {
  it('on a local quarter of an hour, whole inside one opening', () => {
    const { candidates } = build([opening('2026-06-08', '17:35', '19:20')], {
      activities: [makeActivity('walk', { minutes: 75 })],
    });
    expect(starts(candidates)).toEqual(['17:45 walk', '18:00 walk']);
  });

  it('whole inside its activity’s hours', () => {
    const walk = makeActivity('walk', { minutes: 60, from: 18 * 60, until: 19 * 60 + 30 });
    expect(starts(build([EVENING], { activities: [walk] }).candidates)).toEqual([
      '18:00 walk',
      '18:15 walk',
      '18:30 walk',
    ]);
  });

  it('may end at midnight where its hours do', () => {
    const late = opening('2026-06-08', '23:00', '23:59');
    const night = { ...late, endMs: late.endMs + 60_000 };
    const stars = makeActivity('stars', { minutes: 60, from: 22 * 60, until: 24 * 60 });
    expect(starts(build([night], { activities: [stars] }).candidates)).toEqual(['23:00 stars']);
  });

  it('ascending by start, then by activity id, whatever the order given', () => {
    const activities = ['walk', 'coffee'].map((id) => makeActivity(id, { minutes: 60 }));
    const openings = [opening('2026-06-09', '18:00', '19:00'), opening('2026-06-08', '18:00', '19:00')];
    const forwards = build(openings, { activities }).candidates;
    expect(starts(forwards)).toEqual(['18:00 coffee', '18:00 walk', '18:00 coffee', '18:00 walk']);
    expect(build(openings.toReversed(), { activities: activities.toReversed() }).candidates).toEqual(
      forwards,
    );
  });

  it('knows its lead in days', () => {
    expect(build([EVENING], { activities: [makeActivity('walk')] }).candidates[0]?.dateIndex).toBe(4);
  });
});

describe('is none', () => {
  it('on a quiet weekday', () => {
    const set = build([EVENING], { activities: [makeActivity('walk')], settings: { quietWeekdays: [1] } });
    expect([set.candidates.length, reasons(set)]).toEqual([0, ['quiet']]);
  });

  it('at too short a notice, unless somebody spontaneous is worth asking', () => {
    const activities = [makeActivity('walk')];
    const nobody = (_: Occasion, notice: NoticeClass): number => (notice === 'everybody' ? 1 : 0);
    const set = build([soon], { activities, worth: nobody });
    expect([set.candidates.length, reasons(set)]).toEqual([0, ['notice']]);
    expect(build([soon], { activities }).candidates).toHaveLength(1);
    const now = opening('2026-06-04', '11:00', '12:00');
    expect(reasons(build([now], { activities }))).toEqual(['notice']);
  });

  it('within 48 hours where families are invited', () => {
    const activities = [makeActivity('fair', { children: true })];
    expect(reasons(build([opening('2026-06-06', '08:00', '09:00')], { activities }))).toEqual(['notice']);
    expect(build([opening('2026-06-06', '09:00', '10:00')], { activities }).candidates).toHaveLength(1);
  });

  it('in severe weather, where it is out of doors or a way to go', () => {
    const activities = [
      makeActivity('walk', { setting: 'outdoor' }),
      makeActivity('terrace', { setting: 'covered' }),
      makeActivity('museum', { travelMinutes: null }),
      makeActivity('dinner', { home: true }),
      makeActivity('call', { setting: 'remote' }),
    ];
    const set = build([far], { activities, severe: true });
    expect(starts(set.candidates)).toEqual(['19:00 call', '19:00 dinner', '19:00 dinner']);
    expect(reasons(set)).toEqual(['severe']);
  });

  it('below a known suitability of 0.4, and unknown weather is no failure', () => {
    const activities = [
      makeActivity('walk', { setting: 'outdoor', fallback: makeActivity('café').id }),
      makeActivity('café'),
    ];
    const of = (suitability: number | null): number =>
      build([EVENING], { activities, suitability }).candidates.filter((c) => c.activity.id === 'walk').length;
    expect([of(0.39), of(0.4) > 0, of(null) > 0]).toEqual([0, true, true]);
  });

  it('outdoors from seven days ahead without a fallback', () => {
    const walk = makeActivity('walk', { setting: 'outdoor' });
    expect(reasons(build([far], { activities: [walk] }))).toEqual(['far']);
    expect(build([opening('2026-06-10', '19:00', '20:00')], { activities: [walk] }).candidates).toHaveLength(
      1,
    );
    const café = makeActivity('café');
    const held = build([far], { activities: [{ ...walk, fallback: café.id }, café] });
    expect(starts(held.candidates)).toEqual(['19:00 café', '19:00 walk']);
  });

  it('when nobody is worth asking', () => {
    expect(reasons(build([far], { activities: [makeActivity('walk')], worth: () => 0 }))).toEqual(['nobody']);
  });
});

describe('the fallback', () => {
  const walk = (changed: Partial<Activity> = {}): Activity =>
    makeActivity('walk', {
      setting: 'outdoor',
      minutes: 60,
      fallback: makeActivity('plan-b').id,
      ...changed,
    });
  const first = (b: Activity, settings: Partial<Settings> = {}, a = walk()): Candidate | undefined =>
    build([EVENING], { activities: [a, b], settings }).candidates.find((c) => c.activity.id === 'walk');

  it('is possible within its own hours, its duration cut to the candidate’s', () => {
    const long = makeActivity('plan-b', { minutes: 180, from: 17 * 60, until: 18 * 60 + 30 });
    expect(first(long)?.fallback?.id).toBe('plan-b');
    expect(first(makeActivity('plan-b', { minutes: 30, from: 17 * 60, until: 18 * 60 }))?.fallback?.id).toBe(
      'plan-b',
    );
    expect(first(makeActivity('plan-b', { minutes: 60, from: 18 * 60 }))?.fallback).toBeNull();
  });

  it('that is not among the activities is none', () => {
    expect(build([EVENING], { activities: [walk()] }).candidates[0]?.fallback).toBeNull();
  });

  it('keeps 0.7 where it is possible, else nothing', () => {
    expect(first(makeActivity('plan-b'))?.weatherMicro).toBe(Math.round((0.9 * 1.15 + 0.1 * 0.7) * 1e6));
    expect(first(makeActivity('plan-b', { from: 1200 }))?.weatherMicro).toBe(Math.round(0.9 * 1.15 * 1e6));
  });

  it('bounds the group, and none fits where it cannot hold one', () => {
    const bounds = (b: Activity): (number | undefined)[] => {
      const candidate = first(b, {}, walk({ minimumGuests: 2, maximumGuests: 6 }));
      return [candidate?.minimumGuests, candidate?.maximumGuests];
    };
    expect(bounds(makeActivity('plan-b', { minimumGuests: 1, maximumGuests: 4 }))).toEqual([2, 4]);
    expect(bounds(makeActivity('plan-b', { minimumGuests: 1, maximumGuests: 1 }))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is not at home for who never hosts', () => {
    const home = makeActivity('plan-b', { home: true });
    expect(first(home)?.fallback?.id).toBe('plan-b');
    const dials = { perWeek: 2, company: 1, hosting: null } as const;
    expect(first(home, { dials })?.fallback).toBeNull();
  });
});

describe('at home', () => {
  const dinner = (changed: Partial<Activity> = {}): Activity =>
    makeActivity('dinner', { home: true, ...changed });
  const variants = (...activities: readonly Activity[]): [number, number][] =>
    build([far], { activities })
      .candidates.filter((candidate) => candidate.activity === activities[0])
      .map(({ minimumGuests, maximumGuests }) => [minimumGuests, maximumGuests]);

  it('one guest alone is another candidate than a group', () => {
    expect(variants(dinner())).toEqual([
      [1, 1],
      [2, 4],
    ]);
    expect(variants(dinner({ maximumGuests: 1 }))).toEqual([[1, 1]]);
    expect(variants(dinner({ minimumGuests: 2 }))).toEqual([[2, 4]]);
    expect(variants(makeActivity('museum'))).toEqual([[1, 4]]);
  });

  it('by its fallback too', () => {
    expect(variants(makeActivity('walk', { setting: 'outdoor', fallback: dinner().id }), dinner())).toEqual([
      [1, 1],
      [2, 4],
    ]);
  });

  it('costs by the dial', () => {
    const of = (hosting: number): number | undefined =>
      build([far], { activities: [dinner()], settings: { dials: { perWeek: 2, company: 1, hosting } } })
        .candidates[0]?.burdenMicro;
    expect([0, 1, 2].map(of)).toEqual([150_000, 300_000, 450_000]);
  });

  it('only the alone one is asked for alone', () => {
    const solos: boolean[] = [];
    build([far], { activities: [dinner()], worth: ({ solo }) => solos.push(solo) });
    expect(solos).toEqual([true, false]);
  });

  it('never, where the dial says never', () => {
    const dials = { perWeek: 2, company: 1, hosting: null } as const;
    expect(build([far], { activities: [dinner()], settings: { dials } }).candidates).toEqual([]);
  });
});

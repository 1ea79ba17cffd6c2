import { describe, expect, it } from 'vitest';
import { createWorkWeek } from '#main/calendars/work-week.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { collectTouches } from '#main/people/touch.ts';
import { findFixed } from '#main/planner/fixed.ts';
import type { FixedGetTogether } from '#main/planner/plan-types.ts';
import { makeOccurrence, makePerson, makeSettings, ME, timed } from '#tests/support/planner/world.ts';

const TODAY = isoDate('2026-06-04');
const NOW = parseInstant('2026-06-04T12:00:00+02:00');

function fixed(
  occurrences: readonly Occurrence[],
  sent: readonly FixedGetTogether[] = [],
): FixedGetTogether[] {
  const settings = makeSettings();
  const week = createWorkWeek(settings, openZone('Europe/Amsterdam'), new Map());
  const context = { me: [ME], week, homeNames: [], offices: [], nowMs: NOW };
  return findFixed(collectTouches(occurrences, [makePerson('ann')], [], context), sent, TODAY, NOW);
}

const dinner = (days: number, changed: Partial<Occurrence> = {}): Occurrence => {
  const date = addDays(TODAY, days);
  return makeOccurrence(timed(`${date}T18:30:00+02:00`, `${date}T20:00:00+02:00`), ['ann@example.org'], {
    uid: `dinner-${days}`,
    location: 'Café De Plek',
    ...changed,
  });
};

const invite = (days: number, uid: string): FixedGetTogether => ({
  date: addDays(TODAY, days),
  startMs: parseInstant(`${addDays(TODAY, days)}T18:30:00+02:00`),
  endMs: parseInstant(`${addDays(TODAY, days)}T20:00:00+02:00`),
  activityId: 'dinner',
  personIds: [makePerson('ann').id],
  guestCount: 1,
  kind: 'sent',
  uid,
});

describe('findFixed', () => {
  it('reaches six dates before today and six after the horizon', () => {
    expect(
      fixed([-7, -6, -1, 0, 15, 16].map((days) => dinner(days))).map(({ date, kind }) => [date, kind]),
    ).toEqual([
      ['2026-05-29', 'happened'],
      ['2026-06-03', 'happened'],
      ['2026-06-04', 'calendar'],
      ['2026-06-19', 'calendar'],
    ]);
  });

  it('an invite that is in the calendar too counts once', () => {
    const both = fixed([dinner(3, { uid: 'ours' })], [invite(3, 'ours')]);
    expect(both.map(({ kind }) => kind)).toEqual(['sent']);
    expect(fixed([dinner(3)], [invite(4, 'ours')]).map(({ kind }) => kind)).toEqual(['calendar', 'sent']);
  });

  it('an event that stands in two calendars counts once, instances of a series each', () => {
    expect(fixed([dinner(3), dinner(3)])).toHaveLength(1);
    expect(fixed([dinner(3, { uid: 'series' }), dinner(10, { uid: 'series' })])).toHaveLength(2);
  });

  it('work, and what only the clock makes a get-together, take nothing', () => {
    const lunch = makeOccurrence(timed('2026-06-05T12:00:00+02:00', '2026-06-05T13:00:00+02:00'), [
      'ann@example.org',
    ]);
    expect(fixed([lunch])).toEqual([]);
    expect(fixed([{ ...lunch, location: 'Café De Plek' }])).toHaveLength(1);
    expect(fixed([dinner(3, { location: 'https://meet.example.org/a' })])).toEqual([]);
  });

  it('counts guests without the user', () => {
    const party = dinner(3, {
      attendees: ['a', 'b', 'c', 'd'].map((key) => ({
        email: `${key}@example.org`,
        name: null,
        rsvp: 'accepted',
        kind: 'individual',
      })),
    });
    expect(fixed([party])[0]?.guestCount).toBe(4);
  });
});

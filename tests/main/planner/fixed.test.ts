import { describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { GetTogether } from '#main/people/touch.ts';
import { findFixed } from '#main/planner/fixed.ts';
import type { FixedGetTogether } from '#main/planner/plan-types.ts';
import { makeOccurrence } from '#tests/support/planner/world.ts';

const TODAY = isoDate('2026-06-04');
const zone = openZone('Europe/Amsterdam');
const NOW = zone.toEpochMs(TODAY, 12 * 60);
const HOUR_MS = 3_600_000;

function together(days: number, changed: Partial<GetTogether> = {}): GetTogether {
  const date = addDays(TODAY, days);
  const startMs = zone.toEpochMs(date, 19 * 60);
  const endMs = startMs + HOUR_MS;
  return {
    date,
    startMs,
    endMs,
    uid: `event-${days}`,
    guestCount: 2,
    personIds: [personId('id-ann')],
    isDoubtful: false,
    occurrence: makeOccurrence({ kind: 'timed', startMs, endMs, zone: null }),
    ...changed,
  };
}

const sentOn = (days: number, uid = `invite-${days}`): FixedGetTogether => ({
  date: addDays(TODAY, days),
  startMs: zone.toEpochMs(addDays(TODAY, days), 18 * 60),
  endMs: zone.toEpochMs(addDays(TODAY, days), 19 * 60),
  activityId: 'walk',
  personIds: [personId('id-bo')],
  guestCount: 1,
  kind: 'sent',
  uid,
});

const find = (getTogethers: readonly GetTogether[], sent: readonly FixedGetTogether[] = []) =>
  findFixed({ touchesByPerson: new Map(), bookedOn: new Map(), getTogethers }, sent, TODAY, NOW);

describe('what takes its day and its place in E', () => {
  it('happened in the six days before', () => {
    expect(find([together(-7), together(-6), together(-1)]).map(({ uid, kind }) => [uid, kind])).toEqual([
      ['event--6', 'happened'],
      ['event--1', 'happened'],
    ]);
  });

  it('stands in the calendar, as far as a window of seven days with the horizon reaches', () => {
    expect(
      find([together(0), together(9), together(15), together(16)]).map(({ uid, kind }) => [uid, kind]),
    ).toEqual([
      ['event-0', 'calendar'],
      ['event-9', 'calendar'],
      ['event-15', 'calendar'],
    ]);
  });

  it('goes on right now: it has happened', () => {
    const now = together(0, { startMs: NOW, endMs: NOW + HOUR_MS });
    expect(find([now])[0]?.kind).toBe('happened');
  });

  it('was sent, in the same reach', () => {
    const sent = [sentOn(-7), sentOn(-6), sentOn(3), sentOn(16)];
    expect(find([], sent).map(({ uid }) => uid)).toEqual(['invite--6', 'invite-3']);
  });

  it('is not what only looks like a get-together by the clock', () => {
    expect(find([together(2, { isDoubtful: true })])).toEqual([]);
  });
});

describe('the list', () => {
  it('counts an invite that is in the calendar too once, as the invite', () => {
    const fixed = find([together(3, { uid: 'invite-3' })], [sentOn(3)]);
    expect(fixed.map(({ kind }) => kind)).toEqual(['sent']);
  });

  it('counts an event that stands in two calendars once, and two dates of a series twice', () => {
    expect(find([together(3), together(3)])).toHaveLength(1);
    expect(find([together(1, { uid: 'series' }), together(8, { uid: 'series' })])).toHaveLength(2);
  });

  it('ascends by start and carries people, size and the mark of the activity', () => {
    const occurrence = { ...together(2).occurrence, activity: 'dinner' };
    const fixed = find([together(2, { occurrence, guestCount: 5 })], [sentOn(4), sentOn(1)]);
    expect(
      fixed.map(({ date, activityId, guestCount, personIds }) => [date, activityId, guestCount, personIds]),
    ).toEqual([
      ['2026-06-05', 'walk', 1, ['id-bo']],
      ['2026-06-06', 'dinner', 5, ['id-ann']],
      ['2026-06-08', 'walk', 1, ['id-bo']],
    ]);
  });
});

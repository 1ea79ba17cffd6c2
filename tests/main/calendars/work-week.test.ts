import { describe, expect, it } from 'vitest';
import { createWorkWeek } from '#main/calendars/work-week.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { makeSettings } from '#tests/support/planner/world.ts';

const HOLIDAYS = new Map([
  [isoDate('2026-05-14'), 'Ascension Day'],
  [isoDate('2026-05-24'), 'Whit Sunday'],
]);
const week = createWorkWeek(makeSettings(), openZone('Europe/Amsterdam'), HOLIDAYS);
const at = (wall: string): number => parseInstant(`${wall}:00+02:00`);

describe('createWorkWeek', () => {
  it.each([
    ['2026-06-05', false],
    ['2026-06-06', true],
    ['2026-06-07', true],
    ['2026-05-14', true],
  ])('%s is a day off: %s', (date, isDayOff) => {
    expect(week.isDayOff(isoDate(date))).toBe(isDayOff);
  });

  it.each([
    ['2026-06-05T16:59', false],
    ['2026-06-05T17:00', true],
    ['2026-06-05T23:30', true],
    ['2026-06-06T18:00', false],
    ['2026-05-14T18:00', false],
  ])('%s is an evening of a working day: %s', (wall, isEvening) => {
    expect(week.isEvening(at(wall))).toBe(isEvening);
  });

  it.each([
    ['2026-06-05T11:29', false],
    ['2026-06-05T11:30', true],
    ['2026-06-05T14:00', true],
    ['2026-06-05T14:01', false],
    ['2026-06-06T12:00', false],
  ])('%s is lunch: %s', (wall, isLunch) => {
    expect(week.isLunch(at(wall))).toBe(isLunch);
  });

  it.each([
    ['2026-06-05T08:59', true],
    ['2026-06-05T09:00', false],
    ['2026-06-05T17:29', false],
    ['2026-06-05T17:30', true],
    ['2026-06-06T11:00', true],
    ['2026-05-14T11:00', true],
  ])('%s is outside work: %s', (wall, isOutside) => {
    expect(week.isOutsideWork(at(wall))).toBe(isOutside);
  });

  it('a weekday without work hours is all outside work and yet no day off', () => {
    const settings = makeSettings();
    const partTime = createWorkWeek(
      { ...settings, workHours: { ...settings.workHours, 5: null } },
      openZone('Europe/Amsterdam'),
      HOLIDAYS,
    );
    expect(partTime.isOutsideWork(at('2026-06-05T11:00'))).toBe(true);
    expect(partTime.isDayOff(isoDate('2026-06-05'))).toBe(false);
  });

  it('a holiday on a weekday has its own willing hours, on a weekend the weekend keeps its', () => {
    const settings = makeSettings({ holidayHours: [{ from: 600, until: 660 }] });
    const own = createWorkWeek(settings, openZone('Europe/Amsterdam'), HOLIDAYS);
    expect(own.willingHours(isoDate('2026-05-14'))).toEqual([{ from: 600, until: 660 }]);
    expect(own.willingHours(isoDate('2026-05-24'))).toEqual(settings.willingHours[7]);
    expect(own.willingHours(isoDate('2026-06-05'))).toEqual(settings.willingHours[5]);
    expect(own.holidayName(isoDate('2026-05-14'))).toBe('Ascension Day');
    expect(own.workHours(isoDate('2026-05-14'))).toBe(null);
  });
});

import { describe, expect, it } from 'vitest';
import type { Activity } from '#main/activities/activity.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';

const count = (test: (activity: Activity) => boolean): number => CATALOGUE.filter(test).length;
const byId = new Map(CATALOGUE.map((activity) => [activity.id, activity]));

describe('the catalogue', () => {
  it('is large and varied enough', () => {
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(24);
    expect(count(({ spend }) => spend === 0)).toBeGreaterThanOrEqual(10);
    expect(count(({ until }) => until <= 17 * 60)).toBeGreaterThanOrEqual(8);
    expect(count(({ children }) => children)).toBeGreaterThanOrEqual(6);
    expect(count(({ wheelchair }) => wheelchair)).toBeGreaterThanOrEqual(4);
    expect(count(({ setting }) => setting === 'remote')).toBeGreaterThanOrEqual(3);
    expect(count(({ alcohol }) => alcohol)).toBe(0);
  });

  it('names each activity once', () => {
    expect(byId.size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map(({ name }) => name.en)).size).toBe(CATALOGUE.length);
  });

  it('holds the qualities of the planning model', () => {
    const expected: Readonly<Record<string, number>> = {
      'online-coffee': 0.4,
      coffee: 0.5,
      lunch: 0.6,
      walk: 0.8,
      museum: 0.8,
      'dinner-out': 1,
      grill: 1,
      concert: 1,
    };
    const qualities = Object.keys(expected).map((id) => [id, CATALOGUE.find((a) => a.id === id)?.quality]);
    expect(Object.fromEntries(qualities)).toEqual(expected);
  });

  describe.each(CATALOGUE.map((activity) => [activity.id, activity] as const))('%s', (_, activity) => {
    it('fits into its hours, its guests into it', () => {
      expect(activity.until - activity.from).toBeGreaterThanOrEqual(activity.minutes);
      expect(activity.from).toBeGreaterThanOrEqual(0);
      expect(activity.until).toBeLessThanOrEqual(1440);
      expect(activity.minimumGuests).toBeGreaterThanOrEqual(1);
      expect(activity.maximumGuests).toBeGreaterThanOrEqual(activity.minimumGuests);
    });

    it('has an envelope with its source outside, and none inside', () => {
      const isOutside = activity.setting === 'outdoor' || activity.setting === 'covered';
      expect(activity.envelope !== null).toBe(isOutside);
      expect(isOutside ? activity.envelope?.source : 'not needed').not.toBe('');
    });

    it('falls back, outside, on something indoors that holds the same guests at some of its hours', () => {
      const fallback = activity.fallback === null ? null : byId.get(activity.fallback);
      expect(fallback !== null).toBe(activity.envelope !== null);
      if (!fallback) return;
      expect(fallback.setting).toBe('indoor');
      expect(fallback.maximumGuests).toBeGreaterThanOrEqual(activity.minimumGuests);
      const shared = Math.min(activity.until, fallback.until) - Math.max(activity.from, fallback.from);
      expect(shared).toBeGreaterThanOrEqual(Math.min(activity.minutes, fallback.minutes));
    });

    it('is named in both languages, and recognised by lower-case words', () => {
      expect(activity.name.en).not.toBe('');
      expect(activity.name.nl).not.toBe('');
      expect(activity.words.length).toBeGreaterThan(0);
      expect(activity.words.every((word) => word === word.toLowerCase())).toBe(true);
    });
  });
});

import { describe, expect, test } from 'vitest';
import type { RibbonHour } from '#contract/outlook.ts';
import {
  DAY_WIDTH,
  drawNights,
  drawRain,
  drawTemperature,
  drawWind,
  HEIGHT,
  placeHours,
} from '#renderer/features/outlook/ribbon-shapes.ts';
import { createPeople } from '#tests/renderer/support/people.ts';
import { createOutlook } from '#tests/renderer/support/plan.ts';

const { days, ribbon } = createOutlook(createPeople());
const hour = (changes: Partial<RibbonHour>): RibbonHour => {
  const [first] = ribbon;
  if (first === undefined) throw new Error('The scripted plan has lost its weather.');
  return { ...first, ...changes };
};
const numbers = (path: string): readonly number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);

describe('placeHours', () => {
  test('a day of 23 hours leaves a gap, one of 25 doubles a place; the next day starts at its column', () => {
    const short = ribbon.filter(({ date, hour: at }) => !(date === days[0]?.date && at === 2));
    const points = placeHours(short, days);
    expect(points).toHaveLength(239);
    expect(points.find(({ hour: at }) => at.date === days[1]?.date)?.x).toBe(DAY_WIDTH);
    expect(placeHours([...ribbon, hour({ hour: 2 })], days).filter(({ x }) => x === 2)).toHaveLength(2);
  });

  test('hours outside the horizon are left out', () => {
    expect(placeHours(ribbon, days.slice(1))).toHaveLength(216);
  });
});

describe('drawTemperature', () => {
  const { line, band } = drawTemperature(placeHours(ribbon, days));

  test('stays inside the drawing', () => {
    for (const path of [line, band]) {
      for (const [index, value] of numbers(path).entries()) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(index % 2 === 0 ? days.length * DAY_WIDTH : HEIGHT);
      }
    }
  });

  test('the band is wider on the last day than on the first', () => {
    const points = numbers(band);
    const upper = (index: number): number => points[index * 2 + 1] ?? Number.NaN;
    const lower = (index: number): number => points[(2 * ribbon.length - 1 - index) * 2 + 1] ?? Number.NaN;
    const width = (index: number): number => lower(index) - upper(index);
    expect(width(12)).toBeGreaterThan(0);
    expect(width(ribbon.length - 12)).toBeGreaterThan(3 * width(12));
  });

  test('nothing is nothing', () => {
    expect(drawTemperature([])).toEqual({ line: '', band: '' });
  });

  test('a week of one temperature is a flat line', () => {
    const flat = [0, 1, 2].map((x) => ({
      x,
      hour: hour({ hour: x, temperatureC: 10, lowC: 10, highC: 10 }),
    }));
    expect(new Set(numbers(drawTemperature(flat).line).filter((_, index) => index % 2 === 1)).size).toBe(1);
  });
});

test('rain is the larger of two hours, and a trace of it is not drawn', () => {
  const points = [0.04, 0.02, 0.5, 0.8].map((rain, x) => ({ x, hour: hour({ hour: x, rain }) }));
  expect(drawRain(points)).toEqual([{ x: 2, y: HEIGHT - 24, height: 24 }]);
});

test('wind is marked every third hour, by its strength', () => {
  const points = [24, 30, 30, 40, 50, 50, 70].map((windKmh, x) => ({ x, hour: hour({ hour: x, windKmh }) }));
  expect(drawWind(points)).toEqual([
    { x: 3, strength: 2 },
    { x: 6, strength: 3 },
  ]);
});

test('nights are before sunrise and after sunset; polar days have none', () => {
  const [first] = days;
  if (first === undefined) throw new Error('The scripted plan has lost its days.');
  const nights = drawNights([
    { ...first, sun: { rise: 360, set: 1200 } },
    { ...first, sun: null },
  ]);
  expect(nights).toEqual([
    { x: 0, width: 6 },
    { x: 20, width: 4 },
  ]);
});

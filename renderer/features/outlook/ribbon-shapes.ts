import type { DayView, RibbonHour } from '#contract/outlook.ts';

/** The drawing is 24 units wide for each day and 100 high; the temperature takes the upper part, rain the lower. */
export const DAY_WIDTH = 24;
export const HEIGHT = 100;
const TEMPERATURE_TOP = 14;
const TEMPERATURE_BOTTOM = 66;
const RAIN_HEIGHT = 30;
/** A rain of less than one in twenty is not worth ink. */
const LEAST_RAIN = 0.05;

export interface Point {
  readonly x: number;
  readonly hour: RibbonHour;
}

/** The x of every hour by its wall clock, so that days of 23 and 25 hours keep to their column. */
export function placeHours(ribbon: readonly RibbonHour[], days: readonly DayView[]): readonly Point[] {
  const indexes = new Map(days.map(({ date }, index) => [date, index]));
  return ribbon.flatMap((hour) => {
    const day = indexes.get(hour.date);
    return day === undefined ? [] : [{ x: day * DAY_WIDTH + hour.hour, hour }];
  });
}

function scaleTemperature(points: readonly Point[]): (celsius: number) => number {
  const lowest = Math.min(...points.map(({ hour }) => hour.lowC));
  const highest = Math.max(...points.map(({ hour }) => hour.highC));
  // A calm week would else be drawn as a mountain range.
  const range = Math.max(8, highest - lowest);
  return (celsius) =>
    TEMPERATURE_BOTTOM - ((celsius - lowest) / range) * (TEMPERATURE_BOTTOM - TEMPERATURE_TOP);
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

function drawLine(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

export interface TemperatureShapes {
  readonly line: string;
  readonly band: string;
}

/** Line of the expected temperature and the area of what it may be. */
export function drawTemperature(points: readonly Point[]): TemperatureShapes {
  if (points.length === 0) return { line: '', band: '' };
  const y = scaleTemperature(points);
  const upper = points.map(({ x, hour }) => ({ x, y: y(hour.highC) }));
  const lower = points.map(({ x, hour }) => ({ x, y: y(hour.lowC) })).toReversed();
  return {
    line: drawLine(points.map(({ x, hour }) => ({ x, y: y(hour.temperatureC) }))),
    band: `${drawLine([...upper, ...lower])}Z`,
  };
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** One bar for two hours, as high as the larger of the two probabilities. */
export function drawRain(points: readonly Point[]): readonly Bar[] {
  const byPair = new Map<number, number>();
  for (const { x, hour } of points) {
    const pair = Math.floor(x / 2) * 2;
    byPair.set(pair, Math.max(byPair.get(pair) ?? 0, hour.rain));
  }
  return [...byPair]
    .filter(([, rain]) => rain >= LEAST_RAIN)
    .map(([x, rain]) => ({ x, y: HEIGHT - rain * RAIN_HEIGHT, height: rain * RAIN_HEIGHT }));
}

export interface WindMark {
  readonly x: number;
  /** 1 fresh, 2 strong, 3 stormy. */
  readonly strength: 1 | 2 | 3;
}

function judgeWind(kmh: number): 0 | 1 | 2 | 3 {
  if (kmh < 25) return 0;
  if (kmh < 40) return 1;
  return kmh < 60 ? 2 : 3;
}

/** Marks for every third hour with wind worth knowing: 25, 40 and 60 km/h. */
export function drawWind(points: readonly Point[]): readonly WindMark[] {
  return points.flatMap(({ x, hour }) => {
    const strength = judgeWind(hour.windKmh);
    return hour.hour % 3 === 0 && strength !== 0 ? [{ x, strength }] : [];
  });
}

export interface Night {
  readonly x: number;
  readonly width: number;
}

/** The dark hours of each day; a day without sunrise and sunset is left as it is. */
export function drawNights(days: readonly DayView[]): readonly Night[] {
  return days.flatMap(({ sun }, index) => {
    if (sun === null) return [];
    const start = index * DAY_WIDTH;
    return [
      { x: start, width: sun.rise / 60 },
      { x: start + sun.set / 60, width: DAY_WIDTH - sun.set / 60 },
    ];
  });
}

import { describe, expect, it } from 'vitest';
import { guessProbability, prepareSlots, touchSlots } from '#main/weather/slots.ts';
import { buildForecast } from '#tests/main/weather/build-forecast.ts';

const grid = prepareSlots(
  buildForecast({
    start: '2026-06-01T00:00:00Z',
    hours: 4,
    main: { precipitationMm: [0, 1, 2, 3], temperatureC: [5, 6, 7, 8], apparentC: [4, Number.NaN, 6, 7] },
  }),
);
const at = (from: number, until: number) => ({
  startMs: grid.firstMs + from * 3_600_000,
  endMs: grid.firstMs + until * 3_600_000,
});

describe('prepareSlots', () => {
  it('moves what is told of the preceding hour to the hour that it is of', () => {
    expect([...grid.main.rainMm]).toEqual([1, 2, 3, Number.NaN]);
  });

  it('fills an unknown apparent temperature with the temperature', () => {
    expect([...grid.main.apparentC]).toEqual([4, 6, 6, 7]);
  });

  it('keeps a given probability and guesses only the others', () => {
    const { main } = prepareSlots(
      buildForecast({
        start: '2026-06-01T00:00:00Z',
        hours: 4,
        main: { precipitationMm: 0, precipitationProbability: [0, 0.7, Number.NaN, 0.2] },
      }),
    );
    expect([...main.rainProbability]).toEqual([0.7, expect.closeTo(0.02, 10), 0.2, Number.NaN]);
  });
});

describe('touchSlots', () => {
  it.each([
    [0, 1, [1]],
    [0.25, 0.5, [0.25]],
    [0.5, 1.5, [0.5, 0.5]],
    [1, 3, [1, 1]],
    [0.75, 3.25, [0.25, 1, 1, 0.25]],
  ])('from %d to %d touches %o', (from, until, shares) => {
    const touched = touchSlots(grid, at(from, until))!;
    expect([...touched.shares]).toEqual(shares);
    expect(touched.first).toBe(Math.floor(from));
    expect(touched.last - touched.first + 1).toBe(shares.length);
  });

  it.each([
    [-0.25, 1],
    [3, 4.25],
    [2, 2],
    [2, 1],
  ])('from %d to %d is not in the forecast', (from, until) => {
    expect(touchSlots(grid, at(from, until))).toBeNull();
  });
});

describe('guessProbability', () => {
  it.each([
    [0, 0, 0.02],
    [0, 24 * 9, 0.128],
    [0.3, 0, 0.56],
    [2, 0, 0.92],
    [2, 24 * 9, 0.488],
    [2, 24 * 30, 0.44],
    [2, -5, 0.92],
  ])('%d mm after %d hours is %d', (mm, hours, probability) => {
    expect(guessProbability(mm, hours)).toBeCloseTo(probability, 10);
  });

  it('does not know what nobody knows', () => {
    expect(guessProbability(Number.NaN, 0)).toBeNaN();
  });
});

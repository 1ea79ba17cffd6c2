import { describe, expect, it } from 'vitest';
import { isExposed, travelMinutesOf } from '#main/planner/constraints/severe-weather.ts';
import { makeActivity } from '#tests/support/planner/world.ts';

describe('travel', () => {
  it('is what the activity says', () => {
    expect(travelMinutesOf(makeActivity('it', { travelMinutes: 35 }))).toBe(35);
  });

  it('to a place nobody named is 20 minutes', () => {
    expect(travelMinutesOf(makeActivity('it', { travelMinutes: null }))).toBe(20);
  });

  it('is none at home and for what is remote', () => {
    expect(travelMinutesOf(makeActivity('it', { travelMinutes: null, home: true }))).toBe(0);
    expect(travelMinutesOf(makeActivity('it', { travelMinutes: null, setting: 'remote' }))).toBe(0);
  });
});

describe('severe weather excludes outdoor and covered candidates and any with travel', () => {
  it.each([
    ['outdoor', 0, true],
    ['covered', 0, true],
    ['indoor', 0, false],
    ['indoor', 5, true],
    ['indoor', null, true],
    ['remote', null, false],
  ] as const)('%s, %s minutes: %s', (setting, travelMinutes, excluded) => {
    expect(isExposed(makeActivity('it', { setting, travelMinutes }))).toBe(excluded);
  });

  it('dinner at home stays, a grill in the own garden does not', () => {
    expect(isExposed(makeActivity('dinner', { home: true }))).toBe(false);
    expect(isExposed(makeActivity('grill', { home: true, setting: 'outdoor' }))).toBe(true);
  });
});

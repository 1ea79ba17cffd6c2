import { expect, it } from 'vitest';
import { roundForPrivacy } from '#main/kernel/geo-point.ts';

it('keeps two decimals', () => {
  expect(roundForPrivacy({ lat: 52.372_834, lon: -4.895_168 })).toEqual({ lat: 52.37, lon: -4.9 });
  expect(roundForPrivacy({ lat: 40.627_975, lon: -74.425_01 })).toEqual({ lat: 40.63, lon: -74.43 });
});

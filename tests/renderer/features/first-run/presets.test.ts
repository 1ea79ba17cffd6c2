import { expect, test } from 'vitest';
import { isPresetOn, presets, setPreset } from '#renderer/features/first-run/presets.ts';
import { createSettings } from '#tests/renderer/support/settings.ts';

const usual = createSettings().willingHours;

test('the defaults are all three', () => {
  expect(presets.filter((preset) => isPresetOn(usual, preset))).toEqual(['lunch', 'evenings', 'weekends']);
});

test.each(presets)('%s off and on again is where it began', (preset) => {
  const off = setPreset(usual, preset, false);
  expect(isPresetOn(off, preset)).toBe(false);
  expect(presets.filter((other) => isPresetOn(off, other))).toEqual(
    presets.filter((other) => other !== preset),
  );
  expect(setPreset(off, preset, true)).toEqual(usual);
});

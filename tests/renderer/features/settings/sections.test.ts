import { describe, expect, test } from 'vitest';
import { judgeActivity } from '#renderer/features/settings/activity-form.tsx';
import { isWeatherAddress } from '#renderer/features/settings/weather-section.tsx';
import { toggleWeekday } from '#renderer/features/settings/weekdays.ts';
import { en } from '#renderer/ui/text/en.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { createActivities } from '#tests/renderer/support/settings.ts';

test.each([
  ['https://api.open-meteo.com', true],
  ['http://127.0.0.1:8080', true],
  ['http://localhost/v1', true],
  ['http://weather.example.org', false],
  ['ftp://weather.example.org', false],
  ['api.open-meteo.com', false],
])('%s as an address of the weather: %s', (address, isGood) => {
  expect(isWeatherAddress(address)).toBe(isGood);
});

test('weekdays keep the order of the week', () => {
  expect(toggleWeekday([5, 1], 3, true)).toEqual([1, 3, 5]);
  expect(toggleWeekday([1, 3, 5], 3, false)).toEqual([1, 5]);
});

describe('judgeActivity', () => {
  const text = { language: 'en', words: en, format: createFormat('en') } as const;
  const { form } = en.settings.activities;
  const [state] = createActivities();
  if (state === undefined) throw new Error('The scripted activities are gone.');
  const { activity } = state;

  test.each([
    [activity, null],
    [{ ...activity, name: { en: 'Dinner', nl: ' ' } }, form.needsName],
    [{ ...activity, minimumGuests: 0 }, form.badGuests],
    [{ ...activity, minimumGuests: 4, maximumGuests: 3 }, form.badGuests],
    [{ ...activity, minutes: Number.NaN }, form.badHours],
    [{ ...activity, from: 21 * 60, until: 22 * 60 }, form.badHours],
  ])('%#', (candidate, problem) => {
    expect(judgeActivity(candidate, text)).toBe(problem);
  });
});

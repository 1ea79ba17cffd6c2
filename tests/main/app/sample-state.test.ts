import { describe, expect, it } from 'vitest';
import {
  readSampleMark,
  sampleWeekOn,
  saveSampleMark,
  settingsWithSample,
  usedSettings,
} from '#main/app/sample-state.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';

const NOW = Date.parse('2026-06-01T09:00:00+02:00');
const WHERE = { language: 'en', zone: 'Europe/Amsterdam' } as const;

describe('settingsWithSample', () => {
  const sample = sampleWeekOn(WHERE, NOW).settings;

  it('is the made-up user where nobody said anything', () => {
    expect(settingsWithSample(DEFAULT_SETTINGS, sample)).toEqual({ ...DEFAULT_SETTINGS, ...sample });
  });

  it('leaves what the user said, and both are the user', () => {
    const own = {
      ...DEFAULT_SETTINGS,
      me: ['me@example.org'],
      myName: 'Me',
      home: { lat: 1, lon: 2, label: 'Here' },
      dials: { perWeek: 1, company: 2, hosting: null },
    } as const;
    expect(settingsWithSample(own, sample)).toMatchObject({
      me: ['me@example.org', ...sample.me],
      myName: 'Me',
      home: own.home,
      dials: own.dials,
      protectedBlocks: sample.protectedBlocks,
    });
  });
});

describe('usedSettings', () => {
  it('are the stored ones unless the sample week is loaded', () => {
    const store = temporaryStore();
    expect(readSampleMark(store)).toBeNull();
    expect(usedSettings(store, DEFAULT_SETTINGS)).toBe(DEFAULT_SETTINGS);
    const mark = { ...WHERE, settings: sampleWeekOn(WHERE, NOW).settings };
    saveSampleMark(store, mark);
    expect(readSampleMark(store)).toEqual(mark);
    expect(usedSettings(store, DEFAULT_SETTINGS).me).not.toEqual([]);
  });
});

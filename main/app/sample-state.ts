import { calendarId } from '#contract/ids.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Store } from '#main/store/open.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { createSampleWeek, type SampleWeek } from './sample/sample-week.ts';

export const SAMPLE_CALENDAR = calendarId('sample-week');

const KEY = 'sample-week';

export interface SampleMark {
  /** The language in which it was invented; an invented week keeps it until it is loaded again. */
  readonly language: Language;
  readonly zone: string;
  readonly settings: SampleWeek['settings'];
}

/** Whether the made-up week is loaded, and as what; null when it is not. */
export function readSampleMark(store: Store): SampleMark | null {
  const text = store.meta.read(KEY);
  // Written by `saveSampleMark`, the key's only writer.
  return text === null ? null : (JSON.parse(text) as SampleMark);
}

export const saveSampleMark = (store: Store, mark: SampleMark): void =>
  store.meta.save(KEY, JSON.stringify(mark));

export const removeSampleMark = (store: Store): void => store.meta.remove(KEY);

/** The made-up week as it is on this day: it moves on with the days, so that it is always this week. */
export const sampleWeekOn = (
  { zone, language }: Pick<SampleMark, 'zone' | 'language'>,
  nowMs: EpochMs,
): SampleWeek => createSampleWeek({ today: openZone(zone).dateOf(nowMs), zone, nowMs, language });

/**
 * The settings that count while the sample is loaded: the made-up user's, wherever the real one has not said anything.
 * They lie beside the user's own and never among them, so that removing the sample leaves no trace.
 */
export function settingsWithSample(settings: Settings, sample: SampleWeek['settings']): Settings {
  const isUntouched = (key: keyof SampleWeek['settings']): boolean =>
    JSON.stringify(settings[key]) === JSON.stringify(DEFAULT_SETTINGS[key]);
  return {
    ...settings,
    me: [...new Set([...settings.me, ...sample.me])],
    myName: isUntouched('myName') ? sample.myName : settings.myName,
    home: isUntouched('home') ? sample.home : settings.home,
    homeNames: isUntouched('homeNames') ? sample.homeNames : settings.homeNames,
    offices: [...new Set([...settings.offices, ...sample.offices])],
    protectedBlocks: isUntouched('protectedBlocks') ? sample.protectedBlocks : settings.protectedBlocks,
    dials: isUntouched('dials') ? sample.dials : settings.dials,
  };
}

/** The settings that planning goes by. */
export function usedSettings(store: Store, settings: Settings): Settings {
  const mark = readSampleMark(store);
  return mark === null ? settings : settingsWithSample(settings, mark.settings);
}

import type { IsoDate, MinuteOfDay } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { epochDayOf } from '#main/kernel/dates.ts';
import { en } from '#main/planner/explain/words-en.ts';
import { nl } from '#main/planner/explain/words-nl.ts';
import type { Words } from '#main/planner/explain/words.ts';

const WORDS = { en, nl } satisfies Record<Language, Words>;

export const wordsFor = (language: Language): Words => WORDS[language];

export function weekdayName(date: IsoDate, words: Words, length: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(words.locale, { weekday: length, timeZone: 'UTC' }).format(
    epochDayOf(date) * 86_400_000,
  );
}

export function clockText(minute: MinuteOfDay): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Whole per cent, never 0 or 100: a forecast is no promise. */
export const percentOf = (probability: number): number =>
  Math.min(99, Math.max(1, Math.round(probability * 100)));

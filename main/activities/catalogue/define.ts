import { activityId } from '#contract/ids.ts';
import type { Setting } from '#contract/vocabulary.ts';
import type { Activity, ComfortEnvelope } from '#main/activities/activity.ts';

/** An activity as the catalogue writes it: hours as the clock shows them, and only what is not usual. */
export interface CatalogueEntry {
  readonly id: string;
  readonly en: string;
  readonly nl: string;
  readonly setting: Setting;
  readonly minutes: number;
  /** 'HH:MM-HH:MM' */
  readonly hours: string;
  /** Least and most guests. */
  readonly guests: readonly [number, number];
  readonly spend: 0 | 1 | 2 | 3;
  readonly quality: number;
  readonly envelope?: ComfortEnvelope;
  readonly home?: boolean;
  readonly children?: boolean;
  readonly wheelchair?: boolean;
  readonly fallback?: string;
  readonly words: readonly string[];
}

function readClock(text: string | undefined): number {
  const [hour, minute] = (text ?? '').split(':').map(Number);
  return (hour ?? Number.NaN) * 60 + (minute ?? Number.NaN);
}

export function defineActivity(entry: CatalogueEntry): Activity {
  const [from, until] = entry.hours.split('-').map(readClock);
  return {
    id: activityId(entry.id),
    name: { en: entry.en, nl: entry.nl },
    setting: entry.setting,
    minutes: entry.minutes,
    from: from ?? Number.NaN,
    until: until ?? Number.NaN,
    minimumGuests: entry.guests[0],
    maximumGuests: entry.guests[1],
    envelope: entry.envelope ?? null,
    spend: entry.spend,
    quality: entry.quality,
    home: entry.home ?? false,
    alcohol: false,
    children: entry.children ?? false,
    wheelchair: entry.wheelchair ?? false,
    // Where nobody named a place, planning.md counts 20 minutes.
    travelMinutes: entry.home === true || entry.setting === 'remote' ? 0 : null,
    fallback: entry.fallback === undefined ? null : activityId(entry.fallback),
    words: entry.words,
  };
}

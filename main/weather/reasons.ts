import type { MinuteOfDay } from '#contract/time.ts';
import { contains, type Interval } from '#main/kernel/interval.ts';
import type { Zone } from '#main/kernel/zone.ts';
import type { Daylight } from '#main/weather/daylight.ts';
import { ANY_WEATHER, type WeatherEnvelope } from '#main/weather/envelope.ts';
import { findSevereKind } from '#main/weather/severe.ts';
import { type SlotGrid, type TouchedSlots, touchSlots } from '#main/weather/slots.ts';
import { summarizeWeather, type WeatherSummary } from '#main/weather/summary.ts';

/**
 * Why the weather would not do, with the figures a sentence needs. `probability`: that this alone fails, 0 to 1,
 * exclusive. A figure is null where the forecast does not know it.
 */
export type WeatherReason =
  | { readonly kind: 'thunder' | 'freezing-rain' | 'storm' }
  | { readonly kind: 'dark'; readonly sunrise: MinuteOfDay | null; readonly sunset: MinuteOfDay | null }
  | { readonly kind: 'rain'; readonly probability: number; readonly mm: number | null }
  | { readonly kind: 'wind'; readonly probability: number; readonly gustKmh: number | null }
  | { readonly kind: 'cold' | 'hot'; readonly probability: number; readonly apparentC: number | null }
  | { readonly kind: 'air'; readonly index: number }
  /** The forecast does not reach, or lacks a value that the envelope asks for. */
  | { readonly kind: 'unknown' };

type LikelyReason = Extract<WeatherReason, { readonly probability: number }>;

/** A criterion that is met with at least this probability is no reason. */
const GOOD_ENOUGH = 0.75;

export interface ReasonContext {
  readonly grid: SlotGrid | null;
  readonly daylight: Daylight;
  readonly zone: Zone;
}

/** Sunrise if the event begins before it, sunset if it ends after it; both null where the sun does not rise. */
function findDark({ daylight, zone }: ReasonContext, interval: Interval): WeatherReason | null {
  const stretches = daylight.around(interval.startMs);
  if (stretches.some((stretch) => contains(stretch, interval))) return null;
  const date = zone.dateOf(interval.startMs);
  const light = stretches.find((stretch) => zone.dateOf((stretch.startMs + stretch.endMs) / 2) === date);
  return {
    kind: 'dark',
    sunrise: light && interval.startMs < light.startMs ? zone.minuteOf(light.startMs) : null,
    sunset: light && interval.endMs > light.endMs ? zone.minuteOf(light.endMs) : null,
  };
}

function findBadAir(grid: SlotGrid, touched: TouchedSlots, limit: number | null): WeatherReason | null {
  if (limit === null) return null;
  const hours = grid.main.airQualityIndex.subarray(touched.first, touched.last + 1);
  // NaN is no reason: it is not above the limit.
  const index = hours.reduce((worst, value) => (value > worst ? value : worst), limit);
  return index > limit ? { kind: 'air', index } : null;
}

type Criterion = readonly [Partial<WeatherEnvelope>, (probability: number) => LikelyReason];

/** The envelope's criteria one by one, each with the reason that it would be. */
function splitCriteria(envelope: WeatherEnvelope, summary: WeatherSummary): readonly Criterion[] {
  const { apparentMinC, apparentMaxC, gustMaxKmh, rainMaxMm } = envelope;
  const all: readonly Criterion[] = [
    [{ rainMaxMm }, (probability) => ({ kind: 'rain', probability, mm: summary.rainMm })],
    [{ gustMaxKmh }, (probability) => ({ kind: 'wind', probability, gustKmh: summary.gustKmh })],
    [{ apparentMinC }, (probability) => ({ kind: 'cold', probability, apparentC: summary.apparentMinC })],
    [{ apparentMaxC }, (probability) => ({ kind: 'hot', probability, apparentC: summary.apparentMaxC })],
  ];
  return all.filter(([criterion]) => Object.values(criterion).some((limit) => limit !== null));
}

/**
 * Daylight first, because it is certain, then severe weather, then air, then what the envelope asks for, the likeliest
 * failure first. `chanceOf` is the probability that an envelope is kept.
 */
export function findReasons(
  context: ReasonContext,
  envelope: WeatherEnvelope,
  interval: Interval,
  chanceOf: (envelope: WeatherEnvelope) => number | null,
): readonly WeatherReason[] {
  const { grid } = context;
  const dark = envelope.daylight ? findDark(context, interval) : null;
  const touched = grid && touchSlots(grid, interval);
  if (!grid || !touched) return [...(dark ? [dark] : []), { kind: 'unknown' }];
  const severe = findSevereKind(grid, touched);
  const air = findBadAir(grid, touched, envelope.airQualityMax);
  const certain = [dark, severe && { kind: severe }, air].filter((reason) => reason !== null);

  const likely: LikelyReason[] = [];
  const unknown: WeatherReason[] = [];
  for (const [criterion, describe] of splitCriteria(envelope, summarizeWeather(grid, touched))) {
    const chance = chanceOf({ ...ANY_WEATHER, ...criterion });
    if (chance !== null) likely.push(describe(1 - chance));
    else if (unknown.length === 0) unknown.push({ kind: 'unknown' });
  }
  likely.sort((a, b) => b.probability - a.probability);
  const failing = likely.filter(({ probability }) => 1 - probability < GOOD_ENOUGH);
  if (certain.length > 0 || failing.length > 0) return [...certain, ...failing, ...unknown];
  // Each alone is good enough, and together they may not be: then the worst of them has to answer.
  const joint = chanceOf(envelope);
  return [...(joint !== null && joint < GOOD_ENOUGH ? likely.slice(0, 1) : []), ...unknown];
}

import { z } from 'zod';
import { fail, type Failure, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';

const HOUR_MS = 3_600_000;
// 92 days back and 36 ahead are the most that the API gives.
const MOST_HOURS = 130 * 24;

const timeSchema = z.union([z.string(), z.number()]);

const answerSchema = z.object({
  latitude: z.number(),
  longitude: z.number(),
  utc_offset_seconds: z.number().default(0),
  current: z.object({ time: timeSchema }).optional(),
  hourly: z.looseObject({ time: z.array(timeSchema) }).optional(),
  hourly_units: z.record(z.string(), z.string()).optional(),
});

const refusalSchema = z.object({ error: z.literal(true), reason: z.string() });

/** The hourly part of an answer of any of Open-Meteo's services, by instant. */
export interface HourlyAnswer {
  readonly lat: number;
  readonly lon: number;
  /** When the answer says that it was made: its `current.time`. */
  readonly currentMs: EpochMs | null;
  /** Ascending, one hour apart, from the first to the last hour that the answer holds. */
  readonly hours: Float64Array;
  /** Each series with its unit; as long as `hours`, NaN where the answer has no value. */
  readonly series: ReadonlyMap<string, { readonly values: Float64Array; readonly unit: string }>;
}

/** ISO 8601 without offset is in the answer's own `utc_offset_seconds`; a number is seconds since 1970 in GMT. */
function readTime(time: string | number, offsetSeconds: number): EpochMs {
  if (typeof time === 'number') return time * 1000;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(time)) return Number.NaN;
  return Date.parse(`${time}Z`) - offsetSeconds * 1000;
}

function createHours(times: readonly EpochMs[]): Outcome<Float64Array> {
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (const ms of times) {
    if (Number.isNaN(ms)) {
      return fail(
        'unreadable',
        "The weather answer has a time that is neither ISO 8601 nor a number. Ask with timeformat 'iso8601' or 'unixtime'.",
      );
    }
    firstMs = Math.min(firstMs, ms);
    lastMs = Math.max(lastMs, ms);
  }
  const count = Math.floor((lastMs - firstMs) / HOUR_MS) + 1;
  if (times.length === 0 || count > MOST_HOURS) {
    return fail(
      'unreadable',
      `The weather answer spans ${times.length === 0 ? 0 : count} hours, not 1 to ${MOST_HOURS}.`,
    );
  }
  return succeed(Float64Array.from({ length: count }, (_, i) => firstMs + i * HOUR_MS));
}

function placeValues(times: readonly EpochMs[], hours: Float64Array, raw: readonly unknown[]): Float64Array {
  const values = new Float64Array(hours.length).fill(Number.NaN);
  const firstMs = hours[0] ?? 0;
  for (const [at, ms] of times.entries()) {
    const hour = (ms - firstMs) / HOUR_MS;
    const value = raw[at];
    if (Number.isInteger(hour) && typeof value === 'number' && Number.isFinite(value)) values[hour] = value;
  }
  return values;
}

function explainShape(json: unknown): Failure {
  const refusal = refusalSchema.safeParse(json);
  if (refusal.success) return fail('refused', `Open-Meteo refused the question: ${refusal.data.reason}`);
  if (Array.isArray(json)) {
    return fail(
      'unreadable',
      `The weather answer is for ${json.length} places. Ask for one place at a time.`,
    );
  }
  return fail(
    'unreadable',
    'This is no answer of Open-Meteo: it needs a JSON object with latitude, longitude and hourly values.',
  );
}

/** Reads the shape that all of Open-Meteo's services share; which series mean what is the caller's business. */
export function readHourlyAnswer(json: unknown): Outcome<HourlyAnswer> {
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return explainShape(json);
  const { latitude, longitude, utc_offset_seconds, current, hourly, hourly_units } = parsed.data;
  if (!hourly) {
    return fail(
      'unreadable',
      'The weather answer has no hourly values. Ask with hourly=temperature_2m,precipitation.',
    );
  }
  const times = hourly.time.map((time) => readTime(time, utc_offset_seconds));
  const hours = createHours(times);
  if (!hours.ok) return hours;
  const series = new Map<string, { values: Float64Array; unit: string }>();
  for (const [name, raw] of Object.entries(hourly)) {
    if (name === 'time' || !Array.isArray(raw)) continue;
    series.set(name, { values: placeValues(times, hours.value, raw), unit: hourly_units?.[name] ?? '' });
  }
  const currentMs = current ? readTime(current.time, utc_offset_seconds) : Number.NaN;
  return succeed({
    lat: latitude,
    lon: longitude,
    currentMs: Number.isNaN(currentMs) ? null : currentMs,
    hours: hours.value,
    series,
  });
}

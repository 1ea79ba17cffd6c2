import type { EpochMs } from '#contract/time.ts';
import { type Database, numberOrNull, textOf, textOrNull } from './database.ts';

/** The last answer for a place, and how the last attempt to get one went. */
interface CachedForecast {
  /** The caller's key: rounded coordinates, or the name of a constructed forecast. */
  readonly place: string;
  /** As it was saved; null before the first success. */
  readonly payload: string | null;
  readonly fetchedAtMs: EpochMs | null;
  readonly attemptedAtMs: EpochMs | null;
  /** Why the last attempt failed; null when it did not. */
  readonly problem: string | null;
}

export interface ForecastTable {
  read(place: string): CachedForecast | null;
  save(place: string, payload: string, fetchedAtMs: EpochMs): void;
  /** Keeps the payload that is there. */
  recordFailure(place: string, problem: string, attemptedAtMs: EpochMs): void;
  remove(place: string): void;
}

export function createForecastTable(database: Database): ForecastTable {
  return {
    read(place) {
      const row = database.get('SELECT * FROM forecasts WHERE place = ?', place);
      if (row === null) return null;
      return {
        place: textOf(row, 'place'),
        payload: textOrNull(row, 'payload'),
        fetchedAtMs: numberOrNull(row, 'fetched_at_ms'),
        attemptedAtMs: numberOrNull(row, 'attempted_at_ms'),
        problem: textOrNull(row, 'problem'),
      };
    },
    save(place, payload, fetchedAtMs) {
      database.run(
        `INSERT INTO forecasts (place, payload, fetched_at_ms, attempted_at_ms, problem)
         VALUES (?, ?, ?, ?, NULL)
         ON CONFLICT (place) DO UPDATE SET payload = excluded.payload, fetched_at_ms = excluded.fetched_at_ms,
           attempted_at_ms = excluded.attempted_at_ms, problem = NULL`,
        place,
        payload,
        fetchedAtMs,
        fetchedAtMs,
      );
    },
    recordFailure(place, problem, attemptedAtMs) {
      database.run(
        `INSERT INTO forecasts (place, attempted_at_ms, problem) VALUES (?, ?, ?)
         ON CONFLICT (place) DO UPDATE SET attempted_at_ms = excluded.attempted_at_ms, problem = excluded.problem`,
        place,
        attemptedAtMs,
        problem,
      );
    },
    remove(place) {
      database.run('DELETE FROM forecasts WHERE place = ?', place);
    },
  };
}

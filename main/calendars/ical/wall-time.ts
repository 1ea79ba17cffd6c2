import type { EpochMs } from '#contract/time.ts';

export const DAY_MS = 86_400_000;

/** Milliseconds of a wall clock, counted as if it were UTC: what recurrence rules compute with. */
export type WallMs = number;

/** A time zone as a calendar file knows it: an IANA zone, or the rules that the file itself brings. */
export interface WallZone {
  /** IANA identifier; null for a zone that only the file describes. */
  readonly id: string | null;
  /** Local minus UTC at an instant, in milliseconds. */
  offsetMs(ms: EpochMs): number;
}

/** A moment as a calendar file writes it: a date, or a wall clock in a zone; null is floating, the reader's own zone. */
export type When =
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'time'; readonly wallMs: WallMs; readonly zone: WallZone | null };

export const UTC: WallZone = { id: 'UTC', offsetMs: () => 0 };

/**
 * The instant at which a zone's wall clock shows `wallMs`. A repeated wall time is its first pass, a skipped one moves
 * forward by the gap (RFC 5545, 3.3.5).
 */
export function toInstant(wallMs: WallMs, zone: WallZone): EpochMs {
  const before = zone.offsetMs(wallMs - DAY_MS);
  const after = zone.offsetMs(wallMs + DAY_MS);
  const early = wallMs - before;
  if (before === after || zone.offsetMs(early) === before) return early;
  const late = wallMs - after;
  return zone.offsetMs(late) === after ? late : early;
}

export const toWall = (ms: EpochMs, zone: WallZone): WallMs => ms + zone.offsetMs(ms);

/** The wall clock of a moment; a date is its midnight. */
export const wallOf = (when: When): WallMs => (when.kind === 'date' ? when.day * DAY_MS : when.wallMs);

/** The instant of a moment; dates and floating times are read in `home`. */
export const instantOf = (when: When, home: WallZone): EpochMs =>
  when.kind === 'date' ? toInstant(when.day * DAY_MS, home) : toInstant(when.wallMs, when.zone ?? home);

import type { PersonOffer } from '#contract/models.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Zone } from '#main/kernel/zone.ts';

export interface OfferContext {
  /** The user's own addresses, lower case. */
  readonly me: readonly string[];
  readonly nowMs: EpochMs;
  readonly zone: Zone;
  /** Addresses of people who are there already, lower case. */
  readonly known: ReadonlySet<string>;
  /** Addresses that the user does not want to see again, lower case. */
  readonly dismissed: ReadonlySet<string>;
  /** Default twelve. */
  readonly limit?: number;
}

export function rankOffers(_occurrences: readonly Occurrence[], _context: OfferContext): PersonOffer[] {
  return [];
}

import type { PersonOffer } from '#contract/people.ts';
import { readCounted } from '#main/app/counted-occurrences.ts';
import { addDays } from '#main/kernel/dates.ts';
import { openZone } from '#main/kernel/zone.ts';
import { rankOffers } from '#main/people/offers.ts';
import type { Store } from '#main/store/open.ts';
import type { Moment } from './heavy-work.ts';

const YEAR_DAYS = 366;
const MOST_OFFERS = 12;
/** More than are shown, so that those who are never asked leave no gap. */
const RANKED = 200;

/** Whom the user met in the last year and does not have among their people. */
export function listOffers(store: Store, { zone: zoneId, nowMs, settings, language }: Moment): PersonOffer[] {
  const zone = openZone(zoneId);
  const since = zone.toEpochMs(addDays(zone.dateOf(nowMs), -YEAR_DAYS), 0);
  const { occurrences } = readCounted(
    store,
    { startMs: since, endMs: nowMs },
    { settings, language, exceptUid: null },
  );
  return rankOffers(occurrences, {
    me: settings.me,
    nowMs,
    zone,
    known: new Set(store.people.list().flatMap(({ person }) => person.emails)),
    dismissed: store.offers.dismissed(),
    limit: RANKED,
  })
    .filter(({ email }) => !store.neverAsk.has(email))
    .slice(0, MOST_OFFERS);
}

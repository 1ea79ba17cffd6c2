import { z } from 'zod';
import type { PersonOffer } from '#contract/people.ts';
import type { EpochMs } from '#contract/time.ts';
import { userRsvp } from '#main/calendars/busy.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { addDays } from '#main/kernel/dates.ts';
import type { Zone } from '#main/kernel/zone.ts';
import { initialsOf } from '#main/people/initials.ts';
import { isNobodysAddress } from '#main/people/mailing-address.ts';

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

const HOUR_MS = 3_600_000;
const DAYS_BACK = 365;
const MOST_INVITED = 30;
/** Days of an event that lasts longer are nights too. */
const LONGEST_MS = 8 * HOUR_MS;
const DEFAULT_LIMIT = 12;
const LONGEST_NAME = 200;

const emailSchema = z.email().max(254);

interface Company {
  email: string;
  name: string | null;
  namedAtMs: EpochMs;
  meetings: number;
  togetherMs: number;
  /** What ranks: a meeting's time divided by the number of the others, whole so that ties are ties. */
  closenessMs: number;
  lastMetMs: EpochMs;
}

/**
 * Whom the user met in the last 365 days and does not follow yet, the closest first. A meeting gives each of the others
 * its hours (at most eight) divided by how many others there were: an hour of one-to-one counts as much as six hours
 * among seven people, and a town hall next to nothing. `hoursTogether` are the plain hours, to a tenth. Ties go to more
 * meetings, then by address.
 *
 * Left out are the user's own addresses, rooms, resources, lists and functions (info@), who declined, what was cancelled,
 * declined by the user, all-day or still to come, and meetings to which more than 30 people were invited. A meeting that
 * stands in several calendars counts once.
 */
export function rankOffers(occurrences: readonly Occurrence[], context: OfferContext): PersonOffer[] {
  const { known, dismissed, zone, limit = DEFAULT_LIMIT } = context;
  return [...collectCompany(occurrences, context).values()]
    .filter(({ email }) => !known.has(email) && !dismissed.has(email) && emailSchema.safeParse(email).success)
    .toSorted(
      (a, b) => b.closenessMs - a.closenessMs || b.meetings - a.meetings || (a.email < b.email ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ email, name, meetings, togetherMs, lastMetMs }) => {
      const shown = (name ?? nameFromAddress(email)).slice(0, LONGEST_NAME);
      return {
        email,
        name: shown,
        initials: initialsOf(shown),
        meetings,
        hoursTogether: Math.round((togetherMs / HOUR_MS) * 10) / 10,
        lastMet: zone.dateOf(lastMetMs),
      };
    });
}

function collectCompany(
  occurrences: readonly Occurrence[],
  { me, nowMs, zone }: OfferContext,
): ReadonlyMap<string, Company> {
  const sinceMs = zone.toEpochMs(addDays(zone.dateOf(nowMs), -DAYS_BACK), 0);
  const own = new Set(me);
  const companyByEmail = new Map<string, Company>();
  const seen = new Set<string>();
  for (const occurrence of occurrences) {
    const { time, uid, status, type } = occurrence;
    if (time.kind !== 'timed' || time.startMs < sinceMs || time.endMs > nowMs) continue;
    if (status === 'cancelled' || type !== 'default' || userRsvp(occurrence, me) === 'declined') continue;
    const others = findOthers(occurrence, own);
    const key = `${uid} ${time.startMs}`;
    if (others.size === 0 || seen.has(key)) continue;
    seen.add(key);
    const lengthMs = Math.min(time.endMs - time.startMs, LONGEST_MS);
    for (const [email, name] of others) {
      const company = companyByEmail.get(email) ?? meetFirst(email, time.startMs);
      company.meetings += 1;
      company.togetherMs += lengthMs;
      company.closenessMs += Math.round(lengthMs / others.size);
      company.lastMetMs = Math.max(company.lastMetMs, time.startMs);
      if (name !== null && (company.name === null || time.startMs >= company.namedAtMs)) {
        company.name = name;
        company.namedAtMs = time.startMs;
      }
      companyByEmail.set(email, company);
    }
  }
  return companyByEmail;
}

const meetFirst = (email: string, atMs: EpochMs): Company => ({
  email,
  name: null,
  namedAtMs: atMs,
  meetings: 0,
  togetherMs: 0,
  closenessMs: 0,
  lastMetMs: atMs,
});

/** Who was there besides the user, by address, with the name that the event gives; empty for a mass meeting. */
function findOthers(
  { attendees, organizer }: Occurrence,
  own: ReadonlySet<string>,
): Map<string, string | null> {
  const invited = new Set<string>();
  const others = new Map<string, string | null>();
  const organizerAnswer = attendees.find(({ email }) => email === organizer?.email);
  const asked = attendees.filter(({ kind }) => kind === 'individual');
  const everybody =
    organizer !== null && organizerAnswer === undefined
      ? [...asked, { ...organizer, rsvp: 'accepted' }]
      : asked;
  for (const { email, name, rsvp } of everybody) {
    if (isNobodysAddress(email)) continue;
    invited.add(email);
    if (!own.has(email) && rsvp !== 'declined')
      others.set(email, readName(name, email) ?? others.get(email) ?? null);
  }
  return invited.size > MOST_INVITED ? new Map<string, null>() : others;
}

/** Many programs write the address where the name should be. */
function readName(name: string | null, email: string): string | null {
  const text = (name ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(['"])(.+)\1$/, '$2');
  return text === '' || text.toLowerCase() === email || text.includes('@') ? null : text;
}

/** 'jan.de-vries+x@example.com' is 'Jan De Vries'. */
function nameFromAddress(email: string): string {
  const words = email
    .slice(0, email.lastIndexOf('@'))
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    .filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return email;
  return words.map((word) => word.charAt(0).toLocaleUpperCase('en') + word.slice(1)).join(' ');
}

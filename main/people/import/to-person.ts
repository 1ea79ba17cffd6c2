import { personId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import { fnv1a } from '#main/kernel/hash.ts';
import type { PersonEntry } from '#main/people/import/person-entry.ts';
import { DEFAULT_CADENCE_DAYS, type Person } from '#main/people/person.ts';

/**
 * Fills in what a file left open. `added` stays null without a date: the gap then starts at the first touch, or today
 * (planning.md, 'Gap'). A date of adding that is still to come becomes today. The same first address gives the same id.
 */
export function toPerson(entry: PersonEntry, context: { readonly today: IsoDate }): Person {
  const circle = entry.circle ?? 'network';
  const cadenceDays = entry.cadenceDays ?? DEFAULT_CADENCE_DAYS[circle];
  const added = entry.added ?? null;
  const [email = ''] = entry.emails;
  return {
    id: personId(`person-${fnv1a(email.toLowerCase()).toString(36)}`),
    name: entry.name,
    emails: entry.emails.map((address) => address.toLowerCase()),
    circle,
    department: entry.department ?? null,
    cadenceDays,
    maximumDays: entry.maximumDays ?? 2 * cadenceDays,
    importance: entry.importance ?? 1,
    status: entry.status ?? 'followed',
    pausedUntil: null,
    comfort: entry.comfort ?? {},
    apart: (entry.apart ?? []).map((address) => address.toLowerCase()),
    place: entry.place ?? null,
    zone: entry.zone ?? null,
    language: entry.language ?? null,
    partner: entry.partner ?? null,
    spontaneous: entry.spontaneous ?? false,
    added: added !== null && added > context.today ? context.today : added,
  };
}

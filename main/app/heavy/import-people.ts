import { randomUUID } from 'node:crypto';
import { personId } from '#contract/ids.ts';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { IsoDate } from '#contract/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { parsePeople, type PersonEntry } from '#main/people/import/parse-people.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import { DEFAULT_CADENCE_DAYS, type Person } from '#main/people/person.ts';
import type { Store } from '#main/store/open.ts';
import type { Moment, PeopleImport } from './heavy-work.ts';

/** As many as are offered at a time: so few are meant one by one. */
const MOST_MEANT = 12;

/**
 * Adds people of a file and completes those whose address is known; what the file does not say stays as it is. A whole
 * address book says nothing of whom the user wants to see, so its people come paused: nobody is followed by accident.
 */
export function importPeople(
  store: Store,
  { name, text, zone, nowMs }: Moment & { readonly name: string; readonly text: string },
): Outcome<PeopleImport> {
  const read = parsePeople(text, name);
  if (!read.ok) return read;
  const { people, skipped } = read.value;
  const today = openZone(zone).dateOf(nowMs);
  const isAddressBook = read.value.isAddressBook && people.length > MOST_MEANT;
  let added = 0;
  let updated = 0;
  store.transact(() => {
    for (const entry of people) {
      const known = findKnown(store, entry);
      if (known === null) {
        store.people.save(addPerson(store, entry, isAddressBook, today));
        added += 1;
      } else {
        store.people.save(completePerson(known, entry));
        updated += 1;
      }
    }
  });
  return succeed({ added, updated, skipped });
}

function findKnown(store: Store, { emails }: PersonEntry): Person | null {
  for (const email of emails) {
    const found = store.people.findByEmail(email);
    if (found !== null) return found.person;
  }
  return null;
}

function addPerson(store: Store, entry: PersonEntry, isAddressBook: boolean, today: IsoDate): Person {
  const person = toPerson({ added: today, ...entry }, { today });
  const mayNotBeAsked = person.emails.some((email) => store.neverAsk.has(email));
  if (person.status === 'never') store.neverAsk.add(person.emails);
  return {
    ...person,
    // An id is made of the first address, which somebody else may have had before.
    id: store.people.read(person.id) === null ? person.id : personId(randomUUID()),
    status: mayNotBeAsked ? 'never' : isAddressBook && entry.status === undefined ? 'paused' : person.status,
  };
}

function completePerson(known: Person, entry: PersonEntry): Person {
  const { emails, status: _, ...said } = entry;
  const circle = said.circle ?? known.circle;
  const hasNewRhythm = said.circle !== undefined && said.circle !== known.circle;
  const cadenceDays = said.cadenceDays ?? (hasNewRhythm ? DEFAULT_CADENCE_DAYS[circle] : known.cadenceDays);
  const maximumDays = said.maximumDays ?? (hasNewRhythm ? 2 * cadenceDays : known.maximumDays);
  return {
    ...known,
    ...said,
    emails: [...new Set([...known.emails, ...emails])],
    cadenceDays,
    maximumDays: Math.max(maximumDays, cadenceDays + 1),
    comfort: { ...known.comfort, ...said.comfort },
  };
}

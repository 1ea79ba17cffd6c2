import { randomUUID } from 'node:crypto';
import { personId } from '#contract/ids.ts';
import type { CompletedPerson } from '#contract/people.ts';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { IsoDate } from '#contract/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { createKnownPeople } from '#main/people/import/merge-entries.ts';
import { completePerson } from '#main/people/import/merge-person.ts';
import { compareNames, parseName } from '#main/people/import/merge-names.ts';
import { parseEveryEntry, type PeopleReading, type PersonEntry } from '#main/people/import/parse-people.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import type { Person } from '#main/people/person.ts';
import type { Store } from '#main/store/open.ts';
import type { Moment, PeopleImport } from './heavy-work.ts';

/** As many as are offered at a time: so few are meant one by one. */
const MOST_MEANT = 12;

/**
 * Adds people of a file and completes those whose name and address are known; nobody is merged with anybody whom the
 * user has not named one (docs/adr/0008-merging-people.md). A whole address book says nothing of whom the user wants to
 * see, so its people come paused, and so does whoever has the address of somebody else: nobody is followed by accident.
 */
export function importPeople(
  store: Store,
  { name, text, ...moment }: Moment & { readonly name: string; readonly text: string },
): Outcome<PeopleImport> {
  const read = parseEveryEntry(text, name);
  return read.ok ? succeed(keepPeople(store, read.value, moment)) : read;
}

/** The same for people who were read already, from wherever. */
export function keepPeople(
  store: Store,
  reading: PeopleReading,
  { zone, nowMs, settings }: Moment,
): PeopleImport {
  const { people, skipped } = leaveOutUser(reading, settings);
  const today = openZone(zone).dateOf(nowMs);
  const isWholeBook = reading.isAddressBook && people.length > MOST_MEANT;
  let added = 0;
  let unchanged = 0;
  const completedById = new Map<string, CompletedPerson>();
  store.transact(() => {
    const known = createKnownPeople(
      store.people.list().map(({ person }) => person),
      store.merges.otherNames(),
    );
    for (const entry of people) {
      const placement = known.place(entry);
      if (placement.kind !== 'known') {
        const person = addPerson(store, entry, isWholeBook || placement.kind === 'doubtful', today);
        store.people.save(person);
        known.put(person);
        added += 1;
        continue;
      }
      const { person, addresses, fields } = completePerson(placement.person, entry, reading);
      if (addresses.length === 0 && fields.length === 0) {
        unchanged += 1;
        continue;
      }
      store.people.save(person);
      known.put(person);
      const before = completedById.get(person.id);
      completedById.set(person.id, {
        personId: person.id,
        name: person.name,
        addresses: [...(before?.addresses ?? []), ...addresses],
        fields: [...new Set([...(before?.fields ?? []), ...fields])],
      });
    }
  });
  const completed = [...completedById.values()];
  return { added, updated: completed.length, completed, unchanged, skipped };
}

/** An address book knows its owner, too; and a family mailbox is no way to reach somebody else in it. */
function leaveOutUser(
  { people, skipped }: PeopleReading,
  { me, myName }: Moment['settings'],
): Pick<PeopleReading, 'people' | 'skipped'> {
  const own = new Set(me);
  const ownName = parseName(myName);
  const others: PersonEntry[] = [];
  const left = [...skipped];
  for (const entry of people) {
    const emails = entry.emails.filter((email) => !own.has(email));
    const isOwnName = ['same', 'spelling'].includes(compareNames(parseName(entry.name), ownName));
    if (emails.length === entry.emails.length) others.push(entry);
    else if (emails.length === 0 || isOwnName)
      left.push({ uid: entry.name, reason: 'is you, or has no address but yours' });
    else others.push({ ...entry, emails });
  }
  return { people: others, skipped: left };
}

function addPerson(store: Store, entry: PersonEntry, comesPaused: boolean, today: IsoDate): Person {
  const person = toPerson({ added: today, ...entry }, { today });
  const mayNotBeAsked = person.emails.some((email) => store.neverAsk.has(email));
  if (person.status === 'never') store.neverAsk.add(person.emails);
  return {
    ...person,
    // An id is made of the first address, which somebody else may have had before.
    id: store.people.read(person.id) === null ? person.id : personId(randomUUID()),
    status: mayNotBeAsked ? 'never' : comesPaused && entry.status === undefined ? 'paused' : person.status,
  };
}

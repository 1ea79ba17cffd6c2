import type { PersonId } from '#contract/ids.ts';
import { findSharedAddress } from '#main/people/import/merge-addresses.ts';
import { compareNames, type ParsedName, parseName } from '#main/people/import/merge-names.ts';
import type { PersonEntry } from '#main/people/import/person-entry.ts';
import type { Person } from '#main/people/person.ts';

/**
 * Where an entry of a file belongs (docs/adr/0008-merging-people.md):
 * - `known`: the same name and an address in common, so it may complete that person
 * - `doubtful`: an address in common and another name; somebody new, who is not planned until the user has looked
 * - `new`: nobody who is there has its addresses
 */
export type Placement =
  | { readonly kind: 'known'; readonly person: Person }
  | { readonly kind: 'doubtful' }
  | { readonly kind: 'new' };

interface Known {
  readonly person: Person;
  /** Their own, and those of entries that were merged into theirs. */
  readonly names: readonly ParsedName[];
}

/** Everybody by address; people may be replaced and added while a file is read. */
export interface KnownPeople {
  place(entry: PersonEntry): Placement;
  put(person: Person): void;
}

export function createKnownPeople(
  people: readonly Person[],
  otherNames: ReadonlyMap<PersonId, readonly string[]>,
): KnownPeople {
  const byId = new Map<PersonId, Known>();
  const idsByEmail = new Map<string, Set<PersonId>>();
  const put = (person: Person): void => {
    const names = [person.name, ...(otherNames.get(person.id) ?? [])].map(parseName);
    byId.set(person.id, { person, names });
    for (const email of person.emails) {
      const ids = idsByEmail.get(email) ?? new Set();
      idsByEmail.set(email, ids.add(person.id));
    }
  };
  for (const person of people) put(person);

  return {
    put,
    place(entry) {
      const ids = new Set(entry.emails.flatMap((email) => [...(idsByEmail.get(email) ?? [])]));
      return placeAmong(
        entry,
        [...ids].flatMap((id) => byId.get(id) ?? []),
      );
    },
  };
}

function placeAmong(entry: PersonEntry, candidates: readonly Known[]): Placement {
  const name = parseName(entry.name);
  const isSurelyOf = ({ person }: Known): boolean =>
    findSharedAddress(entry.emails, person.emails) !== null ||
    // Of an info@ mailbox the whole list of addresses has to be known.
    entry.emails.every((email) => person.emails.includes(email));
  const sure = candidates.filter(isSurelyOf);
  const likenessTo = ({ names }: Known) => names.map((other) => compareNames(name, other));
  const same = sure.find((known) => likenessTo(known).includes('same'));
  if (same !== undefined) return { kind: 'known', person: same.person };
  // One of the two has no name but its address: that is somebody only if nobody else has the address.
  const [only, ...others] = sure;
  if (only !== undefined && others.length === 0 && likenessTo(only).includes('unknown')) {
    return { kind: 'known', person: only.person };
  }
  const isDoubtful = sure.some(({ person }) => findSharedAddress(entry.emails, person.emails) !== null);
  return { kind: isDoubtful ? 'doubtful' : 'new' };
}

import type { PersonId } from '#contract/ids.ts';
import type { MergeReason } from '#contract/people.ts';
import {
  companyDomainOf,
  companyKey,
  findSharedAddress,
  hasNearAddress,
  isSameCompany,
  mailboxOf,
} from '#main/people/import/merge-addresses.ts';
import { compareNames, type ParsedName, parseName } from '#main/people/import/merge-names.ts';
import type { Person } from '#main/people/person.ts';

/** Two entries that may be one person. */
export interface MergePair {
  /** Whose settings hold if they are one: followed rather than not, then who was added first. */
  readonly keep: Person;
  readonly drop: Person;
  readonly reason: MergeReason;
}

/** The likeliest first: the order in which they are shown. */
const REASONS = [
  'same-name-same-address',
  'same-name-near-address',
  'similar-name-same-address',
  'same-name-same-company',
  'similar-name-near-address',
  'same-name',
  'similar-name-same-company',
  'other-name-same-address',
] as const satisfies readonly MergeReason[];

/** So many at a time can be looked through. */
const MOST_PAIRS = 100;
/** What more people than this have in common says nothing of any two of them. */
const LARGEST_GROUP = 40;

interface Candidate {
  readonly person: Person;
  readonly name: ParsedName;
  readonly place: number;
}

/**
 * Pairs of people who may be one, the likeliest first, at most a hundred; none of `keptApart` (`pairKey`). Looks only at
 * people who have something in common, so that it stays fast with thousands; the same answer whatever their order.
 */
export function suggestMerges(people: readonly Person[], keptApart: ReadonlySet<string>): MergePair[] {
  const candidates = people
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((person, place): Candidate => ({ person, name: parseName(person.name), place }));
  const seen = new Set<string>();
  const pairs: MergePair[] = [];
  for (const group of groupAlike(candidates)) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        const key = pairKey(a.person.id, b.person.id);
        if (seen.has(key)) continue;
        seen.add(key);
        const reason = keptApart.has(key) ? null : findReason(a, b);
        if (reason !== null) pairs.push({ ...orderPair(a.person, b.person), reason });
      }
    }
  }
  return pairs.toSorted(comparePairs).slice(0, MOST_PAIRS);
}

/** The same for both orders. */
export const pairKey = (a: PersonId, b: PersonId): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

/** Everybody who has a name, a mailbox, or a word of the name and the company in common. */
function groupAlike(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const key of keysOf(candidate)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [candidate]);
      else group.push(candidate);
    }
  }
  return [...groups.values()].filter(({ length }) => length > 1 && length <= LARGEST_GROUP);
}

function keysOf({ person, name }: Candidate): ReadonlySet<string> {
  const companies = [companyKey(person.department), ...person.emails.map(companyDomainOf)].filter(Boolean);
  return new Set([
    ...(name.key === '' ? [] : [`name ${name.key}`]),
    ...person.emails.flatMap((email) => [`box ${email}`, `box ${mailboxOf(email)}`]),
    ...name.words.flatMap((word) => [
      ...companies.map((company) => `word ${word} ${company}`),
      // For an address with a slip in it: most of them keep their domain's or their name's beginning.
      ...person.emails.map((email) => `near ${word} ${email.slice(0, 3)}`),
    ]),
  ]);
}

/** Asks for no more than the answer before leaves open: most pairs have only a word and a company in common. */
function findReason(a: Candidate, b: Candidate): MergeReason | null {
  const likeness = compareNames(a.name, b.name);
  if (findSharedAddress(a.person.emails, b.person.emails) !== null) {
    if (likeness === 'same') return 'same-name-same-address';
    return likeness === 'different' ? 'other-name-same-address' : 'similar-name-same-address';
  }
  if (likeness === 'different') return null;
  const isSame = likeness === 'same';
  if (hasNearAddress(a.person.emails, b.person.emails)) {
    return isSame ? 'same-name-near-address' : 'similar-name-near-address';
  }
  const isColleague = (isSame || likeness === 'spelling') && isSameCompany(a.person, b.person);
  if (isColleague) return isSame ? 'same-name-same-company' : 'similar-name-same-company';
  // 'Ann' and 'Ann' are two people until more is known.
  return isSame && a.name.words.length > 1 ? 'same-name' : null;
}

function orderPair(a: Person, b: Person): Pick<MergePair, 'keep' | 'drop'> {
  const rank = ({ status, added, id }: Person): string =>
    `${status === 'followed' ? 0 : 1} ${added ?? '0000-00-00'} ${id}`;
  return rank(a) < rank(b) ? { keep: a, drop: b } : { keep: b, drop: a };
}

function comparePairs(a: MergePair, b: MergePair): number {
  const byReason = REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason);
  if (byReason !== 0) return byReason;
  const [first, second] = [a, b].map(({ keep, drop }) => `${keep.name}\n${pairKey(keep.id, drop.id)}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

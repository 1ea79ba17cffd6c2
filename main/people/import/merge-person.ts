import type { CompletedField } from '#contract/people.ts';
import type { IsoDate } from '#contract/time.ts';
import { COMFORT_LINES, type ComfortAnswer, type ComfortSheet } from '#contract/vocabulary.ts';
import { DEFAULT_CADENCE_DAYS, type Person } from '#main/people/person.ts';
import type { PersonEntry } from './person-entry.ts';

/** As many as a form takes. */
const MOST_EMAILS = 20;

export interface Completion {
  readonly person: Person;
  /** Addresses that were added. */
  readonly addresses: readonly string[];
  /** What else is not as it was. */
  readonly fields: readonly CompletedField[];
}

const joinAddresses = (known: readonly string[], more: readonly string[]): readonly string[] =>
  [...new Set([...known, ...more])].slice(0, Math.max(MOST_EMAILS, known.length));

/**
 * What a file adds to somebody who is there already. A file in our own columns is the user's word and changes what it
 * says; an address book only fills in what is empty. The status is never touched.
 */
export function completePerson(
  known: Person,
  entry: PersonEntry,
  { isAddressBook }: { readonly isAddressBook: boolean },
): Completion {
  const said = isAddressBook ? fillEmpty(known, entry) : changeSaid(known, entry);
  const person = { ...said, emails: joinAddresses(known.emails, entry.emails) };
  return {
    person,
    addresses: person.emails.slice(known.emails.length),
    fields: COMPLETED_FIELDS.filter(
      (field) => JSON.stringify(person[field]) !== JSON.stringify(known[field]),
    ),
  };
}

const COMPLETED_FIELDS = [
  'name',
  'circle',
  'department',
  'cadenceDays',
  'maximumDays',
  'importance',
  'comfort',
  'apart',
  'place',
  'zone',
  'language',
  'partner',
  'spontaneous',
  'added',
] as const satisfies readonly CompletedField[];

const fillEmpty = (known: Person, entry: PersonEntry): Person => ({
  ...known,
  name: known.name.includes('@') && !entry.name.includes('@') ? entry.name : known.name,
  department: known.department ?? entry.department ?? null,
  place: known.place ?? entry.place ?? null,
  zone: known.zone ?? entry.zone ?? null,
  language: known.language ?? entry.language ?? null,
  partner: known.partner ?? entry.partner ?? null,
});

function changeSaid(known: Person, entry: PersonEntry): Person {
  const { emails: _, status: __, ...said } = entry;
  const circle = said.circle ?? known.circle;
  const hasNewRhythm = said.circle !== undefined && said.circle !== known.circle;
  const cadenceDays = said.cadenceDays ?? (hasNewRhythm ? DEFAULT_CADENCE_DAYS[circle] : known.cadenceDays);
  const maximumDays = said.maximumDays ?? (hasNewRhythm ? 2 * cadenceDays : known.maximumDays);
  return {
    ...known,
    ...said,
    cadenceDays,
    maximumDays: Math.max(maximumDays, cadenceDays + 1),
    comfort: { ...known.comfort, ...said.comfort },
  };
}

const CAUTION: readonly ComfortAnswer[] = ['no', 'rather-not', 'yes'];

/** Where the two sheets differ, the more cautious answer holds. */
function joinComfort(a: ComfortSheet, b: ComfortSheet): ComfortSheet {
  const joined: { -readonly [Line in keyof ComfortSheet]: ComfortSheet[Line] } = {};
  for (const line of COMFORT_LINES) {
    const answer = CAUTION.find((word) => a[line] === word || b[line] === word);
    if (answer !== undefined) joined[line] = answer;
  }
  return joined;
}

const earlier = (a: IsoDate | null, b: IsoDate | null): IsoDate | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

/**
 * Two entries of one person as one. What the user set up for `keep` holds and `drop` fills in what is empty; 'never' of
 * either is 'never' of both, and whoever was followed under one of the two stays followed.
 */
export function joinPeople(keep: Person, drop: Person): Person {
  const emails = [...new Set([...keep.emails, ...drop.emails])];
  const statuses = [keep.status, drop.status];
  const status = statuses.includes('never') ? 'never' : statuses.includes('followed') ? 'followed' : 'paused';
  return {
    ...keep,
    name: keep.name.includes('@') ? drop.name : keep.name,
    emails,
    department: keep.department ?? drop.department,
    status,
    pausedUntil: status === 'paused' ? keep.pausedUntil : null,
    comfort: joinComfort(keep.comfort, drop.comfort),
    apart: [...new Set([...keep.apart, ...drop.apart])].filter((email) => !emails.includes(email)),
    place: keep.place ?? drop.place,
    zone: keep.zone ?? drop.zone,
    language: keep.language ?? drop.language,
    partner: keep.partner ?? drop.partner,
    added: earlier(keep.added, drop.added),
  };
}

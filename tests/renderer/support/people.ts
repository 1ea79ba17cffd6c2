import { personId } from '#contract/ids.ts';
import type {
  GuestView,
  MergeSuggestion,
  PeopleView,
  PersonOffer,
  PersonPage,
  PersonView,
} from '#contract/people.ts';
import type { IsoDate } from '#contract/time.ts';
import { CIRCLES, type Circle } from '#contract/vocabulary.ts';

export const date = (text: string): IsoDate => text as IsoDate;

type Seed = readonly [name: string, circle: Circle, department: string | null, gap: number, text: string];

const seeds: readonly Seed[] = [
  ['Ruth Adeyemi', 'former', 'Northwind', 2, 'You aim for every 180 days; it has been 371.'],
  ['Dan Kowalski', 'customers', 'Acme', 1.62, 'You aim for every 60 days; it has been 97.'],
  ['Priya Raman', 'reports', 'Platform', 1.36, 'You aim for every 45 days; it has been 61.'],
  ['Sam Okafor', 'peers', 'Design', 1.08, 'You aim for every 60 days; it has been 65.'],
  ['Aiko Tanaka', 'partners', 'Finance', 0.96, 'You aim for every 90 days; it has been 86.'],
  ['Łukasz Dvořák', 'peers', 'Design', 0.81, 'You aim for every 60 days; it has been 49.'],
  ['Tom de Vries', 'support', 'Office', 0.74, 'You aim for every 90 days; it has been 67.'],
  ['Rachel Stein', 'leaders', 'Board', 0.52, 'You aim for every 60 days; it has been 31.'],
  ['Jonas Weber', 'network', null, 0.4, 'You aim for every 180 days; it has been 72.'],
  ['Mei Lin', 'reports', 'Platform', 0.22, 'You aim for every 45 days; it has been 10.'],
];

const initialsOf = (name: string): string =>
  name
    .split(' ')
    .map((word) => word[0] ?? '')
    .filter((letter) => letter === letter.toUpperCase())
    .join('')
    .slice(0, 2);

const emailOf = (name: string): string =>
  `${(name.split(' ')[0] ?? name)
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()}@example.org`;

export function createPeople(): readonly PersonView[] {
  return seeds.map(([name, circle, department, gap, gapText], index) => ({
    id: personId(`p${index}`),
    name,
    initials: initialsOf(name),
    emails: [emailOf(name)],
    circle,
    department,
    cadenceDays: 60,
    maximumDays: 120,
    importance: index === 1 ? 2 : 1,
    status: index === 8 ? 'paused' : 'followed',
    pausedUntil: index === 8 ? date('2026-07-20') : null,
    comfort: index === 2 ? { home: 'yes', alcohol: 'no' } : {},
    apart: [],
    place: null,
    zone: null,
    language: index % 2 === 0 ? null : 'nl',
    partner: index === 3 ? 'Ife' : null,
    spontaneous: false,
    added: date('2025-01-10'),
    gap,
    gapText,
    lastTouch: { date: date('2026-04-04'), kind: 'get-together' },
    lastGetTogether: index === 0 ? null : date('2026-04-04'),
    bookedOn: index === 7 ? date('2026-06-11') : null,
  }));
}

export function viewPeople(people: readonly PersonView[]): PeopleView {
  const hours = [14, 3.5, 9, 0, 2, 11.5, 0, 5];
  return {
    people: people.toSorted((a, b) => b.gap - a.gap),
    directions: CIRCLES.map((circle, index) => ({
      circle,
      hours: hours[index] ?? 0,
      people: people.filter((person) => person.circle === circle).length,
    })),
  };
}

export function viewPerson(person: PersonView): PersonPage {
  return {
    person,
    touches: [
      { date: date('2026-05-26'), kind: 'one-to-one', weight: 0.5, title: '1:1' },
      { date: date('2026-05-12'), kind: 'one-to-one', weight: 0.5, title: '1:1' },
      { date: date('2026-04-28'), kind: 'small-group', weight: 0.2, title: 'Design review' },
      { date: date('2026-04-04'), kind: 'get-together', weight: 1, title: 'Walk along the river' },
      { date: date('2026-02-11'), kind: 'logged', weight: 0.3, title: null },
      { date: date('2026-01-15'), kind: 'get-together', weight: 0.7, title: 'Lunch at Moeders' },
    ],
  };
}

export function guest(people: readonly PersonView[], name: string): GuestView {
  const person = people.find((candidate) => candidate.name.startsWith(name));
  if (person === undefined) throw new Error(`The scripted people know no ${name}.`);
  const { id, initials, circle } = person;
  return { personId: id, name: person.name, initials, email: person.emails[0] ?? '', circle };
}

/** Pairs of the people above, as if an address book had brought the second of each. */
export function createMerges(people: readonly PersonView[]): readonly MergeSuggestion[] {
  const [ruth, dan, priya, sam] = people;
  if (ruth === undefined || dan === undefined || priya === undefined || sam === undefined) return [];
  return [
    { keep: priya, drop: { ...sam, name: 'P. Raman' }, reason: 'similar-name-same-company' },
    { keep: ruth, drop: { ...dan, emails: ruth.emails }, reason: 'other-name-same-address' },
  ];
}

const offerNames = [
  'Ingrid Holm',
  'Marco Bellini',
  'Fatima Zahra',
  'Owen Price',
  'Noor Bakker',
  'Leila Haddad',
];

export function createOffers(): readonly PersonOffer[] {
  return offerNames.map((name, index) => ({
    email: emailOf(name),
    name,
    initials: initialsOf(name),
    meetings: 24 - index * 3,
    hoursTogether: 31 - index * 4,
    lastMet: date(`2026-05-${28 - index}`),
  }));
}

import type { PersonView } from '#contract/people.ts';
import type { Circle } from '#contract/vocabulary.ts';

interface PeopleFilter {
  readonly query: string;
  readonly circle: Circle | 'all';
}

/** Letters without their accents, so that 'zoe' finds Zoë. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Keeps the order, which is by gap. Every word of the query has to occur somewhere. */
export function filterPeople(
  people: readonly PersonView[],
  { query, circle }: PeopleFilter,
): readonly PersonView[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    if (circle !== 'all' && person.circle !== circle) return false;
    const text = fold([person.name, ...person.emails, person.department ?? ''].join(' '));
    return wanted.every((word) => text.includes(word));
  });
}

import { type PersonId, personId } from '#contract/ids.ts';
import type { Handlers } from '#contract/methods.ts';
import type { MergeSuggestion, PersonPage, PersonView, TouchView } from '#contract/people.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { createOffers, viewPeople, viewPerson } from './people.ts';

export interface ScriptedPeople {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `people.${string}`>>;
  /** Follows all of them, as the sample week does. */
  readonly followAll: () => void;
}

const notFound = (): Outcome<never> => fail('not-found', 'There is no such person any more.');

/** People in memory: `allPeople` are those that there may be, `first` those who are followed from the start. */
export function scriptPeople(
  allPeople: readonly PersonView[],
  first: readonly PersonView[],
  doubles: readonly MergeSuggestion[],
): ScriptedPeople {
  let people = first;
  let merges = doubles;
  let offers = createOffers();
  let talks: readonly { readonly id: PersonId; readonly touch: TouchView }[] = [];

  const viewTouched = (person: PersonView): PersonPage => {
    const page = viewPerson(person);
    const own = talks.filter(({ id }) => id === person.id).map(({ touch }) => touch);
    return { ...page, touches: [...own, ...page.touches] };
  };

  const handlers: ScriptedPeople['handlers'] = {
    'people.list': () => succeed(viewPeople(people)),
    'people.read': ({ personId: id }) => {
      const person = people.find((candidate) => candidate.id === id);
      return person === undefined ? notFound() : succeed(viewTouched(person));
    },
    'people.save': ({ draft }) => {
      const template = allPeople[9];
      if (template === undefined) return notFound();
      const before = people.find(({ id }) => id === draft.id) ?? { ...template, id: personId('new') };
      const saved: PersonView = {
        ...before,
        ...draft,
        id: before.id,
        cadenceDays: draft.cadenceDays ?? 60,
        maximumDays: draft.maximumDays ?? 120,
      };
      people = [...people.filter(({ id }) => id !== saved.id), saved];
      return succeed(saved);
    },
    'people.setStatus': ({ personId: id, status: wanted }) => {
      people = people.map((person) => (person.id === id ? { ...person, status: wanted } : person));
      const person = people.find((candidate) => candidate.id === id);
      return person === undefined ? notFound() : succeed(person);
    },
    'people.remove': ({ personId: id }) => {
      people = people.filter((person) => person.id !== id);
      return succeed(viewPeople(people));
    },
    'people.logTouch': ({ personId: id, date }) => {
      const person = people.find((candidate) => candidate.id === id);
      if (person === undefined) return notFound();
      talks = [...talks, { id, touch: { date, kind: 'logged', weight: 0.3, title: null } }];
      return succeed(viewTouched(person));
    },
    'people.offers': () => succeed(offers),
    'people.follow': ({ people: followed }) => {
      const emails = new Set(followed.map(({ email }) => email));
      offers = offers.filter(({ email }) => !emails.has(email));
      const template = allPeople[9];
      if (template !== undefined) {
        const added = followed.map((one) => ({
          ...template,
          ...one,
          id: personId(one.email),
          emails: [one.email],
        }));
        people = [...people, ...added];
      }
      return succeed(viewPeople(people));
    },
    'people.importGoogle': () =>
      succeed({
        kind: 'people',
        added: 2,
        updated: 0,
        completed: [],
        unchanged: 31,
        maybeSame: 0,
        offers,
        skipped: [],
      }),
    'people.merges': () => succeed(merges),
    'people.merge': ({ keep, drop }) => {
      const kept = people.find(({ id }) => id === keep);
      const dropped = people.find(({ id }) => id === drop);
      if (kept === undefined || dropped === undefined) return notFound();
      const joined = { ...kept, emails: [...new Set([...kept.emails, ...dropped.emails])] };
      people = people.filter(({ id }) => id !== drop).map((person) => (person.id === keep ? joined : person));
      merges = merges.filter((pair) => ![pair.keep.id, pair.drop.id].includes(drop));
      return succeed(joined);
    },
    'people.keepApart': ({ a, b }) => {
      merges = merges.filter((pair) => ![a, b].includes(pair.keep.id) || ![a, b].includes(pair.drop.id));
      return succeed(merges);
    },
    'people.dismissOffers': ({ emails }) => {
      offers = offers.filter(({ email }) => !emails.includes(email));
      return succeed(offers);
    },
  };
  return {
    handlers,
    followAll: () => {
      people = allPeople;
    },
  };
}

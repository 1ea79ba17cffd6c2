import type { PersonId } from '#contract/ids.ts';
import type { Handlers } from '#contract/methods.ts';
import type { PeopleView, PersonPage, PersonView } from '#contract/people.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import { joinPeople } from '#main/people/import/merge-person.ts';
import type { Person } from '#main/people/person.ts';
import type { AppContext } from '../context.ts';
import { createPerson, draftPerson } from '../person-draft.ts';
import { viewPerson } from '../views/people.ts';

const notFound = (id: PersonId): Failure => fail('not-found', `There is no person ${id}. Reload the page.`);

async function readPerson(context: AppContext, id: PersonId): Promise<Outcome<PersonView>> {
  const stored = context.store.people.read(id);
  const { people } = await context.plans.current();
  const today = people.find(({ personId }) => personId === id);
  return stored === null || today === undefined ? notFound(id) : succeed(viewPerson(stored.person, today));
}

async function readPage(context: AppContext, personId: PersonId): Promise<Outcome<PersonPage>> {
  const person = await readPerson(context, personId);
  if (!person.ok) return person;
  const touches = await context.heavy.readTouches({ ...context.moment(), personId });
  return succeed({ person: person.value, touches });
}

async function readPeople(context: AppContext): Promise<PeopleView> {
  const { people, directions } = await context.plans.current();
  const byId = new Map(context.store.people.list().map(({ person }) => [person.id, person]));
  return {
    people: people.flatMap((today) => {
      const person = byId.get(today.personId);
      return person === undefined ? [] : [viewPerson(person, today)];
    }),
    directions,
  };
}

/** Addresses that belong to somebody else already, or to somebody who asked never to be asked. */
function refuseEmails(context: AppContext, person: Person, known: Person | null): Failure | null {
  const { people, neverAsk } = context.store;
  for (const email of person.emails) {
    // Two people of one mailbox, as an address book knows them, can still be edited.
    if (known?.emails.includes(email)) continue;
    const owner = people.findByEmail(email)?.person;
    if (owner !== undefined && owner.id !== person.id) {
      return fail('conflict', `${email} belongs to ${owner.name}. Change it there first.`);
    }
    if (known === null && person.status !== 'never' && neverAsk.has(email)) {
      return fail(
        'conflict',
        `${email} asked not to be invited. Add them as 'never'; change that on their page if they say otherwise.`,
      );
    }
  }
  return null;
}

/** Both entries, or why they cannot be merged. */
function readPair(
  context: AppContext,
  keep: PersonId,
  drop: PersonId,
): Outcome<{ readonly keep: Person; readonly drop: Person }> {
  const { people } = context.store;
  const kept = people.read(keep);
  const dropped = people.read(drop);
  if (kept === null) return notFound(keep);
  if (dropped === null) return notFound(drop);
  if (keep === drop) return fail('invalid-input', `${kept.person.name} is one entry. Choose two.`);
  if (kept.sample !== dropped.sample) {
    return fail(
      'conflict',
      'One of the two belongs to the sample week and will go with it. Remove the sample week first.',
    );
  }
  return succeed({ keep: kept.person, drop: dropped.person });
}

/** The word of the user on a person, with what follows from it. */
function setStatus(context: AppContext, person: Person, status: Person['status']): Person {
  const { neverAsk, people } = context.store;
  if (status === 'never') neverAsk.add(person.emails);
  else if (person.status === 'never') {
    // Somebody else of the same mailbox may still not want to be asked.
    const others = people
      .list()
      .filter((other) => other.person.status === 'never' && other.person.id !== person.id);
    const held = new Set(others.flatMap((other) => other.person.emails));
    neverAsk.remove(person.emails.filter((email) => !held.has(email)));
  }
  return { ...person, status, pausedUntil: null };
}

export function createPeopleHandlers(context: AppContext) {
  const { store, heavy } = context;
  const changed = (): void => context.changed('people', 'outlook');

  return {
    'people.list': async () => succeed(await readPeople(context)),
    'people.read': ({ personId }) => readPage(context, personId),
    'people.save': async ({ draft }) => {
      const known = draft.id === null ? null : store.people.read(draft.id);
      if (draft.id !== null && known === null) return notFound(draft.id);
      const drafted = draftPerson(draft, known?.person ?? null, context.newId, context.today());
      if (!drafted.ok) return drafted;
      const refusal = refuseEmails(context, drafted.value, known?.person ?? null);
      if (refusal !== null) return refusal;
      const today = known === null ? null : await readPerson(context, known.person.id);
      // A form that was opened while somebody was paused for their answers says 'paused' of them, and means nothing by it.
      const isSaid = today?.ok !== true || today.value.status !== draft.status;
      const person = isSaid ? setStatus(context, drafted.value, draft.status) : drafted.value;
      store.people.save(person);
      if (isSaid && person.status === 'followed') store.people.clearBackoff(person.id, context.now());
      changed();
      return readPerson(context, person.id);
    },
    'people.setStatus': async ({ personId, status }) => {
      const known = store.people.read(personId);
      if (known === null) return notFound(personId);
      store.people.save(setStatus(context, known.person, status));
      if (status === 'followed') store.people.clearBackoff(personId, context.now());
      changed();
      return readPerson(context, personId);
    },
    'people.remove': async ({ personId }) => {
      if (!store.people.remove(personId)) return notFound(personId);
      changed();
      return succeed(await readPeople(context));
    },
    'people.logTouch': async ({ personId, date }) => {
      if (store.people.read(personId) === null) return notFound(personId);
      if (date > context.today()) {
        return fail('invalid-input', `${date} is still to come. Log what has happened.`);
      }
      store.touches.add({ personId, date });
      changed();
      return readPage(context, personId);
    },
    'people.offers': async () => succeed(await heavy.findOffers(context.moment())),
    'people.follow': async ({ people }) => {
      const added = people.map(({ email, name, circle }) =>
        createPerson({ id: context.newId(), name, emails: [email], circle, added: context.today() }),
      );
      for (const person of added) {
        const refusal = refuseEmails(context, person, null);
        if (refusal !== null) return refusal;
      }
      store.transact(() => {
        for (const person of added) store.people.save(person);
      });
      changed();
      return succeed(await readPeople(context));
    },
    'people.merges': async () => succeed(await heavy.findMerges()),
    'people.merge': async ({ keep, drop }) => {
      const pair = readPair(context, keep, drop);
      if (!pair.ok) return pair;
      store.merges.merge(joinPeople(pair.value.keep, pair.value.drop), pair.value.drop);
      changed();
      return readPerson(context, keep);
    },
    'people.keepApart': async ({ a, b }) => {
      const pair = readPair(context, a, b);
      if (!pair.ok) return pair;
      store.merges.keepApart(a, b);
      context.changed('people');
      return succeed(await heavy.findMerges());
    },
    'people.dismissOffers': async ({ emails }) => {
      store.offers.dismiss(emails);
      return succeed(await heavy.findOffers(context.moment()));
    },
  } satisfies Partial<Handlers>;
}

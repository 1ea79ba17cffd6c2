import { personId } from '#contract/ids.ts';
import type { PersonDraft } from '#contract/people.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Circle } from '#contract/vocabulary.ts';
import { DEFAULT_CADENCE_DAYS, type Person } from '#main/people/person.ts';

/** Somebody of whom little is known yet: followed, and with the circle's own rhythm. */
export function createPerson(known: {
  readonly id: string;
  readonly name: string;
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly added: IsoDate;
}): Person {
  const cadenceDays = DEFAULT_CADENCE_DAYS[known.circle];
  return {
    ...known,
    id: personId(known.id),
    department: null,
    cadenceDays,
    maximumDays: 2 * cadenceDays,
    importance: 1,
    status: 'followed',
    pausedUntil: null,
    comfort: {},
    apart: [],
    place: null,
    zone: null,
    language: null,
    partner: null,
    spontaneous: false,
  };
}

/** The form over what is known already. The status is the caller's business: more follows from it. */
export function draftPerson(
  draft: PersonDraft,
  known: Person | null,
  newId: () => string,
  today: IsoDate,
): Outcome<Person> {
  const cadenceDays = draft.cadenceDays ?? DEFAULT_CADENCE_DAYS[draft.circle];
  const maximumDays = draft.maximumDays ?? 2 * cadenceDays;
  if (maximumDays <= cadenceDays) {
    return fail(
      'invalid-input',
      `The maximum of ${maximumDays} days is not longer than the ${cadenceDays} days aimed for. Write a longer one.`,
    );
  }
  const emails = [...new Set(draft.emails)];
  const base =
    known ?? createPerson({ id: newId(), name: draft.name, emails, circle: draft.circle, added: today });
  const { name, circle, importance, comfort, apart, place, zone, language, spontaneous } = draft;
  return succeed({
    ...base,
    name,
    emails,
    circle,
    cadenceDays,
    maximumDays,
    importance,
    comfort,
    apart: apart.filter((email) => !emails.includes(email)),
    place,
    zone,
    language,
    spontaneous,
    // An empty line of the form is nothing.
    department: draft.department || null,
    partner: draft.partner || null,
    status: known?.status ?? draft.status,
  });
}

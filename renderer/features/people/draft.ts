import type { PersonDraft, PersonView } from '#contract/people.ts';
import type {
  Circle,
  ComfortAnswer,
  ComfortLine,
  ComfortSheet,
  GeoPoint,
  Language,
} from '#contract/vocabulary.ts';
import { COMFORT_LINES } from '#contract/vocabulary.ts';
import { findBadEmail, readLines } from '#renderer/features/text-lines.ts';
import type { Dictionary } from '#renderer/ui/text/en.ts';

/** The form as it is typed: all text, so that a half-written number is not lost. */
export interface PersonFields {
  readonly name: string;
  readonly emails: string;
  readonly circle: Circle;
  readonly department: string;
  readonly cadence: string;
  readonly maximum: string;
  readonly importance: Importance;
  readonly comfort: Readonly<Record<ComfortLine, ComfortAnswer | 'unknown'>>;
  readonly apart: string;
  readonly place: GeoPoint | null;
  readonly zone: string;
  readonly language: Language | 'own';
  readonly partner: string;
  readonly spontaneous: boolean;
}

/** Planning counts importance from 0.5 to 2; people think in words. */
const importances = { low: 0.5, normal: 1, high: 1.5, most: 2 } as const;
export type Importance = keyof typeof importances;
export const importanceWords: readonly Importance[] = ['low', 'normal', 'high', 'most'];

function nearestImportance(value: number): Importance {
  return importanceWords.reduce((best, word) =>
    Math.abs(importances[word] - value) < Math.abs(importances[best] - value) ? word : best,
  );
}

/** The default cadences of the circles, shown where the field is left empty. */
export const defaultCadences = {
  reports: 45,
  leaders: 60,
  peers: 60,
  support: 90,
  partners: 90,
  customers: 60,
  former: 180,
  network: 180,
} as const satisfies Record<Circle, number>;

export function startFields(person: PersonView | null): PersonFields {
  const answer = (line: ComfortLine): ComfortAnswer | 'unknown' => person?.comfort[line] ?? 'unknown';
  return {
    name: person?.name ?? '',
    emails: person?.emails.join('\n') ?? '',
    circle: person?.circle ?? 'network',
    department: person?.department ?? '',
    cadence: person === null ? '' : String(person.cadenceDays),
    maximum: person === null ? '' : String(person.maximumDays),
    importance: nearestImportance(person?.importance ?? 1),
    comfort: {
      home: answer('home'),
      weekdayEvening: answer('weekdayEvening'),
      alcohol: answer('alcohol'),
      family: answer('family'),
    },
    apart: person?.apart.join('\n') ?? '',
    place: person?.place ?? null,
    zone: person?.zone ?? '',
    language: person?.language ?? 'own',
    partner: person?.partner ?? '',
    spontaneous: person?.spontaneous ?? false,
  };
}

export type FieldProblems = Partial<Record<'name' | 'emails' | 'cadence' | 'maximum' | 'apart', string>>;

function readDays(text: string): number | null | 'bad' {
  if (text.trim() === '') return null;
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 ? days : 'bad';
}

function readComfort(fields: PersonFields): ComfortSheet {
  const sheet: { [Line in ComfortLine]?: ComfortAnswer } = {};
  for (const line of COMFORT_LINES) {
    const answer = fields.comfort[line];
    if (answer !== 'unknown') sheet[line] = answer;
  }
  return sheet;
}

/** Gives the draft to save, or what is wrong with which field. */
export function readDraft(
  fields: PersonFields,
  person: PersonView | null,
  words: Dictionary['people']['form'],
): { readonly draft: PersonDraft } | { readonly problems: FieldProblems } {
  const emails = readLines(fields.emails).map((email) => email.toLowerCase());
  const apart = readLines(fields.apart).map((email) => email.toLowerCase());
  const cadenceDays = readDays(fields.cadence);
  const maximumDays = readDays(fields.maximum);
  const badEmail = findBadEmail(emails);
  const badApart = findBadEmail(apart);
  const problems: FieldProblems = {
    ...(fields.name.trim() === '' ? { name: words.needsName } : {}),
    ...(emails.length === 0 ? { emails: words.needsEmail } : {}),
    ...(badEmail === null ? {} : { emails: words.badEmail(badEmail) }),
    ...(badApart === null ? {} : { apart: words.badEmail(badApart) }),
    ...(cadenceDays === 'bad' ? { cadence: words.badDays } : {}),
    ...(maximumDays === 'bad' ? { maximum: words.badDays } : {}),
  };
  if (cadenceDays === 'bad' || maximumDays === 'bad' || Object.keys(problems).length > 0) return { problems };
  if (maximumDays !== null && maximumDays <= (cadenceDays ?? defaultCadences[fields.circle])) {
    return { problems: { maximum: words.badMaximum } };
  }
  const orNull = (text: string): string | null => text.trim() || null;
  return {
    draft: {
      id: person?.id ?? null,
      name: fields.name.trim(),
      emails,
      circle: fields.circle,
      department: orNull(fields.department),
      cadenceDays,
      maximumDays,
      importance: importances[fields.importance],
      status: person?.status ?? 'followed',
      comfort: readComfort(fields),
      apart,
      place: fields.place,
      zone: orNull(fields.zone),
      language: fields.language === 'own' ? null : fields.language,
      partner: orNull(fields.partner),
      spontaneous: fields.spontaneous,
    },
  };
}

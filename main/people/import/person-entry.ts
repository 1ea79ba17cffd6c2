import { z } from 'zod';
import type { IsoDate } from '#contract/time.ts';
import {
  CIRCLES,
  type Circle,
  COMFORT_ANSWERS,
  type ComfortSheet,
  type GeoPoint,
  LANGUAGES,
  type Language,
  type RelationshipStatus,
} from '#contract/vocabulary.ts';
import { isZone } from '#main/kernel/zone.ts';
import { DEFAULT_CADENCE_DAYS } from '#main/people/person.ts';

/** A person as a file tells of them; what it does not say is absent. */
export interface PersonEntry {
  readonly name: string;
  /** Lower case, no two the same, at least one; the first is the one that invites go to. */
  readonly emails: readonly string[];
  readonly circle?: Circle;
  readonly department?: string;
  readonly cadenceDays?: number;
  readonly maximumDays?: number;
  readonly importance?: number;
  readonly status?: RelationshipStatus;
  readonly comfort?: ComfortSheet;
  readonly apart?: readonly string[];
  readonly place?: GeoPoint;
  readonly zone?: string;
  readonly language?: Language;
  readonly partner?: string;
  readonly added?: IsoDate;
  readonly spontaneous?: boolean;
}

/** What was read of one row: a person, or none, and what could not be used. */
export interface EntryReading {
  readonly entry: PersonEntry | null;
  readonly reasons: readonly string[];
}

const MOST_DAYS = 3650;
const MOST_EMAILS = 20;
const LONGEST_TEXT = 200;
const STATUSES = ['followed', 'paused', 'never'] as const satisfies readonly RelationshipStatus[];

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.slice(0, 80)}'`;
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return value !== null && typeof value === 'object' ? 'an object' : JSON.stringify(value);
}

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toLowerCase() : value);

const oneOf = <const Words extends readonly string[]>(what: string, words: Words) =>
  z.preprocess(
    lower,
    z.enum(words, { error: ({ input }) => `unknown ${what} ${show(input)}; use one of ${words.join(', ')}` }),
  );

const daysSchema = z
  .int({ error: ({ input }) => `${show(input)} is no whole number of days` })
  .min(1, { error: ({ input }) => `${show(input)} days; give a number above 0` })
  .max(MOST_DAYS, { error: ({ input }) => `${show(input)} days; give at most ${MOST_DAYS}` });

const textSchema = z
  .string({ error: ({ input }) => `${show(input)} is no text` })
  .trim()
  .max(LONGEST_TEXT, { error: `longer than ${LONGEST_TEXT} characters` });

const comfortAnswerSchema = oneOf('answer', COMFORT_ANSWERS).optional();

const degreesSchema = (limit: number) =>
  z
    .number({ error: ({ input }) => `${show(input)} is no number of degrees` })
    .min(-limit, { error: ({ input }) => `${show(input)} is below -${limit} degrees` })
    .max(limit, { error: ({ input }) => `${show(input)} is above ${limit} degrees` });

const IMPORTANCE_ERROR = ({ input }: { readonly input?: unknown }): string =>
  `${show(input)} is outside 0.5 to 2`;

const emailSchema = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());

const fieldsSchema = z.object({
  circle: oneOf('circle', CIRCLES).optional(),
  department: textSchema.optional(),
  cadenceDays: daysSchema.optional(),
  maximumDays: daysSchema.optional(),
  importance: z
    .number({ error: IMPORTANCE_ERROR })
    .min(0.5, { error: IMPORTANCE_ERROR })
    .max(2, { error: IMPORTANCE_ERROR })
    .optional(),
  status: oneOf('status', STATUSES).optional(),
  comfort: z
    .object(
      {
        home: comfortAnswerSchema,
        weekdayEvening: comfortAnswerSchema,
        alcohol: comfortAnswerSchema,
        family: comfortAnswerSchema,
      },
      { error: ({ input }) => `${show(input)} is no comfort sheet; write {"home": "yes"}` },
    )
    .optional(),
  place: z
    .object(
      { lat: degreesSchema(90), lon: degreesSchema(180) },
      { error: ({ input }) => `${show(input)} is no place; give lat and lon, such as 52.37 and 4.90` },
    )
    .optional(),
  zone: z
    .string({ error: ({ input }) => `${show(input)} is no text` })
    .trim()
    .refine(isZone, {
      error: ({ input }) => `unknown zone ${show(input)}; use an IANA name such as Europe/Amsterdam`,
    })
    .optional(),
  language: oneOf('language', LANGUAGES).optional(),
  partner: textSchema.optional(),
  added: z.iso
    .date({ error: ({ input }) => `${show(input)} is no date; write it as YYYY-MM-DD` })
    // The check above has read the spelling and the calendar.
    .transform((text) => text as IsoDate)
    .optional(),
  spontaneous: z.boolean({ error: ({ input }) => `${show(input)} is neither true nor false` }).optional(),
});

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  'name',
  'email',
  'emails',
  'apart',
  ...Object.keys(fieldsSchema.shape),
]);
const COMFORT_KEYS = fieldsSchema.shape.comfort.unwrap().shape;

export const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  raw !== null && typeof raw === 'object' && !Array.isArray(raw);

/** Null, blank text and undefined are 'not said'. */
const dropEmpty = (raw: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(raw).filter(
      ([, value]) =>
        value !== null && value !== undefined && !(typeof value === 'string' && value.trim() === ''),
    ),
  );

function readSaid(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { comfort, ...said } = dropEmpty(raw);
  if (comfort === undefined) return said;
  const sheet = isRecord(comfort) ? dropEmpty(comfort) : comfort;
  return isRecord(sheet) && Object.keys(sheet).length === 0 ? said : { ...said, comfort: sheet };
}

/** One text may hold several addresses: `a@x; b@y`, also `Ann <a@x>`. */
function splitAddresses(value: unknown): readonly unknown[] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return parts
    .flatMap((part): readonly unknown[] => (typeof part === 'string' ? part.split(/[;|,\r\n]|:::/) : [part]))
    .filter((part) => !(typeof part === 'string' && part.trim() === ''));
}

interface Addresses {
  readonly emails: readonly string[];
  /** What is no address, and was left out. */
  readonly reasons: readonly string[];
}

function readAddresses(value: unknown, what: string): Addresses {
  const emails = new Set<string>();
  const reasons: string[] = [];
  for (const part of splitAddresses(value)) {
    const text = typeof part === 'string' ? part.trim() : part;
    const bare =
      typeof text === 'string'
        ? (/<([^<>]+)>$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, '').trim()
        : text;
    const parsed = emailSchema.safeParse(bare);
    if (parsed.success) emails.add(parsed.data);
    else reasons.push(`${what}: ${show(text)} is no e-mail address`);
  }
  return { emails: [...emails], reasons };
}

/** Misspelt keys, so that `cadenceDay` does not silently mean the default. */
function findUnknownKeys(raw: Readonly<Record<string, unknown>>): readonly string[] {
  const comfort = isRecord(raw['comfort']) ? raw['comfort'] : {};
  return [
    ...Object.keys(raw).filter((key) => !KNOWN_KEYS.has(key)),
    ...Object.keys(comfort)
      .filter((key) => !Object.hasOwn(COMFORT_KEYS, key))
      .map((key) => `comfort.${key}`),
  ].map((key) => `'${key}' is no key and is ignored`);
}

function findNameFaults(name: string): readonly string[] {
  if (name === '') return ['has no name'];
  return name.length > LONGEST_TEXT ? [`name: longer than ${LONGEST_TEXT} characters`] : [];
}

function findAddressFaults({ emails, reasons }: Addresses): readonly string[] {
  if (emails.length > MOST_EMAILS) return [`more than ${MOST_EMAILS} e-mail addresses`];
  if (emails.length > 0) return [];
  return reasons.length > 0 ? reasons : ['has no e-mail address'];
}

const listIssues = (error: z.ZodError): readonly string[] =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

/** What the schema cannot say of one field. */
function findContradictions(fields: z.infer<typeof fieldsSchema>): readonly string[] {
  const { maximumDays } = fields;
  const cadenceDays = fields.cadenceDays ?? DEFAULT_CADENCE_DAYS[fields.circle ?? 'network'];
  if (maximumDays === undefined || maximumDays > cadenceDays) return [];
  const whence = fields.cadenceDays === undefined ? ', the default of the circle' : '';
  return [`maximumDays: ${maximumDays} is not longer than the cadence of ${cadenceDays} days${whence}`];
}

/** Removes what is undefined: absent and undefined are two things to the compiler. */
function compact<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  // Object.fromEntries forgets the keys; only entries without a value were taken out.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}

/**
 * Checks one person in the shape of the people JSON. A wrong field costs the person; a wrong address among good ones
 * and an unknown key cost only themselves and are named.
 */
export function readEntry(raw: unknown): EntryReading {
  if (!isRecord(raw))
    return { entry: null, reasons: [`${show(raw)} is no person; write {"name": ..., "emails": [...]}`] };
  const said = readSaid(raw);
  const name = typeof said['name'] === 'string' ? said['name'].replace(/\s+/g, ' ').trim() : '';
  const addresses = readAddresses(said['emails'] ?? said['email'], 'emails');
  const apart = readAddresses(said['apart'], 'apart');
  const fields = fieldsSchema.safeParse(said);
  const faults = [
    ...findNameFaults(name),
    ...findAddressFaults(addresses),
    ...(fields.success ? findContradictions(fields.data) : listIssues(fields.error)),
  ];
  if (!fields.success || faults.length > 0) return { entry: null, reasons: [faults.join('; ')] };
  const { comfort, ...rest } = compact(fields.data);
  return {
    entry: {
      name,
      emails: addresses.emails,
      ...rest,
      ...(comfort === undefined ? {} : { comfort: compact(comfort) }),
      ...(apart.emails.length === 0 ? {} : { apart: apart.emails }),
    },
    reasons: [...addresses.reasons, ...apart.reasons, ...findUnknownKeys(said)],
  };
}

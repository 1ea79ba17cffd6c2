import { z } from 'zod';
import { activityId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { SETTINGS_OF_ACTIVITIES } from '#contract/vocabulary.ts';
import type { Activity, ComfortEnvelope } from '#main/activities/activity.ts';
import { GENERAL_OUTSIDE } from '#main/activities/envelopes.ts';

/** An activity, or a part of one, that could not be used, and why, for the user's eyes. */
interface SkippedActivity {
  readonly uid: string | null;
  readonly reason: string;
}

export interface ReadActivities {
  readonly activities: readonly Activity[];
  readonly skipped: readonly SkippedActivity[];
}

const MINUTES_A_DAY = 1440;

/** 'HH:MM' up to '24:00', or minutes since midnight. */
const clockSchema = z.union(
  [
    z.int().min(0).max(MINUTES_A_DAY),
    z
      .string()
      .regex(/^(?:([01]?\d|2[0-3]):[0-5]\d|24:00)$/)
      .transform((text) => {
        const [hour, minute] = text.split(':').map(Number);
        return (hour ?? 0) * 60 + (minute ?? 0);
      }),
  ],
  { error: "write it as 'HH:MM', or in minutes from 0 to 1440" },
);

const nameSchema = z.union(
  [
    z
      .string()
      .min(1)
      .transform((name) => ({ en: name, nl: name })),
    z
      .strictObject({ en: z.string().min(1), nl: z.string().min(1).optional() })
      .transform(({ en, nl }) => ({ en, nl: nl ?? en })),
  ],
  { error: 'write a text, or {"en": ..., "nl": ...}' },
);

const limitSchema = z.number().nullable().default(null);

const envelopeSchema = z.object({
  apparentMinC: limitSchema,
  apparentMaxC: limitSchema,
  gustMaxKmh: limitSchema,
  // Left out is not null: outside, 1 mm is what planning.md says, and null says that rain does not matter.
  rainMaxMm: z.number().positive().nullable().optional(),
  daylight: z.boolean().default(false),
  airQualityMax: limitSchema,
  source: z.string().default('your activities file'),
});

const activitySchema = z.object({
  id: z.string().min(1),
  name: nameSchema.optional(),
  setting: z.enum(SETTINGS_OF_ACTIVITIES),
  minutes: z.int().min(15).max(MINUTES_A_DAY),
  from: clockSchema.default(0),
  until: clockSchema.default(MINUTES_A_DAY),
  minimumGuests: z.int().min(1).default(1),
  maximumGuests: z.int().min(1).max(50).optional(),
  envelope: envelopeSchema.nullable().optional(),
  spend: z.literal([0, 1, 2, 3]).default(0),
  quality: z.number().min(0).max(1).default(0.8),
  home: z.boolean().default(false),
  alcohol: z.boolean().default(false),
  children: z.boolean().default(false),
  wheelchair: z.boolean().default(false),
  travelMinutes: z.number().min(0).max(600).nullable().optional(),
  fallback: z.string().min(1).nullable().default(null),
  words: z.array(z.string().min(1)).optional(),
});

type ActivityEntry = z.infer<typeof activitySchema>;

function createEnvelope({ setting, envelope }: ActivityEntry): ComfortEnvelope | null {
  if (setting === 'indoor' || setting === 'remote') return null;
  if (envelope === null) return null;
  if (envelope === undefined)
    return { ...GENERAL_OUTSIDE, rainMaxMm: setting === 'covered' ? null : GENERAL_OUTSIDE.rainMaxMm };
  const { rainMaxMm = setting === 'outdoor' ? GENERAL_OUTSIDE.rainMaxMm : null, ...rest } = envelope;
  return { ...rest, rainMaxMm };
}

function createActivity(entry: ActivityEntry): Activity {
  const name = entry.name ?? { en: entry.id, nl: entry.id };
  const needsNoTravel = entry.home || entry.setting === 'remote';
  return {
    id: activityId(entry.id),
    name,
    setting: entry.setting,
    minutes: entry.minutes,
    from: entry.from,
    until: entry.until,
    minimumGuests: entry.minimumGuests,
    maximumGuests: entry.maximumGuests ?? Math.max(4, entry.minimumGuests),
    envelope: createEnvelope(entry),
    spend: entry.spend,
    quality: entry.quality,
    home: entry.home,
    alcohol: entry.alcohol,
    children: entry.children,
    wheelchair: entry.wheelchair,
    travelMinutes: needsNoTravel ? 0 : (entry.travelMinutes ?? null),
    fallback: entry.fallback === null ? null : activityId(entry.fallback),
    words: (entry.words ?? [...new Set([name.en, name.nl])]).map((word) => word.toLowerCase()),
  };
}

/** What the schema cannot say; null when all is well. */
function findContradiction({ minutes, from, until, minimumGuests, maximumGuests }: Activity): string | null {
  if (until - from < minutes) {
    return `its ${minutes} minutes do not fit between minute ${from} and ${until} of the day; widen from and until`;
  }
  if (maximumGuests < minimumGuests) {
    return `maximumGuests ${maximumGuests} is below minimumGuests ${minimumGuests}`;
  }
  return null;
}

function explainIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}

function readId(raw: unknown): string | null {
  const id = raw !== null && typeof raw === 'object' && 'id' in raw ? raw.id : null;
  return typeof id === 'string' ? id : null;
}

/** The activity, or what is wrong with it. */
function readActivity(raw: unknown): Activity | string {
  const parsed = activitySchema.safeParse(raw);
  if (!parsed.success) return explainIssues(parsed.error);
  const activity = createActivity(parsed.data);
  return findContradiction(activity) ?? activity;
}

/** Misspelt keys, so that `maximumGuest` does not silently mean the default. */
function findUnknownKeys(raw: unknown): readonly string[] {
  if (raw === null || typeof raw !== 'object') return [];
  const envelope =
    'envelope' in raw && raw.envelope !== null && typeof raw.envelope === 'object' ? raw.envelope : {};
  return [
    ...Object.keys(raw).filter((key) => !(key in activitySchema.shape)),
    ...Object.keys(envelope)
      .filter((key) => !(key in envelopeSchema.shape))
      .map((key) => `envelope.${key}`),
  ];
}

/** The activity that `fallback` means, by id or by English name, if it keeps people out of the weather. */
function resolveFallback(activity: Activity, all: readonly Activity[]): Activity | string {
  const { fallback } = activity;
  if (fallback === null) return activity;
  const found = all.find(({ id }) => id === fallback) ?? all.find(({ name }) => name.en === fallback);
  if (!found) return `its fallback '${fallback}' is not in the file; it is planned without one`;
  if (found.setting !== 'indoor' && found.setting !== 'remote') {
    return `its fallback '${fallback}' is ${found.setting}, not indoor or remote; it is planned without one`;
  }
  return { ...activity, fallback: found.id };
}

/**
 * Reads an activities file (docs/activities-file.md): a JSON array. A bad entry costs that entry alone, a bad fallback
 * only the fallback; both are named in `skipped`. Fails when the text is no JSON array.
 */
export function parseActivities(text: string): Outcome<ReadActivities> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('unreadable', `The activities file is not JSON: ${detail}`);
  }
  if (!Array.isArray(json)) {
    return fail(
      'unreadable',
      'The activities file must hold a JSON array of activities: [{"id": "walk", ...}].',
    );
  }
  const skipped: SkippedActivity[] = [];
  const activities: Activity[] = [];
  const entries: readonly unknown[] = json;
  for (const raw of entries) {
    const read = readActivity(raw);
    if (typeof read === 'string') skipped.push({ uid: readId(raw), reason: read });
    else if (activities.some(({ id }) => id === read.id)) {
      skipped.push({ uid: read.id, reason: 'another activity has the same id; the first one counts' });
    } else {
      activities.push(read);
      skipped.push(
        ...findUnknownKeys(raw).map((key) => ({ uid: read.id, reason: `'${key}' is no key and is ignored` })),
      );
    }
  }
  const resolved = activities.map((activity) => {
    const fallback = resolveFallback(activity, activities);
    if (typeof fallback !== 'string') return fallback;
    skipped.push({ uid: activity.id, reason: fallback });
    return { ...activity, fallback: null };
  });
  return succeed({ activities: resolved, skipped });
}

import { z } from 'zod';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import { friendly } from './settings-friendly.ts';
import { DEFAULT_SETTINGS, settingsSchema, WHOLE_PARTS } from './settings-schema.ts';

/** Settings of the user, wherever a host keeps them. */
export interface SettingsStore {
  read(): Settings;
  /** What the last `read` could not use, in sentences; empty when all is well. */
  warnings(): readonly string[];
  /** Checks and writes the parts given; other parts of the file stay as they are. Gives all settings. */
  save(changes: Partial<Settings>): Outcome<Settings>;
}

export interface SettingsReading {
  readonly settings: Settings;
  readonly warnings: readonly string[];
}

/** Reads the text of a settings file: JSON, every part optional. A part that is wrong costs that part alone. */
export function parseSettings(text: string): Outcome<SettingsReading> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return fail('unreadable', `The settings are not JSON: ${describe(error)}. Check commas and quotes.`);
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return fail('unreadable', 'The settings are not a JSON object. Write { "offices": ["Keizersgracht"] }.');
  }
  return succeed(readSettings(raw as Readonly<Record<string, unknown>>));
}

/** As `parseSettings`, of an object that was parsed already. */
export function readSettings(raw: Readonly<Record<string, unknown>>): SettingsReading {
  const warnings: string[] = [];
  const known = new Set(Object.keys(settingsSchema.shape));
  for (const key of Object.keys(raw)) {
    if (!known.has(key)) warnings.push(`Setting ${key} is not known. Known are ${[...known].join(', ')}.`);
  }
  // The schema's output is Settings (checked where it is declared), and `salvage` gives what it parsed.
  const settings = salvage(settingsSchema, friendly(raw), DEFAULT_SETTINGS, '', warnings) as Settings;
  return { settings, warnings };
}

/** Checks what a form wants to save; times and addresses come back in their one stored spelling. */
export function checkChanges(changes: Partial<Settings>): Outcome<Partial<Settings>> {
  const result = settingsSchema.partial().safeParse(changes);
  if (!result.success) return fail('invalid-input', `Not saved: ${firstIssue(result.error)}.`);
  // Partial of a schema whose output is Settings; keys that were absent stay absent.
  return succeed(result.data as Partial<Settings>);
}

/** What parses is kept; of an object or list that does not, the parts that do; otherwise the fallback. */
function salvage(
  schema: z.ZodType,
  value: unknown,
  fallback: unknown,
  path: string,
  warnings: string[],
): unknown {
  if (value === undefined) return fallback;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const isWhole = WHOLE_PARTS.has(schema);
  if (!isWhole && schema instanceof z.ZodObject && isObject(value) && isObject(fallback)) {
    return Object.fromEntries(
      // Every field of our own objects is a ZodType; zod types shapes more loosely than that.
      Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).map(([key, part]) => [
        key,
        salvage(part, value[key], fallback[key], path === '' ? key : `${path}.${key}`, warnings),
      ]),
    );
  }
  if (!isWhole && schema instanceof z.ZodArray && Array.isArray(value)) {
    const element = schema.element as z.ZodType;
    return value.flatMap((entry: unknown, index) => {
      const kept = element.safeParse(entry);
      if (kept.success) return [kept.data];
      warnings.push(`Setting ${path}[${index}] is left out: ${firstIssue(kept.error)}.`);
      return [];
    });
  }
  warnings.push(`Setting ${path} is not used: ${firstIssue(result.error)}. The default stands in.`);
  return fallback;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'it is not possible';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

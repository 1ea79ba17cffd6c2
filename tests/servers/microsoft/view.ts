import { type Answer, refuse } from './answers.ts';
import { findZone } from './times.ts';

/** How somebody wants to be answered. */
export interface View {
  readonly isImmutable: boolean;
  /** As asked for; UTC where nothing was. */
  readonly timeZone: string;
  readonly isText: boolean;
  readonly maxPageSize: number | null;
  readonly select: readonly string[] | null;
  readonly expand: readonly string[];
  /** What the answer says of the preferences that it honoured. */
  readonly applied: string;
}

const KNOWN = [
  'idtype',
  'outlook.timezone',
  'outlook.body-content-type',
  'odata.maxpagesize',
  'odata.track-changes',
];

/** A preference without a value, and one of many joined by commas or semicolons, are both understood. */
function readPreferences(prefer: string): ReadonlyMap<string, string> {
  return new Map(
    [...prefer.matchAll(/([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|([^,;\s]+)))?/g)].map(
      ([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? ''] as const,
    ),
  );
}

export function findParameter(query: URLSearchParams, name: string): string | null {
  for (const [key, value] of query) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
}

const splitList = (text: string | null): readonly string[] =>
  text === null || text === '' ? [] : text.split(/,(?![^(]*\))/).map((part) => part.trim());

/** What a request asks of its answer; or a refusal. `problems`: preferences that do not exist. */
export function readView(
  prefer: string,
  query: URLSearchParams,
): { readonly view: View; readonly problems: readonly string[] } | Answer {
  const preferences = readPreferences(prefer);
  const timeZone = preferences.get('outlook.timezone') ?? 'UTC';
  if (findZone(timeZone) === null) {
    return refuse(
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${timeZone}'.`,
    );
  }
  const size = preferences.get('odata.maxpagesize');
  const select = splitList(findParameter(query, '$select'));
  const problems = [...preferences.keys()]
    .filter((name) => !KNOWN.includes(name))
    .map((name) => `Prefer: ${name} is no preference of the calendar`);
  const view = {
    isImmutable: preferences.get('idtype') === 'ImmutableId',
    timeZone,
    isText: preferences.get('outlook.body-content-type') === 'text',
    maxPageSize: size === undefined ? null : Number(size),
    select: select.length > 0 ? select : null,
    expand: splitList(findParameter(query, '$expand')),
    applied: [...preferences].map(([name, value]) => `${name}="${value}"`).join(', '),
  };
  return { view, problems };
}

/** Of a thing only the parts that were selected; its id and what OData adds stay. */
export function selectParts(
  body: Readonly<Record<string, unknown>>,
  select: readonly string[] | null,
): Readonly<Record<string, unknown>> {
  if (!select) return body;
  const wanted = select.map((name) => name.split('/')[0]?.toLowerCase());
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => name === 'id' || name.startsWith('@') || wanted.includes(name.toLowerCase()),
    ),
  );
}

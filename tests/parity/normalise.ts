/** 1 June 2026, 09:00 in Amsterdam: where both hosts' clocks begin. */
export const START_MS = Date.parse('2026-06-01T09:00:00+02:00');
const NEAR_MS = 30 * 60_000;

const isNear = (epochMs: number): boolean => Math.abs(epochMs - START_MS) < NEAR_MS;
const START_MINUTE = 9 * 60;
const isNearMinute = (minute: unknown): boolean =>
  typeof minute === 'number' && Math.abs(minute - START_MINUTE) * 60_000 < NEAR_MS;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** What every message draws anew: when it was written, and the marks between its parts. */
const DRAWN = [
  [/^Date: .*$/gm, 'Date: now'],
  [/^DTSTAMP:\d{8}T\d{6}Z/gm, 'DTSTAMP:now'],
  [/_NmP-[0-9a-f]{8}/g, 'boundary'],
  // The same calendar once more, in base64: it is compared as text already.
  [/^[A-Za-z\d+/]{40,}=*\r?\n(?:[A-Za-z\d+/]+=*\r?\n)*/gm, 'base64'],
] as const;

const withoutDrawn = (text: string): string =>
  DRAWN.reduce((kept, [pattern, instead]) => kept.replaceAll(pattern, instead), text);

/** People with the same gap stand in the order of their identities, which are drawn anew. */
const inOneOrder = (people: unknown): unknown =>
  Array.isArray(people)
    ? people.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : people;

/**
 * What two hosts must agree on: identities are numbered in the order in which they come, and the moments of this very
 * test are one moment, because each host draws its own.
 */
export function normalise(value: unknown, ids = new Map<string, string>()): unknown {
  if (Array.isArray(value)) return value.map((of) => normalise(of, ids));
  if (typeof value === 'number') return isNear(value) ? 'now' : value;
  if (typeof value === 'string') {
    if (INSTANT.test(value) && isNear(Date.parse(value))) return 'now';
    return withoutDrawn(value).replaceAll(UUID, (id) => {
      const number = ids.get(id) ?? `id ${ids.size + 1}`;
      ids.set(id, number);
      return number;
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, of]) => [key, key === 'nowMinute' && isNearMinute(of) ? 'now' : normalise(of, ids)] as const,
  );
  return Object.fromEntries(entries.map(([key, of]) => [key, key === 'people' ? inOneOrder(of) : of]));
}

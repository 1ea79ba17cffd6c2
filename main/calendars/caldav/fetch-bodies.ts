import type { FetchedResource, SyncFailure } from '#main/calendars/provider.ts';
import type { DavResult } from './client.ts';
import { resolveHref } from './href.ts';
import type { Collection } from './listing.ts';
import { readMultistatus } from './multistatus.ts';
import { explainFailure, failSync } from './sync-failure.ts';
import { escapeXml, listProperties, qualify, wrapXml } from './xml.ts';

export type FetchedBodies =
  | {
      readonly kind: 'fetched';
      readonly fetched: readonly FetchedResource[];
      /** Listed, and not there any more. */
      readonly missing: readonly string[];
      /** There, and the server could not or would not give them. */
      readonly refused: readonly string[];
    }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

type FetchedOne =
  | { readonly kind: 'body'; readonly resource: FetchedResource }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly failure: SyncFailure }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

/** After so many in a row it is the server that does not work, not a resource. */
const MOST_REFUSED_IN_A_ROW = 3;

/** Throttled, overloaded or locked out: asking for the next one would only make it worse. */
const concernsAll = (result: DavResult): boolean =>
  result.kind !== 'answer' || [401, 429, 503, 507].includes(result.status);

async function fetchOne({ client, signal }: Collection, ref: string): Promise<FetchedOne> {
  const result = await client.get(ref, { signal });
  if (result.kind === 'unusable' && result.reason === 'too-large') {
    return { kind: 'refused', failure: explainFailure(result) };
  }
  if (concernsAll(result)) return { kind: 'failed', failure: explainFailure(result) };
  if (result.kind === 'answer') {
    const { status, text, headers } = result;
    if (status === 200) return { kind: 'body', resource: { ref, etag: headers.get('etag'), text } };
    if (status === 404 || status === 410) return { kind: 'missing' };
  }
  return { kind: 'refused', failure: explainFailure(result) };
}

async function fetchEach(collection: Collection, refs: readonly string[]): Promise<FetchedBodies> {
  const fetched: FetchedResource[] = [];
  const missing: string[] = [];
  const refused: string[] = [];
  let refusedInARow = 0;
  for (const ref of refs) {
    const one = await fetchOne(collection, ref);
    if (one.kind === 'failed') return one;
    refusedInARow = one.kind === 'refused' ? refusedInARow + 1 : 0;
    if (one.kind === 'refused' && refusedInARow === MOST_REFUSED_IN_A_ROW) {
      return { kind: 'failed', failure: one.failure };
    }
    if (one.kind === 'body') fetched.push(one.resource);
    else if (one.kind === 'missing') missing.push(ref);
    else refused.push(ref);
  }
  return { kind: 'fetched', fetched, missing, refused };
}

async function fetchTogether(
  { client, ref, signal }: Collection,
  refs: readonly string[],
): Promise<{ result: DavResult; bodies: ReadonlyMap<string, FetchedResource> | null }> {
  const hrefs = refs.map((address) => `<d:href>${escapeXml(new URL(address).pathname)}</d:href>`).join('');
  const content = `${listProperties(['d:getetag', 'c:calendar-data'])}${hrefs}`;
  const body = wrapXml('c:calendar-multiget', content);
  const result = await client.report(ref, { depth: 1, body, signal });
  if (result.kind !== 'answer' || result.status !== 207) return { result, bodies: null };
  const answer = await readMultistatus(result.text, signal);
  if (answer === null) return { result, bodies: null };
  const bodies = new Map<string, FetchedResource>();
  for (const { href, properties } of answer.responses) {
    const address = resolveHref(href, result.url);
    const text = properties.get(qualify('c:calendar-data'))?.text;
    const etag = properties.get(qualify('d:getetag'))?.text.trim() || null;
    if (address !== null && text !== undefined && text.trim() !== '') {
      bodies.set(address, { ref: address, etag, text });
    }
  }
  return { result, bodies };
}

/** Fetches resources with their content. Whether the server can multiget is found out once and kept. */
export interface BodyFetcher {
  fetch(refs: readonly string[]): Promise<FetchedBodies>;
}

export function createBodyFetcher(collection: Collection, canMultiget: boolean): BodyFetcher {
  let isTogether = canMultiget;
  return {
    async fetch(refs) {
      if (!isTogether) return fetchEach(collection, refs);
      const { result, bodies } = await fetchTogether(collection, refs);
      if (bodies === null) {
        if (concernsAll(result)) return { kind: 'failed', failure: explainFailure(result) };
        if (result.kind === 'answer' && result.status === 207) {
          return {
            kind: 'failed',
            failure: failSync('unreadable', 'The server answered with half a multistatus.'),
          };
        }
        // Not known to this server, or one resource of the batch breaks it: one by one shows which.
        if (result.kind === 'answer' && result.status < 500) isTogether = false;
        return fetchEach(collection, refs);
      }
      // Some servers leave out what they list, or write its name in another way; a GET settles it.
      const rest = await fetchEach(
        collection,
        refs.filter((ref) => !bodies.has(ref)),
      );
      if (rest.kind === 'failed') return rest;
      const asked = refs.flatMap((ref) => bodies.get(ref) ?? []);
      return { ...rest, fetched: [...asked, ...rest.fetched] };
    },
  };
}

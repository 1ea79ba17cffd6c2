import type { SyncFailure } from '#main/calendars/provider.ts';
import type { CalDavClient, DavResult } from './client.ts';
import { resolveHref } from './href.ts';
import { type DavResponse, type Multistatus, readMultistatus, readNames, readText } from './multistatus.ts';
import { explainFailure, failSync } from './sync-failure.ts';
import {
  askProperties,
  escapeXml,
  listProperties,
  type PropertyName,
  qualify,
  readXml,
  wrapXml,
} from './xml.ts';

/** A collection that is asked. */
export interface Collection {
  readonly client: CalDavClient;
  readonly ref: string;
  readonly signal: AbortSignal;
}

/** What a server has, or what changed there: versions by ref. */
export interface Listing {
  readonly listed: ReadonlyMap<string, string | null>;
  readonly removed: ReadonlySet<string>;
  /** What the next synchronisation begins with; null: the server names nothing of the kind. */
  readonly syncToken: string | null;
}

export type Listed =
  | { readonly kind: 'listing'; readonly listing: Listing }
  /** The token is not valid any more (RFC 6578, 3.2): everything has to be listed. */
  | { readonly kind: 'expired' }
  /** The server cannot list in this way. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

const LISTED: readonly PropertyName[] = ['d:getetag', 'd:getcontenttype', 'd:resourcetype'];
const MOST_PAGES = 10_000;

/** What lies in a calendar and is certainly no event: collections, tasks, journals. */
function isOther(response: DavResponse): boolean {
  if (readNames(response, 'd:resourcetype').has(qualify('d:collection'))) return true;
  const component = /component="?([\w-]+)/i.exec(readText(response, 'd:getcontenttype') ?? '')?.[1];
  return component !== undefined && component.toUpperCase() !== 'VEVENT';
}

const isGone = (status: number | null): boolean => status === 404 || status === 410;

async function readAnswer(
  result: DavResult,
  signal: AbortSignal,
): Promise<{ ok: true; url: string; answer: Multistatus } | { ok: false; failure: SyncFailure }> {
  if (result.kind !== 'answer' || result.status !== 207) {
    return { ok: false, failure: explainFailure(result) };
  }
  const answer = await readMultistatus(result.text, signal);
  return answer === null
    ? { ok: false, failure: failSync('unreadable', 'The server answered with half a multistatus, or none.') }
    : { ok: true, url: result.url, answer };
}

/** What a calendar can do and where it stands. */
export interface CollectionState {
  readonly syncToken: string | null;
  readonly ctag: string | null;
  /** Null: the server does not say which reports it knows. */
  readonly reports: ReadonlySet<string> | null;
}

export async function readState({
  client,
  ref,
  signal,
}: Collection): Promise<
  | { ok: true; state: CollectionState /** Where it answered, after redirects. */; url: string }
  | { ok: false; failure: SyncFailure }
> {
  const properties = ['d:sync-token', 'cs:getctag', 'd:supported-report-set', 'd:resourcetype'] as const;
  const result = await client.propfind(ref, { depth: 0, body: askProperties(properties), signal });
  const read = await readAnswer(result, signal);
  if (!read.ok) return read;
  const response = read.answer.responses.find(({ href }) => resolveHref(href, read.url) !== null);
  if (response === undefined || isGone(response.status)) {
    return { ok: false, failure: failSync('gone', 'The server knows no such calendar.') };
  }
  const reports = response.properties.get(qualify('d:supported-report-set'));
  // supported-report > report > its name; Xandikos leaves out the middle one.
  const names = reports?.children
    .flatMap(({ children }) => children)
    .flatMap((child) => (child.name === qualify('d:report') ? child.children : [child]))
    .map(({ name }) => name);
  return {
    ok: true,
    url: read.url,
    state: {
      syncToken: readText(response, 'd:sync-token'),
      ctag: readText(response, 'cs:getctag'),
      reports: names === undefined ? null : new Set(names),
    },
  };
}

/** All resources with their versions, by one PROPFIND. */
export async function listEtags({ client, ref, signal }: Collection): Promise<Listed> {
  const read = await readAnswer(
    await client.propfind(ref, { depth: 1, body: askProperties(LISTED), signal }),
    signal,
  );
  if (!read.ok) return { kind: 'failed', failure: read.failure };
  const listed = new Map<string, string | null>();
  for (const response of read.answer.responses) {
    const address = resolveHref(response.href, read.url);
    if (address === null || address.endsWith('/') || isGone(response.status) || isOther(response)) continue;
    listed.set(address, readText(response, 'd:getetag'));
  }
  return { kind: 'listing', listing: { listed, removed: new Set(), syncToken: null } };
}

const isExpired = async ({ status, text }: DavResult & { kind: 'answer' }): Promise<boolean> => {
  // 500 is what Xandikos says to a token that it does not know. If it meant something else, so will the next answer.
  if (status === 409 || status === 410 || status === 500) return true;
  if (status !== 403 && status !== 412 && status !== 400) return false;
  // 403 alone is a refusal; only the named precondition says that it is about the token.
  const error = await readXml(text);
  return error?.children.some(({ name }) => name === qualify('d:valid-sync-token')) ?? false;
};

/** Statuses by which servers say that they do not know the report, or not for so many resources (507). */
const UNSUPPORTED: readonly number[] = [400, 403, 404, 405, 415, 422, 500, 501, 507];

/**
 * What changed since `token`, by sync-collection, all pages of it; with a null token everything that is there. A page
 * may take back what an earlier one said.
 */
export async function listChanges(
  { client, ref, signal }: Collection,
  token: string | null,
): Promise<Listed> {
  const listed = new Map<string, string | null>();
  const removed = new Set<string>();
  let from = token;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const content =
      `<d:sync-token>${escapeXml(from ?? '')}</d:sync-token><d:sync-level>1</d:sync-level>` +
      listProperties(LISTED);
    const result = await client.report(ref, {
      depth: 0,
      body: wrapXml('d:sync-collection', content),
      signal,
    });
    if (result.kind === 'answer' && from !== null && (await isExpired(result))) return { kind: 'expired' };
    if (result.kind === 'answer' && from === null && UNSUPPORTED.includes(result.status)) {
      return { kind: 'unsupported' };
    }
    const read = await readAnswer(result, signal);
    if (!read.ok) return { kind: 'failed', failure: read.failure };
    const { responses, syncToken } = read.answer;
    let isTruncated = false;
    for (const response of responses) {
      // The collection itself with 507: there is more (RFC 6578, 3.6).
      if (response.status === 507) isTruncated = true;
      const address = resolveHref(response.href, read.url);
      if (address === null || address.endsWith('/') || response.status === 507) continue;
      // An event that became a task is gone as an event.
      if (isGone(response.status) || isOther(response)) {
        listed.delete(address);
        removed.add(address);
      } else {
        removed.delete(address);
        listed.set(address, readText(response, 'd:getetag'));
      }
    }
    if (!isTruncated) return { kind: 'listing', listing: { listed, removed, syncToken } };
    if (syncToken === null || syncToken === from) {
      return { kind: 'failed', failure: failSync('unreadable', 'The pages of the changes do not move on.') };
    }
    from = syncToken;
  }
  return { kind: 'failed', failure: failSync('too-large', `More than ${MOST_PAGES} pages of changes.`) };
}

import { assertNever } from '#main/kernel/assert-never.ts';
import type { CalDavClient, DavResult } from './client.ts';
import type { DiscoveryProblem } from './discovery-problem.ts';
import { asCollection, resolveHref } from './href.ts';
import { type DavResponse, type Multistatus, readHrefs, readMultistatus, readNames } from './multistatus.ts';
import { askProperties, type PropertyName, qualify } from './xml.ts';

/** One question with its answer, or why there is none. */
export type Asked =
  | { readonly ok: true; readonly url: string; readonly answer: Multistatus; readonly dav: string }
  | { readonly ok: false; readonly problem: DiscoveryProblem };

export interface Login {
  readonly client: CalDavClient;
  readonly user: string;
  readonly signal: AbortSignal | undefined;
}

function explainStatus(result: DavResult & { kind: 'answer' }, host: string, user: string): DiscoveryProblem {
  const { status, headers } = result;
  if (status === 401) {
    const offers = headers.get('www-authenticate');
    if (offers === null || /\bbasic\b/i.test(offers)) return { kind: 'unauthorized', host, user };
    return { kind: /\bdigest\b/i.test(offers) ? 'digest' : 'other-login', host };
  }
  if (status === 403) return { kind: 'refused', host, status };
  if (status >= 500 || status === 429) return { kind: 'trouble', host, status };
  const isPage =
    /\bhtml\b/i.test(headers.get('content-type') ?? '') || /^\s*<!doctype html/i.test(result.text);
  return status < 300 && isPage ? { kind: 'web-page', host } : { kind: 'not-caldav', host };
}

function explainResult(result: DavResult, host: string, user: string): DiscoveryProblem {
  switch (result.kind) {
    case 'answer':
      return explainStatus(result, host, user);
    case 'offline':
      return { kind: result.reason, host };
    case 'unknown':
      return { kind: 'unreachable', host };
    case 'unusable': {
      const { reason, target } = result;
      if (reason !== 'redirect' || target === null) return { kind: 'unreadable', host };
      // From https to http on the same machine: the other address is no better, so it is not offered.
      return target.protocol === 'https:'
        ? { kind: 'elsewhere', host, target: target.host }
        : { kind: 'unencrypted', host: target.host };
    }
    default:
      return assertNever(result);
  }
}

export async function askServer(
  { client, user, signal }: Login,
  url: string,
  depth: 0 | 1,
  properties: readonly PropertyName[],
): Promise<Asked> {
  const { host } = new URL(url);
  const result = await client.propfind(url, { depth, body: askProperties(properties), signal });
  if (result.kind !== 'answer' || result.status !== 207) {
    return { ok: false, problem: explainResult(result, host, user) };
  }
  const answer = await readMultistatus(result.text, signal);
  if (answer === null) return { ok: false, problem: { kind: 'unreadable', host } };
  return { ok: true, url: result.url, answer, dav: result.headers.get('dav') ?? '' };
}

/** Where the account begins: the user's principal, or the address itself where that is a calendar. */
export type FoundStart =
  | { readonly kind: 'principal'; readonly url: string }
  | { readonly kind: 'calendar'; readonly url: string }
  | { readonly kind: 'none'; readonly problem: DiscoveryProblem };

function readStart(responses: readonly DavResponse[], url: string, login: Login): FoundStart {
  const { host } = new URL(url);
  const isCalendar = responses.some((response) =>
    readNames(response, 'd:resourcetype').has(qualify('c:calendar')),
  );
  for (const response of responses) {
    const hrefs = [
      ...readHrefs(response, 'd:current-user-principal'),
      ...readHrefs(response, 'd:principal-URL'),
    ];
    for (const href of hrefs) {
      const principal = resolveHref(href, url);
      if (principal !== null) return { kind: 'principal', url: principal };
      const elsewhere = URL.parse(href, url);
      if (elsewhere) return { kind: 'none', problem: { kind: 'elsewhere', host, target: elsewhere.host } };
    }
    const current = response.properties.get(qualify('d:current-user-principal'));
    if (current?.children.some(({ name }) => name === qualify('d:unauthenticated'))) {
      return { kind: 'none', problem: { kind: 'unauthorized', host, user: login.user } };
    }
  }
  if (isCalendar) return { kind: 'calendar', url: asCollection(url) };
  return { kind: 'none', problem: { kind: 'not-caldav', host } };
}

const START: readonly PropertyName[] = ['d:current-user-principal', 'd:principal-URL', 'd:resourcetype'];

/** After these another address is not tried: it would only send a wrong password once more. */
const isFinal = ({ kind }: DiscoveryProblem): boolean =>
  kind === 'unauthorized' || kind === 'other-login' || kind === 'digest';

/** How much each problem tells the user; the most telling one of all addresses is shown. */
const TELLING: readonly DiscoveryProblem['kind'][] = [
  'unauthorized',
  'other-login',
  'digest',
  'elsewhere',
  'certificate',
  'refused',
  'trouble',
  'web-page',
  'unreadable',
  'unencrypted',
  'slow',
  'not-caldav',
  'unreachable',
];

/** Tries the addresses in order until one names a principal or is a calendar. */
export async function findStart(addresses: AsyncIterable<URL>, login: Login): Promise<FoundStart> {
  const tried = new Set<string>();
  const problems: DiscoveryProblem[] = [];
  let calendar: FoundStart | null = null;
  for await (const address of addresses) {
    if (tried.has(address.href)) continue;
    tried.add(address.href);
    const asked = await askServer(login, address.href, 0, START);
    const start = asked.ok
      ? readStart(asked.answer.responses, asked.url, login)
      : ({ kind: 'none', problem: asked.problem } as const);
    if (start.kind === 'principal') return start;
    if (start.kind === 'calendar') calendar ??= start;
    else {
      problems.push(start.problem);
      if (isFinal(start.problem)) break;
    }
  }
  if (calendar) return calendar;
  const [problem] = problems.toSorted((a, b) => TELLING.indexOf(a.kind) - TELLING.indexOf(b.kind));
  if (problem === undefined) throw new RangeError('Discovery needs at least one address to try.');
  return { kind: 'none', problem };
}

import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { RemoteCalendar } from '#main/calendars/provider.ts';
import { CALENDAR_PROPERTIES, readCalendars } from './calendar-list.ts';
import { openCalDavClient } from './client.ts';
import type { CalDavConnection } from './connection.ts';
import { DISCOVERY_CODES, type DiscoveryProblem, describeDiscoveryProblem } from './discovery-problem.ts';
import { askServer, findStart, type Login } from './find-principal.ts';
import { asCollection, resolveHref } from './href.ts';
import { findKnownHost } from './known-hosts.ts';
import { readHrefs } from './multistatus.ts';
import { parseServerAddress, type ServerAddress } from './server-address.ts';
import { createServiceRecords, findServiceAddresses, type ServiceRecords } from './service-records.ts';
import { isSameSite } from './site.ts';

export interface DiscoveryRequest {
  /** What the user typed: an address, a host, or an e-mail address. */
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
  /** Of the sentence on what went wrong; English by default. */
  readonly language?: Language;
  readonly records?: ServiceRecords;
}

export interface DiscoveredAccount {
  /** For createCalDavProvider; stored with the account. */
  readonly connection: CalDavConnection;
  readonly host: string;
  /** The server itself mails the guests (RFC 6638). */
  readonly mailsGuests: boolean;
  readonly calendars: readonly RemoteCalendar[];
}

type Found =
  | { readonly ok: true; readonly account: DiscoveredAccount }
  | { readonly ok: false; readonly problem: DiscoveryProblem };

/** Somebody is waiting for it on the screen. */
const TIMEOUTS = { answerMs: 20_000, totalMs: 40_000 };
const WELL_KNOWN = '/.well-known/caldav';
const PRINCIPAL = [
  'c:calendar-home-set',
  'c:calendar-user-address-set',
  'c:schedule-outbox-URL',
  'd:displayname',
] as const;

/** DNS can be forged where TLS cannot: a server of another domain is named to the user, never asked. */
async function* listServiceAddresses(domain: string, records: ServiceRecords, refused: string[]) {
  const home = new URL(`https://${domain}/`);
  for (const { url, hasPath } of await findServiceAddresses(domain, records)) {
    if (!isSameSite(home, url)) {
      refused.push(url.host);
      continue;
    }
    if (!hasPath) yield new URL(WELL_KNOWN, url);
    yield url;
  }
}

/** Where an account can be, the likeliest first. */
async function* listAddresses(
  place: Extract<ServerAddress, { kind: 'address' | 'domain' }>,
  records: ServiceRecords,
  refused: string[],
): AsyncGenerator<URL> {
  const host = place.kind === 'domain' ? place.domain : place.url.hostname;
  const known = findKnownHost(host)?.server ?? null;
  if (place.kind === 'domain') {
    if (known !== null) {
      yield new URL(known);
      yield new URL(WELL_KNOWN, known);
      return;
    }
    yield* listServiceAddresses(host, records, refused);
  }
  const root = place.kind === 'domain' ? new URL(`https://${host}/`) : new URL('/', place.url);
  if (place.kind === 'address' && place.url.pathname !== '/') yield place.url;
  yield new URL(WELL_KNOWN, root);
  yield root;
  const isOnlyName = place.kind === 'address' && place.url.pathname === '/' && place.url.port === '';
  if (isOnlyName && place.url.protocol === 'https:') yield* listServiceAddresses(host, records, refused);
  if (known !== null) yield new URL(known);
  if (place.kind === 'address') yield guessNextcloud(place.url);
}

/** For the address of a Nextcloud as it stands in the browser, where nobody set up the well-known one. */
function guessNextcloud(url: URL): URL {
  const folder = url.pathname.replace(/\/(index\.php|apps|login|remote\.php)(\/.*)?$/, '').replace(/\/$/, '');
  return new URL(`${folder}/remote.php/dav/`, url);
}

async function listHome(
  login: Login,
  home: string,
): Promise<{ calendars: readonly RemoteCalendar[]; dav: string } | { problem: DiscoveryProblem }> {
  const listed = await askServer(login, home, 1, CALENDAR_PROPERTIES);
  if (!listed.ok) return { problem: listed.problem };
  // Not every server names its abilities with every answer; OPTIONS is where they must be (RFC 4918, 18).
  const options = await login.client.options(home, { signal: login.signal });
  const dav = options.kind === 'answer' ? (options.headers.get('dav') ?? '') : '';
  return { calendars: readCalendars(listed.answer.responses, listed.url), dav: `${listed.dav},${dav}` };
}

async function readAccount(login: Login, principal: string | null, start: string): Promise<Found> {
  let homes: readonly string[] = [start];
  let addresses: readonly string[] = [];
  let outbox: string | null = null;
  const { host } = new URL(start);
  if (principal !== null) {
    const asked = await askServer(login, principal, 0, PRINCIPAL);
    if (!asked.ok) return asked;
    const { responses } = asked.answer;
    const resolve = (name: (typeof PRINCIPAL)[number]): readonly string[] =>
      responses
        .flatMap((response) => readHrefs(response, name))
        .flatMap((href) => resolveHref(href, asked.url) ?? []);
    homes = [...new Set(resolve('c:calendar-home-set').map(asCollection))];
    const away =
      homes.length > 0 ? undefined : responses.flatMap((r) => readHrefs(r, 'c:calendar-home-set'))[0];
    const target = away === undefined ? null : URL.parse(away, asked.url);
    if (target) return { ok: false, problem: { kind: 'elsewhere', host, target: target.host } };
    outbox = resolve('c:schedule-outbox-URL')[0] ?? null;
    addresses = responses
      .flatMap((response) => readHrefs(response, 'c:calendar-user-address-set'))
      .flatMap((href) => /^mailto:(.+)$/i.exec(href)?.[1]?.toLowerCase() ?? []);
  }
  const listed = await Promise.all(homes.map((home) => listHome(login, home)));
  const calendars = new Map<string, RemoteCalendar>();
  let abilities = '';
  for (const home of listed) {
    if ('problem' in home) {
      // A home that is not ours to see is no loss; one that is only out of order would look as if it were empty.
      if (home.problem.kind !== 'refused' && home.problem.kind !== 'not-caldav')
        return { ok: false, ...home };
      continue;
    }
    abilities += `,${home.dav}`;
    for (const calendar of home.calendars) calendars.set(calendar.ref, calendar);
  }
  if (calendars.size === 0) {
    const problem = listed.flatMap((home) => ('problem' in home ? [home.problem] : []))[0];
    return { ok: false, problem: problem ?? { kind: 'no-calendars', host, user: login.user } };
  }
  const mailsGuests = outbox !== null && /(^|,)\s*calendar-auto-schedule\s*(,|$)/i.test(abilities);
  const connection: CalDavConnection = { principal, homes, addresses: [...new Set(addresses)], outbox };
  return { ok: true, account: { connection, host, mailsGuests, calendars: [...calendars.values()] } };
}

async function findAccount(request: DiscoveryRequest): Promise<Found> {
  const { server, user, password, signal } = request;
  const place = parseServerAddress(server);
  if (place.kind === 'nonsense') return { ok: false, problem: { kind: 'nonsense', typed: server } };
  if (place.kind === 'unencrypted') return { ok: false, problem: place };
  if (user.includes(':')) return { ok: false, problem: { kind: 'colon', user } };
  const known = findKnownHost(place.kind === 'domain' ? place.domain : place.url.hostname);
  if (known?.server === null)
    return {
      ok: false,
      problem: { kind: 'no-passwords', name: known.name, hasOwnWay: known.hasOwnWay === true },
    };

  const client = openCalDavClient({ user, password, fetch: request.fetch, timeouts: TIMEOUTS });
  const login: Login = { client, user, signal };
  const refused: string[] = [];
  const records = request.records ?? createServiceRecords();
  const start = await findStart(listAddresses(place, records, refused), login);
  if (start.kind === 'none') {
    const [target] = refused;
    const host = place.kind === 'domain' ? place.domain : place.url.host;
    const isSilent = ['unreachable', 'not-caldav', 'web-page', 'slow'].includes(start.problem.kind);
    const problem: DiscoveryProblem =
      target !== undefined && isSilent ? { kind: 'elsewhere', host, target } : start.problem;
    return { ok: false, problem };
  }
  return readAccount(login, start.kind === 'principal' ? start.url : null, start.url);
}

/**
 * Finds an account and lists its calendars, asking only (RFC 6764, 5397, 4791, 6638). The password goes to the site
 * that the user named and nowhere else; after a refused password nothing more is tried. Rejects only when aborted.
 */
export async function discoverAccount(request: DiscoveryRequest): Promise<Outcome<DiscoveredAccount>> {
  const found = await findAccount(request);
  if (found.ok) return succeed(found.account);
  const { problem } = found;
  return fail(DISCOVERY_CODES[problem.kind], describeDiscoveryProblem(problem, request.language ?? 'en'));
}

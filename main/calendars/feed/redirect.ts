import { failFeed, type FeedFailed } from './feed-answer.ts';
import { isPrivateAddress, readPrivacy, type ResolveHost } from './private-host.ts';

const TEMPORARY = new Set([302, 303, 307]);
const PERMANENT = new Set([301, 308]);

export const isRedirect = (status: number): boolean => TEMPORARY.has(status) || PERMANENT.has(status);
export const isPermanent = (status: number): boolean => PERMANENT.has(status);

/**
 * Where a redirect may lead from here: never from https to http, and never from a public host to this machine or the
 * network around it, which a page from outside has no business to reach. What the user typed themselves is theirs.
 */
export async function followRedirect(
  from: URL,
  location: string | null,
  resolve: ResolveHost,
): Promise<URL | FeedFailed> {
  if (location === null || !URL.canParse(location, from.href))
    return failFeed('refused', 'it redirects to nowhere');
  const to = new URL(new URL(location, from).href.replace(/^webcals?:/i, 'https:'));
  // A server has no user name of ours to give.
  to.username = '';
  to.password = '';
  to.hash = '';
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    return failFeed('unsafe', 'it redirects to something that is no web address');
  if (from.protocol === 'https:' && to.protocol === 'http:')
    return failFeed('unsafe', 'it redirects from https to http');
  if (from.hostname === to.hostname) return to;
  const isSafe = await mayReach(from, to, resolve);
  if (isSafe === null) return failFeed('offline', 'the host that it redirects to is not known');
  return isSafe ? to : failFeed('unsafe', 'it redirects from a public host into a private network');
}

/** Null: the name of one of them cannot be looked up. */
async function mayReach(from: URL, to: URL, resolve: ResolveHost): Promise<boolean | null> {
  const isTargetPrivate = await isPrivate(to.hostname, resolve);
  if (isTargetPrivate === false) return true;
  const isSourcePrivate = await isPrivate(from.hostname, resolve);
  if (isTargetPrivate === null || isSourcePrivate === null) return null;
  return isSourcePrivate;
}

async function isPrivate(hostname: string, resolve: ResolveHost): Promise<boolean | null> {
  const said = readPrivacy(hostname);
  if (said !== null) return said;
  try {
    return (await resolve(hostname)).some(isPrivateAddress);
  } catch {
    // The resolver's own words hold the name; that there is none is all that matters.
    return null;
  }
}

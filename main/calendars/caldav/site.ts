import { getDomain } from 'tldts';

const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');

/** This machine itself: the only place where a password may travel without https. */
export function isLoopback(host: string): boolean {
  const name = withoutBrackets(host);
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d+){3}$/.test(name)
  );
}

/** https, or http to this machine. */
export const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

/**
 * Whether a password given for `trusted` may go to `target`: the same origin; or, both over https, the same
 * registrable domain (p34-caldav.icloud.com for caldav.icloud.com). Names under which strangers can register, such as
 * co.uk or github.io, are no common domain.
 */
export function isSameSite(trusted: URL, target: URL): boolean {
  if (trusted.origin === target.origin) return isSafe(target);
  if (trusted.protocol !== 'https:' || target.protocol !== 'https:') return false;
  if (trusted.hostname === target.hostname) return true;
  const domain = getDomain(trusted.hostname, { allowPrivateDomains: true });
  return domain !== null && domain === getDomain(target.hostname, { allowPrivateDomains: true });
}

import { isSafe } from '#main/calendars/http/loopback.ts';
import { getDomain } from 'tldts';

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

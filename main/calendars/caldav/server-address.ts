import { isLoopback } from '#main/calendars/http/loopback.ts';

/** Where to begin looking for an account. */
export type ServerAddress =
  /** An address that the user gave in full, or a host without a path. */
  | { readonly kind: 'address'; readonly url: URL }
  /** The domain of an e-mail address: the server may have another name. */
  | { readonly kind: 'domain'; readonly domain: string }
  /** http to another machine: the password could be read on the way. */
  | { readonly kind: 'unencrypted'; readonly host: string }
  | { readonly kind: 'nonsense' };

/**
 * Reads what a person types: an address, a host with or without port and path, or an e-mail address. https is taken
 * where no scheme is given, except for this machine itself.
 */
export function parseServerAddress(typed: string): ServerAddress {
  const text = typed.trim();
  const domain = /^[^\s@/:]+@([^\s@/:]+\.[^\s@/:]+)$/.exec(text)?.[1];
  if (domain !== undefined) return { kind: 'domain', domain: domain.toLowerCase() };

  const withScheme = text
    .replace(/^(caldavs|webcals):\/\//i, 'https://')
    .replace(/^(caldav|webcal):\/\//i, 'https://');
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(withScheme);
  const url = URL.parse(hasScheme ? withScheme : `https://${withScheme}`);
  if (url === null || url.hostname === '' || /\s/.test(text)) return { kind: 'nonsense' };
  // A name and password inside the address would end up in logs and in the store; the form has fields for them.
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  if (!hasScheme && isLoopback(url.hostname)) url.protocol = 'http:';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { kind: 'unencrypted', host: url.host };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { kind: 'nonsense' };
  return { kind: 'address', url };
}

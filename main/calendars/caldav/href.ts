import { isSameSite } from './site.ts';

function normalizeSegment(segment: string): string {
  try {
    // What RFC 3986 allows to stand as it is in a path stays readable; all else is escaped in one way.
    return encodeURIComponent(decodeURIComponent(segment)).replace(/%(3A|40|24|26|2B|2C|3B|3D)/g, (escape) =>
      decodeURIComponent(escape),
    );
  } catch {
    // Escapes that are no UTF-8: left exactly as the server writes them.
    return segment;
  }
}

/**
 * The one address of a resource, however a server writes it: relative or absolute, escaped more or less. Null where it
 * is no address, or one at another site, which the password must not reach.
 */
export function resolveHref(href: string, base: string): string | null {
  const baseUrl = new URL(base);
  const url = URL.parse(href, base);
  if (url === null) return null;
  // Servers behind a proxy write their own inner scheme and port: what they name is at the address that was asked.
  if (url.hostname === baseUrl.hostname && url.protocol === 'http:' && baseUrl.protocol === 'https:') {
    url.protocol = 'https:';
    url.port = baseUrl.port;
  }
  if (!isSameSite(baseUrl, url)) return null;
  return url.origin + url.pathname.split('/').map(normalizeSegment).join('/');
}

/** With the slash that a collection's address ends with. */
export const asCollection = (address: string): string => (address.endsWith('/') ? address : `${address}/`);

/** Our own protocol and the one host that it has. */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'bundle';

const PAGE = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** The address of the page at `hash` ('#/week'); the popover's is drawn without a header. */
export const pageAddress = (hash: string, look: 'window' | 'popover' = 'window'): string =>
  `${PAGE}${look === 'popover' ? '?popover' : ''}${hash}`;

/** Compares the parsed origin: `app://bundle.evil.org/` begins like ours. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${PAGE_SCHEME}:` &&
    url.host === PAGE_HOST &&
    url.username === '' &&
    url.password === ''
  );
}

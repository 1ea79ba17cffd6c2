import type { Protocol } from 'electron';
import { contentSecurityPolicy } from '#main/app/page-policy.ts';
import { listStaticFiles } from '#main/app/static-files.ts';
import { isOwnPage, PAGE_SCHEME } from './page-address.ts';

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy("'none'"),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Only before the app is ready (electron.d.ts, registerSchemesAsPrivileged). */
export function registerPageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export type PageServer = (request: Pick<Request, 'url' | 'method'>) => Promise<Response>;

/**
 * Answers with the files that lay under `folder` when it was called, links left out: a path is looked up and never put
 * together, so there is no way out of the folder. Everything else is a 404.
 */
export function createPageServer(folder: string): PageServer {
  const files = listStaticFiles(folder);
  return async ({ url, method }) => {
    const isRead = method === 'GET' || method === 'HEAD';
    const file = isRead && isOwnPage(url) ? files.get(new URL(url).pathname) : undefined;
    if (file === undefined) return new Response('There is no such page.', { status: 404, headers: HEADERS });
    const content = method === 'HEAD' ? null : new Uint8Array(await file.read());
    return new Response(content, { headers: { ...HEADERS, 'content-type': file.type } });
  };
}

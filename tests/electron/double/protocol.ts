import type { CustomScheme, Protocol } from 'electron';
import { getPhase, requireReady } from './runtime.ts';
import { refuseMissing } from './missing.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const schemes = new Map<string, CustomScheme>();
const handlers = new Map<string, Handler>();

/**
 * Chromium does not know our schemes: `app://bundle/x` is carried as `https://bundle.app.invalid/x`, a secure origin
 * of its own that no name server can answer for.
 */
export function toWire(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([\w-]+):\/\/([^/?#]*)(.*)$/.exec(url) ?? [];
  return schemes.has(scheme) ? `https://${host}.${scheme}.invalid${rest || '/'}` : url;
}

export function fromWire(url: string): string {
  const [, host = '', scheme = '', rest = ''] = /^https:\/\/([^/]*)\.([\w-]+)\.invalid(.*)$/.exec(url) ?? [];
  return schemes.has(scheme) ? `${scheme}://${host}${rest}` : url;
}

export const handlerOf = (url: string): Handler | undefined => handlers.get(url.split(':')[0] ?? '');

const known = {
  registerSchemesAsPrivileged(customSchemes: CustomScheme[]) {
    // electron.d.ts: 'can only be used before the ready event and can be called only once'.
    if (getPhase() !== 'starting' || schemes.size > 0) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called once, before app is ready');
    }
    for (const custom of customSchemes) {
      // Without `standard` an address has no host, and relative addresses do not resolve: nothing here carries that.
      if (custom.privileges?.standard !== true || custom.privileges.secure !== true) {
        throw new Error(`electron-double: scheme ${custom.scheme} is not standard and secure`);
      }
      if (custom.privileges.bypassCSP === true) {
        throw new Error(`electron-double: bypassCSP of ${custom.scheme} is not implemented`);
      }
      schemes.set(custom.scheme, custom);
    }
  },
  handle(scheme: string, handler: Handler) {
    requireReady('protocol.handle cannot be used');
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!schemes.has(scheme))
      throw new Error(`electron-double: handling ${scheme} without registering it first`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string) {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Partial<Protocol>;

export const protocol = refuseMissing('protocol', known);

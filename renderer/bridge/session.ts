const storageKey = 'golden-hour.session';

export interface SessionPage {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly fetch: typeof globalThis.fetch;
}

export type SessionOutcome =
  | { readonly kind: 'open'; readonly session: string }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreachable' };

/**
 * The session of this tab. A page that is opened with `#token=…` trades the one-time token for a session and erases
 * it from the address before anything else happens; a reload finds the session in sessionStorage.
 */
export async function openSession(page: SessionPage): Promise<SessionOutcome> {
  const { location, history, storage, fetch } = page;
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) {
    const session = storage.getItem(storageKey);
    return session === null ? { kind: 'locked' } : { kind: 'open', session };
  }
  history.replaceState(null, '', location.pathname + location.search);
  let response: Response;
  try {
    response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  } catch {
    return { kind: 'unreachable' };
  }
  if (!response.ok) {
    storage.removeItem(storageKey);
    return { kind: 'locked' };
  }
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null || !('session' in body) || typeof body.session !== 'string') {
    return { kind: 'locked' };
  }
  storage.setItem(storageKey, body.session);
  return { kind: 'open', session: body.session };
}

/** A session that the host refuses is of no more use. */
export function forgetSession(storage: Pick<Storage, 'removeItem'>): void {
  storage.removeItem(storageKey);
}

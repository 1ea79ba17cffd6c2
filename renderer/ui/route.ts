import { useSyncExternalStore } from 'react';
import { personId } from '#contract/ids.ts';
import type { PersonId } from '#contract/ids.ts';

export type Route =
  | { readonly page: 'outlook' }
  | { readonly page: 'week' }
  | { readonly page: 'people' }
  | { readonly page: 'person'; readonly id: PersonId }
  | { readonly page: 'new-person' }
  | { readonly page: 'merges' }
  | { readonly page: 'settings'; readonly section: string | null }
  | { readonly page: 'welcome' }
  | { readonly page: 'not-found' };

export const hrefs = {
  outlook: '#/outlook',
  week: '#/week',
  people: '#/people',
  newPerson: '#/people/new',
  merges: '#/people/same',
  person: (id: PersonId) => `#/people/id/${encodeURIComponent(id)}`,
  settings: '#/settings',
  settingsSection: (section: string) => `#/settings/${section}`,
  welcome: '#/welcome',
} as const;

/** Reads the part of the address after `#`; an empty one is the outlook. */
export function parseRoute(hash: string): Route {
  const [page = '', first, second] = hash.replace(/^#\/?/, '').split('/');
  switch (page) {
    case '':
    case 'outlook':
      return { page: 'outlook' };
    case 'week':
      return { page: 'week' };
    case 'people':
      if (first === undefined || first === '') return { page: 'people' };
      if (first === 'new') return { page: 'new-person' };
      if (first === 'same') return { page: 'merges' };
      if (first === 'id' && second) return readPersonRoute(second);
      return { page: 'not-found' };
    case 'settings':
      return { page: 'settings', section: first || null };
    case 'welcome':
      return { page: 'welcome' };
    default:
      return { page: 'not-found' };
  }
}

function readPersonRoute(encoded: string): Route {
  try {
    return { page: 'person', id: personId(decodeURIComponent(encoded)) };
  } catch {
    // A broken escape in a hand-written address.
    return { page: 'not-found' };
  }
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash);
}

export function goTo(href: string): void {
  window.location.hash = href;
}

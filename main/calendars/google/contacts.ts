import type { GoogleApi, GoogleFailure } from './api.ts';
import { type Json, listOf, textOf } from './json.ts';

/** The most that Google gives at once. */
const PAGE = 1_000;
const MOST_PAGES = 100;

export type ContactListing =
  /** As they came: whoever wants people of them checks them. */
  { readonly kind: 'contacts'; readonly contacts: readonly unknown[] } | GoogleFailure;

/** All contacts of an account, all pages; `fields` is what is asked of each. Rejects only when aborted. */
export async function listContacts(
  api: GoogleApi,
  fields: string,
  signal?: AbortSignal,
): Promise<ContactListing> {
  const contacts: unknown[] = [];
  const seen = new Set<string>();
  let pageToken: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: { pageToken?: string } = pageToken === null ? {} : { pageToken };
    const result = await api.ask(
      (options) =>
        api.people.people.connections.list(
          { resourceName: 'people/me', personFields: fields, pageSize: PAGE, ...page },
          options,
        ),
      signal,
    );
    if (result.kind !== 'answer') return result;
    const { connections, nextPageToken }: Json = { ...result.data };
    contacts.push(...listOf(connections));
    const next = textOf(nextPageToken);
    // A token that comes again would go round for ever.
    if (next === null || seen.has(next)) return { kind: 'contacts', contacts };
    seen.add(next);
    pageToken = next;
  }
  return {
    kind: 'unusable',
    reason: 'too-large',
    detail: `More than ${MOST_PAGES * PAGE} contacts.`,
  };
}

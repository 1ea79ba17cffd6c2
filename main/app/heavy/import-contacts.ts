import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { GoogleFailure } from '#main/calendars/google/api.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { parseGoogleContacts } from '#main/people/import/parse-people.ts';
import { CONTACT_FIELDS } from '#main/people/import/read-google-contacts.ts';
import type { Store } from '#main/store/open.ts';
import type { Moment, PeopleImport } from './heavy-work.ts';
import { keepPeople } from './import-people.ts';

export interface ContactsQuestion extends Moment {
  readonly token: string;
  /** Instead of Google's own addresses; null: those. */
  readonly root: string | null;
  /** Whose contacts they are, for the user's eyes. */
  readonly user: string;
}

export interface ContactsImport {
  /** 'unauthorized': the token is not accepted; another may be. */
  readonly outcome: Outcome<PeopleImport>;
  readonly requests: number;
}

/** Reads all contacts of a Google account, and keeps their people as those of an address book. */
export async function importContacts(
  store: Store,
  { token, root, user, ...moment }: ContactsQuestion,
  fetch: typeof globalThis.fetch,
): Promise<ContactsImport> {
  const [{ openGoogleApi }, { listContacts }] = await Promise.all([
    import('#main/calendars/google/api.ts'),
    import('#main/calendars/google/contacts.ts'),
  ]);
  let requests = 0;
  const api = openGoogleApi({
    root,
    token,
    fetch,
    onRequest() {
      requests += 1;
    },
  });
  const listing = await listContacts(api, CONTACT_FIELDS);
  const outcome =
    listing.kind === 'contacts'
      ? succeed(keepPeople(store, parseGoogleContacts(listing.contacts), moment))
      : explain(listing, user);
  return { outcome, requests };
}

function explain(failure: GoogleFailure, user: string): Failure {
  switch (failure.kind) {
    case 'offline':
    case 'unknown':
      return fail('offline', 'Google does not answer. Check the connection and try again.');
    case 'refused':
      return explainStatus(failure.status, user);
    case 'unusable':
      return fail('unreadable', 'What Google answered is no list of contacts. Try again later.');
    default:
      return assertNever(failure);
  }
}

function explainStatus(status: number, user: string): Failure {
  if (status === 401) {
    return fail(
      'unauthorized',
      `Google does not let Golden Hour in for ${user} any more. Connect again; everything is kept.`,
    );
  }
  if (status === 404 || status === 405) {
    return fail(
      'not-found',
      `The server of ${user} has no contacts. Export them there as vCard and add the file.`,
    );
  }
  return fail(
    'refused',
    `Google refuses to list the contacts of ${user} (${status}). Try again later; docs/connecting-google.md says what the client needs.`,
  );
}

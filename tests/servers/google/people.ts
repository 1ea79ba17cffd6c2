import { type Answer, refuseInNewForm } from './answers.ts';
import { givePage, issueSyncToken, spellParameters } from './paging.ts';
import type { Person } from './resources.ts';
import { type Account, nameSomething, nextRevision, type ServerState, type TestContact } from './state.ts';

const WEEK_MS = 7 * 86_400_000;

const invalid = (message: string): Answer => refuseInNewForm(400, 'INVALID_ARGUMENT', message);

function readBirthday(text: string): Readonly<Record<string, number>> {
  const [, year, month, day] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (month === undefined || day === undefined) throw new RangeError(`${text} is no birthday.`);
  return { ...(year === '-' ? {} : { year: Number(year) }), month: Number(month), day: Number(day) };
}

function writeFields(id: string, contact: TestContact): Readonly<Record<string, unknown>> {
  const metadata = (isFirst: boolean) => ({
    ...(isFirst ? { primary: true, sourcePrimary: true } : {}),
    source: { type: 'CONTACT', id },
  });
  const [givenName = contact.name, ...family] = contact.name.split(' ');
  const familyName = family.join(' ');
  return {
    metadata: { sources: [{ type: 'CONTACT', id, etag: `#${id}` }], objectType: 'PERSON' },
    names: [
      {
        metadata: metadata(true),
        displayName: contact.name,
        givenName,
        ...(familyName === '' ? {} : { familyName }),
        displayNameLastFirst: familyName === '' ? givenName : `${familyName}, ${givenName}`,
        unstructuredName: contact.name,
      },
    ],
    ...(contact.emails.length > 0
      ? { emailAddresses: contact.emails.map((value, index) => ({ metadata: metadata(index === 0), value })) }
      : {}),
    ...(contact.birthday === undefined
      ? {}
      : { birthdays: [{ metadata: metadata(true), date: readBirthday(contact.birthday) }] }),
    ...(contact.organisation === undefined
      ? {}
      : { organizations: [{ metadata: metadata(true), name: contact.organisation }] }),
  };
}

/** Adds a contact, or replaces the one of that resource name. */
export function putContact(
  state: ServerState,
  account: Account,
  contact: TestContact,
  resourceName = `people/c${account.contacts.size + 1000}`,
): string {
  const revision = nextRevision(state);
  const fields = writeFields(resourceName.slice('people/'.length), contact);
  const etag = `%Eg${revision.toString(36)}`;
  account.contacts.set(resourceName, { resourceName, etag, revision, isDeleted: false, fields });
  return resourceName;
}

export function removeContact(state: ServerState, account: Account, resourceName: string): void {
  const contact = account.contacts.get(resourceName);
  if (!contact) throw new RangeError(`${account.email} has no contact ${resourceName}.`);
  const fields = { metadata: { deleted: true, objectType: 'PERSON' } };
  account.contacts.set(resourceName, { ...contact, fields, isDeleted: true, revision: nextRevision(state) });
}

function showPerson({ resourceName, etag, fields, isDeleted }: Person, mask: readonly string[]) {
  const shown = Object.entries(fields).filter(([name]) => mask.includes(name) || isDeleted);
  return { resourceName, etag, ...Object.fromEntries(shown) };
}

const FIELDS =
  'addresses ageRanges biographies birthdays calendarUrls clientData coverPhotos emailAddresses events externalIds genders imClients interests locales locations memberships metadata miscKeywords names nicknames occupations organizations phoneNumbers photos relations sipAddresses skills urls userDefined'.split(
    ' ',
  );

/** The fields to show; or why that is no list of fields. */
function readMask(query: URLSearchParams): readonly string[] | Answer {
  const mask = (query.get('personFields') ?? '').split(',').filter((name) => name !== '');
  if (mask.length === 0) return invalid('personFields mask is required.');
  const unknown = mask.filter((name) => !FIELDS.includes(name));
  return unknown.length === 0 ? mask : invalid(`Invalid personFields mask path: "${unknown.join(', ')}".`);
}

function readToken(state: ServerState, list: string, query: URLSearchParams): number | Answer {
  const token = query.get('syncToken');
  if (token === null) return 0;
  const point = state.syncTokens.get(token);
  if (!point || point.list !== list || point.issuedMs + WEEK_MS <= state.clock()) {
    return refuseInNewForm(
      400,
      'FAILED_PRECONDITION',
      'Sync token is expired. Clear local cache and retry call without the sync token.',
      {
        reason: 'EXPIRED_SYNC_TOKEN',
      },
    );
  }
  if (point.parameters === spellParameters(query)) return point.revision;
  state.violations.push(
    'people.people.connections.list: other parameters than those that gave the syncToken',
  );
  return invalid('Request parameters must match the first call that provided the sync token.');
}

/** GET people/me/connections. */
export function listConnections(
  state: ServerState,
  account: Account,
  resourceName: string,
  query: URLSearchParams,
): Answer {
  if (resourceName !== 'people/me') return invalid('Only people/me is a valid resource name.');
  const mask = readMask(query);
  if ('status' in mask) return mask;
  const asked = Number(query.get('pageSize') ?? 100);
  if (asked < 0 || asked > 1000) return invalid('pageSize must be between 1 and 1000.');
  const list = `people.connections ${account.email}`;
  const since = readToken(state, list, query);
  if (typeof since !== 'number') return since;
  const givesToken = query.get('requestSyncToken') === 'true' || query.has('syncToken');
  const size = Math.min(asked === 0 ? 100 : asked, state.modes.pageSize);
  const page = givePage(state, { list, query, size, emptyEvery: 0 }, () => ({
    values: [...account.contacts.values()].filter(
      ({ revision, isDeleted }) => revision > since && (query.has('syncToken') || !isDeleted),
    ),
    syncToken: givesToken && state.modes.syncTokens ? issueSyncToken(state, list, query) : null,
  }));
  if ('status' in page) return invalid('Invalid page token.');
  const people = (page.values as readonly Person[]).map((person) => showPerson(person, mask)); // from begin() above
  const total = [...account.contacts.values()].filter(({ isDeleted }) => !isDeleted).length;
  return {
    status: 200,
    body: {
      ...(people.length > 0 ? { connections: people } : {}),
      totalPeople: total,
      totalItems: total,
      ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
      ...(page.nextSyncToken === null ? {} : { nextSyncToken: page.nextSyncToken }),
    },
  };
}

/** GET people/me, or a contact. */
export function getPerson(
  state: ServerState,
  account: Account,
  resourceName: string,
  query: URLSearchParams,
): Answer {
  const mask = readMask(query);
  if ('status' in mask) return mask;
  const contact = account.contacts.get(resourceName);
  if (contact && !contact.isDeleted) return { status: 200, body: showPerson(contact, mask) };
  if (resourceName !== 'people/me' && resourceName !== `people/${account.subject}`) {
    return refuseInNewForm(404, 'NOT_FOUND', 'Requested entity was not found.');
  }
  const fields = writeFields(account.subject, { name: account.name, emails: [account.email] });
  const me = {
    resourceName: `people/${account.subject}`,
    etag: `%E${nameSomething(state, '')}`,
    revision: 0,
    isDeleted: false,
  };
  return { status: 200, body: showPerson({ ...me, fields }, mask) };
}

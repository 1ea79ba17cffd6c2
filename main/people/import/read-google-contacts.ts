import { isRecord } from '#main/people/import/person-entry.ts';
import type { RawRow } from '#main/people/import/raw-row.ts';
import { findLanguage, squeeze } from '#main/people/import/raw-text.ts';

/** What is asked for of each contact, and no more: `personFields` of the People API. */
export const CONTACT_FIELDS = 'names,emailAddresses,organizations,locales,metadata';

type Json = Readonly<Record<string, unknown>>;

/**
 * Contacts as the People API gives them, whatever is missing or of another shape. What was deleted is left out without
 * a word; a page of a company is no person.
 */
export const readGoogleContacts = (contacts: readonly unknown[]): RawRow[] =>
  contacts.flatMap((contact, i): RawRow[] => {
    const where = `contact ${i + 1}`;
    if (!isRecord(contact)) return [{ where, name: '', fault: 'is no contact' }];
    const metadata = recordOf(contact['metadata']);
    return metadata['deleted'] === true ? [] : [readContact(contact, metadata, where)];
  });

function readContact(contact: Json, metadata: Json, where: string): RawRow {
  const name = readName(contact);
  const emails = inOrder(contact['emailAddresses']).flatMap((address) => textOf(address, 'value') || []);
  const [organization = {}] = inOrder(contact['organizations']);
  const company = textOf(organization, 'name');
  if (metadata['objectType'] === 'PAGE') return { where, name, fault: 'is a page, not a person' };
  if (name === '' && company !== '') {
    return { where, name: company, fault: 'is an organisation, not a person' };
  }
  return {
    where,
    name,
    raw: {
      name: name || emails[0],
      emails,
      department: textOf(organization, 'department') || company || undefined,
      language: findLanguage(inOrder(contact['locales']).map((locale) => textOf(locale, 'value'))),
    },
  };
}

function readName(contact: Json): string {
  for (const name of inOrder(contact['names'])) {
    const parts = ['givenName', 'middleName', 'familyName'].map((key) => textOf(name, key));
    const text =
      textOf(name, 'displayName') ||
      parts.filter((part) => part !== '').join(' ') ||
      textOf(name, 'unstructuredName');
    if (text !== '') return text;
  }
  return '';
}

const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});

const textOf = (record: Json, key: string): string => {
  const value = record[key];
  return typeof value === 'string' ? squeeze(value) : '';
};

/** Contacts repeat each field by source: what is marked as the main one first, then what is current. */
function inOrder(values: unknown): readonly Json[] {
  const list: readonly unknown[] = Array.isArray(values) ? values : [];
  const place = (value: Json): number => {
    if (recordOf(value['metadata'])['primary'] === true) return 0;
    return value['current'] === true ? 1 : 2;
  };
  return list.filter(isRecord).toSorted((a, b) => place(a) - place(b));
}

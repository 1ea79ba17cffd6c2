import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoogleContacts } from '#main/people/import/parse-people.ts';

const email = (value: unknown, primary = false) => ({ value, metadata: { primary } });
const contact = (changed: Readonly<Record<string, unknown>> = {}) => ({
  resourceName: 'people/c1',
  etag: '%EgU=',
  metadata: { sources: [{ type: 'CONTACT', id: '1' }], objectType: 'PERSON' },
  names: [
    { displayName: 'Priya Patel', givenName: 'Priya', familyName: 'Patel', metadata: { primary: true } },
  ],
  emailAddresses: [email('priya@example.com', true)],
  ...changed,
});
const readOne = (changed: Readonly<Record<string, unknown>>) => parseGoogleContacts([contact(changed)]);

describe('a contact of Google’s', () => {
  it('is a person with what the product has a use for', () => {
    const read = readOne({
      emailAddresses: [email('old@example.com'), email('Priya@Example.com', true)],
      organizations: [
        { name: 'Former Ltd', department: 'Sales', current: false },
        { name: 'Acme', department: 'Research', current: true, metadata: { primary: true } },
      ],
      locales: [{ value: 'nl-BE', metadata: { primary: true } }],
      birthdays: [{ date: { year: 1980, month: 1, day: 1 } }],
      phoneNumbers: [{ value: '+31 6 12345678' }],
      photos: [{ url: 'https://photos.example/never-fetched' }],
    });
    expect(read).toEqual({
      isAddressBook: true,
      people: [
        {
          name: 'Priya Patel',
          emails: ['priya@example.com', 'old@example.com'],
          department: 'Research',
          language: 'nl',
        },
      ],
      skipped: [],
    });
  });

  it('is called by its parts, or by its address, where it has no name', () => {
    const nameOf = (names: unknown): string | undefined => readOne({ names }).people[0]?.name;
    expect(nameOf([{ givenName: 'Jan', middleName: 'van', familyName: 'Dijk' }])).toBe('Jan van Dijk');
    expect(nameOf([{ displayName: '  ' }, { displayName: 'Second\u00a0 Source' }])).toBe('Second Source');
    expect(nameOf([{ unstructuredName: 'Anything' }])).toBe('Anything');
    expect(nameOf(undefined)).toBe('priya@example.com');
  });

  it('is left out without a word where it was deleted', () => {
    expect(readOne({ metadata: { deleted: true } })).toEqual({
      isAddressBook: true,
      people: [],
      skipped: [],
    });
  });

  it.each([
    ['has no address', { emailAddresses: undefined }, 'has no e-mail address'],
    ['has an address that is none', { emailAddresses: [email('call me')] }, 'no e-mail address'],
    ['is a page', { metadata: { objectType: 'PAGE' } }, 'is a page, not a person'],
    ['is a company', { names: [], organizations: [{ name: 'Acme' }] }, 'is an organisation, not a person'],
  ] as const)('is skipped by name where it %s', (_, changed, reason) => {
    const { people, skipped } = readOne(changed);
    expect(people).toEqual([]);
    expect(skipped).toHaveLength(1);
    expect(skipped[0]?.reason).toContain(reason);
    expect(skipped[0]?.uid).toContain('contact 1');
  });

  it('keeps the good ones of many addresses, each once', () => {
    const many = ['a@example.com', 'A@example.com ', 'b@example.com', 'nobody', ''].map((value) =>
      email(value),
    );
    const { people, skipped } = readOne({ emailAddresses: many });
    expect(people[0]?.emails).toEqual(['a@example.com', 'b@example.com']);
    expect(skipped).toHaveLength(1);
    const tooMany = Array.from({ length: 25 }, (_, i) => email(`a${i}@example.com`));
    expect(readOne({ emailAddresses: tooMany }).skipped[0]?.reason).toContain('more than 20');
  });

  it('that is there twice is two entries: who is one, others decide', () => {
    expect(parseGoogleContacts([contact(), contact()]).people).toHaveLength(2);
  });

  it('is never a reason to stop, whatever shape it has', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.jsonValue().map((value) => contact({ names: value })),
          ),
          { maxLength: 4 },
        ),
        (contacts) => {
          const { people, skipped } = parseGoogleContacts([...contacts, contact()]);
          expect(people.length + skipped.length).toBeGreaterThanOrEqual(1);
          expect(people.some(({ emails }) => emails.includes('priya@example.com'))).toBe(true);
        },
      ),
    );
  });
});

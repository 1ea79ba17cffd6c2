import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PeopleReading, parsePeople } from '#main/people/import/parse-people.ts';

function read(text: string): PeopleReading {
  const outcome = parsePeople(text, 'book.vcf');
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const readFixture = (name: string): PeopleReading =>
  read(readFileSync(new URL(`../../../fixtures/people/${name}`, import.meta.url), 'utf8'));

const readCard = (...lines: readonly string[]): PeopleReading =>
  read(['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n'));

describe('vCard', () => {
  it('2.1: quoted-printable in several charsets, bare parameters, a card within a card', () => {
    expect(readFixture('phone-2.1.vcf')).toEqual({
      isAddressBook: true,
      people: [
        { name: 'Jörg Müller', emails: ['joerg@example.com', 'joerg@example.net'], department: 'Küche' },
        { name: 'テスト', emails: ['test@example.jp'] },
        { name: 'John Q. Public', emails: ['john@example.com'] },
        { name: 'Renée', emails: ['renee@example.com'] },
      ],
      skipped: [],
    });
  });

  it('3.0: groups, folded lines, junk, no END, a group, no address, the same address again', () => {
    expect(readFixture('book-3.0.vcf')).toEqual({
      isAddressBook: true,
      people: [
        {
          name: 'Lucía, Ferrer',
          emails: ['lucia@example.com', 'lucia.private@example.net'],
          department: 'Platform',
          place: { lat: 40.73, lon: -74.17 },
        },
        { name: 'No End', emails: ['no.end@example.com'] },
        { name: 'address.only@example.com', emails: ['address.only@example.com'] },
      ],
      skipped: [
        { uid: 'The Whole Team (card 3)', reason: 'is a group, not a person' },
        { uid: 'Phone Only (card 4)', reason: 'has no e-mail address' },
        {
          uid: 'Lucia Again (card 5)',
          reason: 'has lucia@example.com in common with Lucía, Ferrer (card 1), who stays',
        },
      ],
    });
  });

  it('4.0: preferences, the first language that is spoken here, zone and place', () => {
    expect(readFixture('book-4.0.vcf')).toEqual({
      isAddressBook: true,
      people: [
        {
          name: 'J. Doe',
          emails: ['jane@example.com', 'jane@example.net'],
          department: 'Acme',
          place: { lat: 50.85, lon: 4.35 },
          zone: 'Europe/Brussels',
          language: 'nl',
        },
      ],
      skipped: [{ uid: 'Acme (card 2)', reason: 'is an organisation, not a person' }],
    });
  });

  it('keeps nothing of pictures and links', () => {
    const { people } = readCard(
      'VERSION:3.0',
      'FN:Ann',
      'EMAIL:ann@example.com',
      'PHOTO;VALUE=uri:https://example.com/a.jpg',
      'URL:https://example.com',
      'NOTE:private',
    );
    expect(people).toEqual([{ name: 'Ann', emails: ['ann@example.com'] }]);
  });

  it('a bad address costs itself and is named', () => {
    const { people, skipped } = readCard('VERSION:3.0', 'FN:Ann', 'EMAIL:ann', 'EMAIL:ann@example.com');
    expect(people).toEqual([{ name: 'Ann', emails: ['ann@example.com'] }]);
    expect(skipped).toEqual([{ uid: 'Ann (card 1)', reason: "emails: 'ann' is no e-mail address" }]);
  });

  it('takes the name from N, then from the nickname', () => {
    expect(readCard('VERSION:3.0', 'N:Lee;Ann;Mary,Jo;;', 'EMAIL:a@example.com').people[0]?.name).toBe(
      'Ann Mary Jo Lee',
    );
    expect(readCard('VERSION:3.0', 'NICKNAME:Annie', 'EMAIL:a@example.com').people[0]?.name).toBe('Annie');
  });

  it.each([
    ['2.1', 'ORG:Smith\\; Sons;Shop', 'Shop'],
    ['2.1', 'ORG:Smith\\; Sons', 'Smith; Sons'],
    ['3.0', 'ORG:Smith\\, Sons\\; Co', 'Smith, Sons; Co'],
    ['3.0', 'ORG;WORK:Smith\\, Sons', 'Smith, Sons'],
    ['', 'ORG:Smith', 'Smith'],
  ])('version %j: %s', (version, line, department) => {
    const { people } = readCard(`VERSION:${version}`, line, 'FN:Ann', 'EMAIL:a@example.com');
    expect(people[0]?.department).toBe(department);
  });

  it.each([
    'GEO:geo:0,0',
    'GEO:geo:91,4',
    'GEO:here',
    'TZ:-0500',
    'TZ:Mars/Base',
    'LANG:fr',
    'TZ;VALUE=utc-offset:+01',
  ])('%s says nothing that is used', (line) => {
    expect(readCard('VERSION:4.0', 'FN:Ann', 'EMAIL:ann@example.com', line)).toMatchObject({
      people: [{ name: 'Ann', emails: ['ann@example.com'] }],
      skipped: [],
    });
  });

  it('an unknown charset is read as UTF-8', () => {
    const line = 'FN;CHARSET=X-UNKNOWN;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9e';
    expect(readCard('VERSION:2.1', line, 'EMAIL:r@example.com').people[0]?.name).toBe('Renée');
  });
});

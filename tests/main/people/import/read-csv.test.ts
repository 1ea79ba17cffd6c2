import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PeopleReading, parsePeople } from '#main/people/import/parse-people.ts';

function read(text: string): PeopleReading {
  const outcome = parsePeople(text, 'people.csv');
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const readFixture = (name: string): PeopleReading =>
  read(readFileSync(new URL(`../../../fixtures/people/${name}`, import.meta.url), 'utf8'));

describe('the user’s own table', () => {
  it('reads a spreadsheet of a Dutch machine and names each row that it cannot use', () => {
    const { people, skipped, isAddressBook } = readFixture('messy.csv');
    expect(isAddressBook).toBe(false);
    expect(people).toEqual([
      {
        name: 'Raman, Priya',
        emails: ['priya@example.com', 'p.raman@example.net'],
        circle: 'reports',
        department: 'Platform',
        cadenceDays: 45,
        maximumDays: 120,
        importance: 1.5,
        status: 'followed',
        comfort: { home: 'rather-not', weekdayEvening: 'yes', alcohol: 'no' },
        apart: ['tom@example.com', 'sam@example.com'],
        place: { lat: 40.73, lon: -73.99 },
        zone: 'America/New_York',
        language: 'en',
        partner: 'Ken',
        added: '2025-11-01',
        spontaneous: true,
      },
      { name: 'Half Good', emails: ['half@example.com'] },
      { name: 'Last One', emails: ['last@example.com'], circle: 'network', spontaneous: false },
    ]);
    expect(skipped.map(({ uid, reason }) => `${uid ?? '-'}: ${reason}`)).toEqual([
      "-: The column 'Shoe size' means nothing here and is ignored.",
      "No Circle (row 4): circle: unknown circle 'bosses'; use one of reports, leaders, peers, support, partners, customers, former, network",
      'No Cadence (row 5): cadenceDays: -3 days; give a number above 0',
      "Word Cadence (row 6): cadenceDays: 'monthly' is no whole number of days",
      'Too Short (row 7): maximumDays: 60 is not longer than the cadence of 60 days',
      'Short By Default (row 8): maximumDays: 30 is not longer than the cadence of 60 days, the default of the circle',
      'Too Dear (row 9): importance: 3 is outside 0.5 to 2',
      "No Zone (row 10): zone: unknown zone 'Mars/Base'; use an IANA name such as Europe/Amsterdam",
      "No Address (row 11): emails: 'not an address' is no e-mail address",
      'Empty Address (row 12): has no e-mail address',
      'row 13: has no name',
      'row 14: has a quote that is not closed, or that closes inside a cell',
      'Second Raman (row 15): has p.raman@example.net in common with Raman, Priya (row 2), who stays',
      "Half Good (row 16): emails: 'bad@' is no e-mail address",
      "Too Many (row 17): has 23 cells under 21 columns; put text that holds ';' in quotes",
      "Wrong Date (row 18): added: '1-11-2025' is no date; write it as YYYY-MM-DD",
      'Half Place (row 19): place.lon: nothing is no number of degrees',
    ]);
  });

  it('reads tabs, with the other delimiters inside cells', () => {
    expect(readFixture('tabs.csv').people).toEqual([
      {
        name: 'Tab Person',
        emails: ['tab@example.com', 'tab2@example.com'],
        place: { lat: 52.37, lon: 4.9 },
      },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('reads line ends %j, blank lines and missing last cells', (end) => {
    const { people, skipped } = read(
      ['', 'name,emails,circle', '', 'Ann,ann@example.com', ',,', 'Bo,bo@example.com,peers,,'].join(end),
    );
    expect(people).toEqual([
      { name: 'Ann', emails: ['ann@example.com'] },
      { name: 'Bo', emails: ['bo@example.com'], circle: 'peers' },
    ]);
    expect(skipped).toEqual([]);
  });

  it('knows quotes in quotes, line ends in quotes and quotes inside a cell', () => {
    const { people, skipped } = read(
      'name,emails,department\n"Ann ""the boss"" Lee",ann@example.com,"Two\nlines"\nBo "B" Bo,bo@example.com,\n',
    );
    expect(people).toEqual([
      { name: 'Ann "the boss" Lee', emails: ['ann@example.com'], department: 'Two\nlines' },
      { name: 'Bo "B" Bo', emails: ['bo@example.com'] },
    ]);
    expect(skipped).toEqual([]);
  });

  it('a quote that never closes, or closes inside a cell, costs its own line alone', () => {
    const { people, skipped } = read(
      'name,emails\n"Open,open@example.com\n"Ann, A.",ann@example.com\n"Clo"sed,c@example.com\nBo,bo@example.com\n"',
    );
    expect(people.map(({ name }) => name)).toEqual(['Ann, A.', 'Bo']);
    expect(skipped.map(({ uid }) => uid)).toEqual(['row 2', 'row 4', 'row 6']);
  });

  it('knows columns in another order and spelling', () => {
    expect(
      read('E-MAIL , cadence_days,Naam,Afdeling\n"Ann Lee <Ann@example.com>",30,Ann,Inkoop').people,
    ).toEqual([{ name: 'Ann', emails: ['ann@example.com'], department: 'Inkoop', cadenceDays: 30 }]);
  });

  it('says that signs were lost to another charset, and keeps the person', () => {
    const { people, skipped } = read('name,emails\nZo\uFFFD,zoe@example.com');
    expect(people).toHaveLength(1);
    expect(skipped).toEqual([
      {
        uid: 'Zo\uFFFD (row 2)',
        reason: 'the name holds signs that could not be read; save the file as UTF-8',
      },
    ]);
  });

  it('a table without rows is no error', () => {
    expect(read('name,emails\n')).toEqual({ isAddressBook: false, people: [], skipped: [] });
  });

  it('takes ten thousand rows and as many open quotes in its stride', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `"Open ${i}\nP ${i},p${i}@example.com`);
    const started = performance.now();
    // Each open quote finds the next one, which closes inside a cell: what follows must not be searched again and again.
    const { people, skipped } = read(`name,emails\n${rows.join('\n')}`);
    expect(people).toHaveLength(10_000);
    expect(skipped).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('exports of other programs', () => {
  it('Google: name, addresses, department or else organisation, and nothing else', () => {
    const { people, skipped, isAddressBook } = readFixture('google.csv');
    expect(isAddressBook).toBe(true);
    expect(people).toEqual([
      {
        name: 'Priya Raman',
        emails: ['priya.raman@example.com', 'priya@example.net', 'priya.home@example.com'],
        department: 'Platform',
      },
      { name: 'Zoë van der Berg', emails: ['zoe@example.com'], department: 'Bakkerij Berg' },
      { name: 'only.address@example.com', emails: ['only.address@example.com'] },
    ]);
    expect(skipped).toEqual([{ uid: 'Garage (row 5)', reason: 'has no e-mail address' }]);
  });

  it('Google, before 2024', () => {
    expect(readFixture('google-before-2024.csv')).toEqual({
      isAddressBook: true,
      people: [{ name: 'Sam Okafor', emails: ['sam@example.com'], department: 'Sales' }],
      skipped: [],
    });
  });

  it('Outlook', () => {
    expect(readFixture('outlook.csv')).toEqual({
      isAddressBook: true,
      people: [
        { name: 'Tom Becker', emails: ['tom.becker@example.com', 'tom@example.net'], department: 'Sales' },
        { name: 'Mei Chen', emails: ['mei.chen@example.com'], department: 'Acme' },
      ],
      skipped: [],
    });
  });

  it('Outlook in Dutch', () => {
    expect(readFixture('outlook-dutch.csv')).toEqual({
      isAddressBook: true,
      people: [{ name: 'Anouk de Vries', emails: ['anouk@example.com'], department: 'Inkoop' }],
      skipped: [],
    });
  });
});

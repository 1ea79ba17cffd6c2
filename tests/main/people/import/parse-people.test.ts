import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PeopleReading, parsePeople } from '#main/people/import/parse-people.ts';

const shared = new URL('../../../../../shared/data/', import.meta.url);

function read(text: string, name = 'people'): PeopleReading {
  const outcome = parsePeople(text, name);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const refuse = (text: string): string => {
  const outcome = parsePeople(text, 'some.file');
  return outcome.ok ? `read ${outcome.value.people.length} people` : outcome.message;
};

const ANN = { name: 'Ann', emails: ['ann@example.com'] };
const readJson = (...entries: readonly unknown[]): PeopleReading => read(JSON.stringify(entries));
const reasonFor = (fields: object): string => {
  const { people, skipped } = readJson({ ...ANN, ...fields });
  expect(people).toEqual([]);
  return skipped.map(({ uid, reason }) => `${uid}: ${reason}`).join('\n');
};

describe('JSON', () => {
  it('keeps every key and leaves out what is not said', () => {
    const whole = {
      name: ' Ann  Lee ',
      emails: ['Ann@Example.com', 'mailto:a.lee@example.net'],
      circle: 'Reports',
      department: 'Platform',
      cadenceDays: 30,
      maximumDays: 90,
      importance: 0.5,
      status: 'paused',
      comfort: { home: 'no', alcohol: null, family: 'rather-not' },
      apart: ['Tom@example.com'],
      place: { lat: 52.37, lon: 4.9 },
      zone: 'Europe/Amsterdam',
      language: 'nl',
      partner: 'Kim',
      added: '2025-11-01',
      spontaneous: true,
    };
    const { people, skipped, isAddressBook } = readJson(whole, {
      name: 'Bo',
      emails: ['bo@example.com'],
      department: null,
      zone: '',
      comfort: {},
    });
    expect(people).toEqual([
      {
        ...whole,
        name: 'Ann Lee',
        emails: ['ann@example.com', 'a.lee@example.net'],
        circle: 'reports',
        comfort: { home: 'no', family: 'rather-not' },
        apart: ['tom@example.com'],
      },
      { name: 'Bo', emails: ['bo@example.com'] },
    ]);
    expect(Object.keys(people[1] ?? {})).toEqual(['name', 'emails']);
    expect(skipped).toEqual([]);
    expect(isAddressBook).toBe(false);
  });

  it('reads {people: [...]} and a byte order mark too', () => {
    expect(read(`\uFEFF{"people": [${JSON.stringify(ANN)}]}`).people).toEqual([ANN]);
  });

  it.each([
    [{ circle: 'bosses' }, /unknown circle 'bosses'; use one of reports, leaders, .*network/],
    [{ cadenceDays: 0 }, /cadenceDays: 0 days; give a number above 0/],
    [{ cadenceDays: 1.5 }, /cadenceDays: 1.5 is no whole number of days/],
    [{ cadenceDays: '45' }, /cadenceDays: '45' is no whole number of days/],
    [{ cadenceDays: 60, maximumDays: 60 }, /60 is not longer than the cadence of 60 days$/],
    [{ circle: 'reports', maximumDays: 40 }, /cadence of 45 days, the default of the circle/],
    [{ importance: 2.1 }, /importance: 2.1 is outside 0.5 to 2/],
    [{ importance: 'high' }, /importance: 'high' is outside 0.5 to 2/],
    [{ zone: 'Mars/Base' }, /unknown zone 'Mars\/Base'; use an IANA name/],
    [{ emails: ['ann at example'] }, /'ann at example' is no e-mail address/],
    [{ emails: [7] }, /7 is no e-mail address/],
    [{ emails: [] }, /has no e-mail address/],
    [{ emails: undefined }, /has no e-mail address/],
    [{ status: 'gone' }, /unknown status 'gone'; use one of followed, paused, never/],
    [{ comfort: { home: 'maybe' } }, /comfort.home: unknown answer 'maybe'; use one of yes, rather-not, no/],
    [{ comfort: 'yes' }, /comfort: 'yes' is no comfort sheet/],
    [{ place: { lat: 91, lon: 0 } }, /place.lat: 91 is above 90 degrees/],
    [{ place: { lat: 1 } }, /place.lon: nothing is no number of degrees/],
    [{ place: 'Utrecht' }, /place: 'Utrecht' is no place/],
    [{ added: '2025-02-30' }, /added: '2025-02-30' is no date; write it as YYYY-MM-DD/],
    [{ language: 'de' }, /unknown language 'de'; use one of en, nl/],
    [{ spontaneous: 'often' }, /'often' is neither true nor false/],
    [{ department: 7 }, /department: 7 is no text/],
    [{ department: 'x'.repeat(201) }, /department: longer than 200/],
  ])('%j costs the person and says why', (fields, reason) => {
    expect(reasonFor(fields)).toMatch(reason);
    expect(reasonFor(fields)).toMatch(/^Ann \(row 1\): /);
  });

  it('a person without a name, and what is no person, are told by their row', () => {
    const { people, skipped } = readJson({ emails: ['x@example.com'] }, 'Ann', null, [], ANN);
    expect(people).toEqual([ANN]);
    expect(skipped.map(({ uid, reason }) => `${uid} ${reason}`)).toEqual([
      'row 1 has no name',
      'row 2 \'Ann\' is no person; write {"name": ..., "emails": [...]}',
      'row 3 null is no person; write {"name": ..., "emails": [...]}',
      'row 4 a list is no person; write {"name": ..., "emails": [...]}',
    ]);
  });

  it('a bad address among good ones, and a misspelt key, cost themselves alone', () => {
    const { people, skipped } = readJson({
      ...ANN,
      emails: ['ann@', 'ann@example.com'],
      apart: ['tom'],
      cadenceDay: 3,
      comfort: { house: 'no' },
    });
    expect(people).toEqual([{ ...ANN, comfort: {} }]);
    expect(skipped).toEqual([
      { uid: 'Ann (row 1)', reason: "emails: 'ann@' is no e-mail address" },
      { uid: 'Ann (row 1)', reason: "apart: 'tom' is no e-mail address" },
      { uid: 'Ann (row 1)', reason: "'cadenceDay' is no key and is ignored" },
      { uid: 'Ann (row 1)', reason: "'comfort.house' is no key and is ignored" },
    ]);
  });

  it('of two with an address in common the first stays as it is', () => {
    const { people, skipped } = readJson(ANN, {
      name: 'Annie',
      emails: ['annie@example.com', 'ANN@example.com'],
      department: 'Sales',
    });
    expect(people).toEqual([ANN]);
    expect(skipped).toEqual([
      { uid: 'Annie (row 2)', reason: 'has ann@example.com in common with Ann (row 1), who stays' },
    ]);
  });

  it('survives keys that every object has, and objects without a bottom', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const { people } = read(
      `[{"name":"Ann","emails":["ann@example.com"],"__proto__":{"x":1},"toString":1,"comfort":{"constructor":"no"},"deep":${deep}}]`,
    );
    expect(people).toEqual([{ ...ANN, comfort: {} }]);
  });

  it('reads the people of the New York scenario', (ctx) => {
    const file = new URL('scenarios/new-york/people.json', shared);
    if (!existsSync(file)) ctx.skip('the New York scenario is not here');
    const { people, skipped } = read(readFileSync(file, 'utf8'));
    expect(skipped).toEqual([]);
    expect(people).toHaveLength(12);
    expect(people[1]).toEqual({
      name: 'Sam Okafor',
      emails: ['sam.okafor@example.com'],
      circle: 'reports',
      department: 'Platform',
      cadenceDays: 45,
      added: '2025-11-01',
      apart: ['tom.becker@example.com'],
    });
  });
});

describe('what is none of the three', () => {
  it.each([
    ['', /^some\.file is empty/],
    [' \r\n', /is empty/],
    ['<!DOCTYPE html><html></html>', /is a web page, not contacts/],
    ['<?xml version="1.0"?><people/>', /is XML/],
    ['BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n', /is a calendar, not contacts/],
    ['PK\u0003\u0004\u0014\0xl/workbook.xml', /is a ZIP archive or an Excel workbook/],
    ['%PDF-1.7', /is a PDF document/],
    ['\uFFFD\uFFFDn\0a\0m\0e\0,\0e\0m\0a\0i\0l\0s\0', /is written in UTF-16. Save it again as UTF-8/],
    ['\uFFFDPNG\r\n\u001A\n\0\0\0\rIHDR', /is a binary file/],
    ['[{"name": "Ann",', /begins like JSON and is none/],
    ['{"name": "Ann", "emails": ["ann@example.com"]}', /is JSON without people/],
    ['42', /holds no people/],
    ['Ann,ann@example.com\nBo,bo@example.com\n', /its first line names no column of e-mail addresses/],
    ['Dear all,\nplease find attached', /holds no people/],
  ])('%j is refused by name', (text, message) => {
    expect(refuse(text)).toMatch(message);
    expect(refuse(text)).toMatch(/^some\.file /);
  });

  it('the name of the file decides nothing', () => {
    expect(parsePeople(JSON.stringify([ANN]), 'people.vcf')).toMatchObject({ ok: true });
    expect(parsePeople('name,emails\nAnn,ann@example.com', 'people.json')).toMatchObject({ ok: true });
  });
});

describe('published cards', () => {
  const root = fileURLToPath(new URL('vcard/', shared));
  it('each gives people or says why not', (ctx) => {
    const files = globSync('**/*.vcf', { cwd: root }).toSorted();
    if (files.length === 0) ctx.skip('the published cards are not here');
    const found = files.map((file) => {
      const outcome = parsePeople(readFileSync(`${root}${file}`, 'utf8'), file);
      if (!outcome.ok) return [file.replaceAll('\\', '/'), outcome.message];
      const { people, skipped } = outcome.value;
      return [
        file.replaceAll('\\', '/'),
        ...people.map(({ name, emails }) => `${name} <${emails.join(' ')}>`),
        ...skipped.map(({ uid, reason }) => `${uid}: ${reason}`),
      ];
    });
    expect(found).toEqual([
      ['ical.js/test/parser/escape_semicolon.vcf', 'First Last NextCloud <home@gmx.de work@gmx.de>'],
      ['ical.js/test/parser/vcard.vcf', 'J. Doe <jqpublic@xyz.example.com>'],
      [
        'ical.js/test/parser/vcard3.vcf',
        'Mr. John Q. Public, Esq. <jane_doe@abc.com jqpublic@xyz.dom1.com jdoe@isp.net>',
      ],
      ['ical.js/test/parser/vcard_author.vcf', 'Simon Perreault <simon.perreault@viagenie.ca>'],
      ['ical.js/test/parser/vcard_grouped.vcf', 'card 1: has no name; has no e-mail address'],
      [
        'libical/leaktest.vcf',
        'Derik Stenerson <deriks@microsoft.com>',
        'Anik Ganguly <ganguly@acm.org>',
        'Robert Moskowitz <rgm-ietf@htt-consult.com>',
      ],
      [
        'libical/test.vcf',
        'Simon Perreault <simon.perreault@viagenie.ca>',
        'Mickey Mouse (card 2): has no e-mail address',
      ],
      ['libical/user-cal.vcf', 'libical/user-cal.vcf is a calendar, not contacts. Add it under Calendars.'],
      ['sabre-vobject/issue153.vcf', 'Test Benutzer (card 1): has no e-mail address'],
      ['sabre-vobject/issue64.vcf', 'card 1: has no name; has no e-mail address'],
    ]);
  });
});

const bytes = fc.uint8Array({ maxLength: 400 });
const START_OF_SOMETHING = [
  '',
  '[',
  '{"people":[',
  'BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:',
  'BEGIN:VCARD\nVERSION:3.0\nN:',
  'name,emails\n',
  'sep=;\nname;emails\n',
];

describe('whatever the text', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...START_OF_SOMETHING), bytes, (start, rest) => {
        parsePeople(start + new TextDecoder().decode(rest), 'random');
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on text made of what formats are made of', () => {
    const words =
      'BEGIN:VCARD END:VCARD VERSION:2.1 AGENT: EMAIL ; : = =E9 " "" , \\ name emails a@example.com [ { } ]';
    const scrap = fc.constantFrom(...words.split(' '), ' ', '\t', '\n', '\r\n', '=\n', '\0', '\uFEFF');
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), (scraps) => {
        parsePeople(scraps.join(''), 'random');
      }),
      { numRuns: 1000 },
    );
  });

  it('a good JSON entry survives whatever stands around it', () => {
    const others = fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 5 });
    fc.assert(
      fc.property(others, others, (before, after) => {
        expect(readJson(...before, ANN, ...after).people).toContainEqual(ANN);
      }),
    );
  });

  it('a good CSV row survives bad rows around it', () => {
    // Quotes after the row could close one that opens before it, which then is one long cell.
    const line = fc.string({ maxLength: 30 }).filter((text) => !/[\r\n]|ann@example\.com/i.test(text));
    const unquoted = line.filter((text) => !text.includes('"'));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.array(unquoted, { maxLength: 4 }), (before, after) => {
        const text = ['name,emails,circle', ...before, 'Ann,ann@example.com,', ...after].join('\r\n');
        expect(read(text).people).toContainEqual(ANN);
      }),
      { numRuns: 500 },
    );
  });

  it('a good card survives bad cards around it', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 30 }).filter((text) => !/[\r\n]/.test(text)),
      fc.constantFrom(
        'EMAIL:',
        'FN',
        'N;X="open:a',
        'ORG:;;',
        'VERSION:9',
        'END:VCARD',
        'PHOTO;ENCODING=b:AAAA',
      ),
    );
    const card = fc.array(line, { maxLength: 5 }).map((lines) => ['BEGIN:VCARD', ...lines]);
    const cards = fc.array(card, { maxLength: 3 }).map((all) => all.flat());
    const good = ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Ann', 'EMAIL:ann@example.com', 'END:VCARD'];
    fc.assert(
      fc.property(cards, cards, (before, after) => {
        expect(read([...before, ...good, ...after].join('\r\n')).people).toContainEqual(ANN);
      }),
      { numRuns: 500 },
    );
  });
});

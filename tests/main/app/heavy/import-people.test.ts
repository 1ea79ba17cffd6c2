import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '#contract/settings.ts';
import type { PeopleImport } from '#main/app/heavy/heavy-work.ts';
import { importPeople } from '#main/app/heavy/import-people.ts';
import { listMerges } from '#main/app/heavy/list-merges.ts';
import { joinPeople } from '#main/people/import/merge-person.ts';
import { openStore, type Store } from '#main/store/open.ts';
import { CARDS, expectations } from '#tests/fixtures/people/messy-cards.ts';
import { cpuTimeMs } from '#tests/support/fuzz/cpu-time.ts';
import { temporaryFolder } from '#tests/main/store/temporary.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/people/${name}`, import.meta.url), 'utf8');

let store: Store;

beforeEach(() => {
  const opened = openStore(`${temporaryFolder()}/store.db`);
  if (!opened.ok) throw new Error(opened.message);
  store = opened.value;
});

afterEach(() => store.close());

function read(text: string, name = 'book.vcf'): PeopleImport {
  const outcome = importPeople(store, {
    name,
    text,
    nowMs: Date.parse('2026-06-01T09:00:00Z'),
    zone: 'Europe/Amsterdam',
    language: 'en',
    // Nothing else of the settings matters here.
    settings: { me: ['me@a.example', 'home@us.example'], myName: 'Max Lee' } as unknown as Settings,
  });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const vcard = (...lines: readonly string[]): string =>
  ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const everybody = () => store.people.list().map(({ person }) => person);
const named = (name: string) => {
  const person = everybody().find((candidate) => candidate.name === name);
  if (person === undefined) throw new Error(`There is no ${name}.`);
  return person;
};
/** Sorted, so that the order of a list is not what is compared. */
const sorted = (entries: readonly unknown[]): readonly string[] =>
  entries.map((entry) => JSON.stringify(entry)).toSorted();
const suggested = () =>
  listMerges(store).map(({ keep, drop, reason }) => ({ names: [keep.name, drop.name].toSorted(), reason }));

describe('two hundred messy cards', () => {
  const expected = expectations();

  it('are as many, and the files beside the generator are its own', () => {
    expect(expected.cards).toBeGreaterThanOrEqual(200);
    expect(fixture('messy.vcf')).toBe(CARDS.join(''));
    expect(JSON.parse(fixture('messy-expected.json'))).toEqual(expected);
  });

  it('become the people, the completions, the questions and the skips that they should', () => {
    const result = read(fixture('messy.vcf'));
    expect(sorted(everybody().map(({ name, emails }) => ({ name, emails })))).toEqual(
      sorted(expected.people),
    );
    expect(sorted(result.completed.map(({ name, addresses }) => ({ name, addresses })))).toEqual(
      sorted(expected.completed),
    );
    expect(sorted(suggested())).toEqual(
      sorted(expected.suggested.map(({ names, reason }) => ({ names: names.toSorted(), reason }))),
    );
    expect(
      sorted(result.skipped.map(({ uid, reason }) => `${uid?.replace(/ \(card \d+\)$/, '')}: ${reason}`)),
    ).toEqual(sorted(expected.skipped));
    expect(result.unchanged).toBe(expected.unchanged);
    expect(result.added).toBe(expected.people.length);
  });

  it('follow nobody, and the second reading of the same file changes nothing at all', () => {
    read(fixture('messy.vcf'));
    const before = everybody();
    const questions = listMerges(store);
    expect(before.filter(({ status }) => status !== 'paused')).toEqual([]);
    const again = read(fixture('messy.vcf'));
    expect(again).toMatchObject({ added: 0, updated: 0, completed: [] });
    expect(everybody()).toEqual(before);
    expect(listMerges(store)).toEqual(questions);
  });

  it('read the same in reverse, but for who was there first', () => {
    read(fixture('messy.vcf'));
    const [people, questions] = [everybody().length, listMerges(store).length];
    store.transact(() => {
      for (const { id } of everybody()) store.people.remove(id);
    });
    // The last card has no end, so it comes last all the same.
    read([...CARDS.slice(0, -1).toReversed(), ...CARDS.slice(-1)].join(''));
    expect(Math.abs(everybody().length - people)).toBeLessThanOrEqual(1);
    expect(Math.abs(listMerges(store).length - questions)).toBeLessThanOrEqual(1);
  });

  it('read again after every question was answered with one person or two ask nothing any more', () => {
    read(fixture('messy.vcf'));
    for (let i = 0; ; i++) {
      const [pair] = listMerges(store);
      if (pair === undefined) break;
      const [keep, drop] = [store.people.read(pair.keep.id), store.people.read(pair.drop.id)];
      if (keep === null || drop === null) throw new Error('A suggestion names somebody who is not there.');
      if (i % 2 === 0) store.merges.merge(joinPeople(keep.person, drop.person), drop.person);
      else store.merges.keepApart(pair.keep.id, pair.drop.id);
    }
    const before = everybody();
    expect(read(fixture('messy.vcf'))).toMatchObject({ added: 0, updated: 0 });
    expect(everybody()).toEqual(before);
    expect(listMerges(store)).toEqual([]);
  });
});

describe('a card of somebody who is there', () => {
  it('fills in what is empty and never changes what the user set up', () => {
    read('[{"name":"Ann Lee","emails":["ann@a.example"],"department":"Design","circle":"peers"}]', 'p.json');
    const result = read(
      vcard('FN:Lee\\, Ann', 'ORG:Acme;Sales', 'LANG:nl', 'EMAIL:ann@a.example', 'EMAIL:lee@b.example'),
    );
    expect(result.completed).toMatchObject([
      { name: 'Ann Lee', addresses: ['lee@b.example'], fields: ['language'] },
    ]);
    expect(named('Ann Lee')).toMatchObject({ department: 'Design', circle: 'peers', language: 'nl' });
  });

  it('is somebody new, paused, where only the address is the same', () => {
    read('[{"name":"Ann Lee","emails":["home@a.example"]}]', 'p.json');
    read(vcard('FN:Bob Stone', 'EMAIL:home@a.example'));
    expect(named('Ann Lee').status).toBe('followed');
    expect(named('Bob Stone').status).toBe('paused');
    expect(suggested()).toEqual([{ names: ['Ann Lee', 'Bob Stone'], reason: 'other-name-same-address' }]);
  });

  it('of a person who is never asked stays never', () => {
    store.neverAsk.add(['ann@a.example']);
    read(vcard('FN:Ann Lee', 'EMAIL:ann@a.example'));
    expect(named('Ann Lee').status).toBe('never');
  });
});

describe('the owner of the book', () => {
  it('is nobody to see, under whichever name, and lends no address to anybody', () => {
    const { added, skipped } = read(
      [
        vcard('FN:Max Lee', 'EMAIL:me@a.example', 'EMAIL:max@other.example'),
        vcard('FN:Myself', 'EMAIL:ME@a.example'),
        vcard('FN:Kim Lee', 'EMAIL:home@us.example', 'EMAIL:kim@us.example'),
      ].join(''),
    );
    expect(added).toBe(1);
    expect(named('Kim Lee').emails).toEqual(['kim@us.example']);
    expect(skipped.map(({ uid }) => uid)).toEqual(['Max Lee', 'Myself']);
  });
});

describe('sizes and encodings', () => {
  it('a picture of 2 MB is passed over within a second', () => {
    const lines = Array.from({ length: 27_000 }, () => ` ${'Q'.repeat(74)}`);
    const text = vcard('FN:Ann Lee', 'PHOTO;ENCODING=b;TYPE=JPEG:', ...lines, 'EMAIL:ann@a.example');
    expect(text.length).toBeGreaterThan(2_000_000);
    const startedMs = cpuTimeMs();
    expect(read(text)).toMatchObject({ added: 1, skipped: [] });
    expect(cpuTimeMs() - startedMs).toBeLessThan(1_000);
  });

  it('five thousand cards are read and looked through within a few seconds', () => {
    const cards = Array.from({ length: 5_000 }, (_, i) =>
      vcard(`FN:Person ${i % 2_500} Family${i % 97}`, 'ORG:Acme', `EMAIL:p${i}@company.example`),
    );
    const startedMs = cpuTimeMs();
    expect(read(cards.join('')).added).toBe(5_000);
    expect(listMerges(store).length).toBeLessThanOrEqual(100);
    expect(cpuTimeMs() - startedMs).toBeLessThan(8_000);
  });
});

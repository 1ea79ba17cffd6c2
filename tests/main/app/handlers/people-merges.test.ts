import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import type { ImportResult } from '#contract/imports.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const card = (name: string, ...emails: readonly string[]): string =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:${name}`,
    ...emails.map((email) => `EMAIL:${email}`),
    'END:VCARD',
    '',
  ].join('\r\n');

async function read(...cards: readonly string[]): Promise<Extract<ImportResult, { kind: 'people' }>> {
  const result = await world.call('files.import', { name: 'book.vcf', text: cards.join('') });
  if (result.kind !== 'people') throw new Error(`This was read as ${result.kind}.`);
  return result;
}

const people = async () => (await world.call('people.list', {})).people;

async function firstPair() {
  const [pair] = await world.call('people.merges', {});
  if (pair === undefined) throw new Error('There is no pair.');
  return pair;
}

describe('an import', () => {
  it('names whom it completed and with what, and how many pairs wait for a word', async () => {
    await read(card('Ann Lee', 'ann@a.example'));
    expect(
      await read(card('LEE\\, ANN', 'ann@a.example', 'lee@b.example'), card('Ann Lee', 'other@c.example')),
    ).toMatchObject({
      added: 1,
      updated: 1,
      unchanged: 0,
      completed: [{ name: 'Ann Lee', addresses: ['lee@b.example'], fields: [] }],
      maybeSame: 1,
    });
    expect(await read(card('Ann Lee', 'ann@a.example'))).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: 1,
      completed: [],
    });
  });
});

describe('a pair', () => {
  beforeEach(async () => {
    await read(card('Ann Lee', 'ann@a.example'));
    await read(card('Bob Lee', 'ann@a.example'));
  });

  it('has both sides and a reason; the one who is followed stays', async () => {
    expect(await world.call('people.merges', {})).toMatchObject([
      {
        keep: { name: 'Ann Lee', status: 'followed', emails: ['ann@a.example'] },
        drop: { name: 'Bob Lee', status: 'paused' },
        reason: 'other-name-same-address',
      },
    ]);
  });

  it('that is one person becomes one, everywhere', async () => {
    const { keep, drop } = await firstPair();
    await world.call('people.logTouch', { personId: drop.id, date: '2026-05-20' as never });
    const joined = await world.call('people.merge', { keep: keep.id, drop: drop.id });
    expect(joined).toMatchObject({ id: keep.id, name: 'Ann Lee', emails: ['ann@a.example'] });
    expect(await people()).toHaveLength(1);
    expect((await world.call('people.read', { personId: keep.id })).touches).toMatchObject([
      { date: '2026-05-20', kind: 'logged' },
    ]);
    expect(await world.refuse('people.read', { personId: drop.id })).toMatchObject({ code: 'not-found' });
    // The book still knows Bob, and Ann is known as Bob now.
    expect(await read(card('Bob Lee', 'ann@a.example'))).toMatchObject({
      added: 0,
      unchanged: 1,
      maybeSame: 0,
    });
  });

  it('that is two people is never asked about again, whatever is read', async () => {
    const { keep, drop } = await firstPair();
    expect(await world.call('people.keepApart', { a: drop.id, b: keep.id })).toEqual([]);
    expect(await read(card('Bob Lee', 'ann@a.example'), card('Ann Lee', 'ann@a.example'))).toMatchObject({
      added: 0,
      unchanged: 2,
      maybeSame: 0,
    });
    expect(await people()).toHaveLength(2);
  });

  it('shares its mailbox, and each of the two can still be edited', async () => {
    const { drop } = await firstPair();
    const {
      id,
      name,
      emails,
      circle,
      department,
      cadenceDays,
      maximumDays,
      importance,
      status,
      comfort,
      apart,
      place,
      zone,
      language,
      partner,
      spontaneous,
    } = (await world.call('people.read', { personId: drop.id })).person;
    const draft = {
      id,
      name,
      emails,
      circle,
      department,
      cadenceDays,
      maximumDays,
      importance,
      status,
      comfort,
      apart,
      place,
      zone,
      language,
      partner,
      spontaneous,
    };
    expect(await world.call('people.save', { draft: { ...draft, name: 'Bobby Lee' } })).toMatchObject({
      name: 'Bobby Lee',
    });
    // Nobody new gets it by hand.
    expect(await world.refuse('people.save', { draft: { ...draft, id: null } })).toMatchObject({
      code: 'conflict',
    });
  });

  it("taking back 'never' of one of the two keeps it for the other", async () => {
    const { keep, drop } = await firstPair();
    for (const { id } of [keep, drop])
      await world.call('people.setStatus', { personId: id, status: 'never' });
    await world.call('people.setStatus', { personId: drop.id, status: 'followed' });
    expect(world.store.neverAsk.has('ann@a.example')).toBe(true);
    await world.call('people.setStatus', { personId: keep.id, status: 'followed' });
    expect(world.store.neverAsk.has('ann@a.example')).toBe(false);
  });

  it('tells the pages', async () => {
    const { keep, drop } = await firstPair();
    const before = world.events.length;
    await world.call('people.keepApart', { a: keep.id, b: drop.id });
    expect(world.events.slice(before)).toContainEqual({ name: 'changed', payload: { what: 'people' } });
  });
});

describe('refused, in a sentence', () => {
  it('somebody who is not there, and one entry twice', async () => {
    await read(card('Ann Lee', 'ann@a.example'));
    const [ann] = await people();
    const id = ann?.id ?? personId('');
    const nobody = personId('nobody');
    expect(await world.refuse('people.merge', { keep: id, drop: nobody })).toMatchObject({
      code: 'not-found',
    });
    expect(await world.refuse('people.keepApart', { a: nobody, b: id })).toMatchObject({ code: 'not-found' });
    expect(await world.refuse('people.merge', { keep: id, drop: id })).toMatchObject({
      code: 'invalid-input',
    });
  });

  it('one of yours and one of the sample week, which will go with it', async () => {
    await world.call('sample.load', {});
    const [sample] = await people();
    await read(card('Ann Lee', 'ann@a.example'));
    const ann = (await people()).find(({ name }) => name === 'Ann Lee');
    expect(
      await world.refuse('people.merge', { keep: sample?.id ?? personId(''), drop: ann?.id ?? personId('') }),
    ).toMatchObject({ code: 'conflict' });
    expect(await world.call('people.merges', {})).toEqual([]);
  });
});

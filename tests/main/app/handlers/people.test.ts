import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import type { PersonDraft, PersonView } from '#contract/people.ts';
import type { IsoDate } from '#contract/time.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const draft: PersonDraft = {
  id: null,
  name: 'Priya Nair',
  emails: ['priya@example.com'],
  circle: 'reports',
  department: 'Payments',
  cadenceDays: 30,
  maximumDays: 60,
  importance: 1.5,
  status: 'followed',
  comfort: { home: 'yes' },
  apart: [],
  place: null,
  zone: null,
  language: 'nl',
  partner: null,
  spontaneous: false,
};

const save = (changes: Partial<PersonDraft> = {}): Promise<PersonView> =>
  world.call('people.save', { draft: { ...draft, ...changes } });

describe('people', () => {
  it('are added by hand, with their gap in words', async () => {
    const person = await save();
    expect(person).toMatchObject({
      name: 'Priya Nair',
      initials: 'PN',
      added: '2026-06-01',
      gap: 1,
      lastTouch: null,
      bookedOn: null,
    });
    expect(person.gapText).toContain('30 days');
    const { people, directions } = await world.call('people.list', {});
    expect(people.map(({ id }) => id)).toEqual([person.id]);
    expect(directions.find(({ circle }) => circle === 'reports')).toEqual({
      circle: 'reports',
      hours: 0,
      people: 1,
    });
  });

  it('tell the pages when they change', async () => {
    await save();
    expect(world.events).toEqual([
      { name: 'changed', payload: { what: 'people' } },
      { name: 'changed', payload: { what: 'outlook' } },
    ]);
  });

  it('are changed under the same id', async () => {
    const { id } = await save();
    const changed = await save({ id, name: 'Priya N.', cadenceDays: 20 });
    expect(changed).toMatchObject({ id, name: 'Priya N.', cadenceDays: 20 });
    expect((await world.call('people.list', {})).people).toHaveLength(1);
  });

  it('have each address once', async () => {
    await save();
    const refused = await world.refuse('people.save', {
      draft: { ...draft, name: 'Another', emails: ['PRIYA@example.com'] },
    });
    expect(refused).toMatchObject({ code: 'conflict', message: expect.stringContaining('Priya Nair') });
  });

  it('are not found when they are gone', async () => {
    const { id } = await save();
    expect(await world.call('people.remove', { personId: id })).toMatchObject({ people: [] });
    for (const refused of [
      await world.refuse('people.read', { personId: id }),
      await world.refuse('people.remove', { personId: id }),
      await world.refuse('people.setStatus', { personId: id, status: 'paused' }),
      await world.refuse('people.logTouch', { personId: id, date: '2026-05-01' as IsoDate }),
      await world.refuse('people.save', { draft: { ...draft, id } }),
    ]) {
      expect(refused.code).toBe('not-found');
    }
    expect(await world.refuse('people.read', { personId: personId('nobody') })).toMatchObject({
      code: 'not-found',
    });
  });

  it('have calls that the user tells of', async () => {
    const { id } = await save();
    const page = await world.call('people.logTouch', { personId: id, date: '2026-05-31' as IsoDate });
    expect(page.touches).toEqual([{ date: '2026-05-31', kind: 'logged', weight: 0.3, title: null }]);
    expect(page.person.lastTouch).toEqual({ date: '2026-05-31', kind: 'logged' });
    const refused = await world.refuse('people.logTouch', { personId: id, date: '2026-06-02' as IsoDate });
    expect(refused.code).toBe('invalid-input');
  });
});

describe('never', () => {
  it('outlives the person, without keeping the address', async () => {
    const { id } = await save();
    await world.call('people.setStatus', { personId: id, status: 'never' });
    await world.call('people.remove', { personId: id });
    const refused = await world.refuse('people.save', { draft });
    expect(refused).toMatchObject({ code: 'conflict' });
    const followed = await world.refuse('people.follow', {
      people: [{ email: 'priya@example.com', name: 'Priya', circle: 'peers' }],
    });
    expect(followed.code).toBe('conflict');
    await world.call('files.import', {
      name: 'people.json',
      text: '[{"name":"Priya","emails":["priya@example.com"]}]',
    });
    expect((await world.call('people.list', {})).people).toMatchObject([{ name: 'Priya', status: 'never' }]);
  });

  it('is taken back by the user on the very person', async () => {
    const { id } = await save();
    await world.call('people.setStatus', { personId: id, status: 'never' });
    expect(await world.call('people.setStatus', { personId: id, status: 'followed' })).toMatchObject({
      status: 'followed',
    });
    await world.call('people.remove', { personId: id });
    await save();
  });
});

describe('offers', () => {
  const meeting = (day: string, email: string, name: string): string =>
    [
      'BEGIN:VEVENT',
      `UID:${day}-${email}`,
      'DTSTAMP:20260501T080000Z',
      `DTSTART:202605${day}T080000Z`,
      `DTEND:202605${day}T090000Z`,
      'SUMMARY:Weekly',
      'ORGANIZER:mailto:me@example.com',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.com',
      `ATTENDEE;CN=${name};PARTSTAT=ACCEPTED:mailto:${email}`,
      'END:VEVENT',
    ].join('\r\n');
  const calendar = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${[
    meeting('04', 'sam@example.com', 'Sam Kok'),
    meeting('11', 'sam@example.com', 'Sam Kok'),
    meeting('12', 'priya@example.com', 'Priya Nair'),
  ].join('\r\n')}\r\nEND:VCALENDAR\r\n`;

  beforeEach(async () => {
    await world.call('settings.save', { changes: { me: ['me@example.com'] } });
    await world.call('files.import', { name: 'work.ics', text: calendar });
  });

  it('are the people one met, by time together; followed ones and dismissed ones are gone', async () => {
    const offers = await world.call('people.offers', {});
    expect(offers.map(({ email, meetings }) => [email, meetings])).toEqual([
      ['sam@example.com', 2],
      ['priya@example.com', 1],
    ]);
    const left = await world.call('people.dismissOffers', { emails: ['priya@example.com'] });
    expect(left.map(({ email }) => email)).toEqual(['sam@example.com']);
    const { people } = await world.call('people.follow', {
      people: [{ email: 'sam@example.com', name: 'Sam Kok', circle: 'peers' }],
    });
    expect(people).toMatchObject([{ name: 'Sam Kok', status: 'followed', cadenceDays: 60 }]);
    expect(await world.call('people.offers', {})).toEqual([]);
  });
});

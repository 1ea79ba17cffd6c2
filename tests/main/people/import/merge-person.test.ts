import { describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import { completePerson, joinPeople } from '#main/people/import/merge-person.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import type { Person } from '#main/people/person.ts';

const today = '2026-06-01' as IsoDate;
const make = (changes: Partial<Person>): Person => ({
  ...toPerson({ name: 'Ann Lee', emails: ['ann@a.example'] }, { today }),
  ...changes,
});

describe('completing', () => {
  it('from an address book fills in and adds, and names what it did', () => {
    const known = make({ department: 'Design', zone: null });
    const { person, addresses, fields } = completePerson(
      known,
      { name: 'ANN LEE', emails: ['ann@a.example', 'b@b.example'], department: 'Acme', zone: 'Asia/Tokyo' },
      { isAddressBook: true },
    );
    expect(person).toEqual({ ...known, emails: ['ann@a.example', 'b@b.example'], zone: 'Asia/Tokyo' });
    expect(addresses).toEqual(['b@b.example']);
    expect(fields).toEqual(['zone']);
  });

  it('from our own columns changes what is said, but never the status', () => {
    const { person, fields } = completePerson(
      make({ status: 'paused' }),
      { name: 'Ann Lee', emails: ['ann@a.example'], circle: 'reports', status: 'followed' },
      { isAddressBook: false },
    );
    expect(person).toMatchObject({ circle: 'reports', cadenceDays: 45, maximumDays: 90, status: 'paused' });
    expect(fields).toEqual(['circle', 'cadenceDays', 'maximumDays']);
  });

  it('keeps to as many addresses as a form takes', () => {
    const emails = Array.from({ length: 30 }, (_, i) => `a${i}@a.example`);
    const { person } = completePerson(make({}), { name: 'Ann Lee', emails }, { isAddressBook: true });
    expect(person.emails).toHaveLength(20);
    expect(person.emails[0]).toBe('ann@a.example');
  });
});

describe('joining', () => {
  it('keeps what was set up, fills in the rest, and is as cautious as the more cautious of the two', () => {
    const keep = make({
      department: null,
      comfort: { home: 'yes', alcohol: 'no' },
      apart: ['bob@b.example'],
      added: '2026-02-01' as IsoDate,
    });
    const drop = make({
      id: personId('other'),
      name: 'A. Lee',
      emails: ['lee@c.example'],
      department: 'Acme',
      comfort: { home: 'rather-not', family: 'yes' },
      apart: ['ann@a.example', 'cy@c.example'],
      added: '2025-02-01' as IsoDate,
    });
    expect(joinPeople(keep, drop)).toEqual({
      ...keep,
      emails: ['ann@a.example', 'lee@c.example'],
      department: 'Acme',
      comfort: { home: 'rather-not', alcohol: 'no', family: 'yes' },
      apart: ['bob@b.example', 'cy@c.example'],
      added: '2025-02-01',
    });
  });

  it.each([
    ['followed', 'never', 'never'],
    ['never', 'followed', 'never'],
    ['paused', 'followed', 'followed'],
    ['paused', 'paused', 'paused'],
  ] as const)('%s and %s are %s', (a, b, status) => {
    expect(joinPeople(make({ status: a }), make({ status: b })).status).toBe(status);
  });
});

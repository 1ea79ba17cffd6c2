import { describe, expect, it } from 'vitest';
import { isoDate } from '#contract/time.ts';
import { CIRCLES } from '#contract/vocabulary.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import { DEFAULT_CADENCE_DAYS } from '#main/people/person.ts';

const context = { today: isoDate('2026-01-05') };
const entry = { name: 'Ann', emails: ['Ann@Example.com', 'a@example.net'] };

describe('toPerson', () => {
  it('fills in what a file does not say', () => {
    expect(toPerson(entry, context)).toEqual({
      id: toPerson({ ...entry, name: 'Other' }, context).id,
      name: 'Ann',
      emails: ['ann@example.com', 'a@example.net'],
      circle: 'network',
      department: null,
      cadenceDays: 180,
      maximumDays: 360,
      importance: 1,
      status: 'followed',
      pausedUntil: null,
      comfort: {},
      apart: [],
      place: null,
      zone: null,
      language: null,
      partner: null,
      spontaneous: false,
      added: null,
    });
  });

  it.each(CIRCLES)('%s have their own cadence', (circle) => {
    const { cadenceDays, maximumDays } = toPerson({ ...entry, circle }, context);
    expect([cadenceDays, maximumDays]).toEqual([
      DEFAULT_CADENCE_DAYS[circle],
      2 * DEFAULT_CADENCE_DAYS[circle],
    ]);
  });

  it('keeps what a file says; the maximum follows the cadence', () => {
    const said = {
      ...entry,
      emails: ['ann@example.com'],
      circle: 'peers',
      department: 'Sales',
      cadenceDays: 20,
      importance: 2,
      status: 'never',
      comfort: { home: 'no' },
      place: { lat: 1, lon: 2 },
      zone: 'Asia/Kolkata',
      language: 'nl',
      partner: 'Kim',
      spontaneous: true,
      added: isoDate('2025-11-01'),
    } as const;
    expect(toPerson({ ...said, apart: ['TOM@example.com'] }, context)).toMatchObject({
      ...said,
      maximumDays: 40,
      apart: ['tom@example.com'],
    });
    expect(toPerson({ ...said, maximumDays: 30 }, context).maximumDays).toBe(30);
  });

  it('nobody was added tomorrow', () => {
    expect(toPerson({ ...entry, added: isoDate('2027-01-01') }, context).added).toBe('2026-01-05');
  });

  it('the id is made of the first address alone', () => {
    const { id } = toPerson(entry, context);
    expect(id).toMatch(/^person-[0-9a-z]+$/);
    expect(toPerson({ name: 'Bo', emails: ['ann@example.com'] }, context).id).toBe(id);
    expect(toPerson({ name: 'Ann', emails: ['a@example.net'] }, context).id).not.toBe(id);
  });
});

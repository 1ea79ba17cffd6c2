import { describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import type { PersonDraft } from '#contract/people.ts';
import type { IsoDate } from '#contract/time.ts';
import { createPerson, draftPerson } from '#main/app/person-draft.ts';

const TODAY = '2026-06-01' as IsoDate;

const draft: PersonDraft = {
  id: null,
  name: 'Priya Nair',
  emails: ['priya@example.com', 'priya@example.com'],
  circle: 'reports',
  department: '',
  cadenceDays: null,
  maximumDays: null,
  importance: 1,
  status: 'followed',
  comfort: { home: 'yes' },
  apart: ['sam@example.com', 'priya@example.com'],
  place: null,
  zone: null,
  language: 'nl',
  partner: '',
  spontaneous: true,
};

const make = (changes: Partial<PersonDraft>, known = null as Parameters<typeof draftPerson>[1]) =>
  draftPerson({ ...draft, ...changes }, known, () => 'new', TODAY);

describe('draftPerson', () => {
  it('gives somebody new the rhythm of the circle', () => {
    expect(make({})).toMatchObject({
      ok: true,
      value: {
        id: 'new',
        cadenceDays: 45,
        maximumDays: 90,
        added: TODAY,
        emails: ['priya@example.com'],
        apart: ['sam@example.com'],
        department: null,
        partner: null,
      },
    });
  });

  it('keeps of somebody known what a form cannot say', () => {
    const known = {
      ...createPerson({
        id: 'p1',
        name: 'P',
        emails: ['p@example.com'],
        circle: 'peers',
        added: '2025-01-01' as IsoDate,
      }),
      pausedUntil: '2026-07-01' as IsoDate,
      status: 'paused' as const,
    };
    expect(make({ id: personId('p1') }, known)).toMatchObject({
      ok: true,
      value: {
        id: 'p1',
        name: 'Priya Nair',
        added: '2025-01-01',
        status: 'paused',
        pausedUntil: '2026-07-01',
      },
    });
  });

  it('refuses a maximum that the default cadence reaches already', () => {
    expect(make({ maximumDays: 45 })).toMatchObject({
      ok: false,
      code: 'invalid-input',
      message: expect.stringContaining('45'),
    });
    expect(make({ maximumDays: 46 })).toMatchObject({
      ok: true,
      value: { cadenceDays: 45, maximumDays: 46 },
    });
  });
});

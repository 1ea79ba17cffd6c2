import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import { applyBackoff, readBackoff } from '#main/invites/boundaries.ts';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import type { Person } from '#main/people/person.ts';

const day = isoDate('2026-06-01');
const person: Person = {
  id: personId('p'),
  name: 'Priya',
  emails: ['priya@example.org'],
  circle: 'peers',
  department: null,
  cadenceDays: 60,
  maximumDays: 120,
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
};

describe('readBackoff', () => {
  it('asks nothing of us without a no', () => {
    const none = { cadenceDoubled: false, noAskUntil: null, pausedUntil: null };
    expect(readBackoff([], 60)).toEqual(none);
    expect(readBackoff([{ date: day, answer: 'yes' }], 60)).toEqual(none);
    expect(
      readBackoff(
        [
          { date: day, answer: 'no' },
          { date: addDays(day, 30), answer: 'yes' },
        ],
        60,
      ),
    ).toEqual(none);
  });

  it.each([
    [30, 21],
    [42, 21],
    [45, 23],
    [180, 90],
  ])('with a cadence of %i rests %i days after a no', (cadence, rest) => {
    expect(readBackoff([{ date: day, answer: 'no' }], cadence)).toEqual({
      cadenceDoubled: true,
      noAskUntil: addDays(day, rest),
      pausedUntil: null,
    });
  });

  it.each([
    [45, 90],
    [90, 180],
    [180, 180],
  ])('with a cadence of %i pauses %i days after two in a row', (cadence, pause) => {
    const answers = [
      { date: day, answer: 'no' },
      { date: addDays(day, 50), answer: 'no' },
    ] as const;
    expect(readBackoff(answers, cadence).pausedUntil).toBe(addDays(day, 50 + pause));
  });

  it('forgets everything at the next yes', () => {
    const answer = fc.constantFrom('yes' as const, 'no' as const);
    fc.assert(
      fc.property(fc.array(answer), fc.integer({ min: 7, max: 720 }), (answers, cadence) => {
        const dated = [...answers, 'yes' as const].map((each, i) => ({
          date: addDays(day, i),
          answer: each,
        }));
        expect(readBackoff(dated, cadence).cadenceDoubled).toBe(false);
      }),
    );
  });
});

describe('applyBackoff', () => {
  const afterTwo = { cadenceDoubled: true, noAskUntil: addDays(day, 30), pausedUntil: addDays(day, 120) };

  it('slows and pauses until the date, exclusive', () => {
    expect(applyBackoff(person, afterTwo, day)).toMatchObject({
      cadenceDays: 120,
      maximumDays: 240,
      status: 'paused',
      pausedUntil: addDays(day, 120),
    });
    expect(applyBackoff(person, afterTwo, addDays(day, 120))).toMatchObject({
      cadenceDays: 120,
      status: 'followed',
    });
  });

  it('leaves alone whom the user paused, asked never to ask, or who said yes', () => {
    expect(applyBackoff({ ...person, status: 'never' }, afterTwo, day).status).toBe('never');
    expect(applyBackoff({ ...person, status: 'paused' }, afterTwo, day).pausedUntil).toBeNull();
    expect(applyBackoff(person, readBackoff([], 60), day)).toBe(person);
  });
});

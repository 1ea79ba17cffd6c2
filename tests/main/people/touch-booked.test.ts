import { describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { createWorkWeek } from '#main/calendars/work-week.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import { collectTouches, type LoggedTouch, type TouchBook } from '#main/people/touch.ts';
import {
  makeAttendee,
  makeOccurrence,
  makePerson,
  makeSettings,
  ME,
  timed,
} from '#tests/support/planner/world.ts';

// Thursday 4 June 2026, noon in Amsterdam.
const ANN = 'ann@example.org';
const ann = makePerson('ann');
const read = (
  occurrences: readonly Occurrence[],
  people: readonly Person[] = [ann],
  logged: readonly LoggedTouch[] = [],
): TouchBook =>
  collectTouches(occurrences, people, logged, {
    me: [ME],
    week: createWorkWeek(makeSettings(), openZone('Europe/Amsterdam'), new Map()),
    homeNames: [],
    offices: ['Headquarters'],
    nowMs: parseInstant('2026-06-04T12:00:00+02:00'),
  });
const on = (date: string, from: string, until: string, changed: Partial<Occurrence> = {}): Occurrence =>
  makeOccurrence(timed(`${date}T${from}:00+02:00`, `${date}T${until}:00+02:00`), [ANN], changed);
const bookedOn = (occurrence: Occurrence, person: Person = ann): string | undefined =>
  read([occurrence], [person]).bookedOn.get(person.id);

describe('today', () => {
  it('counts what has ended', () => {
    const book = read([on('2026-06-04', '09:00', '12:00')]);
    expect(book.touchesByPerson.get(ann.id)?.map((touch) => touch.date)).toEqual(['2026-06-04']);
  });

  it('does not count what goes on, and nobody is booked by it', () => {
    const book = read([on('2026-06-04', '11:45', '12:01', { location: 'Café' })]);
    expect(book.touchesByPerson.get(ann.id)).toEqual([]);
    expect(book.bookedOn.size).toBe(0);
  });

  it('what is to come this evening books', () => {
    expect(bookedOn(on('2026-06-04', '19:00', '21:00'))).toBe('2026-06-04');
  });
});

describe('booked', () => {
  it('within 60 days, the last of them included', () => {
    expect(bookedOn(on('2026-08-03', '19:00', '21:00'))).toBe('2026-08-03');
    expect(bookedOn(on('2026-08-04', '19:00', '21:00'))).toBeUndefined();
  });

  it('within the cadence where that is shorter, its last day included', () => {
    const often = makePerson('ann', { cadenceDays: 14 });
    expect(bookedOn(on('2026-06-18', '19:00', '21:00'), often)).toBe('2026-06-18');
    expect(bookedOn(on('2026-06-19', '19:00', '21:00'), often)).toBeUndefined();
  });

  it('within 60 days where the cadence is longer', () => {
    const rare = makePerson('ann', { cadenceDays: 180 });
    expect(bookedOn(on('2026-08-04', '19:00', '21:00'), rare)).toBeUndefined();
  });

  it.each<[string, Occurrence]>([
    ['a meeting at work', on('2026-06-10', '10:00', '11:00')],
    ['an evening online', on('2026-06-10', '19:00', '20:00', { location: 'https://zoom.us/j/1' })],
    ['an evening at the office', on('2026-06-10', '19:00', '20:00', { location: 'Headquarters' })],
    ['a cancelled evening', on('2026-06-10', '19:00', '20:00', { status: 'cancelled' })],
    [
      'an evening that they declined',
      on('2026-06-10', '19:00', '20:00', {
        attendees: [makeAttendee(ME), makeAttendee(ANN, { rsvp: 'declined' })],
      }),
    ],
  ])('not by %s', (_, occurrence) => {
    expect(bookedOn(occurrence)).toBeUndefined();
  });

  it('on the earliest date', () => {
    const two = [on('2026-06-20', '19:00', '21:00'), on('2026-06-10', '19:00', '21:00')];
    expect(read(two).bookedOn.get(ann.id)).toBe('2026-06-10');
    expect(read(two.toReversed()).bookedOn.get(ann.id)).toBe('2026-06-10');
  });
});

describe('get-togethers', () => {
  it('are past and future, ascending by start whatever the order, with their guests counted', () => {
    const occurrences = [
      makeOccurrence(timed('2026-06-20T17:00:00Z', '2026-06-20T19:00:00Z'), [ANN, 'a@x.org', 'b@x.org']),
      on('2026-06-01', '19:00', '21:00'),
    ];
    const { getTogethers } = read(occurrences);
    expect(getTogethers.map(({ date, guestCount, personIds }) => [date, guestCount, personIds])).toEqual([
      ['2026-06-01', 1, [ann.id]],
      ['2026-06-20', 3, [ann.id]],
    ]);
    expect(read(occurrences.toReversed())).toEqual(read(occurrences));
  });
});

describe('a call or message that the user logged', () => {
  const logged = (date: string): LoggedTouch => ({ personId: ann.id, date: isoDate(date) });
  const touches = (occurrences: readonly Occurrence[], ...calls: readonly LoggedTouch[]): unknown[] =>
    (read(occurrences, [ann], calls).touchesByPerson.get(ann.id) ?? []).map(({ date, kind, weight }) => [
      date,
      kind,
      weight,
    ]);

  it('weighs 0.3, today too', () => {
    expect(touches([], logged('2026-06-04'))).toEqual([['2026-06-04', 'logged', 0.3]]);
  });

  it('gives way to a heavier touch of the date and beats a lighter one', () => {
    expect(touches([on('2026-06-03', '10:00', '11:00')], logged('2026-06-03'))).toEqual([
      ['2026-06-03', 'one-to-one', 0.5],
    ]);
    const meeting = makeOccurrence(timed('2026-06-03T08:00:00Z', '2026-06-03T09:00:00Z'), [ANN, 'a@x.org']);
    expect(touches([meeting], logged('2026-06-03'))).toEqual([['2026-06-03', 'logged', 0.3]]);
  });

  it('does not count before its date, nor from before the history, nor for strangers', () => {
    expect(touches([], logged('2026-06-05'), logged('2025-04-29'))).toEqual([]);
    const stranger = { personId: personId('id-stranger'), date: isoDate('2026-06-01') };
    expect(read([], [ann], [stranger]).touchesByPerson).toEqual(new Map([[ann.id, []]]));
  });
});

import { describe, expect, it } from 'vitest';
import type { IsoDate } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { createWorkWeek } from '#main/calendars/work-week.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import {
  collectTouches,
  type LoggedTouch,
  type Touch,
  type TouchBook,
  type TouchContext,
  weighOccasion,
} from '#main/people/touch.ts';
import {
  allDay,
  makeAttendee,
  makeOccurrence,
  makePerson,
  makeSettings,
  ME,
  timed,
} from '#tests/support/planner/world.ts';

// Thursday 4 June 2026, noon in Amsterdam; the day before is a Wednesday, 25 May is a holiday.
const HOLIDAY = isoDate('2026-05-25');
const ann = makePerson('ann');
const ANN = 'ann@example.org';
const context: TouchContext = {
  me: [ME],
  week: createWorkWeek(makeSettings(), openZone('Europe/Amsterdam'), new Map([[HOLIDAY, 'Whit Monday']])),
  homeNames: [],
  offices: ['Headquarters'],
  nowMs: parseInstant('2026-06-04T12:00:00+02:00'),
};

const on = (date: string, from: string, until: string): Occurrence['time'] =>
  timed(`${date}T${from}:00+02:00`, `${date}T${until}:00+02:00`);
const WORK = on('2026-06-03', '10:00', '11:00');
const EVENING = on('2026-06-03', '18:00', '20:00');
const withAnn = (time: Occurrence['time'], changed: Partial<Occurrence> = {}): Occurrence =>
  makeOccurrence(time, [ANN], changed);

const bookOf = (
  occurrences: readonly Occurrence[],
  people: readonly Person[] = [ann],
  logged: readonly LoggedTouch[] = [],
  changed: Partial<TouchContext> = {},
): TouchBook => collectTouches(occurrences, people, logged, { ...context, ...changed });
const touchesOf = (occurrences: readonly Occurrence[], person: Person = ann): readonly Touch[] =>
  bookOf(occurrences, [person]).touchesByPerson.get(person.id) ?? [];
const seen = (...occurrences: readonly Occurrence[]): [string, string, number][] =>
  touchesOf(occurrences).map(({ date, kind, weight }) => [date, kind, weight]);
const ONE_TO_ONE = [['2026-06-03', 'one-to-one', 0.5]];
const TOGETHER = [['2026-06-03', 'get-together', 1]];

describe('what counts as a touch', () => {
  it('needs at least one other person', () => {
    expect(seen(makeOccurrence(WORK))).toEqual([]);
    expect(bookOf([makeOccurrence(EVENING)]).getTogethers).toEqual([]);
  });

  it.each<[string, Partial<Occurrence>]>([
    ['cancelled', { status: 'cancelled' }],
    ['declined by the user', { attendees: [makeAttendee(ME, { rsvp: 'declined' }), makeAttendee(ANN)] }],
    ['declined by that person', { attendees: [makeAttendee(ME), makeAttendee(ANN, { rsvp: 'declined' })] }],
    ['all-day', { time: allDay('2026-06-03', '2026-06-04') }],
    ['a birthday', { type: 'birthday' }],
    ['a working location', { type: 'working-location' }],
  ])('not when %s', (_, changed) => {
    expect(seen(withAnn(WORK, changed))).toEqual([]);
  });

  it('a tentative yes counts', () => {
    const attendees = [makeAttendee(ME), makeAttendee(ANN, { rsvp: 'tentative' })];
    expect(seen(withAnn(WORK, { attendees }))).toEqual(ONE_TO_ONE);
  });

  it('an organiser who declined was not there', () => {
    const attendees = [makeAttendee(ME), makeAttendee(ANN, { rsvp: 'declined' })];
    expect(seen(withAnn(WORK, { organizer: { email: ANN, name: null }, attendees }))).toEqual([]);
  });

  it('rooms and resources are nobody, also as organisers', () => {
    const room = makePerson('room');
    const attendees = [makeAttendee(ME), makeAttendee('room@example.org', { kind: 'room' })];
    const organizer = { email: 'room@example.org', name: null };
    expect(touchesOf([makeOccurrence(WORK, [], { attendees, organizer })], room)).toEqual([]);
  });
});

describe('an unanswered invitation', () => {
  const BO = 'bo@example.org';
  const invited = (organizer: string, me: Rsvp, annSays: Rsvp): [string, string, number][] =>
    seen(
      makeOccurrence(WORK, [], {
        organizer: { email: organizer, name: null },
        attendees: [makeAttendee(ME, { rsvp: me }), makeAttendee(ANN, { rsvp: annSays })],
      }),
    );

  it('counts when the user organised it', () => {
    expect(invited(ME, 'accepted', 'needs-action')).toEqual(ONE_TO_ONE);
  });

  it('counts for its organiser, whether they or the user did not answer', () => {
    expect(invited(ANN, 'needs-action', 'accepted')).toEqual(ONE_TO_ONE);
    expect(invited(ANN, 'accepted', 'needs-action')).toEqual(ONE_TO_ONE);
    expect(invited(ANN, 'needs-action', 'needs-action')).toEqual(ONE_TO_ONE);
  });

  it('counts for nobody else, whoever did not answer', () => {
    expect(invited(BO, 'accepted', 'needs-action')).toEqual([]);
    expect(invited(BO, 'needs-action', 'accepted')).toEqual([]);
    expect(invited(BO, 'accepted', 'accepted')).toEqual([['2026-06-03', 'small-group', 0.2]]);
  });

  it('counts for an organiser who is not among the attendees', () => {
    const attendees = [makeAttendee(ME)];
    expect(seen(makeOccurrence(WORK, [], { organizer: { email: ANN, name: null }, attendees }))).toEqual(
      ONE_TO_ONE,
    );
  });
});

describe('a get-together', () => {
  const kindAt = (date: string, from: string, until: string, changed: Partial<Occurrence> = {}): unknown =>
    seen(withAnn(on(date, from, until), { location: 'Café De Plak', ...changed }))[0]?.[1];

  it.each([
    ['before work', '2026-06-03', '08:59', 'get-together'],
    ['at the start of work', '2026-06-03', '09:00', 'one-to-one'],
    ['before the lunch window', '2026-06-03', '11:29', 'one-to-one'],
    ['at the start of the lunch window', '2026-06-03', '11:30', 'get-together'],
    ['at the end of the lunch window', '2026-06-03', '14:00', 'get-together'],
    ['after the lunch window', '2026-06-03', '14:01', 'one-to-one'],
    ['before work ends', '2026-06-03', '17:29', 'one-to-one'],
    ['when work ends', '2026-06-03', '17:30', 'get-together'],
    ['on a Saturday', '2026-05-30', '10:00', 'get-together'],
    ['on a Sunday', '2026-05-31', '15:00', 'get-together'],
    ['on a public holiday', '2026-05-25', '10:00', 'get-together'],
  ])('%s (%s %s): %s', (_, date, from, kind) => {
    expect(kindAt(date, from, '23:00')).toBe(kind);
  });

  it.each<[string, Partial<Occurrence>]>([
    ['online by a link', { location: 'https://zoom.us/j/123' }],
    ['online by dial-in', { location: '+31 20 123 4567' }],
    ['online by conference data and nothing else', { location: null, hasConference: true }],
    ['at an office on the list', { location: 'Headquarters, room 3' }],
    [
      'in a room',
      { attendees: [makeAttendee(ME), makeAttendee(ANN), makeAttendee('r@example.org', { kind: 'room' })] },
    ],
  ])('is none %s', (_, changed) => {
    expect(seen(withAnn(EVENING, changed))).toEqual(ONE_TO_ONE);
  });

  it('at a place with conference data too is one', () => {
    expect(seen(withAnn(EVENING, { location: 'Café De Plak', hasConference: true }))).toEqual(TOGETHER);
  });

  it('is doubtful at lunch or before work without any place, and counts as a touch all the same', () => {
    const lunch = bookOf([withAnn(on('2026-06-03', '12:00', '13:00'))]);
    expect(lunch.getTogethers.map((together) => together.isDoubtful)).toEqual([true]);
    expect(lunch.touchesByPerson.get(ann.id)?.[0]?.weight).toBe(1);
    expect(bookOf([withAnn(EVENING)]).getTogethers.map((together) => together.isDoubtful)).toEqual([false]);
  });
});

describe('weights', () => {
  it.each([
    [true, 1, 1],
    [true, 3, 1],
    [true, 4, 0.7],
    [true, 6, 0.7],
    [true, 7, 0.4],
    [false, 1, 0.5],
    [false, 2, 0.2],
    [false, 5, 0.2],
    [false, 6, 0],
  ])('together %s with %d guests: %d', (isGetTogether, guests, weight) => {
    expect(weighOccasion(isGetTogether, guests + 1).weight).toBe(weight);
  });

  const groupOf = (count: number): Occurrence =>
    makeOccurrence(WORK, [ANN, ...Array.from({ length: count - 1 }, (_, i) => `other${i}@example.org`)]);

  it('attendees include the user: two are a one-to-one, three a small group, seven a meeting', () => {
    expect([1, 2, 5, 6].map((guests) => seen(groupOf(guests))[0]?.slice(1))).toEqual([
      ['one-to-one', 0.5],
      ['small-group', 0.2],
      ['small-group', 0.2],
      ['meeting', 0],
    ]);
  });

  it('the user counts although they are not in the list of attendees', () => {
    const organizer = { email: ME, name: null };
    const attendees = [makeAttendee(ANN)];
    expect(seen(makeOccurrence(WORK, [], { organizer, attendees }))).toEqual(ONE_TO_ONE);
    expect(seen(makeOccurrence(WORK, [], { organizer: null, attendees }))).toEqual(ONE_TO_ONE);
  });

  it('who declined and rooms are not counted', () => {
    const attendees = [
      makeAttendee(ME),
      makeAttendee(ANN),
      makeAttendee('bo@example.org', { rsvp: 'declined' }),
      makeAttendee('beamer@example.org', { kind: 'resource' }),
    ];
    expect(seen(withAnn(WORK, { attendees }))).toEqual(ONE_TO_ONE);
  });

  it('two addresses of one person are one attendee, and one yes is enough', () => {
    const twice = makePerson('ann', { emails: [ANN, 'ann@home.example'] });
    const attendees = [
      makeAttendee(ME),
      makeAttendee(ANN, { rsvp: 'needs-action' }),
      makeAttendee('ann@home.example'),
    ];
    const organizer = { email: 'bo@example.org', name: null };
    expect(touchesOf([withAnn(WORK, { attendees })], twice)[0]?.kind).toBe('one-to-one');
    const yesFirst = attendees.toReversed();
    expect(touchesOf([withAnn(WORK, { attendees: yesFirst, organizer })], twice)).toHaveLength(1);
    expect(touchesOf([withAnn(WORK, { attendees, organizer })], twice)[0]?.kind).toBe('small-group');
  });

  it('with no address of the user’s own known, one of the attendees is the user', () => {
    const attendees = [makeAttendee('somebody@example.org'), makeAttendee(ANN)];
    const book = bookOf([makeOccurrence(WORK, [], { attendees })], [ann], [], { me: [] });
    expect(book.touchesByPerson.get(ann.id)?.[0]?.kind).toBe('one-to-one');
  });
});

describe('one touch a person and date', () => {
  const lunch = (changed: Partial<Occurrence> = {}): Occurrence =>
    withAnn(on('2026-06-03', '12:00', '13:00'), { location: 'Café', ...changed });

  it('is the heaviest, whatever the order', () => {
    expect(seen(lunch(), withAnn(WORK))).toEqual(TOGETHER);
    expect(seen(withAnn(WORK), lunch())).toEqual(TOGETHER);
  });

  it('of two get-togethers of the same weight the later one is the last', () => {
    const dinner = withAnn(EVENING, { location: 'Restaurant' });
    const both = [lunch(), dinner];
    expect(touchesOf(both)[0]?.occurrence).toBe(dinner);
    expect(touchesOf(both.toReversed())[0]?.occurrence).toBe(dinner);
  });

  it('belongs to the local date of its start', () => {
    const late = timed('2026-06-02T21:30:00Z', '2026-06-02T23:30:00Z');
    const early = timed('2026-06-01T22:30:00Z', '2026-06-01T23:00:00Z');
    expect(seen(withAnn(late)).map(([date]) => date)).toEqual(['2026-06-02']);
    expect(seen(withAnn(early)).map(([date]) => date)).toEqual(['2026-06-02']);
  });

  it('goes by ascending date', () => {
    const days = ['2026-06-02', '2026-05-20', '2026-06-01'].map((day) => withAnn(on(day, '10:00', '11:00')));
    expect(seen(...days).map(([date]) => date)).toEqual(['2026-05-20', '2026-06-01', '2026-06-02']);
  });
});

describe('history', () => {
  const on2025 = (date: IsoDate, person: Person): number =>
    touchesOf([withAnn(timed(`${date}T10:00:00+02:00`, `${date}T11:00:00+02:00`))], person).length;

  it('reaches 400 days back', () => {
    expect(on2025(isoDate('2025-04-30'), ann)).toBe(1);
    expect(on2025(isoDate('2025-04-29'), ann)).toBe(0);
  });

  it('or twice the longest cadence', () => {
    const rare = makePerson('ann', { cadenceDays: 201 });
    expect(on2025(isoDate('2025-04-28'), rare)).toBe(1);
    expect(on2025(isoDate('2025-04-27'), rare)).toBe(0);
  });
});

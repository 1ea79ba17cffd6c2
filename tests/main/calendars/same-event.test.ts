import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarId, LOCAL_CALENDAR } from '#contract/ids.ts';
import type { Attendee, Occurrence } from '#main/calendars/event.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { type CopyPlace, countOnce, normaliseUid } from '#main/calendars/same-event.ts';
import { occurrence } from './occurrence.ts';

const ME = 'me@example.org';
const PLACES: Readonly<Record<string, CopyPlace>> = {
  server: 'server',
  [LOCAL_CALENDAR]: 'golden-hour',
  family: 'household',
};
const context = { me: [ME], placeOf: (id: string): CopyPlace => PLACES[id] ?? 'other' };

const inCalendar = (id: string, about: Partial<Occurrence> = {}): Occurrence =>
  occurrence({ calendarId: calendarId(id), summary: 'Lunch', ...about });

const guest = (email: string, rsvp: Attendee['rsvp'] = 'needs-action'): Attendee => ({
  email,
  name: null,
  rsvp,
  kind: 'individual',
});

const at = (start: string, hours = 1): Occurrence['time'] => ({
  kind: 'timed',
  startMs: Date.parse(start),
  endMs: Date.parse(start) + hours * 3_600_000,
  zone: null,
});

/** Which calendars' copies count. */
const counted = (...copies: readonly Occurrence[]): string[] =>
  countOnce(copies, context).map(({ calendarId: id }) => id);

describe('what is a copy', () => {
  test('the same UID in two calendars, in whatever letters', () => {
    expect(counted(inCalendar('a', { uid: 'Lunch-1@X' }), inCalendar('b', { uid: ' lunch-1@x' }))).toEqual([
      'a',
    ]);
    expect(counted(inCalendar('a', { uid: 'urn:uuid:AB' }), inCalendar('b', { uid: 'ab' }))).toEqual(['a']);
  });

  test("an invite of Golden Hour's, of which Google makes the UID and keeps no mark", () => {
    const uid = '0b5c2a38-5f0e-4a9b-9a53-3f0d1c2b7e61@golden-hour';
    const copies = [
      inCalendar(LOCAL_CALENDAR, { uid, summary: 'Lunch with Priya' }),
      inCalendar('server', { uid: `${eventIdOf(uid)}@google.com`, summary: 'Lunch with Priya and me' }),
    ];
    expect(countOnce(copies, context)).toEqual([{ ...copies[1], uid }]);
  });

  test("an instance of Exchange's, whose id holds its date", () => {
    const id = (date: string): string => `040000008200E00074C5B7101A82E008${date}60B3C4D5`;
    expect(normaliseUid(id('07EA0604'))).toBe(normaliseUid(id('00000000')));
  });

  test('an instance of a series, however its original start is written', () => {
    const a = inCalendar('a', { recurrenceId: '2026-06-04T10:00:00Z' });
    const b = inCalendar('b', { recurrenceId: '2026-06-04T10:00:00.000Z' });
    const later = inCalendar('b', { recurrenceId: '2026-06-11T10:00:00Z', time: at('2026-06-11T10:00:00Z') });
    expect(countOnce([a, b, later], context)).toEqual([a, later]);
  });

  test('a series that a feed gives as single events', () => {
    const days = ['2026-06-04', '2026-06-11', '2026-06-18'];
    const series = days.map((day) =>
      inCalendar('a', { recurrenceId: `${day}T10:00:00Z`, time: at(`${day}T10:00:00Z`) }),
    );
    const flat = days.map((day) => inCalendar('b', { time: at(`${day}T10:00:00Z`) }));
    expect(countOnce([...flat, ...series], context)).toHaveLength(3);
  });

  test('one that is behind, by its title', () => {
    const copies = [
      inCalendar('a'),
      inCalendar('b', { summary: 'LUNCH ', time: at('2026-06-05T10:00:00Z') }),
    ];
    expect(counted(...copies)).toEqual(['a']);
  });

  test('not: two events of exporters who number them from one', () => {
    const a = inCalendar('a', { uid: '1', summary: 'Match' });
    const b = inCalendar('b', { uid: '1', summary: 'Choir', time: at('2026-06-05T10:00:00Z') });
    expect(counted(a, b)).toEqual(['a', 'b']);
  });

  test('not: events without a UID, however alike', () => {
    const uid = 'no-uid-1a2b3c';
    expect(counted(inCalendar('a', { uid }), inCalendar('b', { uid }))).toEqual(['a', 'b']);
  });

  test('not: what one calendar holds twice', () => {
    expect(counted(inCalendar('a'), inCalendar('a'))).toEqual(['a', 'a']);
    expect(counted(inCalendar('a'), inCalendar('a'), inCalendar('b'))).toEqual(['a', 'a']);
  });

  test('not: another UID at the same time', () => {
    expect(counted(inCalendar('a', { uid: '1' }), inCalendar('b', { uid: '2' }))).toEqual(['a', 'b']);
  });
});

describe('which copy counts', () => {
  const invited = [guest(ME), guest('ada@example.org')];
  test.each([
    [
      'where the user organises it',
      inCalendar('a'),
      inCalendar('b', { organizer: { email: ME, name: null } }),
    ],
    [
      'where the user has answered',
      inCalendar('a', { attendees: invited }),
      inCalendar('b', { attendees: [guest(ME, 'declined')] }),
    ],
    ['where the user is asked', inCalendar('a'), inCalendar('b', { attendees: [guest(ME)] })],
    ['where others are known', inCalendar('a'), inCalendar('b', { attendees: [guest('ada@example.org')] })],
    ['what is not cancelled', inCalendar('a', { status: 'cancelled' }), inCalendar('b')],
    ['what blocks', inCalendar('a', { transparency: 'transparent' }), inCalendar('b')],
    ['on a server', inCalendar('a'), inCalendar('server')],
    ['by the id, in the end', inCalendar('b'), inCalendar('a')],
    [
      "any, before the household's",
      inCalendar('family', { organizer: { email: ME, name: null } }),
      inCalendar('z'),
    ],
  ])('%s', (_, loser, winner) => {
    for (const order of [
      [loser, winner],
      [winner, loser],
    ])
      expect(countOnce(order, context)).toEqual([winner]);
  });

  test('of an event of ours: the one on the server, then our own, then what a feed says of it', () => {
    const organizer = { email: ME, name: null };
    const own = inCalendar(LOCAL_CALENDAR, { organizer, attendees: invited });
    expect(counted(own, inCalendar('feed', { organizer, attendees: invited }))).toEqual([LOCAL_CALENDAR]);
    expect(counted(own, inCalendar('server', { status: 'cancelled' }))).toEqual(['server']);
    expect(counted(inCalendar('server'), own, inCalendar('feed'))).toEqual(['server']);
  });

  test('answers that it lacks come from the others, but for the user’s own', () => {
    const server = inCalendar('server', {
      attendees: [guest(ME), guest('ada@example.org'), guest('bob@example.org', 'declined')],
    });
    const own = inCalendar(LOCAL_CALENDAR, {
      activity: 'lunch',
      attendees: [
        guest(ME, 'declined'),
        guest('ada@example.org', 'accepted'),
        guest('bob@example.org', 'accepted'),
        guest('eve@example.org', 'accepted'),
      ],
    });
    expect(countOnce([own, server], context)).toEqual([
      {
        ...server,
        activity: 'lunch',
        attendees: [guest(ME), guest('ada@example.org', 'accepted'), guest('bob@example.org', 'declined')],
      },
    ]);
  });
});

describe('properties', () => {
  const copy = fc
    .record({
      id: fc.constantFrom('a', 'b', 'server', 'family', LOCAL_CALENDAR),
      uid: fc.constantFrom('1', '2', '3', 'no-uid-1'),
      hour: fc.integer({ min: 8, max: 12 }),
      recurrenceId: fc.constantFrom(null, '2026-06-04T10:00:00Z', '2026-06-04'),
      summary: fc.constantFrom('', 'Lunch', 'Choir'),
      status: fc.constantFrom('confirmed' as const, 'cancelled' as const),
    })
    .map(({ id, uid, hour, recurrenceId, summary, status }) =>
      inCalendar(id, {
        uid,
        recurrenceId,
        summary,
        status,
        time: at(`2026-06-04T${String(hour).padStart(2, '0')}:00:00Z`),
      }),
    );

  const isCopy = (a: Occurrence, b: Occurrence): boolean =>
    a.uid === b.uid &&
    a.calendarId !== b.calendarId &&
    (JSON.stringify(a.time) === JSON.stringify(b.time) || (a.summary !== '' && a.summary === b.summary));

  test('whatever is left out is there in another calendar, and the order is kept', () => {
    fc.assert(
      fc.property(fc.array(copy, { maxLength: 12 }), (copies) => {
        const once = countOnce(copies, context);
        const left = copies.filter((one) => !once.includes(one));
        expect(left.filter((one) => !once.some((kept) => isCopy(kept, one)))).toEqual([]);
        const positions = once.map((one) => copies.indexOf(one));
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });

  test('the order of the calendars does not matter', () => {
    fc.assert(
      fc.property(fc.array(copy, { maxLength: 8 }), (copies) => {
        const sort = (list: readonly Occurrence[]): string[] =>
          list.map((one) => JSON.stringify(one)).toSorted();
        expect(sort(countOnce(copies.toReversed(), context))).toEqual(sort(countOnce(copies, context)));
      }),
    );
  });

  test('one calendar is given back as it is', () => {
    const copies = [inCalendar('a'), inCalendar('a'), inCalendar('a', { uid: '2' })];
    expect(countOnce(copies, context)).toBe(copies);
  });
});

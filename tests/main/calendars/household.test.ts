import { expect, test } from 'vitest';
import { busyIntervals } from '#main/calendars/busy.ts';
import { blankHousehold, tellSkipped } from '#main/calendars/household.ts';
import { occurrence } from './occurrence.ts';

const blank = (about: Parameters<typeof occurrence>[0]) =>
  blankHousehold(occurrence(about), 'Household', ['me@example.org']);

const TOLD = {
  uid: 'secret-uid',
  recurrenceId: '2026-06-04',
  summary: 'secret title',
  location: 'secret street 1',
  hasConference: true,
  organizer: { email: 'secret@example.org', name: 'Secret' },
  attendees: [{ email: 'secret@example.org', name: 'Secret', rsvp: 'accepted', kind: 'individual' }],
  activity: 'secret',
  type: 'out-of-office',
} as const;

test('nothing is left but the time and a neutral word', () => {
  const block = blank(TOLD);
  expect(JSON.stringify(block)).not.toMatch(/secret/i);
  expect(block).toMatchObject({
    summary: 'Household',
    time: { startMs: Date.parse('2026-06-04T10:00:00Z') },
  });
});

test('it blocks for exactly its time: an absence of hours closes no day, and there is no way to its place', () => {
  const time = {
    kind: 'timed',
    startMs: Date.parse('2026-06-04T08:00:00Z'),
    endMs: Date.parse('2026-06-04T16:00:00Z'),
    zone: null,
  } as const;
  const block = blank({ ...TOLD, time });
  const context = { me: [], zone: 'UTC', homeNames: [], offices: [] };
  expect(busyIntervals(block === null ? [] : [block], context)).toEqual([
    { startMs: time.startMs, endMs: time.endMs, kind: 'busy', title: 'Household', buffered: false },
  ]);
});

test.each([
  ['marked free', { transparency: 'transparent' }],
  ['cancelled', { status: 'cancelled' }],
  ['a birthday', { type: 'birthday' }],
  [
    'declined by the user',
    { attendees: [{ email: 'me@example.org', name: null, rsvp: 'declined', kind: 'individual' }] },
  ],
] as const)('what is %s takes no time, so there is nothing', (_, about) => {
  expect(blank(about)).toBeNull();
});

test('what could not be read is told without its id', () => {
  const skipped = [
    { uid: 'secret@example.org', reason: 'Event secret@example.org has no start.' },
    { uid: null, reason: 'Event without UID has no start.' },
  ];
  expect(tellSkipped({ role: 'household', skipped })).toEqual([
    { uid: null, reason: 'Event has no start.' },
    { uid: null, reason: 'Event without UID has no start.' },
  ]);
  expect(tellSkipped({ role: 'own', skipped })).toEqual(skipped);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { busyIntervals } from '#main/calendars/busy.ts';
import { blockTime, clipIntervals, findUnexplained } from '#main/calendars/free-busy.ts';
import { type Interval, lengthMs, mergeIntervals, overlaps } from '#main/kernel/interval.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { allDay, makeAttendee, makeOccurrence, ME, timed } from '#tests/support/planner/world.ts';

const at = (start: string, end: string): Interval => ({
  startMs: parseInstant(start),
  endMs: parseInstant(end),
});
const LUNCH = at('2026-06-04T12:00:00+02:00', '2026-06-04T13:00:00+02:00');
const lunch = timed('2026-06-04T12:00:00+02:00', '2026-06-04T13:00:00+02:00');

describe('busy time that no event explains', () => {
  it('is all of it where no event is known', () => {
    expect(findUnexplained([LUNCH], [])).toEqual([LUNCH]);
  });

  it('is none of it where an event takes that time, whatever the user answered to it', () => {
    expect(findUnexplained([LUNCH], [makeOccurrence(lunch)])).toEqual([]);
    const declined = makeOccurrence(lunch, [], { attendees: [makeAttendee(ME, { rsvp: 'declined' })] });
    expect(findUnexplained([LUNCH], [declined])).toEqual([]);
    expect(findUnexplained([LUNCH], [makeOccurrence(lunch, [], { type: 'out-of-office' })])).toEqual([]);
  });

  it.each([
    ['free', { transparency: 'transparent' }],
    ['cancelled', { status: 'cancelled' }],
    ['a working location', { type: 'working-location' }],
    ['a birthday', { type: 'birthday' }],
  ] as const)('is not explained by what is %s', (_, changed) => {
    expect(findUnexplained([LUNCH], [makeOccurrence(lunch, [], changed)])).toEqual([LUNCH]);
  });

  it('is what is left between events, but no slivers of a rounding', () => {
    const first = makeOccurrence(timed('2026-06-04T11:00:00+02:00', '2026-06-04T12:20:00+02:00'));
    const second = makeOccurrence(timed('2026-06-04T12:20:30+02:00', '2026-06-04T12:40:00+02:00'));
    expect(findUnexplained([LUNCH], [second, first])).toEqual([
      at('2026-06-04T12:40:00+02:00', '2026-06-04T13:00:00+02:00'),
    ]);
  });

  it.each(['Pacific/Kiritimati +14:00', 'Etc/GMT+12 -12:00', 'Europe/Amsterdam +02:00'])(
    'is none of an all-day event, wherever the calendar is at home: %s',
    (zone) => {
      const offset = zone.split(' ')[1];
      const day = at(`2026-06-04T00:00:00${offset}`, `2026-06-05T00:00:00${offset}`);
      expect(findUnexplained([day], [makeOccurrence(allDay('2026-06-04', '2026-06-05'))])).toEqual([]);
    },
  );

  const interval = fc
    .tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 300 }))
    .map(([start, length]) => ({ startMs: start * 60_000, endMs: (start + length) * 60_000 }));
  const intervals = fc.array(interval, { maxLength: 12 });
  const occurrenceOf = ({ startMs, endMs }: Interval) =>
    makeOccurrence({ kind: 'timed', startMs, endMs, zone: null });

  it('lies inside the busy time, outside the events, and with them covers it', () => {
    fc.assert(
      fc.property(intervals, intervals, (busy, events) => {
        const left = findUnexplained(busy, events.map(occurrenceOf));
        expect(left.some((one) => events.some((event) => overlaps(one, event)))).toBe(false);
        expect(mergeIntervals([...busy, ...left])).toEqual(mergeIntervals(busy));
        expect(mergeIntervals([...busy, ...events])).toEqual(mergeIntervals([...left, ...events]));
      }),
    );
  });

  it('only shrinks when events come, and is the same when asked again of what was left', () => {
    fc.assert(
      fc.property(intervals, intervals, intervals, (busy, events, more) => {
        const before = findUnexplained(busy, events.map(occurrenceOf));
        const all = [...events, ...more].map(occurrenceOf);
        expect(findUnexplained(before, all)).toEqual(findUnexplained(busy, all));
        const total = (list: readonly Interval[]): number =>
          list.reduce((sum, one) => sum + lengthMs(one), 0);
        expect(total(findUnexplained(before, all))).toBeLessThanOrEqual(total(before));
      }),
    );
  });
});

describe('a block', () => {
  it('takes the user’s time and says nothing', () => {
    const block = blockTime(calendarId('work'), LUNCH, 'Bezet');
    const context = { me: [ME], zone: 'Europe/Amsterdam', homeNames: [], offices: [] };
    expect(busyIntervals([block], context)).toEqual([
      { ...LUNCH, kind: 'busy', title: 'Bezet', buffered: false },
    ]);
  });
});

it('what lies outside the window is cut off', () => {
  const window = { startMs: 10, endMs: 20 };
  const cut = clipIntervals(
    [
      { startMs: 0, endMs: 12 },
      { startMs: 11, endMs: 14 },
      { startMs: 19, endMs: 30 },
      { startMs: 20, endMs: 25 },
    ],
    window,
  );
  expect(cut).toEqual([
    { startMs: 10, endMs: 14 },
    { startMs: 19, endMs: 20 },
  ]);
});

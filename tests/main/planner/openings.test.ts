import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MinuteSpan, Settings } from '#contract/settings.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { createWorkWeek, type Holidays } from '#main/calendars/work-week.ts';
import { datesFrom, weekdayOf } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { findOpenings, homeNamesOf, type Opening, readBusy, startsIn } from '#main/planner/openings.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import {
  allDay,
  makeAttendee,
  makeOccurrence,
  makeSettings,
  ME,
  timed,
} from '#tests/support/planner/world.ts';

const THURSDAY = '2026-06-04';

interface Life {
  readonly settings?: Partial<Settings>;
  readonly holidays?: Holidays;
  readonly now?: string;
  readonly zone?: string;
  readonly date?: string;
  readonly days?: number;
}

function open(occurrences: readonly Occurrence[], life: Life = {}): readonly Opening[] {
  const settings = makeSettings(life.settings);
  const zone = openZone(life.zone ?? 'Europe/Amsterdam');
  return findOpenings(readBusy(occurrences, settings, zone), {
    settings,
    week: createWorkWeek(settings, zone, life.holidays ?? new Map()),
    nowMs: parseInstant(life.now ?? '2026-01-01T00:00:00Z'),
    dates: datesFrom(isoDate(life.date ?? THURSDAY), life.days ?? 1),
  });
}

/** '12:00-13:30' on the wall clock. */
function wall(openings: readonly Opening[], zoneId = 'Europe/Amsterdam'): string[] {
  const zone = openZone(zoneId);
  const clock = (ms: number): string => zone.format(ms).slice(11, 16);
  return openings.map(({ startMs, endMs }) => `${clock(startMs)}-${clock(endMs)}`);
}

const on = (from: string, until: string, changed: Partial<Occurrence> = {}): Occurrence =>
  makeOccurrence(timed(`${THURSDAY}T${from}:00+02:00`, `${THURSDAY}T${until}:00+02:00`), [], changed);
const EVERY: MinuteSpan = { from: 0, until: 1440 };
const LUNCH = '12:00-13:30';
const EVENING = '17:30-22:00';

describe('willing hours', () => {
  it('are lunch and the evening on working days, the day on weekends and public holidays', () => {
    expect(wall(open([]))).toEqual([LUNCH, EVENING]);
    expect(wall(open([], { date: '2026-06-06' }))).toEqual(['10:00-22:00']);
    expect(wall(open([], { holidays: new Map([[isoDate(THURSDAY), 'A holiday']]) }))).toEqual([
      '10:00-22:00',
    ]);
  });

  it('win over work hours', () => {
    const willingHours = { ...DEFAULT_SETTINGS.willingHours, 4: [{ from: 600, until: 720 }] };
    expect(wall(open([], { settings: { willingHours } }))).toEqual(['10:00-12:00']);
  });

  it('count in any order and where they overlap', () => {
    const events = [on('12:30', '13:30'), on('19:00', '22:00')];
    const hours = (...spans: readonly MinuteSpan[]): string[] =>
      wall(open(events, { settings: { willingHours: { ...DEFAULT_SETTINGS.willingHours, 4: spans } } }));
    const [lunch, evening] = [
      { from: 690, until: 810 },
      { from: 1050, until: 1320 },
    ];
    expect(hours(evening, lunch)).toEqual(['11:30-12:30', '17:30-19:00']);
    expect(hours({ from: 690, until: 1320 }, lunch)).toEqual(['11:30-12:30', '13:30-19:00']);
    expect(hours(lunch, { from: 810, until: 900 })).toEqual(['11:30-12:30', '13:30-15:00']);
  });
});

describe('busy time', () => {
  const answered = (rsvp: 'accepted' | 'tentative' | 'needs-action' | 'declined'): Partial<Occurrence> => ({
    organizer: { email: 'boss@example.org', name: null },
    attendees: [makeAttendee(ME, { rsvp }), makeAttendee('boss@example.org')],
  });
  const free = [LUNCH, EVENING];
  const cut = [LUNCH, '19:00-22:00'];

  it.each<[string, Partial<Occurrence>, string[]]>([
    ['own', {}, cut],
    ['accepted', answered('accepted'), cut],
    ['tentative', answered('tentative'), cut],
    ['unanswered', answered('needs-action'), cut],
    ['declined', answered('declined'), free],
    ['cancelled', { status: 'cancelled' }, free],
    ['transparent', { transparency: 'transparent' }, free],
    ['focus time', { type: 'focus' }, cut],
    ['working location', { type: 'working-location' }, free],
    ['birthday', { type: 'birthday' }, free],
    ['away for less than 6 hours', { type: 'out-of-office' }, cut],
  ])('%s', (_, changed, left) => {
    expect(wall(open([on('17:30', '19:00', changed)]))).toEqual(left);
  });

  it('an absence of 6 hours or more closes the day, one of a minute less its hours', () => {
    const away = { type: 'out-of-office' } as const;
    expect(wall(open([on('09:00', '15:00', away)]))).toEqual([]);
    expect(wall(open([on('09:00', '14:59', away)]))).toEqual([EVENING]);
  });

  it('an all-day event closes its days, unless it is free', () => {
    const days = { date: '2026-06-03', days: 4 } as const;
    const event = makeOccurrence(allDay('2026-06-04', '2026-06-06'));
    expect(open([event], days).map((opening) => opening.date)).toEqual([
      '2026-06-03',
      '2026-06-03',
      '2026-06-06',
    ]);
    expect(open([{ ...event, transparency: 'transparent' }], days)).toHaveLength(7);
    expect(open([{ ...event, type: 'birthday' }], days)).toHaveLength(7);
  });

  it('cuts to the minute, seconds against the opening', () => {
    const late = makeOccurrence(timed('2026-06-04T18:59:30+02:00', '2026-06-04T19:10:01+02:00'));
    const left = open([late]);
    expect(wall(left)).toEqual([LUNCH, '17:30-18:59', '19:11-22:00']);
    expect(left.filter(({ startMs, endMs }) => startMs % 60_000 !== 0 || endMs % 60_000 !== 0)).toEqual([]);
  });

  it('reaches over midnight', () => {
    const night = makeOccurrence(timed('2026-06-03T23:00:00+02:00', '2026-06-04T12:20:00+02:00'));
    expect(wall(open([night]))).toEqual(['12:20-13:30', EVENING]);
  });
});

describe('30 minutes before and after', () => {
  it.each<[string, Partial<Occurrence>, string]>([
    ['a physical place elsewhere', { location: 'Dentist, Damrak 1' }, '20:00-22:00'],
    ['home by its address', { location: 'Keizersgracht 1' }, '19:30-22:00'],
    ['home by name', { location: 'Thuis' }, '19:30-22:00'],
    ['the office', { location: 'Headquarters' }, '19:30-22:00'],
    ['online', { location: 'https://zoom.us/j/1' }, '19:30-22:00'],
    ['no place', {}, '19:30-22:00'],
  ])('%s', (_, changed, evening) => {
    const settings = { offices: ['Headquarters'] };
    expect(wall(open([on('16:00', '19:30', changed)], { settings }))).toEqual([LUNCH, evening]);
  });

  it('before it too', () => {
    expect(wall(open([on('20:00', '23:00', { location: 'Theatre Carré' })]))).toEqual([LUNCH, '17:30-19:30']);
  });
});

describe('protected blocks', () => {
  const block = { name: 'Training', span: { from: 1140, until: 1200 } };

  it('by weekday', () => {
    const settings = { protectedBlocks: [{ ...block, weekdays: [4 as const], date: null }] };
    expect(wall(open([], { settings }))).toEqual([LUNCH, '17:30-19:00', '20:00-22:00']);
    expect(wall(open([], { settings, date: '2026-06-05' }))).toEqual([LUNCH, EVENING]);
  });

  it('by date', () => {
    const settings = { protectedBlocks: [{ ...block, weekdays: [5 as const], date: isoDate(THURSDAY) }] };
    expect(wall(open([], { settings }))).toEqual([LUNCH, '17:30-19:00', '20:00-22:00']);
    for (const date of ['2026-06-05', '2026-06-11']) {
      expect(wall(open([], { settings, date }))).toEqual([LUNCH, EVENING]);
    }
  });
});

describe('a stretch', () => {
  it('of 45 minutes stays, a shorter one is dropped', () => {
    expect(wall(open([on('12:45', '13:30')]))).toEqual(['12:00-12:45', EVENING]);
    expect(wall(open([on('12:44', '13:30')]))).toEqual([EVENING]);
  });

  it('begins now at the earliest, on the next whole minute', () => {
    expect(wall(open([], { now: '2026-06-04T12:10:01+02:00' }))).toEqual(['12:11-13:30', EVENING]);
    expect(wall(open([], { now: '2026-06-04T12:46:00+02:00' }))).toEqual([EVENING]);
    expect(wall(open([], { now: '2026-06-04T21:30:00+02:00' }))).toEqual([]);
  });
});

describe('days of a clock change', () => {
  const allWeek = { willingHours: { ...DEFAULT_SETTINGS.willingHours, 7: [EVERY] } };

  it.each([
    ['Europe/Amsterdam', '2026-03-29', 23],
    ['Europe/Amsterdam', '2026-10-25', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Asia/Kolkata', '2026-03-29', 24],
  ])('%s %s: a whole day is %d hours', (zone, date, hours) => {
    const [opening] = open([], { zone, date, settings: allWeek });
    expect(((opening?.endMs ?? 0) - (opening?.startMs ?? 0)) / 3_600_000).toBe(hours);
  });

  it('willing hours follow the wall clock', () => {
    for (const date of ['2026-03-28', '2026-03-29', '2026-10-25']) {
      expect(wall(open([], { date }))).toEqual(['10:00-22:00']);
    }
  });
});

describe('startsIn', () => {
  const zone = openZone('Europe/Amsterdam');
  const opening = (from: string, until: string): Opening => ({
    date: isoDate(from.slice(0, 10)),
    startMs: parseInstant(from),
    endMs: parseInstant(until),
  });
  const clocks = (starts: readonly number[], id = 'Europe/Amsterdam'): string[] =>
    starts.map((ms) => openZone(id).format(ms).slice(11, 22));

  it('gives the quarters inside, the last of which still fits whole', () => {
    const odd = opening('2026-06-04T12:01:00+02:00', '2026-06-04T13:15:00+02:00');
    expect(clocks(startsIn(odd, 45, zone)).map((clock) => clock.slice(0, 5))).toEqual(['12:15', '12:30']);
    expect(startsIn(odd, 75, zone)).toEqual([]);
  });

  it('gives a repeated hour twice and a skipped one never', () => {
    const autumn = startsIn(opening('2026-10-25T01:45:00+02:00', '2026-10-25T03:15:00+01:00'), 15, zone);
    expect(clocks(autumn).filter((clock) => clock.startsWith('02:30'))).toEqual([
      '02:30:00+02',
      '02:30:00+01',
    ]);
    const spring = startsIn(opening('2026-03-29T01:30:00+01:00', '2026-03-29T03:30:00+02:00'), 15, zone);
    expect(clocks(spring).map((clock) => clock.slice(0, 5))).toEqual(['01:30', '01:45', '03:00', '03:15']);
  });

  it('are local quarters in every zone, whole inside the opening', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Europe/Amsterdam'),
        fc.integer({ min: 0, max: 400 * 1440 }),
        fc.integer({ min: 45, max: 600 }),
        fc.integer({ min: 30, max: 240 }),
        (id, offset, length, minutes) => {
          const startMs = Date.UTC(2026, 0, 1) + offset * 60_000;
          const endMs = startMs + length * 60_000;
          const local = openZone(id);
          const starts = startsIn({ date: local.dateOf(startMs), startMs, endMs }, minutes, local);
          const quarters = Array.from({ length: length + 1 }, (_, i) => startMs + i * 60_000).filter(
            (ms) => local.minuteOf(ms) % 15 === 0 && ms + minutes * 60_000 <= endMs,
          );
          expect(starts).toEqual(quarters);
        },
      ),
    );
  });
});

it('the label of the home is one of its names', () => {
  expect(homeNamesOf(makeSettings({ homeNames: ['ours'] }))).toEqual(['ours', 'Keizersgracht 1']);
  expect(homeNamesOf(makeSettings({ home: null, homeNames: ['ours'] }))).toEqual(['ours']);
});

describe('any life', () => {
  it('leaves only time that is willing, free and not too short', () => {
    const minute = fc.integer({ min: 0, max: 10 * 1440 });
    const events = fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 600 }), fc.boolean()), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(events, minute, (drawn, nowMinute) => {
        const zone = openZone('Europe/Amsterdam');
        const midnight = zone.toEpochMs(isoDate(THURSDAY), 0);
        const at = (m: number): number => midnight + m * 60_000;
        const time = (startMs: number, endMs: number) =>
          ({ kind: 'timed', startMs, endMs, zone: null }) as const;
        const occurrences = drawn.map(([from, length, elsewhere]) =>
          makeOccurrence(time(at(from), at(from + length)), [], {
            location: elsewhere ? 'Somewhere else' : null,
          }),
        );
        const now = new Date(at(nowMinute)).toISOString();
        for (const opening of open(occurrences, { now, days: 10 })) {
          expect(opening.endMs - opening.startMs).toBeGreaterThanOrEqual(45 * 60_000);
          expect(opening.startMs).toBeGreaterThanOrEqual(at(nowMinute));
          const hours = DEFAULT_SETTINGS.willingHours[weekdayOf(opening.date)];
          const from = zone.minuteOf(opening.startMs);
          const until = zone.minuteOf(opening.endMs);
          expect(hours.some((span) => span.from <= from && until <= span.until)).toBe(true);
          const margin = (elsewhere: boolean): number => (elsewhere ? 30 : 0);
          const clashes = drawn.filter(
            ([start, length, elsewhere]) =>
              at(start - margin(elsewhere)) < opening.endMs &&
              opening.startMs < at(start + length + margin(elsewhere)),
          );
          expect(clashes).toEqual([]);
        }
      }),
    );
  });
});

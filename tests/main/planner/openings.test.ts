import { describe, expect, it } from 'vitest';
import type { Settings } from '#contract/settings.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { createWorkWeek } from '#main/calendars/work-week.ts';
import { datesFrom } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { findOpenings, homeNamesOf, protectedIntervals, readBusy, startsIn } from '#main/planner/openings.ts';
import {
  allDay,
  makeAttendee,
  makeOccurrence,
  makeSettings,
  ME,
  timed,
} from '#tests/support/planner/world.ts';

interface Case {
  readonly date?: string;
  readonly days?: number;
  readonly now?: string;
  readonly zone?: string;
  readonly settings?: Partial<Settings>;
  readonly holidays?: readonly string[];
}

/** Openings as wall clocks: 'HH:MM-HH:MM', with the date in front where there are several. */
function openings(occurrences: readonly Occurrence[], options: Case = {}): string[] {
  const { date = '2026-06-05', days = 1, zone: id = 'Europe/Amsterdam' } = options;
  const settings = makeSettings(options.settings);
  const zone = openZone(id);
  const holidays = new Map((options.holidays ?? []).map((day) => [isoDate(day), 'holiday']));
  const found = findOpenings(readBusy(occurrences, settings, zone), {
    settings,
    week: createWorkWeek(settings, zone, holidays),
    nowMs: parseInstant(options.now ?? '2026-01-01T00:00:00Z'),
    dates: datesFrom(isoDate(date), days),
  });
  const clock = (ms: number): string => zone.format(ms).slice(11, 16);
  return found.map((o) => `${days > 1 ? `${o.date} ` : ''}${clock(o.startMs)}-${clock(o.endMs)}`);
}

/** On Friday 5 June 2026 in Amsterdam. */
const busy = (from: string, until: string, changed: Partial<Occurrence> = {}): Occurrence =>
  makeOccurrence(timed(`2026-06-05T${from}:00+02:00`, `2026-06-05T${until}:00+02:00`), [], changed);

describe('willing hours', () => {
  it('are lunch and evening on weekdays, ten to ten on days off', () => {
    expect(openings([], { date: '2026-06-05', days: 3 })).toEqual([
      '2026-06-05 12:00-13:30',
      '2026-06-05 17:30-22:00',
      '2026-06-06 10:00-22:00',
      '2026-06-07 10:00-22:00',
    ]);
    expect(openings([], { holidays: ['2026-06-05'] })).toEqual(['10:00-22:00']);
  });

  it('win over work hours', () => {
    const willing = makeSettings().willingHours;
    const settings = { willingHours: { ...willing, 5: [{ from: 600, until: 900 }] } };
    expect(openings([], { settings })).toEqual(['10:00-15:00']);
  });

  it('lose what is protected, on weekdays or on one date', () => {
    const protectedBlocks = [
      { name: 'training', weekdays: [5], date: null, span: { from: 1140, until: 1200 } },
      { name: 'date night', weekdays: [], date: isoDate('2026-06-06'), span: { from: 1080, until: 1320 } },
    ] as const;
    expect(openings([], { days: 2, settings: { protectedBlocks } })).toEqual([
      '2026-06-05 12:00-13:30',
      '2026-06-05 17:30-19:00',
      '2026-06-05 20:00-22:00',
      '2026-06-06 10:00-18:00',
    ]);
    const blocks = protectedIntervals(
      makeSettings({ protectedBlocks }),
      openZone('Europe/Amsterdam'),
      datesFrom(isoDate('2026-06-05'), 8),
    );
    expect(blocks.map((block) => block.name)).toEqual(['training', 'date night', 'training']);
  });
});

describe('busy time', () => {
  it('is cut to the minute and leaves nothing shorter than 45 minutes', () => {
    expect(openings([busy('18:15', '21:15')])).toEqual(['12:00-13:30', '17:30-18:15', '21:15-22:00']);
    expect(openings([busy('18:14', '21:16')])).toEqual(['12:00-13:30']);
    expect(openings([busy('18:20', '19:10')])).toEqual(['12:00-13:30', '17:30-18:20', '19:10-22:00']);
  });

  it('seconds count against the opening', () => {
    const odd = makeOccurrence(timed('2026-06-05T18:20:30+02:00', '2026-06-05T19:10:30+02:00'));
    expect(openings([odd])).toEqual(['12:00-13:30', '17:30-18:20', '19:11-22:00']);
  });

  it('keeps 30 minutes before and after what is elsewhere, not at home, at the office or online', () => {
    const around = ['12:00-13:30', '17:30-18:30', '20:30-22:00'];
    expect(openings([busy('19:00', '20:00', { location: 'Paradiso' })])).toEqual(around);
    for (const location of ['thuis', 'Keizersgracht 1', 'Headquarters', 'https://meet.example.org/a', null]) {
      const settings = { offices: ['Headquarters'] };
      expect(openings([busy('19:00', '20:00', { location })], { settings })).toEqual([
        '12:00-13:30',
        '17:30-19:00',
        '20:00-22:00',
      ]);
    }
  });

  it('the margin of an event outside the willing hours reaches in', () => {
    expect(openings([busy('16:00', '17:20', { location: 'Dentist' })])).toEqual([
      '12:00-13:30',
      '17:50-22:00',
    ]);
  });

  it.each([
    ['tentative', { status: 'tentative' }, true],
    ['cancelled', { status: 'cancelled' }, false],
    ['marked free', { transparency: 'transparent' }, false],
    ['a birthday', { type: 'birthday' }, false],
    ['a working location', { type: 'working-location' }, false],
    ['focus time', { type: 'focus' }, true],
  ] as const)('%s', (_, changed, isBusy) => {
    expect(openings([busy('17:30', '22:00', changed)])).toEqual(
      isBusy ? ['12:00-13:30'] : ['12:00-13:30', '17:30-22:00'],
    );
  });

  it.each([
    ['accepted', true],
    ['tentative', true],
    ['needs-action', true],
    ['declined', false],
  ] as const)('an invitation that the user answered with %s is busy: %s', (rsvp, isBusy) => {
    const attendees = [makeAttendee(ME, { rsvp }), makeAttendee('ann@example.org')];
    const organizer = { email: 'ann@example.org', name: null };
    expect(openings([busy('17:30', '22:00', { attendees, organizer })])).toHaveLength(isBusy ? 1 : 2);
  });

  it('an all-day event closes its days, unless it is free', () => {
    const trip = makeOccurrence(allDay('2026-06-06', '2026-06-07'));
    expect(openings([trip], { days: 3 })).toEqual([
      '2026-06-05 12:00-13:30',
      '2026-06-05 17:30-22:00',
      '2026-06-07 10:00-22:00',
    ]);
    expect(openings([{ ...trip, transparency: 'transparent' }], { days: 3 })).toHaveLength(4);
  });

  it('out of office: a short one blocks its hours, six hours or all day close the day', () => {
    const away = (from: string, until: string) => busy(from, until, { type: 'out-of-office' });
    expect(openings([away('09:00', '14:59')])).toEqual(['17:30-22:00']);
    expect(openings([away('09:00', '15:00')])).toEqual([]);
    const allDayAway = makeOccurrence(allDay('2026-06-05', '2026-06-06'), [], { type: 'out-of-office' });
    expect(openings([allDayAway])).toEqual([]);
  });
});

describe('now', () => {
  it('closes what is past, to the minute', () => {
    expect(openings([], { now: '2026-06-05T12:20:30+02:00' })).toEqual(['12:21-13:30', '17:30-22:00']);
    expect(openings([], { now: '2026-06-05T12:46:00+02:00' })).toEqual(['17:30-22:00']);
    expect(openings([], { now: '2026-06-05T22:00:00+02:00' })).toEqual([]);
  });
});

describe('days with a clock change', () => {
  const night = {
    willingHours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, [{ from: 0, until: 1440 }]])),
  };
  // All seven weekdays are there, which fromEntries cannot say.
  const settings = night as unknown as Partial<Settings>;
  const hours = (date: string, zone: string): number => {
    const zoned = openZone(zone);
    const own = makeSettings(settings);
    const [whole] = findOpenings([], {
      settings: own,
      week: createWorkWeek(own, zoned, new Map()),
      nowMs: 0,
      dates: [isoDate(date)],
    });
    return whole ? (whole.endMs - whole.startMs) / 3_600_000 : 0;
  };

  it.each([
    ['2026-03-29', 'Europe/Amsterdam', 23],
    ['2026-10-25', 'Europe/Amsterdam', 25],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    ['2026-10-25', 'Asia/Kolkata', 24],
  ])('%s in %s has %f hours', (date, zone, length) => {
    expect(hours(date, zone)).toBe(length);
  });

  it('the willing hours stay where the wall clock shows them', () => {
    for (const zone of ['Europe/Amsterdam', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
      for (const date of ['2026-03-29', '2026-10-25', '2026-04-05', '2026-10-04']) {
        expect(openings([], { date, zone })).toEqual(['10:00-22:00']);
      }
    }
  });

  it('an all-day event closes the whole of a long day', () => {
    const trip = makeOccurrence(allDay('2026-10-25', '2026-10-26'));
    expect(openings([trip], { date: '2026-10-25', settings })).toEqual([]);
  });
});

describe('startsIn', () => {
  const zone = openZone('Europe/Amsterdam');
  const starts = (from: string, until: string, minutes: number, id = 'Europe/Amsterdam'): string[] => {
    const opening = { startMs: parseInstant(from), endMs: parseInstant(until), date: isoDate('2026-06-05') };
    return startsIn(opening, minutes, openZone(id)).map((ms) => openZone(id).format(ms).slice(11, 16));
  };

  it('are local quarters from which the whole fits', () => {
    expect(starts('2026-06-05T18:20:00+02:00', '2026-06-05T19:31:00+02:00', 45)).toEqual(['18:30', '18:45']);
    expect(starts('2026-06-05T18:00:00+02:00', '2026-06-05T18:45:00+02:00', 45)).toEqual(['18:00']);
    expect(starts('2026-06-05T18:01:00+02:00', '2026-06-05T18:45:00+02:00', 45)).toEqual([]);
  });

  it('are quarters of the wall clock in zones half an hour off', () => {
    expect(starts('2026-06-05T12:00:00Z', '2026-06-05T13:20:00Z', 60, 'Asia/Kolkata')).toEqual([
      '17:30',
      '17:45',
    ]);
  });

  it('a repeated hour has its quarters twice, a skipped one none', () => {
    const back = {
      startMs: zone.toEpochMs(isoDate('2026-10-25'), 90),
      endMs: zone.toEpochMs(isoDate('2026-10-25'), 240),
      date: isoDate('2026-10-25'),
    };
    expect(startsIn(back, 15, zone)).toHaveLength(14);
    const forth = {
      startMs: zone.toEpochMs(isoDate('2026-03-29'), 90),
      endMs: zone.toEpochMs(isoDate('2026-03-29'), 240),
      date: isoDate('2026-03-29'),
    };
    const clocks = startsIn(forth, 15, zone).map((ms) => zone.format(ms).slice(11, 16));
    expect(clocks).toEqual(['01:30', '01:45', '03:00', '03:15', '03:30', '03:45']);
  });
});

it('the label of the home is one of its names', () => {
  expect(homeNamesOf(makeSettings({ homeNames: ['ours'] }))).toEqual(['ours', 'Keizersgracht 1']);
  expect(homeNamesOf(makeSettings({ home: null, homeNames: ['ours'] }))).toEqual(['ours']);
});

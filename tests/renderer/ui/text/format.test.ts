import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#contract/time.ts';
import { createFormat, instantAt, parseDate, parseTime, readWallClock } from '#renderer/ui/text/format.ts';

const en = createFormat('en');
const nl = createFormat('nl');
const date = (text: string): IsoDate => text as IsoDate;
const thursday = date('2026-06-04');

describe('format', () => {
  test('dates by language', () => {
    expect(en.dayLong(thursday)).toBe('Thursday 4 June');
    expect(nl.dayLong(thursday)).toBe('donderdag 4 juni');
    expect(en.dayShort(thursday)).toBe('Thu 4 Jun');
    expect(nl.dayShort(thursday)).toBe('do 4 jun');
    expect([1, 7].map(en.weekdayName)).toEqual(['Mon', 'Sun']);
    expect([1, 7].map(nl.weekdayName)).toEqual(['ma', 'zo']);
  });

  test('times are on a clock of 24 hours, and the day ends at 24:00', () => {
    expect(en.span({ from: 0, until: 1440 })).toBe('00:00–24:00');
    expect(nl.time(18 * 60 + 5)).toBe('18:05');
  });

  test('a moment is a time today, a word yesterday, else a date', () => {
    const zone = 'America/New_York';
    expect(en.moment('2026-06-04T13:12:00Z', zone, thursday)).toBe('09:12');
    expect(en.moment('2026-06-04T03:59:00Z', zone, thursday)).toBe('yesterday');
    expect(nl.moment('2026-06-04T03:59:00Z', zone, thursday)).toBe('gisteren');
    expect(en.moment('2026-05-30T12:00:00Z', zone, thursday)).toBe('Sat 30 May 08:00');
  });

  test.each([
    [0, '1\u00a0%'],
    [0.004, '1\u00a0%'],
    [0.876, '88\u00a0%'],
    [1, '99\u00a0%'],
  ])('a chance of %d is never nothing and never certain', (probability, shown) => {
    expect(en.chance(probability)).toBe(shown);
  });

  test('no minus before a nought', () => {
    expect(en.degrees(-0.4)).toBe('0°');
    expect(en.degrees(-3.6)).toBe('-4°');
  });
});

describe('parseTime', () => {
  test.each([
    ['9', 540],
    ['930', 570],
    ['0930', 570],
    ['9:30', 570],
    ['21.30', 1290],
    ['24:00', 1440],
    ['24:15', null],
    ['9:60', null],
    ['noon', null],
    ['', null],
  ])('%s', (text, minute) => {
    expect(parseTime(text)).toBe(minute);
  });
});

test('parseDate takes whole dates only', () => {
  expect(parseDate('2026-06-04')).toBe(thursday);
  expect(parseDate('2026-06')).toBeNull();
});

describe('instantAt', () => {
  test.each([
    ['Europe/Amsterdam', '2026-06-04', 18 * 60, '2026-06-04T18:00:00+02:00'],
    ['Asia/Kolkata', '2026-06-04', 0, '2026-06-04T00:00:00+05:30'],
    ['Australia/Lord_Howe', '2026-01-10', 600, '2026-01-10T10:00:00+11:00'],
    // The hour that does not exist is read with the offset before the change, as Temporal's 'compatible' does.
    ['America/New_York', '2026-03-08', 150, '2026-03-08T03:30:00-04:00'],
    // The hour that comes twice is the first of the two.
    ['America/New_York', '2026-11-01', 90, '2026-11-01T01:30:00-04:00'],
  ])('%s %s %d', (zone, day, minute, instant) => {
    expect(instantAt(date(day), minute, zone)).toBe(instant);
  });

  test('shows the same wall clock again, wherever it exists', () => {
    const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 364 }),
        // From 4:00 on no clock of these zones jumps.
        fc.integer({ min: 240, max: 1439 }),
        (zone, day, minute) => {
          const on = date(new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
          const instant = instantAt(on, minute, zone);
          expect(readWallClock(Date.parse(instant), zone)).toEqual({ date: on, minute });
        },
      ),
      { numRuns: 200 },
    );
  });
});

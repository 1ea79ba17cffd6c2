import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { dateOfEpochDay } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { isZone, openZone, parseInstant } from '#main/kernel/zone.ts';

const ZONES = [
  'Europe/Amsterdam',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
  'UTC',
];

describe('openZone', () => {
  it('converts as Temporal does, in every zone', () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (id, ms) => {
        const zone = openZone(id);
        const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(id);
        expect(zone.dateOf(ms)).toBe(local.toPlainDate().toString());
        expect(zone.minuteOf(ms)).toBe(local.hour * 60 + local.minute);
        expect(zone.offsetMs(ms)).toBe(local.offsetNanoseconds / 1e6);
        const written = zone.format(ms);
        expect(parseInstant(written)).toBe(Math.floor(ms / 1000) * 1000);
        expect(written.slice(0, 19)).toBe(local.toPlainDateTime().toString({ smallestUnit: 'second' }));
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  it('reads a wall clock as Temporal does, on days with a clock change too', () => {
    const day = fc.integer({ min: 15_000, max: 24_000 }).map(dateOfEpochDay);
    const changes = fc.constantFrom(
      '2026-03-29',
      '2026-10-25',
      '2026-03-08',
      '2026-11-01',
      '2026-04-05',
      '2026-10-04',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.oneof(day, changes.map(isoDate)),
        fc.integer({ min: 0, max: 1440 }),
        (id, date, minute) => {
          const plain = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
          expect(openZone(id).toEpochMs(date, minute)).toBe(plain.toZonedDateTime(id).epochMilliseconds);
        },
      ),
      { seed: 20_261_122, numRuns: 1000 },
    );
  });

  it('reads a wall clock as Temporal does, within two hours of every change', () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES, 'Asia/Gaza', 'Antarctica/Troll'),
        instant,
        fc.integer({ min: -120, max: 120 }),
        (id, ms, minutes) => {
          const change = Temporal.Instant.fromEpochMilliseconds(ms)
            .toZonedDateTimeISO(id)
            .getTimeZoneTransition('next');
          fc.pre(change !== null);
          const wall = change.toPlainDateTime().add({ minutes });
          const minute = wall.hour * 60 + wall.minute;
          fc.pre(wall.second === 0 && wall.millisecond === 0);
          expect(openZone(id).toEpochMs(isoDate(wall.toPlainDate().toString()), minute)).toBe(
            wall.toZonedDateTime(id).epochMilliseconds,
          );
        },
      ),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  it('reads a repeated wall time as its first pass and moves a skipped one forward', () => {
    const zone = openZone('Europe/Amsterdam');
    expect(zone.format(zone.toEpochMs(isoDate('2026-10-25'), 150))).toBe('2026-10-25T02:30:00+02:00');
    expect(zone.format(zone.toEpochMs(isoDate('2026-03-29'), 150))).toBe('2026-03-29T03:30:00+02:00');
  });

  it('knows days of 23, 24.5 and 25 hours', () => {
    const hours = (id: string, date: string): number => {
      const zone = openZone(id);
      return (zone.toEpochMs(isoDate(date), 1440) - zone.toEpochMs(isoDate(date), 0)) / 3_600_000;
    };
    expect(hours('Europe/Amsterdam', '2026-03-29')).toBe(23);
    expect(hours('Europe/Amsterdam', '2026-10-25')).toBe(25);
    expect(hours('Australia/Lord_Howe', '2026-04-05')).toBe(24.5);
    expect(hours('Australia/Lord_Howe', '2026-10-04')).toBe(23.5);
    expect(hours('Asia/Kolkata', '2026-10-25')).toBe(24);
  });

  it('says which zone it does not know', () => {
    expect(() => openZone('Mars/Olympus')).toThrow(/'Mars\/Olympus'.*Europe\/Amsterdam/);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(isZone('Europe/Amsterdam')).toBe(true);
  });
});

describe('parseInstant', () => {
  it('reads an offset or Z and refuses a wall clock without one', () => {
    expect(parseInstant('2026-06-04T18:00:00+02:00')).toBe(Date.UTC(2026, 5, 4, 16));
    expect(parseInstant('2026-06-04T16:00:00Z')).toBe(Date.UTC(2026, 5, 4, 16));
    expect(() => parseInstant('2026-06-04T18:00:00')).toThrow(/'2026-06-04T18:00:00'/);
  });
});

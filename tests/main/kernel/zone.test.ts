import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import { isZone, openZone, parseInstant } from '#main/kernel/zone.ts';

const ZONES = [
  'Europe/Amsterdam',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Gaza',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Antarctica/Troll',
  'UTC',
] as const;

const zoneId = fc.constantFrom(...ZONES);
const minuteMs = fc
  .integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2038, 0) / 60_000 })
  .map((minute) => minute * 60_000);

/** Minutes around the changes of the clock, where mistakes live. */
const nearTransition = fc
  .tuple(zoneId, minuteMs, fc.integer({ min: -1560, max: 1560 }))
  .map(([id, ms, minutes]) => {
    const next = Temporal.Instant.fromEpochMilliseconds(ms)
      .toZonedDateTimeISO(id)
      .getTimeZoneTransition('next');
    return { id, ms: (next?.epochMilliseconds ?? ms) + minutes * 60_000 };
  });
const anywhere = fc.record({ id: zoneId, ms: minuteMs });

describe('a zone agrees with Temporal', () => {
  it('on the local date, minute and offset of an instant', () => {
    fc.assert(
      fc.property(fc.oneof(nearTransition, anywhere), ({ id, ms }) => {
        const zone = openZone(id);
        const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(id);
        expect(zone.dateOf(ms)).toBe(local.toPlainDate().toString());
        expect(zone.minuteOf(ms)).toBe(local.hour * 60 + local.minute);
        expect(zone.offsetMs(ms)).toBe(local.offsetNanoseconds / 1e6);
        expect(parseInstant(zone.format(ms))).toBe(ms);
      }),
      { numRuns: 600 },
    );
  });

  it("on the instant of a wall time, skipped and repeated ones included ('compatible')", () => {
    fc.assert(
      fc.property(
        fc.oneof(nearTransition, anywhere),
        fc.integer({ min: 0, max: 1440 }),
        ({ id, ms }, minute) => {
          const zone = openZone(id);
          const date = zone.dateOf(ms);
          const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
          expect(zone.toEpochMs(date, minute)).toBe(wall.toZonedDateTime(id).epochMilliseconds);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('days of the clock change', () => {
  const hoursOf = (id: string, from: string, until: string): number =>
    (openZone(id).toEpochMs(isoDate(until), 0) - openZone(id).toEpochMs(isoDate(from), 0)) / 3_600_000;

  it.each([
    ['Europe/Amsterdam', '2026-03-29', '2026-03-30', 23],
    ['Europe/Amsterdam', '2026-10-25', '2026-10-26', 25],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-06', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-05', 23.5],
    ['Asia/Kolkata', '2026-03-29', '2026-03-30', 24],
  ])('%s, %s to %s: %d hours', (id, from, until, hours) => {
    expect(hoursOf(id, from, until)).toBe(hours);
  });

  it('the next midnight is minute 1440', () => {
    const zone = openZone('Europe/Amsterdam');
    expect(zone.toEpochMs(isoDate('2026-03-29'), 1440)).toBe(zone.toEpochMs(isoDate('2026-03-30'), 0));
  });
});

describe('openZone', () => {
  it('names an unknown zone and the remedy', () => {
    expect(() => openZone('Europe/Amstelveen')).toThrow(/'Europe\/Amstelveen'.*IANA/);
    expect(isZone('Europe/Amstelveen')).toBe(false);
    expect(isZone('Europe/Amsterdam')).toBe(true);
  });
});

describe('parseInstant', () => {
  it('reads an offset or Z', () => {
    expect(parseInstant('2026-06-04T18:00:00+02:00')).toBe(Date.UTC(2026, 5, 4, 16));
    expect(parseInstant('2026-06-04T16:00Z')).toBe(Date.UTC(2026, 5, 4, 16));
  });

  it('names what is no instant, a wall time among them', () => {
    expect(() => parseInstant('2026-06-04T18:00:00')).toThrow(/'2026-06-04T18:00:00'/);
  });
});

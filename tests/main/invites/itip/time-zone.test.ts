import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { writeTimeZone } from '#main/invites/itip/time-zone.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ZONES = [
  'Europe/Amsterdam',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/Phoenix',
];

/** The instant of a wall clock, by what the VTIMEZONE says alone. */
function instantOf(zoneId: string, interval: { startMs: number; endMs: number }, wall: string): number {
  const component = new ICAL.Component(
    structuredClone(writeTimeZone(zoneId, interval)) as unknown as unknown[],
  );
  const time = ICAL.Time.fromDateTimeString(wall);
  time.zone = new ICAL.Timezone(component);
  return time.toUnixTime() * 1000;
}

describe('writeTimeZone', () => {
  it('tells every local time from a year before to a year after, in every zone', () => {
    const from = parseInstant('2024-01-01T00:00:00Z') / 900_000;
    const until = parseInstant('2029-01-01T00:00:00Z') / 900_000;
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: from, max: until }),
        fc.integer({ min: -364 * 96, max: 364 * 96 }),
        (zoneId, quarter, distance) => {
          const startMs = quarter * 900_000;
          const ms = startMs + distance * 900_000;
          const zone = openZone(zoneId);
          const wallOf = (at: number): string => zone.format(at).slice(0, 19);
          const wall = wallOf(ms);
          // A wall clock that a change repeats is read as its first pass by some programs, as its second by others.
          fc.pre(
            [0.5, 1, 2, 24].every(
              (hours) => wallOf(ms + hours * HOUR) !== wall && wallOf(ms - hours * HOUR) !== wall,
            ),
          );
          expect(instantOf(zoneId, { startMs, endMs: startMs + HOUR }, wall)).toBe(ms);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('starts with the last change before that, and needs none where the clock never changes', () => {
    const startMs = parseInstant('2026-06-04T18:00:00Z');
    const tokyo = writeTimeZone('Asia/Tokyo', { startMs, endMs: startMs + DAY });
    expect(tokyo[2]).toHaveLength(1);
    const newYork = writeTimeZone('America/New_York', { startMs, endMs: startMs + DAY });
    expect(newYork[2].map(([kind]) => kind)).toEqual([
      'daylight',
      'standard',
      'daylight',
      'standard',
      'daylight',
    ]);
    expect(newYork[2][0]?.[1]).toEqual([
      ['dtstart', {}, 'date-time', '2025-03-09T02:00:00'],
      ['tzoffsetfrom', {}, 'utc-offset', '-05:00'],
      ['tzoffsetto', {}, 'utc-offset', '-04:00'],
    ]);
  });

  it('knows changes of half an hour', () => {
    const startMs = parseInstant('2026-06-04T18:00:00Z');
    const lordHowe = writeTimeZone('Australia/Lord_Howe', { startMs, endMs: startMs });
    const offsets = new Set(lordHowe[2].map(([, properties]) => properties[2]?.[3]));
    expect(offsets).toEqual(new Set(['+10:30', '+11:00']));
  });
});

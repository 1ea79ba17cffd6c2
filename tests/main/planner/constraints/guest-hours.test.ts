import { describe, expect, it } from 'vitest';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { isGuestHour } from '#main/planner/constraints/guest-hours.ts';

const fits = (from: string, until: string, zone: string): boolean =>
  isGuestHour(parseInstant(from), parseInstant(until), openZone(zone));

describe('from 8:00 to 22:00 of the guest’s own zone', () => {
  it.each([
    ['08:00', '09:00', true],
    ['07:59', '09:00', false],
    ['20:00', '22:00', true],
    ['20:00', '22:01', false],
  ])('%s to %s in their own zone: %s', (from, until, isFine) => {
    expect(fits(`2026-06-04T${from}:00+02:00`, `2026-06-04T${until}:00+02:00`, 'Europe/Amsterdam')).toBe(
      isFine,
    );
  });

  it('is another hour elsewhere', () => {
    const [from, until] = ['2026-06-04T12:00:00+02:00', '2026-06-04T13:00:00+02:00'];
    expect(fits(from, until, 'America/New_York')).toBe(false);
    expect(fits(from, until, 'Asia/Kolkata')).toBe(true);
  });

  it('does not go over their midnight', () => {
    expect(fits('2026-06-04T21:00:00+02:00', '2026-06-05T09:00:00+02:00', 'Europe/Amsterdam')).toBe(false);
  });

  it('follows their clock when it changes', () => {
    expect(fits('2026-03-27T13:00:00Z', '2026-03-27T14:00:00Z', 'America/New_York')).toBe(true);
    expect(fits('2026-03-06T12:30:00Z', '2026-03-06T14:00:00Z', 'America/New_York')).toBe(false);
    expect(fits('2026-03-09T12:30:00Z', '2026-03-09T14:00:00Z', 'America/New_York')).toBe(true);
  });
});

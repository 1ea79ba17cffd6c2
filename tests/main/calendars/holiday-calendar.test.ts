import { expect, test } from 'vitest';
import type { IsoDate } from '#contract/time.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { readHolidays } from '#main/calendars/holiday-calendar.ts';
import { occurrence } from './occurrence.ts';

const days = (startDate: string, endDate: string, about: Partial<Occurrence> = {}): Occurrence =>
  occurrence({
    // The tests write plain dates.
    time: { kind: 'all-day', startDate: startDate as IsoDate, endDate: endDate as IsoDate },
    ...about,
  });

test('all-day events are days off, each of their dates, the first name holds', () => {
  const holidays = readHolidays([
    days('2026-12-25', '2026-12-27', { summary: 'Kerst', transparency: 'transparent' }),
    days('2026-12-26', '2026-12-27', { summary: 'Boxing Day' }),
  ]);
  expect([...holidays]).toEqual([
    ['2026-12-25', 'Kerst'],
    ['2026-12-26', 'Kerst'],
  ]);
});

test('timed and cancelled events are none', () => {
  const cancelled = days('2026-12-25', '2026-12-26', { status: 'cancelled' });
  expect(readHolidays([occurrence(), cancelled]).size).toBe(0);
});

test('an event without end closes no more than its first year', () => {
  expect(readHolidays([days('2026-01-01', '9999-01-01')]).size).toBe(400);
});

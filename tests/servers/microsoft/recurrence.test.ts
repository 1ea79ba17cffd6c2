import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listDays, type RecurrencePattern, type RecurrenceRange } from './recurrence.ts';
import { findZone } from './times.ts';
import { IANA_BY_WINDOWS_NAME } from './zones.ts';

const list = (
  pattern: RecurrencePattern,
  range: RecurrenceRange,
  until = '2030-01-01',
): readonly string[] => [...listDays({ pattern, range }, until)];
const three = (startDate: string): RecurrenceRange => ({
  type: 'numbered',
  startDate,
  numberOfOccurrences: 3,
});

describe('recurrence', () => {
  it.each([
    ['every third day', { type: 'daily', interval: 3 }, ['2026-11-24', '2026-11-27', '2026-11-30']],
    [
      'every second week, which begins on Monday',
      { type: 'weekly', interval: 2, daysOfWeek: ['sunday', 'tuesday'], firstDayOfWeek: 'monday' },
      ['2026-11-24', '2026-11-29', '2026-12-08'],
    ],
    [
      'every second week, which begins on Sunday',
      { type: 'weekly', interval: 2, daysOfWeek: ['sunday', 'tuesday'], firstDayOfWeek: 'sunday' },
      ['2026-11-24', '2026-12-06', '2026-12-08'],
    ],
    [
      'the 31st, or the last day of a shorter month',
      { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
      ['2026-11-30', '2026-12-31', '2027-01-31'],
    ],
    [
      'the last working day of a month',
      {
        type: 'relativeMonthly',
        interval: 1,
        daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        index: 'last',
      },
      ['2026-11-30', '2026-12-31', '2027-01-29'],
    ],
    [
      'the fourth Thursday of November',
      { type: 'relativeYearly', interval: 1, month: 11, daysOfWeek: ['thursday'], index: 'fourth' },
      ['2026-11-26', '2027-11-25', '2028-11-23'],
    ],
    [
      'the 29th of February, or the 28th',
      { type: 'absoluteYearly', interval: 1, month: 2, dayOfMonth: 29 },
      ['2027-02-28', '2028-02-29', '2029-02-28'],
    ],
  ])('has %s', (_name, pattern, days) => {
    expect(list(pattern, three('2026-11-24'))).toEqual(days);
  });

  it('ends with its last day, its number, or the day that was asked for', () => {
    const daily = { type: 'daily', interval: 1 };
    const range = { type: 'endDate', startDate: '2026-11-24', endDate: '2026-11-25' };
    expect(list(daily, range)).toHaveLength(2);
    expect(list(daily, { type: 'noEnd', startDate: '2026-11-24' }, '2026-12-03')).toHaveLength(10);
  });
});

describe('zones', () => {
  it('has the names of Windows as CLDR has them', (context) => {
    const file = new URL('../../../../shared/data/time-zones/windowsZones.json', import.meta.url);
    if (!existsSync(file)) return context.skip('the table of Windows zones is not beside the repository');
    // The file is known: rows of a name, a zone and a territory, in this order.
    const text = readFileSync(file, 'utf8').replace(/\s+/g, '');
    for (const [windows, iana] of IANA_BY_WINDOWS_NAME) {
      const row = `"_other":"${windows}","_type":"${iana}","_territory":"001"`.replace(/\s+/g, '');
      expect([windows, text.includes(row)]).toEqual([windows, true]);
    }
  });

  it('has those that are in no table, and refuses others', () => {
    expect(findZone('tzone://Microsoft/Utc')).toBe('UTC');
    expect(findZone('Customized Time Zone')).not.toBeNull();
    expect(findZone('w. europe standard time')).toBe('Europe/Berlin');
    expect(findZone('Mars Standard Time')).toBeNull();
  });
});

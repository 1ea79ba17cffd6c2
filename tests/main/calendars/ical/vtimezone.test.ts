import { describe, expect, it } from 'vitest';
import { splitCalendar } from '#main/calendars/ical/calendar-text.ts';
import { buildZone } from '#main/calendars/ical/vtimezone.ts';
import type { WallZone } from '#main/calendars/ical/wall-time.ts';
import { openZone } from '#main/kernel/zone.ts';

function zoneOf(...observances: readonly (readonly string[])[]): WallZone | null {
  const lines = observances.flatMap((observance) => ['BEGIN:STANDARD', ...observance, 'END:STANDARD']);
  const text = ['BEGIN:VTIMEZONE', 'TZID:X', ...lines, 'END:VTIMEZONE'].join('\n');
  const [definition] = splitCalendar(text).zones;
  if (!definition) throw new Error('There is no zone in the text.');
  return buildZone(definition);
}

const hours = (zone: WallZone | null, at: string): number | undefined => {
  const offset = zone?.offsetMs(Date.parse(at));
  return offset === undefined ? undefined : offset / 3_600_000;
};

describe('buildZone', () => {
  it('follows rules of several eras, with an UNTIL in UTC', () => {
    const zone = zoneOf(
      [
        'DTSTART:19870405T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z',
        'TZOFFSETFROM:-0500',
        'TZOFFSETTO:-0400',
      ],
      [
        'DTSTART:20070311T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
        'TZOFFSETFROM:-0500',
        'TZOFFSETTO:-0400',
      ],
      [
        'DTSTART:19671029T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z',
        'TZOFFSETFROM:-0400',
        'TZOFFSETTO:-0500',
      ],
      [
        'DTSTART:20071104T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
        'TZOFFSETFROM:-0400',
        'TZOFFSETTO:-0500',
      ],
    );
    const real = openZone('America/New_York');
    for (let year = 1990; year < 2037; year++) {
      for (let day = 0; day < 365; day++) {
        const at = Date.UTC(year, 0, 1, 12) + day * 86_400_000;
        expect(zone?.offsetMs(at)).toBe(real.offsetMs(at));
      }
    }
  });

  it('changes on single dates, in local time or in UTC', () => {
    const zone = zoneOf(
      ['DTSTART:19700101T000000', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000'],
      ['DTSTART:20200101T000000', 'RDATE:20210101T000000', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0300'],
      ['DTSTART:20200601T000000', 'RDATE:20210531T210000Z', 'TZOFFSETFROM:+0300', 'TZOFFSETTO:+0000'],
    );
    expect(hours(zone, '2020-05-31T20:59:00Z')).toBe(3);
    expect(hours(zone, '2020-05-31T21:00:00Z')).toBe(0);
    expect(hours(zone, '2021-01-01T00:00:00Z')).toBe(3);
    expect(hours(zone, '2021-05-31T21:00:00Z')).toBe(0);
  });

  it('takes the offset before the first change for all that is earlier', () => {
    const zone = zoneOf(['DTSTART:20200101T000000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0530']);
    expect(hours(zone, '1950-01-01T00:00:00Z')).toBe(2);
    expect(hours(zone, '2026-01-01T00:00:00Z')).toBe(5.5);
  });

  it('reads offsets with seconds, and needs no TZOFFSETFROM', () => {
    expect(zoneOf(['DTSTART:19000101T000000', 'TZOFFSETTO:+001932'])?.offsetMs(0)).toBe(1_172_000);
  });

  it('is nothing without a usable observance', () => {
    expect(zoneOf(['DTSTART:soon', 'TZOFFSETTO:+0100'])).toBeNull();
    expect(zoneOf(['DTSTART:20200101T000000', 'TZOFFSETTO:one hour'])).toBeNull();
    expect(zoneOf()).toBeNull();
  });

  it('survives a rule that would change the clock every second', () => {
    const zone = zoneOf([
      'DTSTART:19700101T000000',
      'RRULE:FREQ=SECONDLY',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
    ]);
    expect(hours(zone, '2026-01-01T00:00:00Z')).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { splitCalendar } from '#main/calendars/ical/calendar-text.ts';
import { createZoneFinder } from '#main/calendars/ical/find-zone.ts';
import { IANA_ZONES_BY_WINDOWS_NAME } from '#main/calendars/ical/windows-zones.ts';
import { isZone } from '#main/kernel/zone.ts';

const described = (tzid: string, ...more: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    ...more,
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
    'END:VCALENDAR',
  ].join('\n');

const find = (tzid: string, text = '') => createZoneFinder(splitCalendar(text).zones)(tzid);

describe('createZoneFinder', () => {
  it.each([
    ['Europe/Amsterdam', 'Europe/Amsterdam'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['w. europe standard time ', 'Europe/Berlin'],
    ['/mozilla.org/20050126_1/Europe/Berlin', 'Europe/Berlin'],
    [
      '/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires',
      'America/Argentina/Buenos_Aires',
    ],
    ['/Europe/Stockholm', 'Europe/Stockholm'],
    ['America/Los Angeles', 'America/Los_Angeles'],
    ['"Asia/Tokyo"', 'Asia/Tokyo'],
    ['TZID=Europe/Paris', 'Europe/Paris'],
    ['GMT', 'UTC'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Amsterdam'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['UTC+01:00', '+01:00'],
    ['GMT-5', '-05:00'],
  ])('reads %s as %s', (tzid, id) => {
    expect(find(tzid)?.id).toBe(id);
  });

  it('does not know what nobody knows', () => {
    for (const tzid of ['Customized Time Zone', 'tzone://Microsoft/Custom', 'Europe/Germany', '']) {
      expect(find(tzid)).toBeNull();
    }
  });

  it('takes the rules of the file where the name says nothing', () => {
    const zone = find('Customized Time Zone', described('Customized Time Zone'));
    expect(zone?.id).toBeNull();
    expect(zone?.offsetMs(Date.parse('2026-03-29T00:59:59Z'))).toBe(3_600_000);
    expect(zone?.offsetMs(Date.parse('2026-03-29T01:00:00Z'))).toBe(7_200_000);
    expect(zone?.offsetMs(Date.parse('2026-10-25T01:00:00Z'))).toBe(3_600_000);
  });

  it('finds names with colons and escaped commas in the file', () => {
    const text = described('(UTC+01:00) Somewhere\\, Elsewhere');
    expect(find('(UTC+01:00) Somewhere, Elsewhere', text)?.offsetMs(Date.parse('2026-07-01T00:00:00Z'))).toBe(
      7_200_000,
    );
  });

  it('lets an IANA name win over the rules beside it, and X-LIC-LOCATION over those below it', () => {
    expect(find('Asia/Tokyo', described('Asia/Tokyo'))?.id).toBe('Asia/Tokyo');
    expect(find('My zone', described('My zone', 'X-LIC-LOCATION:Europe/Rome'))?.id).toBe('Europe/Rome');
  });

  it('takes a short name for what the file says it is, but UTC', () => {
    const summerMs = Date.parse('2026-07-01T00:00:00Z');
    expect(find('CET')?.id).toBe('CET');
    expect(find('EST', described('EST'))?.offsetMs(summerMs)).toBe(7_200_000);
    expect(find('GMT', described('GMT'))?.offsetMs(summerMs)).toBe(7_200_000);
    expect(find('UTC', described('UTC'))?.id).toBe('UTC');
  });

  it('knows a real zone for every Windows name', () => {
    expect(IANA_ZONES_BY_WINDOWS_NAME.size).toBe(139);
    expect([...IANA_ZONES_BY_WINDOWS_NAME.values()].filter((zone) => !isZone(zone))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { fileCalendarId } from '#main/app/calendar-id.ts';

const calendar = (name: string | null): string =>
  `BEGIN:VCALENDAR\r\n${name === null ? '' : `X-WR-CALNAME:${name}\r\n`}END:VCALENDAR\r\n`;

describe('fileCalendarId', () => {
  it('is the same for a newer export of the same calendar', () => {
    const id = fileCalendarId('basic.ics', calendar('Team'));
    expect(fileCalendarId('basic (1).ics', calendar('Team'))).toBe(id);
    expect(fileCalendarId('team-2026.ics', calendar('Team'))).toBe(id);
  });

  it('tells two calendars apart that a program exports under one name', () => {
    expect(fileCalendarId('basic.ics', calendar('Team'))).not.toBe(
      fileCalendarId('basic.ics', calendar('Home')),
    );
  });

  it('goes by the name of the file where the calendar has none', () => {
    const id = fileCalendarId('Team.ics', calendar(null));
    expect(fileCalendarId('team (2).ics', calendar(null))).toBe(id);
    expect(fileCalendarId('team copy.ics', calendar(null))).toBe(id);
    expect(fileCalendarId('home.ics', calendar(null))).not.toBe(id);
  });
});

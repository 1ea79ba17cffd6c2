import { describe, expect, it } from 'vitest';
import type { Occurrence } from '#main/calendars/event.ts';
import { calendar, event, read } from '#tests/main/calendars/ical/reading.ts';

function one(...lines: readonly string[]): Occurrence {
  const timed = lines.some((line) => line.startsWith('DTSTART')) ? [] : ['DTSTART:20260604T100000Z'];
  const { occurrences } = read(calendar(event(...timed, ...lines)));
  const [occurrence] = occurrences;
  if (!occurrence) throw new Error('The event was not read.');
  return occurrence;
}

describe('reading the fields of an event', () => {
  it('reads an event that says nothing', () => {
    expect(one()).toMatchObject({
      summary: '',
      location: null,
      hasConference: false,
      status: 'confirmed',
      transparency: 'opaque',
      type: 'default',
      organizer: null,
      attendees: [],
      activity: null,
      recurrenceId: null,
    });
  });

  it('unescapes texts, with or without parameters', () => {
    expect(one('SUMMARY:Lunch\\, then a walk\\; or both', 'LOCATION;LANGUAGE=nl:Café\\nHoek')).toMatchObject({
      summary: 'Lunch, then a walk; or both',
      location: 'Café\nHoek',
    });
  });

  it.each([
    [['STATUS:CANCELLED'], 'cancelled', 'opaque', 'default'],
    [['STATUS:Tentative'], 'tentative', 'opaque', 'default'],
    [['TRANSP:TRANSPARENT'], 'confirmed', 'transparent', 'default'],
    [['X-MICROSOFT-CDO-BUSYSTATUS:FREE'], 'confirmed', 'transparent', 'default'],
    [['X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'], 'tentative', 'opaque', 'default'],
    [['X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE', 'STATUS:CONFIRMED'], 'confirmed', 'opaque', 'default'],
    [['X-MICROSOFT-CDO-BUSYSTATUS:OOF'], 'confirmed', 'opaque', 'out-of-office'],
    [['X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'], 'confirmed', 'opaque', 'working-location'],
    [['CATEGORIES:Party,Birthday', 'DTSTART;VALUE=DATE:20260604'], 'confirmed', 'opaque', 'birthday'],
    [['CATEGORIES:Birthday'], 'confirmed', 'opaque', 'default'],
    [['X-NEXTCLOUD-BC-FIELD-TYPE:BDAY'], 'confirmed', 'opaque', 'birthday'],
  ])('%j', (lines, status, transparency, type) => {
    expect(one(...lines)).toMatchObject({ status, transparency, type });
  });

  it('reads attendees with their answers', () => {
    const { attendees, organizer } = one(
      'ORGANIZER;CN=Anna Bakker:MAILTO:Anna@Example.com',
      'ATTENDEE;CN="Raman, Priya";PARTSTAT=ACCEPTED:mailto:Priya@Example.com',
      'ATTENDEE:mailto:sam@example.com',
      'ATTENDEE;PARTSTAT=DECLINED;CUTYPE=INDIVIDUAL:mailto:mei@example.com',
      'ATTENDEE;PARTSTAT=TENTATIVE;EMAIL=lee@example.com:/principals/users/lee',
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:b@example.com":mailto:a@example.com',
      'ATTENDEE;CUTYPE=ROOM;CN=Zaal 3:mailto:zaal3@example.com',
      'ATTENDEE;CUTYPE=GROUP:mailto:all@example.com',
      'ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@example.com',
      'ATTENDEE:mailto:SAM@example.com',
      'ATTENDEE;CN="broken:mailto:x@example.com',
    );
    expect(organizer).toEqual({ email: 'anna@example.com', name: 'Anna Bakker' });
    expect(attendees.map(({ email, name, rsvp, kind }) => [email, name, rsvp, kind])).toEqual([
      ['priya@example.com', 'Raman, Priya', 'accepted', 'individual'],
      ['sam@example.com', null, 'needs-action', 'individual'],
      ['mei@example.com', null, 'declined', 'individual'],
      ['lee@example.com', null, 'tentative', 'individual'],
      ['a@example.com', null, 'declined', 'individual'],
      ['zaal3@example.com', 'Zaal 3', 'needs-action', 'room'],
      ['all@example.com', null, 'needs-action', 'group'],
      ['beamer@example.com', null, 'needs-action', 'resource'],
    ]);
  });

  it.each([
    'CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example.com/1',
    'X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij',
    'X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/x',
    'DESCRIPTION:Join: https://eu01web.zoom.us/j/123456?pwd=x',
    'LOCATION:https://teams.microsoft.com/l/meetup-join/19%3a',
  ])('sees a way to join in %s', (line) => {
    expect(one(line).hasConference).toBe(true);
  });

  it('takes other links for no way to join', () => {
    expect(one('DESCRIPTION:Menu: https://example.com/menu', 'URL:https://example.com').hasConference).toBe(
      false,
    );
  });

  it('knows what Golden Hour itself wrote', () => {
    expect(one('X-GOLDEN-HOUR-ACTIVITY:coffee').activity).toBe('coffee');
  });
});

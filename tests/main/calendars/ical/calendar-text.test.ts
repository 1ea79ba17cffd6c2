import { describe, expect, it } from 'vitest';
import { splitCalendar } from '#main/calendars/ical/calendar-text.ts';

const texts = (text: string): string[][] =>
  splitCalendar(text).events.map((lines) => lines.map((line) => line.text));

describe('splitCalendar', () => {
  it('joins folded lines, whatever the line ends', () => {
    for (const end of ['\r\n', '\n', '\r']) {
      const text = [
        'BEGIN:VCALENDAR',
        'BEGIN:VEVENT',
        'SUMMARY:Lunch with ',
        '  Pri',
        '\tya',
        'END:VEVENT',
      ].join(end);
      expect(texts(text)).toEqual([['SUMMARY:Lunch with  Priya']]);
    }
  });

  it('survives a byte order mark, blank lines, lower case and spaces around names', () => {
    const text = '\uFEFFbegin:vcalendar\n\nBegin:vevent\n\nsummary:a\n\n b\nDTSTART :20260604\nend:vevent\n';
    expect(texts(text)).toEqual([['summary:ab', 'DTSTART :20260604']]);
  });

  it('takes a folded name and its value for one line', () => {
    expect(texts('BEGIN:VEVENT\nDTSTART\n\n ;VALUE=DATE\n :20031225\nEND:VEVENT')).toEqual([
      ['DTSTART;VALUE=DATE:20031225'],
    ]);
  });

  it('lets an unfolded text continue and drops other junk', () => {
    const text =
      'BEGIN:VEVENT\nDESCRIPTION:Agenda\nfirst, coffee\nDTSTART:20260604T100000Z\njunk without a colon\nEND:VEVENT';
    expect(texts(text)).toEqual([['DESCRIPTION:Agendafirst, coffee', 'DTSTART:20260604T100000Z']]);
  });

  it('ends an event that nobody ended at the next one, and ignores an END too many', () => {
    const text =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nBEGIN:VALARM\nTRIGGER:-PT5M\nBEGIN:VEVENT\nUID:b\nEND:VALARM\nEND:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\nUID:c';
    expect(texts(text)).toEqual([['UID:a'], ['UID:b'], ['UID:c']]);
  });

  it('leaves the lines of alarms and tasks out of events', () => {
    const text =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nBEGIN:VALARM\nSUMMARY:alarm\nEND:VALARM\nSUMMARY:event\nEND:VEVENT\nBEGIN:VTODO\nSUMMARY:task\nEND:VTODO\nEND:VCALENDAR';
    expect(texts(text)).toEqual([['UID:a', 'SUMMARY:event']]);
  });

  it('collects events and zones of several calendars in one file', () => {
    const zone = 'BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE';
    const one = `BEGIN:VCALENDAR\n${zone}\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR\n`;
    const split = splitCalendar(one + one);
    expect(split.events).toHaveLength(2);
    expect(split.zones.map((found) => found.observances.length)).toEqual([1, 1]);
  });

  it('knows what is no calendar', () => {
    expect(splitCalendar('<!DOCTYPE html><html>').isCalendar).toBe(false);
    expect(splitCalendar('BEGIN:VCALENDAR\nEND:VCALENDAR').isCalendar).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { type CalendarIndex, indexCalendar, textOf } from '#main/calendars/ical/calendar-index.ts';
import { calendar, event } from '#tests/main/calendars/ical/reading.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The summaries of each group. */
function listGroups(text: string): string[][] {
  const bytes = bytesOf(text);
  const index = indexCalendar(bytes);
  return Array.from({ length: index.groups }, (_, group) =>
    index.rangesOf(group).map((range) => /SUMMARY:(.*)/.exec(textOf(bytes, range))?.[1]?.trim() ?? ''),
  );
}

const open = (text: string): CalendarIndex => indexCalendar(bytesOf(text));

describe('indexCalendar', () => {
  it('groups events by UID in the order in which the UIDs come', () => {
    const text = calendar(
      event('UID:a', 'SUMMARY:1'),
      event('UID:b', 'SUMMARY:2'),
      event('SUMMARY:3', 'UID:a'),
      event('UID;X=1:b', 'SUMMARY:4'),
    );
    expect(listGroups(text)).toEqual([
      ['1', '3'],
      ['2', '4'],
    ]);
    expect(open(text)).toMatchObject({ isCalendar: true, events: 4, groups: 2 });
  });

  it('takes the UID of the event, not that of its alarm, and one that is folded as a whole', () => {
    const alarm = 'BEGIN:VALARM\r\nUID:alarm\r\nEND:VALARM';
    expect(
      listGroups(calendar(event(alarm, 'UID:a', 'SUMMARY:1'), event('UID:b\r\n c', 'SUMMARY:2'))),
    ).toEqual([['1'], ['2']]);
    expect(open(calendar(event('UID:b\r\n c'))).uidOf(0)).toBe('b');
  });

  it('gives the same event without a UID one group, and others their own', () => {
    const same = ['BEGIN:VEVENT', 'SUMMARY:1', 'END:VEVENT'].join('\r\n');
    const other = ['BEGIN:VEVENT', 'SUMMARY:2', 'END:VEVENT'].join('\r\n');
    expect(listGroups(calendar(same, other, same))).toEqual([['1', '1'], ['2']]);
  });

  it('ends an event that was left open where the next component begins', () => {
    const text =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:1\nBEGIN:VEVENT\nUID:b\nSUMMARY:2\nEND:VCALENDAR\nUID:c';
    expect(listGroups(text)).toEqual([['1'], ['2']]);
  });

  it('knows every line break, and lower case', () => {
    for (const lineBreak of ['\n', '\r', '\r\n', '\n\n']) {
      const text = [
        'begin:vcalendar',
        'begin:vevent',
        'uid:a',
        'SUMMARY:1',
        'end:vevent',
        'begin:vevent',
        'uid:b',
        'SUMMARY:2',
        'end:vevent',
        '',
      ];
      expect(listGroups(text.join(lineBreak)).map(([first]) => first?.split('\r')[0])).toEqual(['1', '2']);
    }
  });

  it('finds the name and each zone once, the last of several with one name', () => {
    const zone = (tzid: string, comment: string): string =>
      ['BEGIN:VTIMEZONE', `TZID:${tzid}`, `COMMENT:${comment}`, 'END:VTIMEZONE'].join('\r\n');
    const text = calendar(
      'NAME:Short',
      'X-WR-CALNAME:My\\, calendar',
      zone('A', '1'),
      zone('B', '2'),
      zone('A', '3'),
    );
    const index = open(text);
    expect(index.name).toBe('My, calendar');
    expect(index.zones.map((range) => /COMMENT:(.)/.exec(textOf(bytesOf(text), range))?.[1])).toEqual([
      '3',
      '2',
    ]);
  });

  it('leaves tasks and journals out', () => {
    const task = ['BEGIN:VTODO', 'UID:t', 'SUMMARY:task', 'END:VTODO'].join('\r\n');
    expect(listGroups(calendar(task, event('UID:a', 'SUMMARY:1'), task))).toEqual([['1']]);
    expect(open('nothing')).toMatchObject({ isCalendar: false, events: 0, groups: 0, name: null });
  });
});

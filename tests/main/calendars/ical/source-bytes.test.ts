import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { openCalendar } from '#main/calendars/ical/parse-calendar.ts';
import { decodeText, readLogicalLine, toUtf8 } from '#main/calendars/ical/source-bytes.ts';
import { calendar, event } from '#tests/main/calendars/ical/reading.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function summaryOf(source: Uint8Array): string | null {
  const opened = openCalendar(source, { calendarId: calendarId('c'), name: 'x.ics' });
  if (!opened.ok) throw new Error(opened.message);
  return opened.value.readGroup(0).series[0]?.master?.fields.summary ?? null;
}

const written = (summary: string): string =>
  calendar(event('DTSTART:20260604T100000Z', `SUMMARY:${summary}`));

describe('the bytes of a calendar', () => {
  it('may be UTF-8, with a mark or without', () => {
    expect(summaryOf(bytesOf(written('Café ☕')))).toBe('Café ☕');
    expect(summaryOf(bytesOf(`\uFEFF${written('Café ☕')}`))).toBe('Café ☕');
  });

  it('may be UTF-16', () => {
    const text = `\uFEFF${written('Café ☕')}`;
    const codes = Array.from(text, (_, i) => text.charCodeAt(i));
    expect(summaryOf(Uint8Array.from(codes.flatMap((code) => [code & 0xff, code >> 8])))).toBe('Café ☕');
    expect(summaryOf(Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 0xff])))).toBe('Café ☕');
  });

  it('may be Windows-1252', () => {
    const latin = Uint8Array.from(written('Café'), (character) => character.charCodeAt(0));
    expect(summaryOf(latin)).toBe('Café');
  });

  it('may be folded in the middle of a character (RFC 5545, 3.1)', () => {
    const before = bytesOf('Caf\u00e9').slice(0, 4);
    const after = bytesOf('\u00e9!').slice(1);
    const [head = '', tail = ''] = written('@').split('@');
    const parts = [bytesOf(head), before, bytesOf('\r\n '), after, bytesOf(tail)];
    expect(summaryOf(Uint8Array.from(parts.flatMap((part) => [...part])))).toBe('Café!');
  });

  it('lose no more than what is broken', () => {
    const broken = Uint8Array.from([...bytesOf('Zoë '), 0xff, ...bytesOf('!')]);
    expect(decodeText(broken, 0, broken.length)).toBe('Zoë \uFFFD!');
  });

  it('are left where they lie', () => {
    const source = bytesOf('BEGIN:VCALENDAR');
    expect(toUtf8(source)).toBe(source);
    expect(readLogicalLine(bytesOf('A:b\r\n c\r\n\td\r\nE:f'), 0)).toBe('A:bcd');
  });
});

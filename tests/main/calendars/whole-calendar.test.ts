import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCalendarFault } from '#main/calendars/whole-calendar.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const WHOLE = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

describe('findCalendarFault', () => {
  test.each([
    ['as it should be', WHOLE],
    ['with a byte order mark', `\uFEFF${WHOLE}`],
    ['after blank lines and what a script left behind', `\n\nWarning: foo\n${WHOLE}`],
    ['before what a script left behind', `${WHOLE}\n<!-- 0.2 s -->`],
    ['in small letters, with other line breaks', WHOLE.toLowerCase().replaceAll('\r\n', '\n')],
    ['without a last line break', WHOLE.trimEnd()],
    ['twice', WHOLE + WHOLE],
    ['very long', WHOLE.replace('UID:1', `UID:1\r\nDESCRIPTION:${'x'.repeat(200_000)}`)],
  ])('a calendar %s is whole', (_, text) => {
    expect(findCalendarFault(bytes(text))).toBeNull();
  });

  test.each([
    ['', 'it is empty'],
    [' \r\n', 'it is blank'],
    [`<?xml version="1.0"?>${WHOLE}`, 'it is a web page'],
    ['[]', 'it is JSON'],
    ['BEGIN:VCARD\nEND:VCARD', 'it is an address book'],
    ['Not found', 'it is no calendar'],
    [WHOLE + WHOLE.slice(0, 40), 'it ends in the middle'],
  ])('%j: %s', (text, fault) => {
    expect(findCalendarFault(bytes(text))).toBe(fault);
  });

  test.each([
    ['utf16le', WHOLE],
    ['utf16le', WHOLE.replace('UID:1', `UID:1\r\nDESCRIPTION:${'x'.repeat(100_001)}`)],
  ] as const)('in %s too', (encoding, text) => {
    const little = Buffer.from(`\uFEFF${text}`, encoding);
    expect(findCalendarFault(little)).toBeNull();
    expect(findCalendarFault(little.subarray(0, -8))).toBe('it ends in the middle');
    expect(findCalendarFault(Buffer.from(little).swap16())).toBeNull();
  });

  test('no calendar is whole before its last line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: WHOLE.length - 3 }), (length) => {
        expect(findCalendarFault(bytes(WHOLE.slice(0, length)))).not.toBeNull();
      }),
    );
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        expect(() => findCalendarFault(content)).not.toThrow();
      }),
    );
  });
});

import fc from 'fast-check';

/** Text as nobody should write it: line breaks of every kind, headers, iCalendar lines, controls, bidi, halves of characters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        '\u0085',
        '\u0000',
        '\u000b',
        '\t',
        '\u202e',
        '\ud800',
        'Bcc: eve@example.org',
        '\r\nBcc: eve@example.org\r\n\r\n<b>',
        'END:VEVENT\r\nEND:VCALENDAR',
        '\nATTENDEE:mailto:eve@example.org',
        '"',
        '^n',
        '\\n',
        ';CN=x:',
        ',',
        '=0D=0A',
        '=?utf-8?Q?=0ABcc:?=',
        '<eve@example.org>',
        '🌅',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

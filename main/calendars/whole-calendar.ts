/** Enough for what stands before a calendar or after it: a byte order mark, blank lines, what a script left behind. */
const EDGE_BYTES = 65_536;
const UTF8_MARK = '\u00EF\u00BB\u00BF';

/**
 * Why these bytes are no whole calendar, as a clause without any of the content; null: they are one. Looks at both ends
 * only: a page of a login, an error of a script and half an answer all show there, whatever type they claim to have.
 */
export function findCalendarFault(bytes: Uint8Array): string | null {
  const head = readLatin(bytes.subarray(0, EDGE_BYTES));
  const start = (head.startsWith(UTF8_MARK) ? head.slice(UTF8_MARK.length) : head).trimStart();
  if (start === '') return bytes.length === 0 ? 'it is empty' : 'it is blank';
  if (start.startsWith('<')) return 'it is a web page';
  if (start.startsWith('{') || start.startsWith('[')) return 'it is JSON';
  if (/^BEGIN:VCARD/i.test(start)) return 'it is an address book';
  if (!/^BEGIN:VCALENDAR/im.test(head)) return 'it is no calendar';
  const tail = readLatin(bytes.subarray(-EDGE_BYTES)).toUpperCase();
  if (tail.lastIndexOf('END:VCALENDAR') <= tail.lastIndexOf('BEGIN:')) return 'it ends in the middle';
  return null;
}

/** Byte for byte, so that a cut through a character costs nothing. */
const readLatin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** Enough for what stands before a calendar or after it: a byte order mark, blank lines, what a script left behind. */
const EDGE_BYTES = 65_536;
/** Of UTF-8, as its three bytes read one by one; the others are taken off by their decoder. */
const BYTE_ORDER_MARK = /^\u00EF\u00BB\u00BF/;
/**
 * Why these bytes are no whole calendar, as a clause without any of the content; null: they are one. Looks at both ends
 * only: a page of a login, an error of a script and half an answer all show there, whatever type they claim to have.
 */
export function findCalendarFault(bytes: Uint8Array): string | null {
  const read = readerFor(bytes);
  const start = read(bytes.subarray(0, EDGE_BYTES)).replace(BYTE_ORDER_MARK, '').trimStart();
  if (start === '') return bytes.length === 0 ? 'it is empty' : 'it is blank';
  if (start.startsWith('<')) return 'it is a web page';
  if (start.startsWith('{') || start.startsWith('[')) return 'it is JSON';
  if (/^BEGIN:VCARD/i.test(start)) return 'it is an address book';
  if (!/^BEGIN:VCALENDAR/im.test(start)) return 'it is no calendar';
  // At an even place, for characters of two bytes.
  const tail = read(bytes.subarray(Math.max(0, bytes.length - EDGE_BYTES) & ~1)).toUpperCase();
  if (tail.lastIndexOf('END:VCALENDAR') <= tail.lastIndexOf('BEGIN:')) return 'it ends in the middle';
  return null;
}

/** Byte for byte, so that a cut through a character costs nothing; two by two where the file begins with such a mark. */
function readerFor([first, second]: Uint8Array): (part: Uint8Array) => string {
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const decoder = new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'latin1');
  return (part) => decoder.decode(part);
}

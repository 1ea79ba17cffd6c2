const ALPHABET = '0123456789abcdefghijklmnopqrstuv';
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** Google takes ids of five characters or more. */
const SHORTEST = 5;

/** RFC 4648, 7, in small letters and without padding. */
function encodeBase32Hex(bytes: Uint8Array): string {
  let [text, bits, value] = ['', 0, 0];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >>> bits) & 31] ?? '';
    }
    value &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (ALPHABET[(value << (5 - bits)) & 31] ?? '');
}

/**
 * The id under which the event with this UID is written, chosen before anything leaves: the 16 bytes of the UUID in it
 * as base32hex, 26 characters; of a name that is no UUID, its bytes.
 */
export function eventIdOf(uid: string): string {
  const name = uid.replace(/@golden-hour$/, '');
  const bytes = UUID.test(name) ? Buffer.from(name.replaceAll('-', ''), 'hex') : Buffer.from(name, 'utf8');
  return encodeBase32Hex(bytes).padEnd(SHORTEST, '0');
}

/** An event's place among all calendars: what the calendar is called, a slash, the event's id. */
export const eventRef = (calendarRef: string, eventId: string): string => `${calendarRef}/${eventId}`;

/** An id has no slash, the name of a calendar may. */
export const eventIdIn = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

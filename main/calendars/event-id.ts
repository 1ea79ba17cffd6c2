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

const readHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/**
 * The id under which an event of Golden Hour's own is written where ids can be chosen, before anything leaves: the 16 bytes of the UUID in it
 * as base32hex, 26 characters; of a name that is no UUID, its bytes.
 */
export function eventIdOf(uid: string): string {
  const name = uid.replace(/@golden-hour$/, '');
  const bytes = UUID.test(name) ? readHex(name.replaceAll('-', '')) : new TextEncoder().encode(name);
  return encodeBase32Hex(bytes).padEnd(SHORTEST, '0');
}

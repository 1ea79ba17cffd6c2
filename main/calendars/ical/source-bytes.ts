const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

const utf8 = new TextDecoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** What is not UTF-8 was written by an old Windows program, more often than by anything else. */
const windows1252 = new TextDecoder('windows-1252');
const OTHER_CHARACTERS = /[^\0-\x7F\uFFFD]/;

/** A file as UTF-8: one in UTF-16 is taken over, every other is what it is. */
export function toUtf8(source: Uint8Array): Uint8Array {
  const [first, second] = source;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  if (encoding !== null) return new TextEncoder().encode(new TextDecoder(encoding).decode(source));
  const hasMark = first === 0xef && second === 0xbb && source[2] === 0xbf;
  return hasMark ? source.subarray(3) : source;
}

/** A part as text. A fold in the middle of a character is undone, and what is no UTF-8 at all is read as Windows-1252. */
export function decodeText(bytes: Uint8Array, from: number, to: number): string {
  const part = bytes.subarray(from, to);
  const text = utf8.decode(part);
  if (!text.includes('\uFFFD')) return text;
  const unfolded = unfold(part);
  const repaired = utf8.decode(unfolded);
  // Some characters were UTF-8 all the same, so that only the broken ones are lost.
  return OTHER_CHARACTERS.test(repaired) || isUtf8(unfolded) ? repaired : windows1252.decode(unfolded);
}

/** Somebody else may have lost a character before, and written that it is lost. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    // The one way in which a strict decoder says no.
    return false;
  }
}

function unfold(bytes: Uint8Array): Uint8Array {
  const unfolded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === CR || byte === LF) {
      const after = at + (byte === CR && bytes[at + 1] === LF ? 2 : 1);
      if (bytes[after] === SPACE || bytes[after] === TAB) {
        at = after;
        continue;
      }
    }
    unfolded[length++] = byte;
  }
  return unfolded.subarray(0, length);
}

/** The content line that begins at `from`, unfolded. */
export function readLogicalLine(bytes: Uint8Array, from: number): string {
  let line = '';
  for (let at = from; ; ) {
    let to = at;
    while (to < bytes.length && bytes[to] !== LF && bytes[to] !== CR) to++;
    line += utf8.decode(bytes.subarray(at, to));
    while (bytes[to] === LF || bytes[to] === CR) to++;
    if (bytes[to] !== SPACE && bytes[to] !== TAB) return line;
    at = to + 1;
  }
}

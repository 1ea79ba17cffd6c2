const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/**
 * A file as text. A mark at the start tells UTF-16. What is not UTF-8 as a whole is read line by line, since one card in
 * Windows-1252 among others in UTF-8 should cost nobody else's name; a line folded inside a character is one line.
 */
export function decodeText(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return decodeUtf8(bytes) ?? decodeLines(bytes);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8, or not all of it.
    return null;
  }
}

const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === TAB;

function decodeLines(bytes: Uint8Array): string {
  const windows1252 = new TextDecoder('windows-1252');
  const decoded: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    let to = nextLine(bytes, from);
    while (to < bytes.length && isBlank(bytes[to])) to = nextLine(bytes, to);
    const line = bytes.subarray(from, to);
    decoded.push(decodeUtf8(line) ?? decodeUtf8(unfold(line)) ?? windows1252.decode(line));
    from = to;
  }
  return decoded.join('');
}

function nextLine(bytes: Uint8Array, from: number): number {
  const found = bytes.indexOf(LF, from);
  return found < 0 ? bytes.length : found + 1;
}

function unfold(line: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let at = 0; at < line.length; at++) {
    const after = line[at] === CR && line[at + 1] === LF ? at + 2 : at + 1;
    if ((line[at] === CR || line[at] === LF) && isBlank(line[after])) at = after;
    else kept.push(line[at] ?? 0);
  }
  return Uint8Array.from(kept);
}

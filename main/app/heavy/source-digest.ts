import { createHash } from 'node:crypto';

const STAMP = Buffer.from('\nDTSTAMP');
const LINE_END = 0x0a;
const [SPACE, TAB] = [0x20, 0x09];

/**
 * The same for two texts that differ in nothing but their DTSTAMPs: many servers write the moment of asking into every
 * event, and a calendar has not changed for that. Base64.
 */
export function digestSource(source: Uint8Array): string {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const hash = createHash('sha256');
  let from = 0;
  for (;;) {
    const at = bytes.indexOf(STAMP, from);
    if (at < 0) break;
    hash.update(bytes.subarray(from, at + 1));
    from = endOfLine(bytes, at + 1);
  }
  return hash.update(bytes.subarray(from)).digest('base64');
}

/** Behind the unfolded line that begins at `from`. */
function endOfLine(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const end = bytes.indexOf(LINE_END, at);
    if (end < 0) return bytes.length;
    at = end + 1;
    if (bytes[at] !== SPACE && bytes[at] !== TAB) return at - 1;
  }
}

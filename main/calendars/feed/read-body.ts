import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { failFeed, type FeedFailed } from './feed-answer.ts';
import type { Deadline, FeedLimits } from './limits.ts';

/** Decoding goes on for about this many bytes before others have their turn. */
const SLICE_BYTES = 1_000_000;
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The body as fetch unpacks it, counted while it comes, so that a small answer that unpacks to a huge one is stopped. */
export async function readBody(
  response: Response,
  limits: FeedLimits,
  deadline: Deadline,
): Promise<Uint8Array | FeedFailed> {
  const tooLarge = failFeed('too-large', `it is larger than ${limits.bytes / 1_000_000} MB`);
  if (Number(response.headers.get('content-length') ?? 0) > limits.bytes) {
    await response.body?.cancel();
    return tooLarge;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const waiting = `it stopped in the middle for ${limits.idleMs / 1000} seconds`;
  deadline.allow(limits.idleMs, waiting);
  // `body` is null for an answer without one; its type does not say what a chunk is, fetch does.
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    deadline.allow(limits.idleMs, waiting);
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (size > limits.bytes) return tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * The text in UTF-8: a byte order mark says what it is, else the type's charset, else it is UTF-8 if it can be and
 * Windows-1252 if it cannot. A charset that nobody knows is none.
 */
export async function toUtf8(bytes: Uint8Array, contentType: string | null): Promise<Uint8Array> {
  const label = readMark(bytes) ?? readCharset(contentType) ?? 'utf-8';
  const charset = label === 'utf-8' && !isUtf8(bytes) ? 'windows-1252' : label;
  if (charset === 'utf-8') return bytes;
  const decoder = new TextDecoder(charset);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    parts.push(encoder.encode(decoder.decode(bytes.subarray(at, at + SLICE_BYTES), { stream: true })));
    await setImmediate();
  }
  parts.push(encoder.encode(decoder.decode()));
  return Buffer.concat(parts);
}

const readMark = (bytes: Uint8Array): string | null =>
  MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? null;

function readCharset(contentType: string | null): string | null {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // Not a charset: what the bytes are decides.
    return null;
  }
}

import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-json' }
  /** The other side went away. */
  | { readonly kind: 'broken' };

/**
 * Keeps at most `mostBytes`, whatever Content-Length says. The rest of a larger one is read and thrown away, so that
 * the sender gets to the answer.
 */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      // An IncomingMessage without an encoding gives buffers.
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size <= mostBytes) chunks.push(bytes);
      else chunks.length = 0;
    }
  } catch {
    // Nobody is left to answer to.
    return { kind: 'broken' };
  }
  if (size > mostBytes) return { kind: 'too-large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    // Neither UTF-8 nor JSON: an answer like any other.
    return { kind: 'not-json' };
  }
}

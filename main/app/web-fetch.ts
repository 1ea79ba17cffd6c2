import { Agent, fetch as undiciFetch, type RequestInit as UndiciRequestInit } from 'undici';

// HTTP/1.1 only: how far a request got decides whether an invite may be sent again, and that is proven for it alone.
const dispatcher = new Agent({ allowH2: false });

/**
 * How what leaves this machine leaves it. Not the fetch that is built into Node 24: a server that closes its connection
 * while an answer is still being taken in can end the whole process there (nodejs/undici#5360, put right in undici 8).
 */
export const webFetch: typeof globalThis.fetch = async (input, init) => {
  if (input instanceof Request) throw new TypeError('Ask by an address and options, not by a Request.');
  const answer: unknown = await undiciFetch(input, { ...init, dispatcher } as UndiciRequestInit);
  // Both follow one standard; only their types come from two packages.
  return answer as Response;
};

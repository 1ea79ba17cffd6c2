import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

export interface FeedReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Conditional requests are answered by these (RFC 9110, 13). */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly gzip?: boolean;
  /** hang: never answers; drop: hangs up at once; cut: hangs up in the middle of the body; stall: goes silent there. */
  readonly fault?: 'hang' | 'drop' | 'cut' | 'stall';
  /** The body in pieces with pauses. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
}

export interface FeedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly status: number | null;
}

export interface FeedServer extends AsyncDisposable {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly requests: readonly FeedRequest[];
  /** From now on a path gets this; a function is asked each time. */
  serve(path: string, reply: FeedReply | ((request: IncomingMessage) => FeedReply)): void;
  /**
   * fetch that reaches this server under other names, as if a name server and a certificate said so: the origins given,
   * `https://calendar.example` for example. Everything else goes where it says.
   */
  fetchAs(...origins: readonly string[]): typeof globalThis.fetch;
}

/** Weak comparison, RFC 9110, 8.8.3.2. */
const sameTag = (a: string, b: string): boolean => a.replace(/^W\//, '') === b.replace(/^W\//, '');

/** RFC 9110, 13.2.2: If-None-Match goes before If-Modified-Since, which counts only where the former is absent. */
function isNotModified({ headers }: IncomingMessage, { etag, lastModified }: FeedReply): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    if (etag === undefined) return false;
    return tags === '*' || (tags.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => sameTag(tag, etag));
  }
  const since = headers['if-modified-since'];
  if (since === undefined || lastModified === undefined) return false;
  return Date.parse(lastModified) <= Date.parse(since);
}

/** Feeds on this machine, as servers have them: whatever a path is told to answer, with its mishaps. */
export async function startFeed(): Promise<FeedServer> {
  const replies = new Map<string, FeedReply | ((request: IncomingMessage) => FeedReply)>();
  const requests: FeedRequest[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const planned = replies.get(path) ?? { status: 404, body: 'Not found' };
    const reply = typeof planned === 'function' ? planned(request) : planned;
    const { status: wanted = 200, fault } = reply;
    const status = wanted === 200 && isNotModified(request, reply) ? 304 : wanted;
    const isAnswered = fault !== 'hang' && fault !== 'drop';
    requests.push({
      method: request.method ?? '',
      path,
      headers: request.headers,
      status: isAnswered ? status : null,
    });
    if (fault === 'hang') return;
    if (fault === 'drop') {
      request.socket.destroy();
      return;
    }
    await write(response, status, reply);
  }

  async function write(response: ServerResponse, status: number, reply: FeedReply): Promise<void> {
    const plain = Buffer.from(reply.body ?? '');
    const body = reply.gzip === true ? gzipSync(plain) : plain;
    const { etag, lastModified, fault, drip } = reply;
    response.writeHead(status, {
      'content-type': 'text/calendar; charset=utf-8',
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { 'last-modified': lastModified }),
      ...(reply.gzip === true ? { 'content-encoding': 'gzip' } : {}),
      ...(drip === undefined && status !== 304 ? { 'content-length': body.length } : {}),
      ...reply.headers,
    });
    if (status === 304) {
      response.end();
    } else if (fault === 'cut' || fault === 'stall') {
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
        if (fault === 'cut') response.destroy();
      });
    } else if (drip === undefined) {
      response.end(body);
    } else {
      for (let at = 0; at < body.length && !response.destroyed; at += drip.bytes) {
        response.write(body.subarray(at, at + drip.bytes));
        await wait(drip.everyMs);
      }
      response.end();
    }
  }

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    requests,
    serve: (path, reply) => {
      replies.set(path, reply);
    },
    fetchAs: (...origins) => {
      return (input, init) => {
        const asked = new URL(input instanceof Request ? input.url : input);
        const isOurs = origins.includes(asked.origin);
        return fetch(isOurs ? new URL(asked.pathname + asked.search, url) : asked, init);
      };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

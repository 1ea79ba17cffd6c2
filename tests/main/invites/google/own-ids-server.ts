type Event = Record<string, unknown> & { readonly id: string };

export interface OwnIdsServer {
  readonly events: Map<string, Event>;
  /** `${what} ${event's id}`, for each time that guests are told. */
  readonly told: string[];
  /** The next writing is done, and nobody hears of it. */
  losesReply: boolean;
  readonly fetch: typeof fetch;
}

const json = (status: number, value: unknown): Response => Response.json(value, { status });
const refuse = (status: number): Response => json(status, { error: { code: status, message: 'No.' } });

/**
 * The least that a server of Google's interface may be: it gives its own ids, keeps no marks, names no versions, knows
 * no PATCH, and lists everything, two events at a time, whatever it is asked for.
 */
export function createOwnIdsServer(): OwnIdsServer {
  const events = new Map<string, Event>();
  const told: string[] = [];
  let made = 0;

  function list(url: URL): Response {
    const at = Number(url.searchParams.get('pageToken') ?? 0);
    const all = [...events.values()];
    const more = at + 2 < all.length ? { nextPageToken: String(at + 2) } : {};
    return json(200, { items: all.slice(at, at + 2), ...more });
  }

  function put(id: string, body: unknown, status: number): Response {
    const { extendedProperties: _dropped, ...rest }: Record<string, unknown> = { ...Object(body) };
    const event = { ...rest, id };
    events.set(id, event);
    return json(status, event);
  }

  function answer(method: string, url: URL, body: unknown): Response {
    const [, id] = /\/events\/([^/]+)$/.exec(url.pathname) ?? [];
    if (id === undefined && method === 'GET') return list(url);
    if (id === undefined && method === 'POST') {
      made += 1;
      return put(`made${made}`, body, 200);
    }
    if (id === undefined || !events.has(id)) return refuse(404);
    if (method === 'GET') return json(200, events.get(id));
    if (method === 'PUT') return put(id, body, 200);
    if (method !== 'DELETE') return refuse(405);
    events.delete(id);
    return new Response(null, { status: 204 });
  }

  const server: OwnIdsServer = {
    events,
    told,
    losesReply: false,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const { method = 'GET', body } = init ?? {};
      const response = answer(method, url, typeof body === 'string' && body !== '' ? JSON.parse(body) : {});
      if (method === 'GET' || !response.ok) return response;
      if (url.searchParams.get('sendUpdates') === 'all') told.push(method);
      if (!server.losesReply) return response;
      server.losesReply = false;
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
      });
    },
  };
  return server;
}

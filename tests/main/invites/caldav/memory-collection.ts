import type { CalDavClient, DavResult, PutCondition } from '#main/calendars/caldav/client.ts';

/** What becomes of one request. `lost-*`: done or not, and the answer does not come back. */
export type DavFate =
  | 'well'
  | 'lost-done'
  | 'lost-undone'
  | 'offline'
  | 'crash-before'
  | 'crash-after'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly isDone?: boolean;
    };

export class Killed extends Error {}

export interface MemoryCollection {
  readonly client: Pick<CalDavClient, 'get' | 'put' | 'remove'>;
  /** Text by address. */
  readonly resources: Map<string, { text: string; etag: string }>;
  /** Every request as it came: 'PUT new', 'PUT etag', 'GET', 'DELETE'. */
  readonly requests: string[];
  /** Every change that took place, in order; what a server that mails guests would mail. */
  readonly changes: { readonly method: 'PUT' | 'DELETE'; readonly text: string }[];
  /** The fates of the next requests that write; then all is well. */
  ordain(...fates: readonly DavFate[]): void;
  /** The fates of the next requests that only look. */
  ordainLooks(...fates: readonly DavFate[]): void;
  /** Another program's hand: no request of ours. */
  edit(address: string, change: (text: string) => string | null): void;
}

/** A collection of a CalDAV server without the wire: versions and conditions as RFC 4791 and 9110 have them. */
export function createMemoryCollection(
  options: { readonly givesEtags?: boolean; readonly rewrites?: (text: string) => string } = {},
): MemoryCollection {
  const { givesEtags = true, rewrites = (text: string) => text } = options;
  const resources = new Map<string, { text: string; etag: string }>();
  const requests: string[] = [];
  const changes: MemoryCollection['changes'] = [];
  let writes: DavFate[] = [];
  let looks: DavFate[] = [];
  let version = 0;

  const nextEtag = (): string => {
    version += 1;
    return `"v${version}"`;
  };
  const answer = (status: number, text = '', headers: Readonly<Record<string, string>> = {}): DavResult => ({
    kind: 'answer',
    status,
    text,
    headers: new Headers(headers),
    url: '',
  });

  function run(fate: DavFate, work: () => DavResult): DavResult {
    if (fate === 'well') return work();
    if (typeof fate === 'object') {
      if (fate.isDone === true) work();
      return answer(fate.status, '', fate.headers);
    }
    if (fate === 'offline') return { kind: 'offline', reason: 'unreachable', detail: 'No connection.' };
    if (fate === 'crash-before') throw new Killed();
    if (fate !== 'lost-undone') work();
    if (fate === 'crash-after') throw new Killed();
    return { kind: 'unknown', detail: 'closed' };
  }

  function isMet(address: string, condition: PutCondition): boolean {
    const there = resources.get(address);
    if (condition.kind === 'any') return true;
    return condition.kind === 'new' ? there === undefined : there?.etag === condition.etag;
  }

  return {
    resources,
    requests,
    changes,
    ordain: (...fates) => {
      writes = [...fates];
    },
    ordainLooks: (...fates) => {
      looks = [...fates];
    },
    edit(address, change) {
      const there = resources.get(address);
      if (there === undefined) throw new Error(`Nothing lies at ${address}.`);
      const text = change(there.text);
      if (text === null) resources.delete(address);
      else resources.set(address, { text, etag: nextEtag() });
    },
    client: {
      async get(address) {
        requests.push('GET');
        return run(looks.shift() ?? 'well', () => {
          const there = resources.get(address);
          return there === undefined
            ? answer(404)
            : answer(200, there.text, givesEtags ? { etag: there.etag } : {});
        });
      },
      async put(address, text, condition) {
        requests.push(`PUT ${condition.kind}`);
        return run(writes.shift() ?? 'well', () => {
          if (!isMet(address, condition)) return answer(412);
          const etag = nextEtag();
          resources.set(address, { text: rewrites(text), etag });
          changes.push({ method: 'PUT', text });
          return answer(201, '', givesEtags ? { etag } : {});
        });
      },
      async remove(address, etag) {
        requests.push('DELETE');
        return run(writes.shift() ?? 'well', () => {
          const there = resources.get(address);
          if (there === undefined) return answer(404);
          if (etag !== null && etag !== there.etag) return answer(412);
          resources.delete(address);
          changes.push({ method: 'DELETE', text: there.text });
          return answer(204);
        });
      },
    },
  };
}

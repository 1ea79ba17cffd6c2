/** What goes wrong with one request. `before`: nothing was done; `after`: it was done, and the client does not hear. */
export type Fault =
  /** Never answered. */
  | { readonly kind: 'time-out'; readonly when: 'before' | 'after' }
  /** The connection is reset without an answer. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** Done, and the connection ends in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** Done, and the answer is whole by its length and half by its JSON. */
  | { readonly kind: 'truncate' }
  /** Nothing done, and the refusal of that status, with the reason or the usual one. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly reason?: string;
      readonly retryAfterSeconds?: number;
    }
  /** Done, and a page of a list has the things of the page before once more, or its own twice. */
  | { readonly kind: 'repeat' }
  /** Done, and a page of a list has its things in the wrong order. */
  | { readonly kind: 'reorder' }
  /** Done late. */
  | { readonly kind: 'delay'; readonly ms: number };

export interface FaultyRequest {
  readonly method: string;
  readonly path: string;
  /** The method of the description, for example calendar.events.insert; a name of its own for the sign-in. */
  readonly id: string;
  /** The query. */
  readonly query: URLSearchParams;
  /** Counted from 0 over all requests of the server. */
  readonly index: number;
}

/** Asked once for each request that is well formed and has a valid token. */
export type FaultSchedule = (request: FaultyRequest) => Fault | null;

export interface SeededFaultOptions {
  /** How many requests of a hundred go wrong; 30 by default. */
  readonly percent?: number;
  readonly faults?: readonly Fault[];
  /** Only these verbs; all by default. */
  readonly methods?: readonly string[];
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seedNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a server is known to do, and which of it a request can meet. */
export interface KnownFaults {
  readonly faults: readonly Fault[];
  readonly isPossible: (fault: Fault, request: FaultyRequest) => boolean;
}

/** The same seed gives the same faults to the same requests in the same order. */
export function scheduleFaults(known: KnownFaults, seed: number, options: SeededFaultOptions): FaultSchedule {
  const { percent = 30, faults = known.faults, methods } = options;
  const draw = seedNumbers(seed);
  return (request) => {
    if (methods && !methods.includes(request.method)) return null;
    const goesWrong = draw() * 100 < percent;
    const choice = Math.floor(draw() * faults.length);
    const fault = goesWrong ? (faults[choice] ?? null) : null;
    return fault && known.isPossible(fault, request) ? fault : null;
  };
}

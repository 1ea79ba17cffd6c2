/** What goes wrong with one request. `before`: nothing was done; `after`: it was done, and the client does not hear. */
export type Fault =
  /** Never answered. */
  | { readonly kind: 'time-out'; readonly when: 'before' | 'after' }
  /** The connection ends without an answer. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** Done, and the answer ends in its middle. */
  | { readonly kind: 'truncate' }
  /** Nothing done. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number };

export interface FaultyRequest {
  readonly method: string;
  readonly path: string;
  /** Counted from 0 over all requests of the server. */
  readonly index: number;
}

/** Asked once for each request that is well formed and has the right password. */
export type FaultSchedule = (request: FaultyRequest) => Fault | null;

export const FAULTS: readonly Fault[] = [
  { kind: 'time-out', when: 'before' },
  { kind: 'time-out', when: 'after' },
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
  { kind: 'truncate' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, retryAfterSeconds: 1 },
  { kind: 'status', status: 429, retryAfterSeconds: 1 },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 412 },
  { kind: 'status', status: 423 },
  { kind: 'status', status: 507 },
];

export interface SeededFaultOptions {
  /** How many requests of a hundred go wrong; 30 by default. */
  readonly percent?: number;
  readonly faults?: readonly Fault[];
  /** Only these; all by default. */
  readonly methods?: readonly string[];
}

/** The same seed gives the same faults to the same requests in the same order (mulberry32). */
export function seedFaults(seed: number, options: SeededFaultOptions = {}): FaultSchedule {
  const { percent = 30, faults = FAULTS, methods } = options;
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return ({ method }) => {
    if (methods && !methods.includes(method)) return null;
    const goesWrong = draw() * 100 < percent;
    const choice = Math.floor(draw() * faults.length);
    return goesWrong ? (faults[choice] ?? null) : null;
  };
}

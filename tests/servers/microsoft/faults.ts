import {
  type Fault,
  type FaultSchedule,
  type FaultyRequest,
  scheduleFaults,
  type SeededFaultOptions,
} from '../shared/faults.ts';

export type { Fault, FaultSchedule } from '../shared/faults.ts';

/** What Graph and its sign-in are known to do, besides the ways in which any connection fails. */
export const FAULTS: readonly Fault[] = [
  { kind: 'time-out', when: 'before' },
  { kind: 'time-out', when: 'after' },
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
  { kind: 'cut' },
  { kind: 'truncate' },
  { kind: 'repeat' },
  { kind: 'reorder' },
  { kind: 'delay', ms: 5 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503, retryAfterSeconds: 1 },
  { kind: 'status', status: 504 },
  { kind: 'status', status: 429, retryAfterSeconds: 1 },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 410 },
  { kind: 'status', status: 412 },
];

/** A 410 belongs to a delta link, a 409 to a creation, a 412 to a version that was named. */
function isPossible(fault: Fault, { method, query, id }: FaultyRequest): boolean {
  if (fault.kind === 'repeat' || fault.kind === 'reorder') return method === 'GET';
  if (fault.kind !== 'status') return true;
  if (fault.status === 409) return method === 'POST' && id.endsWith('/events');
  if (fault.status === 410) return query.has('$deltatoken');
  if (fault.status === 412) return ['PATCH', 'DELETE'].includes(method);
  return true;
}

/** The same seed gives the same faults to the same requests in the same order. */
export const seedFaults = (seed: number, options: SeededFaultOptions = {}): FaultSchedule =>
  scheduleFaults({ faults: FAULTS, isPossible }, seed, options);

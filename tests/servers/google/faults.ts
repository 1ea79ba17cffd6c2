import {
  type Fault,
  type FaultSchedule,
  type FaultyRequest,
  scheduleFaults,
  type SeededFaultOptions,
} from '../shared/faults.ts';

export { type Fault, type FaultSchedule, seedNumbers } from '../shared/faults.ts';

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
  { kind: 'status', status: 429, retryAfterSeconds: 1 },
  { kind: 'status', status: 403, reason: 'userRateLimitExceeded' },
  { kind: 'status', status: 403, reason: 'rateLimitExceeded' },
  { kind: 'status', status: 403, reason: 'quotaExceeded' },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 410 },
  { kind: 'status', status: 412 },
];

/** A fault that this request can have: a 410 belongs to a sync token or a deletion, a 409 to an insertion. */
function isPossible(fault: Fault, { method, query }: FaultyRequest): boolean {
  if (fault.kind === 'repeat' || fault.kind === 'reorder') return method === 'GET';
  if (fault.kind !== 'status') return true;
  if (fault.status === 409) return method === 'POST';
  if (fault.status === 410) return query.has('syncToken') || method === 'DELETE';
  if (fault.status === 412) return ['PUT', 'PATCH', 'DELETE'].includes(method);
  return true;
}

/** The same seed gives the same faults to the same requests in the same order. */
export const seedFaults = (seed: number, options: SeededFaultOptions = {}): FaultSchedule =>
  scheduleFaults({ faults: FAULTS, isPossible }, seed, options);

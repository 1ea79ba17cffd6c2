import type { WallMs } from '#main/calendars/ical/wall-time.ts';

/** What a series may cost. Beyond it, it is skipped by name. */
export interface ExpansionLimits {
  /** Instances of one series inside the window. */
  readonly maximumInstances: number;
  /** Dates that one rule may try: what a rule that is dense, or a product of long BY lists, runs into. */
  readonly maximumCandidates: number;
  /** Asked before what cannot be interrupted. */
  isOverdue(): boolean;
}

/** An hourly series over two years has 17,520 instances. So many dates are tried in some tens of milliseconds. */
export const USUAL_LIMITS: ExpansionLimits = {
  maximumInstances: 20_000,
  maximumCandidates: 500_000,
  isOverdue: () => false,
};

/** A series that cannot be expanded, with the reason for the user, to be read after 'Event e42'. */
export class ExpansionProblem extends Error {}

export const TOO_OFTEN = 'recurs too often to expand within 2 s.';

export interface RuleStart {
  readonly wallMs: WallMs;
  /** All-day: parts of the rule that name a time of day are ignored (RFC 5545, 3.3.10). */
  readonly isDate: boolean;
}

/** For one that a thread did not survive. */
export const TOO_LARGE = 'takes more time or memory to read than one event may.';

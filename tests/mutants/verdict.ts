/** What came of a run of some specs. */
export interface Verdict {
  readonly passed: number;
  /** Tests that failed by an assertion, with their files. */
  readonly refuted: readonly string[];
  /** What failed in any other way: a file that cannot be loaded, a time-out, an error out of place. */
  readonly broken: readonly string[];
}

/** The path to which a run writes its verdict. */
export const VERDICT_VARIABLE = 'GOLDEN_HOUR_VERDICT';

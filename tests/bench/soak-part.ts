/** What a long run is asked for. */
export interface SoakOptions {
  /** Minutes, or how many; the part's own default where nothing was said. */
  readonly amount: number;
  /** The same seed tries the same things. */
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** Runs to its end whatever it finds, prints how to repeat each fault, and gives their number. */
export type SoakPart = (options: SoakOptions) => Promise<number>;

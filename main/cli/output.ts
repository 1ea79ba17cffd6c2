/** What the command line prints on: one object of answers on stdout, everything else on stderr. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

/** 0: done, also when there is nothing to propose; 1: something of ours failed; 2: usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

export const printJson = (output: Output, value: unknown): void => output.out(JSON.stringify(value, null, 2));

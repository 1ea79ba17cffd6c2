import { READING_MUTANTS } from './google-reading.ts';
import { SIGNING_IN_MUTANTS } from './google-signing-in.ts';
import { WRITING_MUTANTS } from './google-writing.ts';
import type { Mutant } from './mutant.ts';

export const GOOGLE_MUTANTS: readonly Mutant[] = [
  ...READING_MUTANTS,
  ...SIGNING_IN_MUTANTS,
  ...WRITING_MUTANTS,
];

import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { mutate, readMutant } from './mutant.ts';
import { VerdictReporter } from './verdict-reporter.ts';

const ROOT = new URL('../../', import.meta.url);
const mutant = readMutant(process.env);
const mutated = mutant === null ? null : fileURLToPath(new URL(mutant.file, ROOT)).replaceAll('\\', '/');

/** The working tree stays as it is: the module is another one only as it is loaded. */
const loadMutated: Plugin = {
  name: 'load-mutated',
  enforce: 'pre',
  transform(source, id) {
    if (mutant === null || id.split('?')[0] !== mutated) return null;
    return { code: mutate(mutant, source), map: null };
  },
};

export default defineConfig({
  root: fileURLToPath(ROOT),
  plugins: [loadMutated],
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    maxWorkers: 1,
    // One test that fails is enough to find a mutant.
    bail: mutant === null ? 0 : 1,
    // What was loaded the last time may have been mutated, or not.
    fsModuleCache: false,
    testTimeout: 20_000,
    reporters: [new VerdictReporter()],
  },
});

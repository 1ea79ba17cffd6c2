import { defineConfig } from 'vitest/config';
import { forgetGoogle } from '#scripts/forget-google.ts';

forgetGoogle();

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/lint/fixtures/**'],
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});

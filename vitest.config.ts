import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/lint/fixtures/**'],
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});

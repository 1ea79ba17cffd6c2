import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const chromiumRecord = join(import.meta.dirname, 'node_modules/.cache/golden-hour/chromium.json');

/** The browser that scripts/setup.mjs found; without its record Playwright looks for its own. */
function readChromiumPath(): { executablePath?: string } {
  if (!existsSync(chromiumRecord)) return {};
  const { executablePath } = JSON.parse(readFileSync(chromiumRecord, 'utf8')) as { executablePath: string };
  return { executablePath };
}

// Chromium refuses its sandbox to root, which is who runs in most containers.
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  fullyParallel: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...readChromiumPath(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { forgetGoogle } from '#scripts/forget-google.ts';
import type { HostKind } from '#tests/e2e/support/desk.ts';
import { findElectron, mustHaveElectron } from '#tests/support/electron/find-electron.ts';

forgetGoogle();

const chromiumRecord = join(import.meta.dirname, 'node_modules/.cache/golden-hour/chromium.json');

/** The browser that scripts/setup.mjs found; without its record Playwright looks for its own. */
function readChromiumPath(): { executablePath?: string } {
  if (!existsSync(chromiumRecord)) return {};
  const { executablePath } = JSON.parse(readFileSync(chromiumRecord, 'utf8')) as { executablePath: string };
  return { executablePath };
}

// Chromium refuses its sandbox to root, which is who runs in most containers.
const isRoot = process.getuid?.() === 0;

const DESKTOP = /e2e[\\/]desktop[\\/].+\.spec\.ts$/;
const WHOLE_WAY = /e2e[\\/]desktop[\\/]whole-way\.spec\.ts$/;
const GOOGLE = /e2e[\\/]desktop[\\/]google\.spec\.ts$/;
// Google's long way once in each host: in light English here, in dark Dutch there.
const GOOGLE_IN_ENGLISH = /Google.* en, light$/;
const GOOGLE_IN_DUTCH = /Google.* nl, dark$/;
const hasElectron = 'path' in findElectron() || mustHaveElectron();
// All specs of the desktop as they are driven on the real binary, which is for who changes how.
const isAllEvaluated = process.env['GOLDEN_HOUR_DESK'] === 'evaluate';

export default defineConfig<{ readonly hostKind: HostKind }>({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  fullyParallel: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    { name: 'browser', testIgnore: DESKTOP },
    {
      name: 'the way in the browser',
      testMatch: [WHOLE_WAY, GOOGLE],
      grep: /: \w+, \w+$/,
      grepInvert: GOOGLE_IN_DUTCH,
      use: { hostKind: 'browser' },
    },
    { name: 'double', testMatch: DESKTOP, grepInvert: GOOGLE_IN_ENGLISH, use: { hostKind: 'double' } },
    {
      name: 'evaluated double',
      testMatch: isAllEvaluated ? DESKTOP : WHOLE_WAY,
      // Both languages and both themes, in half the time.
      ...(isAllEvaluated ? {} : { grep: /answer: (?:en, light|nl, dark)$/ }),
      use: { hostKind: 'evaluated-double' },
    },
    {
      name: 'electron',
      testMatch: DESKTOP,
      // Without the binary one skipped test says for all of them why.
      ...(hasElectron ? {} : { grep: /launch draws the outlook/ }),
      use: { hostKind: 'electron' },
    },
  ],
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

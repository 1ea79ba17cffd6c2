import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { test as base } from '@playwright/test';
import { build, type InlineConfig, preview } from 'vite';
import type { Language } from '#contract/vocabulary.ts';
import type { Scene } from '#tests/renderer/support/scenes.ts';

const GALLERY = fileURLToPath(new URL('../../renderer/gallery/', import.meta.url));

/** The policy of the browser host: a style or script that it would refuse is an error on the console here as well. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

export interface Visit {
  readonly scene?: Scene;
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  /** As the small window under the tray icon, in a host that has one. */
  readonly popover?: boolean;
  /** The part of the address after `#`. */
  readonly hash?: string;
}

interface GalleryFixtures {
  /** Opens the real application over the scripted bridge. */
  readonly visit: (visit?: Visit) => Promise<void>;
  /** What the page wrote to its console as an error or warning; every test ends with it empty. */
  readonly complaints: string[];
}

export const test = base.extend<GalleryFixtures, { readonly galleryUrl: string }>({
  galleryUrl: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const outDir = mkdtempSync(join(tmpdir(), 'golden-hour-gallery-'));
      const shared = {
        configFile: false,
        root: GALLERY,
        plugins: [react()],
        logLevel: 'error',
      } satisfies InlineConfig;
      await build({ ...shared, build: { outDir, emptyOutDir: true, assetsInlineLimit: 0 } });
      const server = await preview({
        ...shared,
        build: { outDir },
        preview: { host: '127.0.0.1', port: 0, headers: { 'content-security-policy': POLICY } },
      });
      await use(server.resolvedUrls?.local[0] ?? '');
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(complaints);
      base.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  visit: async ({ page, galleryUrl }, use) => {
    await use(
      async ({
        scene = 'week',
        language = 'en',
        theme = 'light',
        hash = '#/outlook',
        popover = false,
      } = {}) => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        const query = new URLSearchParams({ scene, language, theme, ...(popover ? { popover: '' } : {}) });
        await page.goto(`${galleryUrl}?${query}${hash}`);
        await page
          .getByRole(popover ? 'main' : 'navigation')
          .first()
          .waitFor();
      },
    );
  },
});

export { expect } from '@playwright/test';

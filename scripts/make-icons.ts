// Draws the icons in build/icons from their SVGs with the Chromium that the set-up found, and writes the tray's ones
// as text into main/electron/tray/tray-icons.ts, so that nothing has to be found beside the packed program.
// Run by hand after a change to an SVG: node scripts/make-icons.ts

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright';
import { type SizedPng, writeIcns, writeIco } from './icon-files.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'build/icons');
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const TRAY_SIZES = [16, 24, 32];
const TRAY_NAMES = ['template', 'template-dot', 'light', 'light-dot', 'dark', 'dark-dot'];

async function openBrowser(): Promise<Browser> {
  const record = join(root, 'node_modules/.cache/golden-hour/chromium.json');
  // Written by scripts/setup.mjs.
  const { executablePath } = JSON.parse(readFileSync(record, 'utf8')) as { readonly executablePath: string };
  return chromium.launch({ executablePath });
}

async function draw(browser: Browser, svgPath: string, sizes: readonly number[]): Promise<SizedPng[]> {
  const source = `data:image/svg+xml;base64,${readFileSync(svgPath).toString('base64')}`;
  const pictures: SizedPng[] = [];
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body { margin: 0 } img { display: block }</style><img width="${size}" height="${size}" src="${source}">`,
    );
    const bytes = await page.screenshot({ omitBackground: true, type: 'png' });
    pictures.push({ size, bytes });
    await page.close();
  }
  return pictures;
}

async function makeAppIcon(browser: Browser): Promise<void> {
  const pictures = await draw(browser, join(folder, 'icon.svg'), APP_SIZES);
  for (const { size, bytes } of pictures) writeFileSync(join(folder, `${size}x${size}.png`), bytes);
  writeFileSync(join(folder, 'icon.ico'), writeIco(pictures.filter(({ size }) => ICO_SIZES.includes(size))));
  writeFileSync(join(folder, 'icon.icns'), writeIcns(pictures));
}

async function makeTrayIcons(browser: Browser): Promise<void> {
  const entries: string[] = [];
  for (const name of TRAY_NAMES) {
    const pictures = await draw(browser, join(folder, 'tray', `${name}.svg`), TRAY_SIZES);
    for (const { size, bytes } of pictures) writeFileSync(join(folder, 'tray', `${name}-${size}.png`), bytes);
    const lines = pictures.map(({ size, bytes }) => `    ${size}: '${bytes.toString('base64')}',`);
    entries.push(`  '${name}': {\n${lines.join('\n')}\n  },`);
  }
  writeFileSync(
    join(root, 'main/electron/tray/tray-icons.ts'),
    `// Written by scripts/make-icons.ts from build/icons/tray.\n\n` +
      `export type TrayIconName = ${TRAY_NAMES.map((name) => `'${name}'`).join(' | ')};\n\n` +
      `/** PNGs in base 64, by their width and height in pixels. */\n` +
      `export const TRAY_ICONS: Readonly<Record<TrayIconName, Readonly<Record<16 | 24 | 32, string>>>> = {\n${entries.join('\n')}\n};\n`,
  );
}

/** What the pictures were drawn from, so that a test sees an SVG that was changed afterwards. */
function writeRecord(): void {
  const names = ['icon.svg', ...TRAY_NAMES.map((name) => `tray/${name}.svg`)];
  const digests = names.map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ]);
  writeFileSync(
    join(folder, 'drawn-from.json'),
    `${JSON.stringify(Object.fromEntries(digests), undefined, 2)}\n`,
  );
}

const browser = await openBrowser();
await makeAppIcon(browser);
await makeTrayIcons(browser);
await browser.close();
writeRecord();

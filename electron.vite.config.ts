import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = dirname(fileURLToPath(import.meta.url));
const mainEntry = join(root, 'main/electron/index.ts');
const preloadEntry = join(root, 'preload/index.ts');

const renderer: UserConfig['renderer'] = {
  root: join(root, 'renderer'),
  plugins: [react()],
  build: {
    outDir: join(root, 'out/renderer'),
    minify: true,
    // A data: address in the style sheet would need a hole in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: { input: join(root, 'renderer/index.html') },
  },
};

const workers = {
  'plan-worker': join(root, 'main/app/workers/plan-worker.ts'),
  'reading-thread': join(root, 'main/app/workers/reading-thread.ts'),
};

/** A worker is named by its source where it is started; once built it lies beside the file that starts it. */
function pointToBuiltWorkers(): Plugin {
  const names = Object.keys(workers).join('|');
  const source = new RegExp(`new URL\\((["'\`])[./\\w-]*?(${names})\\.ts\\1, import\\.meta\\.url\\)`, 'g');
  return {
    name: 'golden-hour:built-workers',
    transform: (code) =>
      code.includes('import.meta.url') ? code.replace(source, "new URL('./$2.js', import.meta.url)") : null,
    renderChunk(code, { fileName }) {
      const [left] = /new URL\([^)]*\.ts["'`]/.exec(code) ?? [];
      if (left !== undefined)
        throw new Error(`${fileName} still has ${left}: name that worker in this file.`);
      return null;
    },
  };
}

/** As whom a build asks Google: of an installed app neither is a secret (RFC 8252, 8.5). */
const built = {
  googleClientId: process.env['GOLDEN_HOUR_GOOGLE_CLIENT_ID'] || null,
  googleClientSecret: process.env['GOLDEN_HOUR_GOOGLE_CLIENT_SECRET'] || null,
};

const main: UserConfig['main'] = {
  define: { GOLDEN_HOUR_BUILD: JSON.stringify(built) },
  plugins: [pointToBuiltWorkers()],
  build: {
    outDir: join(root, 'out/main'),
    minify: true,
    // The desktop app ships without node_modules: everything that main uses is bundled, in chunks that load when used.
    externalizeDeps: false,
    rolldownOptions: {
      // Native code, and of no use here: the desktop keeps its secrets with Electron's safeStorage.
      external: ['@napi-rs/keyring'],
      input: { index: mainEntry, ...workers },
      // All in one folder, as deep as a room of main/: what a source finds from its place, its build finds too.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

// A sandboxed preload can require only Electron itself: everything else is bundled into one CommonJS file.
const preload: UserConfig['preload'] = {
  build: {
    outDir: join(root, 'out/preload'),
    minify: true,
    externalizeDeps: false,
    rolldownOptions: {
      input: { index: preloadEntry },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

// The browser host and the command line run from source.
export default defineConfig({ main, preload, renderer });

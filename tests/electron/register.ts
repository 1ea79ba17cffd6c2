// Loaded before anything else: `electron` is the double, and the process looks like Electron's main process.
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';

const url = new URL('./electron.ts', import.meta.url).href;
const names = new Set(['electron', 'electron/main', 'electron/common']);
registerHooks({
  resolve: (specifier, context, next) =>
    names.has(specifier)
      ? { url, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});

Object.assign(process.versions, { electron: '45.4.1', chrome: '156.0.8078.79' });
// electron.d.ts, NodeJS.Process: `type` is 'browser' in the main process, `defaultApp` true under `electron .`.
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: process.cwd() });

// The test may ask for another system's habits: the app must ask process.platform, as it does in Electron.
const platform = process.env['ELECTRON_DOUBLE_PLATFORM'];
// Windows says there where its temporary files are: Node reads it as soon as the platform is that.
if (platform === 'win32') process.env['TEMP'] = tmpdir();
if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });

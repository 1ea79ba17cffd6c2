import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HAS_RENDERER = existsSync(join(ROOT, 'out/renderer/index.html'));
const NOT_BUILT = 'the user interface is not built (npm run build)';

let folder: string;
let child: ChildProcessWithoutNullStreams | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-main-'));
  child = null;
  // Whoever asks for Electron outside the desktop starts a download: here that is an error.
  writeFileSync(
    join(folder, 'no-electron.mjs'),
    `import { registerHooks } from 'node:module';
registerHooks({ resolve(specifier, context, next) {
  if (/^electron(?:-store)?(?:\\/|$)/.test(specifier)) throw new Error('electron was asked for: ' + specifier);
  return next(specifier, context);
} });`,
  );
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exit: Promise<number | null>;
}

function run(script: string, args: readonly string[]): Run {
  const started = spawn(
    process.execPath,
    ['--import', pathToFileURL(join(folder, 'no-electron.mjs')).href, join(ROOT, script), ...args],
    {
      env: {
        PATH: process.env['PATH'],
        GOLDEN_HOUR_HOME: join(folder, 'home'),
        LANG: 'nl_NL.UTF-8',
        // No keyring and no screen to be found.
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
      },
    },
  );
  child = started;
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    started[stream].setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text;
    });
  }
  return {
    child: started,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    exit: new Promise((resolve) => {
      started.on('exit', (code) => resolve(code));
    }),
  };
}

async function waitForLine(running: Run): Promise<string> {
  await expect.poll(() => running.stdout() || running.stderr(), { timeout: 15_000 }).toContain('\n');
  return running.stdout().trim();
}

describe.each([
  ['web', 'main/web/main.ts', ['--no-open']],
  ['cli', 'main/cli/main.ts', ['serve', '--no-open']],
] as const)('the %s host, with electron unresolvable', (_, script, args) => {
  it('prints one link, serves, keeps its secrets out of sight, and stops when asked', async (context) => {
    if (!HAS_RENDERER) context.skip(NOT_BUILT);
    const running = run(script, args);
    const link = await waitForLine(running);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
    const { origin, hash } = new URL(link);
    const token = hash.slice('#token='.length);
    expect((await fetch(origin)).status).toBe(200);

    // Seen by everybody on the machine: arguments. Seen by those who help: the log.
    const commandLine = `/proc/${running.child.pid}/cmdline`;
    const readIfThere = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
    expect(readIfThere(commandLine)).not.toContain(token);
    const home = join(folder, 'home');
    for (const name of readdirSync(home)) {
      expect(readFileSync(join(home, name)).includes(token)).toBe(false);
      expect(statSync(join(home, name)).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
    }

    const headers = { origin, 'content-type': 'application/json' };
    const opened = await fetch(`${origin}/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ token }),
    });
    const { session } = (await opened.json()) as { session: string };
    const asked = await fetch(`${origin}/rpc/app.status`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${session}` },
      body: '{}',
    });
    expect(await asked.json()).toMatchObject({
      ok: true,
      value: { language: 'nl', capabilities: { tray: false } },
    });

    running.child.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(running.stdout().trim()).toBe(link);
  });
});

describe('the web host', () => {
  it('gives a fresh link for each line that is typed', async (context) => {
    if (!HAS_RENDERER) context.skip(NOT_BUILT);
    const running = run('main/web/main.ts', ['--no-open']);
    const link = await waitForLine(running);
    running.child.stdin.write('\n');
    await expect.poll(() => running.stderr()).toMatch(/#token=/);
    expect(running.stderr()).not.toContain(link);
  });

  it.each([
    [['--port', 'x'], '--port x is no port'],
    [['--port', '70000'], '--port 70000 is no port'],
    [['--surprise'], '--surprise'],
  ])('refuses %j in a sentence', async (args, message) => {
    const running = run('main/web/main.ts', args);
    expect(await running.exit).toBe(2);
    expect(running.stderr()).toContain(message);
    expect(running.stderr()).not.toContain('    at ');
    expect(running.stdout()).toBe('');
  });

  it('says so when the port is taken', async (context) => {
    if (!HAS_RENDERER) context.skip(NOT_BUILT);
    const first = run('main/web/main.ts', ['--no-open']);
    const { port } = new URL(await waitForLine(first));
    const second = run('main/web/main.ts', ['--no-open', '--port', port]);
    expect(await second.exit).toBe(2);
    expect(second.stderr()).toContain(`Port ${port} is taken`);
    first.child.kill('SIGKILL');
  });
});

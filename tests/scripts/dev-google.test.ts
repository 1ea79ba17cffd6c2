import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

beforeEach((context) => {
  if (!existsSync(`${root}out/renderer/index.html`)) context.skip('The user interface is not built.');
});

it('starts the stand-in and the app, and ends both', { timeout: 90_000 }, async () => {
  const child = spawn(process.execPath, ['scripts/dev-google.ts', '--no-open'], {
    cwd: root,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  // The app's one-time link is the first that it writes.
  const [link] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]; // utf8, so a string
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/);
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0] ?? '';
  expect((await fetch(`${address}/calendar/v3/users/me/calendarList`)).status).toBe(401);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number]; // it ends by itself, not by the signal
  expect(code).toBe(0);
  await expect(fetch(address)).rejects.toThrow(/fetch failed/);
});

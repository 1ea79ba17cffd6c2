import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

// Starts a child that would stay for a minute, and says who it is and how it ended.
const SCRIPT = `
  import { spawn } from 'node:child_process';
  import { endWith } from '#scripts/end-with.ts';
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  child.once('exit', (code, signal) => console.log('ended by ' + signal));
  endWith(child);
  console.log(process.pid);
`;

/** As npm starts its scripts: with a shell in between that waits. */
function startInShell(env: NodeJS.ProcessEnv) {
  const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; exit $?', process.execPath, SCRIPT], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = shell.stdout.setEncoding('utf8');
  const nextLine = async (): Promise<string> => {
    const [line] = (await once(lines, 'data')) as [string]; // utf8, so a string
    return line.trim();
  };
  return { shell, nextLine };
}

const { npm_lifecycle_event: _, ...bare } = process.env;

it('ends the child of a script of npm when the shell in between is gone', async (context) => {
  if (process.platform === 'win32') context.skip('on Windows no process gets another parent');
  const { shell, nextLine } = startInShell({ ...bare, npm_lifecycle_event: 'start' });
  await nextLine();
  shell.kill('SIGTERM');
  expect(await nextLine()).toBe('ended by SIGTERM');
});

it('leaves the child alone where whoever started it by hand has only gone away', async (context) => {
  if (process.platform === 'win32') context.skip('on Windows no process gets another parent');
  const { shell, nextLine } = startInShell(bare);
  const pid = Number(await nextLine());
  shell.kill('SIGTERM');
  const ended = nextLine();
  const waited = new Promise((resolve) => {
    setTimeout(() => resolve('still there'), 1500);
  });
  expect(await Promise.race([ended, waited])).toBe('still there');
  process.kill(pid, 'SIGTERM');
  expect(await ended).toBe('ended by SIGTERM');
});

import type { ChildProcess } from 'node:child_process';

const parent = process.ppid;
const isOfNpm = process.env['npm_lifecycle_event'] !== undefined;

/**
 * Passes on to `child` what tells this process to end. npm tells only the shell between itself and its script, and a
 * shell dies of that without a word to anybody: so a script of npm also ends its child once it has lost its parent.
 * On Windows nobody loses a parent, and nothing is noticed.
 */
export function endWith(child: ChildProcess): void {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  // Ctrl-C reaches the whole group: the child gets its own and ends in its own time, and this waits for it.
  process.on('SIGINT', () => {});
  if (!isOfNpm) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 500);
  timer.unref();
}

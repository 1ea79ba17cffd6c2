import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDead, withProcess } from '#main/store/liveness.ts';
import { openOrThrow, temporaryFolder } from './temporary.ts';

/** The name that a process of its own would hold a lease under. */
async function nameOfOther(): Promise<{ name: string; end: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '-e',
      `import { withProcess } from '#main/store/liveness.ts';
       console.log(withProcess('other'));
       setInterval(() => undefined, 1000);`,
    ],
    { cwd: new URL('../../..', import.meta.url).pathname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    name: chunk.toString().trim(),
    end: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('isDead', () => {
  it('is false while the process runs, and true at once when it was killed', async () => {
    const other = await nameOfOther();
    expect(isDead(other.name)).toBe(false);
    await other.end();
    expect(isDead(other.name)).toBe(true);
  });

  it('is false for this process, for another machine, and for names that tell nothing', () => {
    const own = withProcess('own');
    expect(isDead(own)).toBe(false);
    const [owner, , , start] = JSON.parse(own) as [string, string, number, string];
    expect(isDead(JSON.stringify([owner, 'another machine', 999_999_999, start]))).toBe(false);
    for (const name of ['a process', '[]', '["a",1,"b",{}]', 'null', '{}']) expect(isDead(name)).toBe(false);
  });

  it('is true when the number belongs to a process that began later', (context) => {
    const [owner, machine, pid, start] = JSON.parse(withProcess('own')) as [string, string, number, string];
    if (start === '') return context.skip('This system does not tell when a process began.');
    expect(isDead(JSON.stringify([owner, machine, pid, '1']))).toBe(true);
  });
});

describe('the lease of a process that was killed', () => {
  it('is free at once', async () => {
    const path = join(temporaryFolder(), 'store.db');
    const child = spawn(
      process.execPath,
      [
        '--input-type=module-typescript',
        '-e',
        `import { openStore } from '#main/store/open.ts';
         const opened = openStore(${JSON.stringify(path)});
         console.log(JSON.stringify(opened.value.outbox.acquireLease('dying', 0, 120000)));
         setInterval(() => undefined, 1000);`,
      ],
      { cwd: new URL('../../..', import.meta.url).pathname, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    const { outbox } = openOrThrow(path);
    expect(outbox.acquireLease('next', 1, 120_001)).toEqual({ held: false, untilMs: 120_000 });
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(outbox.acquireLease('next', 2, 120_002)).toEqual({ held: true });
  });
});

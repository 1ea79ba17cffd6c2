import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../../main/electron/machine-zone.ts', import.meta.url));

/** In a process of its own: the zone is the process's. */
function runWith(zone: string | undefined, script: string): string {
  const { TZ: _, ...env } = process.env;
  const code = `import { rereadMachineZone } from ${JSON.stringify(source)};\n${script}`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: zone === undefined ? env : { ...env, TZ: zone },
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout.trim();
}

test('a zone that the user set for the program stays', () => {
  expect(runWith('Asia/Tokyo', 'console.log(rereadMachineZone(process.env))')).toBe('Asia/Tokyo');
});

test('otherwise the system is asked again', () => {
  const zoneNow = 'Intl.DateTimeFormat().resolvedOptions().timeZone';
  const system = runWith(undefined, `console.log(${zoneNow})`);
  const script = `const before = ${zoneNow}; console.log(before, rereadMachineZone({}), rereadMachineZone(process.env));`;
  expect(runWith(undefined, script)).toBe(`${system} ${system} ${system}`);
});

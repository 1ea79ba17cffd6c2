import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(new URL('../../../../package.json', import.meta.url)));

/** Put before a program: what it may not import fails by name, `stubs` stand in for others. */
function hooks(missing: readonly string[], stubs: Readonly<Record<string, string>>): string {
  return `
    import { registerHooks } from 'node:module';
    const missing = new Set(${JSON.stringify(missing)});
    const stubs = ${JSON.stringify(stubs)};
    registerHooks({
      resolve(specifier, context, next) {
        if (missing.has(specifier.split('/')[0])) throw new Error('ASKED FOR ' + specifier);
        if (specifier in stubs) return { url: 'data:text/javascript,' + encodeURIComponent(stubs[specifier]), shortCircuit: true };
        return next(specifier, context);
      },
    });
  `;
}

export interface RunOptions {
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly missing?: readonly string[];
  readonly stubs?: Readonly<Record<string, string>>;
  /** Ends a program that would go on, as soon as this has been said. */
  readonly until?: RegExp;
}

/** Everything that the program said on both channels, once it has ended. */
export function runProgram({ args, env, missing = [], stubs = {}, until }: RunOptions): Promise<string> {
  const preload = `data:text/javascript,${encodeURIComponent(hooks(missing, stubs))}`;
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      if (until?.test(said)) child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}

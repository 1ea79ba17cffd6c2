import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SenderJob } from './job.ts';

const SCRIPT = fileURLToPath(new URL('./sender-process.ts', import.meta.url));

/** Without it each process would compile the same modules anew, which takes longer than all it does. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/fire', import.meta.url));

export type SenderEnd =
  | { readonly kind: 'ended' }
  /** By its own hand, at the point that its job named. */
  | { readonly kind: 'died' }
  | { readonly kind: 'broken'; readonly detail: string };

/** Runs a job in a process of its own, to its end or its death. */
export function runSender(job: SenderJob): Promise<SenderEnd> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE },
  });
  let [out, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' && out === 'here') resolve({ kind: 'died' });
      else if (code === 0 && errors === '') resolve({ kind: 'ended' });
      else resolve({ kind: 'broken', detail: `${signal ?? code}: ${errors}` });
    });
  });
}

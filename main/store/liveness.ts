import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/*
 * Whether the process that holds a lease still lives. A lease carries the machine, the process and when that process
 * began, so that a number that was given away again is not taken for it. Where any of that cannot be known for certain,
 * the process counts as alive, and its lease ends by the clock.
 */

/** Different for two machines, two starts of one machine, and two containers that count processes for themselves. */
function readMachine(): string {
  return [hostname(), readOr('/proc/sys/kernel/random/boot_id'), readLinkOr('/proc/self/ns/pid')].join('/');
}

/** Outside Linux there is no such file, and then there is nothing to compare. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function readLinkOr(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** In ticks since the machine's start; '' where the system does not tell. */
function readStart(pid: number): string {
  const stat = readOr(`/proc/${pid}/stat`);
  // The name of the program, in brackets, may hold anything; the start is the twentieth word after it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

interface ThisProcess {
  readonly machine: string;
  readonly start: string;
}

let known: ThisProcess | null = null;
function thisProcess(): ThisProcess {
  known ??= { machine: readMachine(), start: readStart(process.pid) };
  return known;
}

/** A holder's name with what tells whether this process still lives. */
export const withProcess = (owner: string): string =>
  JSON.stringify([owner, thisProcess().machine, process.pid, thisProcess().start]);

/** Certain only when true: it ran on this machine, and does not any more. */
export function isDead(holder: string): boolean {
  const named = parseHolder(holder);
  if (named === null || named.machine !== thisProcess().machine) return false;
  if (!isRunning(named.pid)) return true;
  const start = readStart(named.pid);
  return named.start !== '' && start !== '' && start !== named.start;
}

function parseHolder(holder: string): { machine: string; pid: number; start: string } | null {
  let parts: unknown;
  try {
    parts = JSON.parse(holder);
  } catch {
    // A holder of an older version, which named no process.
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const named: readonly unknown[] = parts;
  const [, machineName, pid, start] = named;
  if (typeof machineName !== 'string' || typeof start !== 'string') return null;
  return Number.isSafeInteger(pid) && typeof pid === 'number' && pid > 0
    ? { machine: machineName, pid, start }
    : null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

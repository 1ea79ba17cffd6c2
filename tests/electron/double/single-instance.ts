import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appEvents, getPath, lastWork } from './runtime.ts';

interface Start {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly additional: unknown;
}

let isHolder = false;
const lockFile = (): string => join(getPath('userData'), 'SingletonLock.json');

/** A socket's path must be short, whatever the user's folder is called. */
const socketPath = (): string =>
  join(
    tmpdir(),
    `electron-double-${createHash('sha256').update(getPath('userData')).digest('hex').slice(0, 16)}.sock`,
  );

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process: the lock is a leftover.
    return false;
  }
}

function readHolder(): number | null {
  try {
    return Number(readFileSync(lockFile(), 'utf8'));
  } catch {
    // Nobody holds it.
    return null;
  }
}

function tellHolder(start: Start): void {
  const told = new Promise<void>((resolve) => {
    const socket = connect(socketPath());
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
    socket.end(JSON.stringify(start));
  });
  lastWork.add(told);
}

function listen(): void {
  const path = socketPath();
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('end', () => {
      // Written by tellHolder.
      const { argv, folder, additional } = JSON.parse(text) as Start;
      appEvents.emit('second-instance', {}, argv, folder, additional);
    });
  });
  server.listen(path);
  server.unref();
}

/**
 * electron.d.ts, App.requestSingleInstanceLock: one process per user-data folder; the others tell it their arguments
 * and get false.
 */
export function requestLock(additional: unknown): boolean {
  if (isHolder) return true;
  const holder = readHolder();
  if (holder !== null && holder !== process.pid && isAlive(holder)) {
    tellHolder({ argv: process.argv, folder: process.cwd(), additional: additional ?? null });
    return false;
  }
  mkdirSync(getPath('userData'), { recursive: true });
  writeFileSync(lockFile(), String(process.pid));
  listen();
  isHolder = true;
  appEvents.once('quit', releaseLock);
  return true;
}

export const hasLock = (): boolean => isHolder;

export function releaseLock(): void {
  if (!isHolder) return;
  isHolder = false;
  rmSync(lockFile(), { force: true });
  rmSync(socketPath(), { force: true });
}

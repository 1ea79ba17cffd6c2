import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SyncFailure } from '#main/calendars/provider.ts';
import { type FileStamp, isSameVersion, stampOf } from './file-stamp.ts';

export type WatchedFileAnswer =
  | {
      readonly kind: 'content';
      /** A whole calendar as it lies there; the reader of the text decides what its characters are. */
      readonly bytes: Uint8Array;
      readonly stamp: FileStamp;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

export interface FileLimits {
  readonly bytes: number;
  /** How long a writer gets between two looks at a file that changes or is not whole. */
  readonly settleMs: number;
  readonly looks: number;
  /** A network drive that is gone may keep a question for minutes. */
  readonly totalMs: number;
}

/** What the system says where a drive or its network is not there; the file itself may be well. */
const ABSENT_DRIVE = new Set([
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EIO',
  'ENETDOWN',
  'ENETUNREACH',
  'ENODEV',
  'ENOTCONN',
  'ENXIO',
  'ESTALE',
  'ETIMEDOUT',
]);

export const failFile = (kind: SyncFailure['kind'], detail: string): WatchedFileAnswer => ({
  kind: 'failed',
  failure: { kind, detail, retryAfterMs: null },
});

type Look = WatchedFileAnswer | { readonly kind: 'moving' };

/** One look. `moving`: somebody writes to it or replaces it at this moment. Throws what the file system says. */
export async function readOnce(path: string, seen: FileStamp | null, limits: FileLimits): Promise<Look> {
  const before = await stat(path, { bigint: true });
  if (!before.isFile())
    return failFile('unreadable', before.isDirectory() ? 'it is a folder' : 'it is no file');
  if (before.size > limits.bytes)
    return failFile('too-large', `it is larger than ${limits.bytes / 1_000_000} MB`);
  if (seen?.isSettled === true && isSameVersion(stampOf(before, Date.now()), seen))
    return { kind: 'unchanged' };
  // Not blocking: between the look and this somebody may have put a pipe in its place.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = await file.stat({ bigint: true });
    if (!opened.isFile()) return { kind: 'moving' };
    const bytes = Buffer.alloc(Number(opened.size) + 1);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, size, bytes.length - size, size);
      size += bytesRead;
      if (bytesRead === 0 || size === bytes.length) break;
    }
    const stamp = stampOf(opened, Date.now());
    const after = stampOf(await stat(path, { bigint: true }), Date.now());
    if (size !== stamp.size || !isSameVersion(stamp, after)) return { kind: 'moving' };
    return { kind: 'content', bytes: bytes.subarray(0, size), stamp };
  } finally {
    await file.close();
  }
}

/** The file system's code of an error; null: it is no such error. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Why the file cannot be read. */
export async function explainCode(path: string, code: string): Promise<WatchedFileAnswer> {
  if (ABSENT_DRIVE.has(code)) return failFile('offline', `its drive is not there (${code})`);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return (await isFolder(dirname(path)))
      ? failFile('gone', 'it is not there')
      : failFile('offline', 'its folder is not there');
  }
  return failFile('refused', `it may not be read (${code})`);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    // Whatever keeps us from seeing it, it is not there for us.
    if (codeOf(error) !== null) return false;
    throw error;
  }
}

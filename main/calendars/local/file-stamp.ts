import type { BigIntStats } from 'node:fs';

/** Which version of a file was read. */
export interface FileStamp {
  /** Nanoseconds since 1970 as text: more than a number holds. */
  readonly modifiedNs: string;
  readonly size: number;
  /** Another one where the file was replaced rather than written. */
  readonly inode: string;
  /** False: it was read so soon after it was written that another write may have left the same stamp. */
  readonly isSettled: boolean;
}

/** The coarsest clock that file systems keep: FAT counts in twos, some servers in seconds. */
const COARSEST_MS = 2_000;

export const stampOf = (stats: BigIntStats, readAtMs: number): FileStamp => ({
  modifiedNs: String(stats.mtimeNs),
  size: Number(stats.size),
  inode: String(stats.ino),
  isSettled: Math.abs(readAtMs - Number(stats.mtimeMs)) > COARSEST_MS,
});

export const isSameVersion = (a: FileStamp, b: FileStamp): boolean =>
  a.modifiedNs === b.modifiedNs && a.size === b.size && a.inode === b.inode;

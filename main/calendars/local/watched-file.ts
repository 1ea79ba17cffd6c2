import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findCalendarFault } from '#main/calendars/whole-calendar.ts';
import {
  codeOf,
  explainCode,
  failFile,
  type FileLimits,
  readOnce,
  type WatchedFileAnswer,
} from './file-look.ts';
import { type FileStamp, isSameVersion, stampOf } from './file-stamp.ts';

const FILE_LIMITS: FileLimits = { bytes: 50_000_000, settleMs: 250, looks: 4, totalMs: 30_000 };

/** A save is many writes. */
const QUIET_MS = 300;
/** For drives that tell of no change, and for folders that come back. */
const LOOK_EVERY_MS = 10_000;

/**
 * The file as it is now, if it is another one than `seen`. One that is being written is read again until it stands
 * still; one that stays half a calendar is `unreadable`. `gone`: its folder is there and it is not; `offline`: its
 * folder is not there either, as on a drive that is unplugged. Never rejects for what the file system says.
 */
export async function readWatchedFile(
  path: string,
  seen: FileStamp | null,
  limits: Partial<FileLimits> = {},
): Promise<WatchedFileAnswer> {
  const whole: FileLimits = { ...FILE_LIMITS, ...limits };
  const late = new AbortController();
  const timeout = wait(whole.totalMs, null, { signal: late.signal, ref: false })
    .then(() => failFile('offline', `its drive did not answer within ${whole.totalMs / 1000} seconds`))
    // Called off below, once the file has answered.
    .catch(() => failFile('offline', 'called off'));
  try {
    return await Promise.race([readSettled(path, seen, whole), timeout]);
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    return await explainCode(path, code);
  } finally {
    late.abort();
  }
}

async function readSettled(
  path: string,
  seen: FileStamp | null,
  limits: FileLimits,
): Promise<WatchedFileAnswer> {
  let last: FileStamp | null = null;
  let answer = failFile('unreadable', 'it does not stand still');
  for (let look = 0; look < limits.looks; look++) {
    if (look > 0) await wait(limits.settleMs);
    const found = await readOnce(path, look === 0 ? seen : last, limits);
    // Twice the same half: nobody is writing any more.
    if (found.kind === 'unchanged') return look === 0 ? found : answer;
    if (found.kind === 'failed') return found;
    if (found.kind === 'moving') continue;
    const fault = findCalendarFault(found.bytes);
    if (fault === null) return { kind: 'content', bytes: found.bytes, stamp: found.stamp };
    answer = failFile('unreadable', fault);
    last = { ...found.stamp, isSettled: true };
  }
  return answer;
}

/**
 * Calls back a moment after the file was written, replaced, removed or put back, also where its folder comes and goes.
 * It is a hint: what really changed, `readWatchedFile` says. Keeps no process alive. Gives its disposer.
 */
export function watchFile(
  path: string,
  onChange: () => void,
  { lookEveryMs = LOOK_EVERY_MS }: { readonly lookEveryMs?: number } = {},
): () => void {
  const folder = dirname(path);
  const name = basename(path);
  let watcher: FSWatcher | null = null;
  let quiet: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isStopped = false;
  /** Undefined: not looked yet. */
  let last: FileStamp | null | undefined;

  const tell = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(onChange, QUIET_MS).unref();
  };

  function arm(): void {
    if (watcher !== null || isStopped) return;
    try {
      // The folder, not the file: a save often puts a new file in the place of the old one.
      const armed = watch(folder, { persistent: false }, (_, changed) => {
        if (changed === null || changed === name) tell();
      });
      watcher = armed;
      armed.on('error', () => {
        // The folder is gone or no more can be watched: looking goes on, and tries this again.
        armed.close();
        watcher = null;
      });
    } catch {
      // The folder is not there (yet), or the system has no watches left: looking is enough.
      watcher = null;
    }
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const now = await currentStamp(path);
    isLooking = false;
    if (isStopped) return;
    if (now === null) {
      // A folder that went away takes its watch with it without a word.
      watcher?.close();
      watcher = null;
    }
    arm();
    const isSame =
      last === undefined || (last === null ? now === null : now !== null && isSameVersion(last, now));
    last = now;
    if (!isSame) tell();
  }

  arm();
  void look();
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
    clearTimeout(quiet);
    watcher?.close();
  };
}

/** Null: nobody sees a file there now, for whatever reason. */
async function currentStamp(path: string): Promise<FileStamp | null> {
  try {
    return stampOf(await stat(path, { bigint: true }), Date.now());
  } catch {
    return null;
  }
}

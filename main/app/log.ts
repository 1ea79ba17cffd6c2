import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EpochMs } from '#contract/time.ts';

/** Ids and counts: a value here is a number, a flag, or a word of the program; never what a person wrote. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  write(event: string, fields?: LogFields): void;
  /** Where in the program it happened, without the message, which may quote a name or an address. Gives its id. */
  bug(error: unknown, fields?: LogFields): string;
}

const MOST_BYTES = 1_000_000;
const MOST_FRAMES = 12;
const PROGRAM_FOLDER = new URL('../../', import.meta.url).href;
const PROGRAM_PATH = fileURLToPath(PROGRAM_FOLDER);

/**
 * Lines of JSON in a file of this user alone (0600), at most two files of a megabyte. Where it cannot be written (a full
 * disk, a folder that is not ours) nothing else stops for it: lines are left out, and the next one that fits says how
 * many.
 */
export function openLog(path: string, clock: () => EpochMs): Log {
  let lost = 0;

  function write(event: string, fields: LogFields = {}): void {
    const line = JSON.stringify({ at: new Date(clock()).toISOString(), event, ...fields });
    // Of the line that did not fit a part may be there.
    const gap = lost === 0 ? '' : `\n${JSON.stringify({ event: 'log.gap', lost })}\n`;
    try {
      prepare(path);
      appendFileSync(path, `${gap}${line}\n`, { mode: 0o600 });
      lost = 0;
    } catch {
      // Counted, and told with the next line that fits: there is no other place to say it.
      lost += 1;
    }
  }

  return {
    write,
    bug(error, fields = {}) {
      const id = randomBytes(4).toString('hex');
      write('bug', { id, ...fields, ...describeBug(error) });
      return id;
    },
  };
}

function prepare(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) return;
  chmodSync(path, 0o600);
  if (statSync(path).size > MOST_BYTES) renameSync(path, `${path}.1`);
}

function describeBug(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : null;
  // Where several are gathered says nothing of where they come from.
  if (first instanceof Error) return { ...describeBug(first), kind: error.name, first: first.name };
  return { kind: error.name, code, frames: framesOf(error) };
}

/** `function (file:line:column)` by line, with paths inside the program only. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) =>
      line.trim().slice('at '.length).replaceAll(PROGRAM_FOLDER, '').replaceAll(PROGRAM_PATH, ''),
    )
    .map((line) => line.replaceAll(/(^|[\s(])(?:file:\/\/)?\/\S+\//g, '$1…/'))
    .join(' < ');
}

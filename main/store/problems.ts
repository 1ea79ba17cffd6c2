import { type Failure, fail } from '#contract/outcome.ts';
import { assertNever } from '#main/kernel/assert-never.ts';

/** What keeps the store or a file beside it from being used, and is no bug. */
type StorageTrouble = 'in-use' | 'full' | 'read-only' | 'failing' | 'damaged' | 'no-file';

// SQLite's primary result codes: the low byte of its extended ones.
const SQLITE_TROUBLES: Readonly<Record<number, StorageTrouble>> = {
  5: 'in-use', // BUSY
  6: 'in-use', // LOCKED
  8: 'read-only', // READONLY
  10: 'failing', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'read-only', // CANTOPEN
  26: 'damaged', // NOTADB
};

const FILE_TROUBLES: Readonly<Record<string, StorageTrouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'failing',
  EISDIR: 'no-file',
  ENOTDIR: 'no-file',
  EEXIST: 'no-file',
};

function readTrouble(error: Error): StorageTrouble | null {
  if (!('code' in error) || typeof error.code !== 'string') return null;
  if (error.code !== 'ERR_SQLITE_ERROR') return FILE_TROUBLES[error.code] ?? null;
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
  return SQLITE_TROUBLES[code] ?? null;
}

/** Why the file at `path` cannot be opened or written; null: for a reason that nobody expects. */
export function describeFileProblem(error: unknown, path: string): Failure | null {
  const trouble = error instanceof Error ? readTrouble(error) : null;
  if (!(error instanceof Error) || trouble === null) return null;
  switch (trouble) {
    case 'in-use':
      return fail('busy', `${path} is in use by another Golden Hour. Close it, or try again in a moment.`);
    case 'full':
      return fail('refused', `There is no room left for ${path}. Free some space and try again.`);
    case 'read-only':
      return fail(
        'refused',
        `${path} may not be written: ${error.message}. Check who owns the file and folder.`,
      );
    case 'failing':
      return fail('refused', `${path} cannot be written: ${error.message}. Is the disk full?`);
    case 'damaged':
      return fail(
        'unreadable',
        `${path} is damaged: ${error.message}. Put a copy of it back, or move it away to start anew.`,
      );
    case 'no-file':
      return fail('refused', `${path} cannot be a file: ${error.message}. Choose another place.`);
    default:
      return assertNever(trouble);
  }
}

/**
 * Why something that was asked of an open store could not be done: each of its writes is whole or not there at all.
 * Null: for another reason. Of the errors of files only those count that nothing but a full or read-only disk causes:
 * what else may go wrong with a file belongs to whoever named it.
 */
export function describeStoreProblem(error: unknown): Failure | null {
  if (error instanceof AggregateError) {
    return error.errors.map(describeStoreProblem).find((problem) => problem !== null) ?? null;
  }
  if (!(error instanceof Error) || !('code' in error)) return null;
  const isOurs = error.code === 'ERR_SQLITE_ERROR' || UNMISTAKABLE.has(String(error.code));
  const trouble = isOurs ? readTrouble(error) : null;
  switch (trouble) {
    case null:
    case 'no-file':
      return null;
    case 'in-use':
      return fail('busy', 'Another Golden Hour is busy with the same data. Try again in a moment.');
    case 'full':
      return fail(
        'refused',
        'The disk is full, so this was not saved; what was saved before is safe. Free some space and try again.',
      );
    case 'read-only':
      return fail(
        'refused',
        'Golden Hour may not write its data any more, so this was not saved; what was saved before is safe. ' +
          'Check that the disk is not read-only and that its folder is yours, and try again.',
      );
    case 'failing':
      return fail(
        'refused',
        'The disk did not do what it should (I/O error), so this was not saved; what was saved before is safe. ' +
          'Check that it is not full or failing, and try again.',
      );
    case 'damaged':
      return fail(
        'unreadable',
        'A part of the data on the disk is damaged. Close Golden Hour and put a copy of its file back; ' +
          'nothing was changed.',
      );
    default:
      return assertNever(trouble);
  }
}

const UNMISTAKABLE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS']);

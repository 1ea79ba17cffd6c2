import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';

/**
 * Puts `text` in place of what the file holds (0600), all of it or none: written and on the disk beside it before it
 * takes its place. Throws what the file system says. conf's own writing is not used, as it takes a short write of a disk
 * that is just becoming full for a whole one.
 */
export function replaceFile(path: string, text: string): void {
  // A link stays a link.
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.${process.pid}.new`;
  try {
    const file = openSync(beside, 'w', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

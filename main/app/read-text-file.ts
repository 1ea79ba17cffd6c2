import { readFile } from 'node:fs/promises';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';

/** Reads a text file; the sentence names the path as the user wrote it. */
export async function readTextFile(path: string): Promise<Outcome<string>> {
  try {
    return succeed(await readFile(path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' }[
      code
    ];
    return fail('unreadable', `Cannot read '${path}': ${why ?? (code || 'unknown reason')}. Check the path.`);
  }
}

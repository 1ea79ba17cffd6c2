import { readFile } from 'node:fs/promises';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';

/** UTF-8; the sentence names the path as the user wrote it. */
export async function readTextFile(path: string): Promise<Outcome<string>> {
  const bytes = await readFileBytes(path);
  return bytes.ok ? succeed(bytes.value.toString('utf8')) : bytes;
}

/** For what may come in other encodings. */
export async function readFileBytes(path: string): Promise<Outcome<Buffer>> {
  try {
    return succeed(await readFile(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' }[
      code
    ];
    return fail('unreadable', `Cannot read '${path}': ${why ?? (code || 'unknown reason')}. Check the path.`);
  }
}

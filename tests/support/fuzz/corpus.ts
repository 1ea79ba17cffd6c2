import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));
/** Larger ones say nothing that smaller ones do not, and cost their time. */
const LARGEST_BYTES = 60_000;

/** Files of an ending below a folder, in the same order everywhere. */
const readAll = (folder: string, endings: readonly string[]): readonly Uint8Array[] =>
  existsSync(folder)
    ? endings
        .flatMap((ending) => globSync(`**/*.${ending}`, { cwd: folder }))
        .toSorted()
        .map((name) => new Uint8Array(readFileSync(join(folder, name))))
        .filter(({ length }) => length > 0 && length <= LARGEST_BYTES)
    : [];

export interface Corpus {
  readonly files: readonly Uint8Array[];
  /** Why it is smaller than it could be; null: it is all there. */
  readonly reason: string | null;
}

export function readCorpus(kind: 'ical' | 'vcard' | 'people'): Corpus {
  const shared = kind === 'people' ? [] : readAll(join(SHARED, kind), [kind === 'ical' ? 'ics' : 'vcf']);
  const own =
    kind === 'ical' ? [] : readAll(join(FIXTURES, 'people'), kind === 'vcard' ? ['vcf'] : ['csv', 'json']);
  const isMissing = kind !== 'people' && shared.length === 0;
  return {
    files: [...shared, ...own],
    reason: isMissing
      ? `../shared/data/${kind} is not there: only structures and own fixtures are mutated`
      : null,
  };
}

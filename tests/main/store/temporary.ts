import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openStore, type Store } from '#main/store/open.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0).toReversed()) close();
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-store-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens as often as wanted, like several processes; closed after the test. */
export function openOrThrow(path: string): Store {
  const opened = openStore(path);
  if (!opened.ok) throw new Error(opened.message);
  closers.push(() => opened.value.close());
  return opened.value;
}

export const temporaryStore = (): Store => openOrThrow(join(temporaryFolder(), 'store.db'));

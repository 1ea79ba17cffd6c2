import { createHash } from 'node:crypto';

/**
 * How the server names versions. `weak`: as a proxy that packs answers makes of strong ones. `flaky`: another name
 * every time it is asked, and any is taken.
 */
export type EtagMode = 'strong' | 'weak' | 'absent' | 'flaky';

export interface StoredObject {
  readonly name: string;
  readonly text: string;
  readonly uid: string;
  readonly component: string;
  /** When it last changed. */
  readonly revision: number;
  readonly scheduleTag: string | null;
}

/** What happened since a revision, at most `limit` of it, oldest first. */
export interface Changes {
  readonly changed: readonly StoredObject[];
  readonly removed: readonly string[];
  readonly revision: number;
  readonly isTruncated: boolean;
}

/** One calendar with its history. */
export interface Collection {
  readonly folder: string;
  readonly revision: () => number;
  list(): readonly StoredObject[];
  read(name: string): StoredObject | null;
  findByUid(uid: string): StoredObject | null;
  write(object: Omit<StoredObject, 'revision'>): StoredObject;
  remove(name: string): void;
  changesSince(revision: number, limit: number): Changes;
}

export function createCollection(folder: string): Collection {
  const objects = new Map<string, StoredObject>();
  const namesByUid = new Map<string, string>();
  /** When each name last came or went. */
  const revisions = new Map<string, number>();
  let revision = 0;
  return {
    folder,
    revision: () => revision,
    list: () => [...objects.values()],
    read: (name) => objects.get(name) ?? null,
    findByUid: (uid) => objects.get(namesByUid.get(uid) ?? '') ?? null,
    write(object) {
      revision += 1;
      const stored = { ...object, revision };
      objects.set(object.name, stored);
      namesByUid.set(object.uid, object.name);
      revisions.set(object.name, revision);
      return stored;
    },
    remove(name) {
      const object = objects.get(name);
      if (!object) return;
      revision += 1;
      objects.delete(name);
      namesByUid.delete(object.uid);
      revisions.set(name, revision);
    },
    changesSince(from, limit) {
      const names = [...revisions]
        .filter(([name, at]) => at > from && (from > 0 || objects.has(name)))
        .toSorted((a, b) => a[1] - b[1]);
      const page = names.slice(0, limit);
      const isTruncated = page.length < names.length;
      return {
        changed: page.flatMap(([name]) => objects.get(name) ?? []),
        removed: page.filter(([name]) => !objects.has(name)).map(([name]) => name),
        revision: isTruncated ? (page.at(-1)?.[1] ?? from) : revision,
        isTruncated,
      };
    },
  };
}

let flakiness = 0;

/** Null: the server names no versions. */
export function nameVersion({ text, revision }: StoredObject, mode: EtagMode): string | null {
  const hash = createHash('sha1').update(text).digest('hex').slice(0, 12);
  switch (mode) {
    case 'strong':
      return `"${revision}-${hash}"`;
    case 'weak':
      return `W/"${revision}-${hash}"`;
    case 'absent':
      return null;
    case 'flaky':
      flakiness += 1;
      return `"${flakiness}-${hash}"`;
  }
}

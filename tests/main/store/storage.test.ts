import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Failure } from '#contract/outcome.ts';
import { openLog } from '#main/app/log.ts';
import { settingsPath, storePath } from '#main/app/data-folder.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { openStore } from '#main/store/open.ts';
import { describeStoreProblem } from '#main/store/problems.ts';
import type { StorageReport } from '#tests/support/fire/storage-process.ts';
import { createRandom } from '#tests/support/planner/random.ts';
import { openOrThrow, temporaryFolder } from './temporary.ts';

const SCRIPT = fileURLToPath(new URL('../../support/fire/storage-process.ts', import.meta.url));
const NOBODY = 65_534;

const readReport = ({ stdout, stderr, status }: ReturnType<typeof spawnSync>): StorageReport => {
  if (status !== 0) throw new Error(`${String(status)}: ${String(stderr)}`);
  // The script writes nothing else.
  return JSON.parse(String(stdout)) as StorageReport;
};

/** No file may become larger than this: to a program the same as a disk that is full. */
const runLimited = (folder: string, kilobytes: number): StorageReport =>
  readReport(
    spawnSync('bash', ['-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`, process.execPath, SCRIPT, folder]),
  );

function integrityOf(path: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  } finally {
    database.close();
  }
}

describe('a process whose files may not grow', () => {
  it('says so, keeps what was written, and goes on once they may', (ctx) => {
    if (process.platform === 'win32') ctx.skip('Windows has no limit of file sizes for a process.');
    const folder = temporaryFolder();
    openOrThrow(storePath(folder)).close = () => undefined;
    const report = runLimited(folder, 480);
    expect(report).toMatchObject({
      openRefused: null,
      writeRefused: { code: 'refused', message: expect.stringMatching(/not saved.*try again/) },
      settingsRefused: null,
    });
    expect(report.written).toBeGreaterThan(10);
    const store = openOrThrow(storePath(folder));
    expect(store.outbox.list()).toHaveLength(report.written);
    expect(integrityOf(storePath(folder))).toBe('ok');
    const free = runLimited(folder, 100_000);
    expect(free).toEqual({ openRefused: null, written: 150, writeRefused: null, settingsRefused: null });
  });

  it('cannot start, and says why, where there is no room for anything', (ctx) => {
    if (process.platform === 'win32') ctx.skip('Windows has no limit of file sizes for a process.');
    const folder = temporaryFolder();
    const report = runLimited(folder, 1);
    expect(report.openRefused).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/golden-hour/),
    });
    expect(report.settingsRefused).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/no room left for .*settings\.json.*Free some space/),
    });
    expect(existsSync(settingsPath(folder))).toBe(false);
  });

  it('keeps the settings that were there', (ctx) => {
    if (process.platform === 'win32') ctx.skip('Windows has no limit of file sizes for a process.');
    const folder = temporaryFolder();
    const settings = openSettingsFile(settingsPath(folder));
    expect(settings.save({ myName: 'Before' })).toMatchObject({ ok: true });
    expect(runLimited(folder, 1).settingsRefused).not.toBeNull();
    expect(settings.read().myName).toBe('Before');
    expect(readdirSync(folder).filter((name) => name.startsWith('settings'))).toEqual(['settings.json']);
  });
});

describe('the log on a full disk', () => {
  it('stops nothing, and says later how much is missing', (ctx) => {
    if (!existsSync('/dev/full')) ctx.skip('This system has no /dev/full.');
    const folder = temporaryFolder();
    const path = join(folder, 'golden-hour.log');
    // Whatever is written there ends as on a full disk: ENOSPC.
    symlinkSync('/dev/full', path);
    const log = openLog(path, () => 0);
    log.write('one');
    expect(log.bug(new Error('two'))).toMatch(/^[0-9a-f]{8}$/);
    rmSync(path);
    log.write('three');
    log.write('four');
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { event: 'log.gap', lost: 2 },
      { at: '1970-01-01T00:00:00.000Z', event: 'three' },
      { at: '1970-01-01T00:00:00.000Z', event: 'four' },
    ]);
  });
});

describe('a store that may only be read', () => {
  it('is refused with a sentence that names it, and left as it is', (ctx) => {
    if (process.getuid?.() !== 0) ctx.skip('Only root can start a process as somebody else.');
    const folder = temporaryFolder();
    openOrThrow(storePath(folder)).close = () => undefined;
    const bytes = readFileSync(storePath(folder));
    chmodSync(folder, 0o755);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    const child = spawnSync(process.execPath, [SCRIPT, folder], { uid: NOBODY, gid: NOBODY });
    expect(readReport(child)).toMatchObject({
      openRefused: {
        code: 'refused',
        message: expect.stringMatching(/golden-hour\.sqlite may not be written.*Check who owns/),
      },
      settingsRefused: {
        code: 'refused',
        message: expect.stringMatching(/settings\.json may not be written/),
      },
    });
    expect(readFileSync(storePath(folder))).toEqual(bytes);
  });
});

describe('a damaged store', () => {
  /** A store of a few hundred kilobytes, closed, with its file changed by `damage`. */
  function makeDamaged(damage: (bytes: Buffer) => Buffer): { readonly path: string; readonly bytes: Buffer } {
    const path = storePath(temporaryFolder());
    const opened = openStore(path);
    if (!opened.ok) throw new Error(opened.message);
    for (let i = 0; i < 200; i++) opened.value.meta.save(`key ${i}`, 'value '.repeat(200));
    opened.value.close();
    const bytes = damage(readFileSync(path));
    writeFileSync(path, bytes);
    return { path, bytes };
  }

  it.each([
    ['cut in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['cut within its first page', (bytes: Buffer) => bytes.subarray(0, 1_000)],
    ['nothing but its header', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['random from the first table on', (bytes: Buffer) => scramble(bytes, 100, bytes.length)],
    ['random from the first byte on', (bytes: Buffer) => scramble(bytes, 0, bytes.length)],
  ])('%s is said to be damaged and left as it is', (_name, damage) => {
    const { path, bytes } = makeDamaged(damage);
    const opened = openStore(path);
    expect(opened).toMatchObject({
      ok: false,
      code: 'unreadable',
      message: expect.stringMatching(/golden-hour\.sqlite is (damaged|not a Golden Hour file)/),
    });
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('somewhere in the middle is said to be damaged once somebody looks there', () => {
    const { path } = makeDamaged((bytes) => scramble(bytes, bytes.length / 2, bytes.length));
    expect(describeDamage(path)).toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/damaged.*put a copy of its file back/i),
    });
  });
});

/** What is said when the store is opened or, if that goes well, when somebody looks into it. */
function describeDamage(path: string): Failure | null {
  const opened = openStore(path);
  if (!opened.ok) return opened;
  const { value: store } = opened;
  try {
    const keys = Array.from({ length: 200 }, (_, i) => `key ${i}`);
    return describeStoreProblem(catchError(() => keys.map((key) => store.meta.read(key))));
  } finally {
    store.close();
  }
}

/** Bytes that are the same in each run and make no sense. */
function scramble(bytes: Buffer, from: number, until: number): Buffer {
  const random = createRandom(7);
  const scrambled = Buffer.from(bytes);
  for (let i = Math.floor(from); i < until; i++) scrambled[i] = random.int(0, 255);
  return scrambled;
}

function catchError(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It worked.');
}

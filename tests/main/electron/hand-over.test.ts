import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import { startHandOver } from '#main/electron/hand-over.ts';

interface Invite {
  readonly id: string;
  readonly sequence: number;
  readonly state: { readonly kind: string };
}

let root: string;
let folder: string;
let invites: readonly Invite[];
let problem: string;
let opened: string[];
let shown: string[];
let tell: Parameters<App['onEvent']>[0];

const invite = (kind: string, sequence = 0, id = 'in/../1'): Invite => ({ id, sequence, state: { kind } });

const start = () =>
  startHandOver({
    app: {
      peek: async (name): Promise<Outcome<unknown>> =>
        name === 'invites.list'
          ? succeed(invites)
          : succeed({ eml: { name: '../evil.exe', text: 'Subject: Walk\r\n\r\nThursday' } }),
      onEvent: (listener) => {
        tell = listener;
        return () => {
          tell = () => {};
        };
      },
    },
    shell: {
      openPath: async (path) => {
        opened.push(path);
        return problem;
      },
      showItemInFolder: (path) => void shown.push(path),
    },
    folder,
    onBug: (error) => {
      throw error;
    },
  });

const news = async (next: readonly Invite[]): Promise<void> => {
  invites = next;
  tell('invite.changed', { inviteId: '' as never });
  await vi.waitFor(() => {});
  await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'golden-hour-mail-'));
  folder = join(root, 'mail');
  invites = [];
  problem = '';
  opened = [];
  shown = [];
  tell = () => {};
});
afterEach(() => rmSync(root, { recursive: true }));

describe('an invite that is handed over', () => {
  test('is opened in the mail program, once, under a name that ends in .eml', async () => {
    await start();
    await news([invite('undo-window')]);
    expect(opened).toEqual([]);
    await news([invite('handed-over')]);
    await news([invite('handed-over')]);
    expect(opened.map((path) => basename(path))).toEqual(['golden-hour-in1-0.eml']);
    expect(readFileSync(opened[0] ?? '', 'utf8')).toContain('Thursday');
    expect(shown).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('is readable by the user alone', async () => {
    await start();
    await news([invite('handed-over')]);
    expect(statSync(opened[0] ?? '').mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('is opened again when an update of it leaves', async () => {
    await start();
    await news([invite('handed-over')]);
    await news([invite('handed-over', 1)]);
    expect(opened).toHaveLength(2);
  });

  test('before this start is old news, and its file is gone', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.eml'), 'x');
    invites = [invite('handed-over')];
    await start();
    await news(invites);
    expect(opened).toEqual([]);
    expect(existsSync(join(folder, 'old.eml'))).toBe(false);
  });

  test('is shown as a file where no program opens it', async () => {
    problem = 'No application knows this file.';
    await start();
    await news([invite('handed-over')]);
    expect(shown).toEqual(opened);
  });

  test('is left alone once the host has stopped', async () => {
    (await start())();
    await news([invite('handed-over')]);
    expect(opened).toEqual([]);
  });
});

import { EventEmitter } from 'node:events';
import type { MessageBoxOptions, RenderProcessGoneDetails } from 'electron';
import { expect, test, vi } from 'vitest';
import { revivePages, type ReviveParts } from '#main/electron/revive-pages.ts';

const MINUTE = 60_000;

/** Of a page what reviving looks at. */
class FakePage {
  reloads = 0;
  isOver = false;
  reload(): void {
    this.reloads += 1;
  }
  isDestroyed(): boolean {
    return this.isOver;
  }
}

function world(language: 'en' | 'nl' = 'en') {
  const app = new EventEmitter();
  const asked: MessageBoxOptions[] = [];
  const answers: ((response: number) => void)[] = [];
  const destroyed: unknown[] = [];
  const reasons: string[] = [];
  let nowMs = 0;
  const dispose = revivePages({
    // Electron's emitters are Node's with typed names; the dialog is never given a window.
    electron: {
      app,
      dialog: {
        showMessageBox: (options: MessageBoxOptions) => {
          asked.push(options);
          return new Promise((resolve) => {
            answers.push((response) => resolve({ response, checkboxChecked: false }));
          });
        },
      },
      BrowserWindow: { fromWebContents: (page: unknown) => ({ destroy: () => destroyed.push(page) }) },
    } as unknown as ReviveParts['electron'],
    language: () => language,
    monotonicMs: () => nowMs,
    onGone: ({ reason }) => reasons.push(reason),
    onBug: (error) => {
      throw error;
    },
  });
  return {
    asked,
    destroyed,
    reasons,
    dispose,
    wait: (ms: number) => {
      nowMs += ms;
    },
    answer: async (response: number) => {
      answers.shift()?.(response);
      await vi.waitFor(() => expect(answers).toEqual([]));
      await new Promise(setImmediate);
    },
    crash: async (page: FakePage, reason: RenderProcessGoneDetails['reason'] = 'crashed') => {
      app.emit('render-process-gone', {}, page, { reason, exitCode: 5 });
      await new Promise(setImmediate);
    },
  };
}

test('a page that crashed is loaded again, and nobody is asked', async () => {
  const { crash, asked, reasons } = world();
  const page = new FakePage();
  await crash(page);
  await crash(page, 'oom');
  expect([page.reloads, asked, reasons]).toEqual([2, [], ['crashed', 'oom']]);
});

test('the fourth time in ten minutes the user is asked, once for all windows', async () => {
  const { crash, asked, answer } = world();
  const [page, other] = [new FakePage(), new FakePage()];
  for (let time = 0; time < 4; time += 1) await crash(page);
  await crash(other);
  expect([page.reloads, other.reloads]).toEqual([3, 0]);
  expect(asked.map(({ message }) => message)).toEqual([
    'The window of Golden Hour stopped working several times in a row.',
  ]);
  await answer(0);
  expect([page.reloads, other.reloads]).toEqual([4, 1]);
  await crash(page);
  expect([page.reloads, asked.length]).toEqual([5, 1]);
});

test('a page that is not wanted again is closed', async () => {
  const { crash, asked, answer, destroyed } = world('nl');
  const page = new FakePage();
  for (let time = 0; time < 4; time += 1) await crash(page);
  expect(asked[0]?.buttons).toEqual(['Opnieuw starten', 'Venster sluiten']);
  await answer(1);
  expect([page.reloads, destroyed]).toEqual([3, [page]]);
});

test('a window that was closed while the user was asked is left alone', async () => {
  const { crash, answer, destroyed } = world();
  const page = new FakePage();
  for (let time = 0; time < 4; time += 1) await crash(page);
  page.isOver = true;
  await answer(1);
  expect([page.reloads, destroyed]).toEqual([3, []]);
});

test('crashes that lie apart are each forgiven', async () => {
  const { crash, asked, wait } = world();
  const page = new FakePage();
  for (let time = 0; time < 9; time += 1) {
    await crash(page);
    wait(4 * MINUTE);
  }
  expect([page.reloads, asked]).toEqual([9, []]);
});

test('a page that closed as it should stays closed, and the end of the app revives nothing', async () => {
  const { crash, dispose } = world();
  const page = new FakePage();
  await crash(page, 'clean-exit');
  page.isOver = true;
  await crash(page);
  page.isOver = false;
  dispose();
  await crash(page);
  expect(page.reloads).toBe(0);
});

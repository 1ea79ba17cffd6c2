import type { MessageBoxOptions } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Settings } from '#contract/settings.ts';
import type { Installation } from '#main/electron/update-way.ts';
import type { Updater } from '#main/electron/update-steps.ts';
import { startUpdates, type UpdatesParts } from '#main/electron/updates.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const appImage: Installation = {
  platform: 'linux',
  isPackaged: true,
  feed: { owner: 'golden', repository: 'hour' },
  isAppImage: true,
  isSigned: false,
};

type Answer = { readonly press: string; readonly tick?: boolean };
type CheckResult = Awaited<ReturnType<Updater['checkForUpdates']>>;

/** The parts of a check that `startUpdates` reads. */
const newer = (version: string): CheckResult =>
  ({ isUpdateAvailable: true, updateInfo: { version } }) as CheckResult;

function world({
  installation = appImage,
  check = async () => newer('1.1.0'),
  updates = {},
  language = 'en' as const,
}: {
  installation?: Installation;
  check?: Updater['checkForUpdates'];
  updates?: Partial<Settings['updates']>;
  language?: 'en' | 'nl';
} = {}) {
  let settings: Settings = { ...DEFAULT_SETTINGS, updates: { ...DEFAULT_SETTINGS.updates, ...updates } };
  const answers: Answer[] = [];
  const shown: MessageBoxOptions[] = [];
  const bugs: unknown[] = [];
  const updater = {
    checkForUpdates: vi.fn<Updater['checkForUpdates']>(check),
    downloadUpdate: vi.fn<Updater['downloadUpdate']>(async () => []),
    quitAndInstall: vi.fn<Updater['quitAndInstall']>(),
  };
  const openExternal = vi.fn<UpdatesParts['shell']['openExternal']>(async () => {});
  const showMessageBox = async (options: MessageBoxOptions) => {
    shown.push(options);
    const { press, tick } = answers.shift() ?? { press: options.buttons?.at(-1) ?? '' };
    const response = options.buttons?.indexOf(press) ?? -1;
    if (response === -1) throw new Error(`No button ${press} among ${options.buttons?.join(', ')}.`);
    return { response, checkboxChecked: tick ?? options.checkboxChecked ?? false };
  };
  const running = startUpdates({
    // showMessageBox is overloaded with a parent window, which is never given here.
    dialog: { showMessageBox: showMessageBox as UpdatesParts['dialog']['showMessageBox'] },
    shell: { openExternal },
    settings: {
      read: () => settings,
      save(changes) {
        settings = { ...settings, ...changes };
        return { ok: true, value: settings };
      },
    },
    language: () => language,
    currentVersion: '1.0.0',
    installation: async () => installation,
    loadUpdater: async () => updater,
    onBug: (error) => bugs.push(error),
  });
  return { running, updater, openExternal, shown, answers, bugs, settings: () => settings.updates };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('asks nobody before the user does', async () => {
  const { updater, shown } = world();
  await vi.advanceTimersByTimeAsync(3 * DAY);
  expect(updater.checkForUpdates).not.toHaveBeenCalled();
  expect(shown).toEqual([]);
});

test('downloads after the button only, and restarts after the second one only', async () => {
  const { running, updater, shown, answers } = world();
  answers.push({ press: 'Download' }, { press: 'When I quit' });
  await running.check();
  expect(shown.map(({ message }) => message)).toEqual([
    'Golden Hour 1.1.0 is out; you have 1.0.0.',
    'Golden Hour 1.1.0 is downloaded.',
  ]);
  expect(updater.downloadUpdate).toHaveBeenCalledOnce();
  expect(updater.quitAndInstall).not.toHaveBeenCalled();

  // It is there already: nothing is fetched twice.
  answers.push({ press: 'Restart now' });
  await running.check();
  expect(updater.downloadUpdate).toHaveBeenCalledOnce();
  expect(updater.quitAndInstall).toHaveBeenCalledOnce();
});

test('a version that is not wanted is not offered again by itself, the next one is', async () => {
  let version = '1.1.0';
  const { updater, shown, answers, settings } = world({
    check: async () => newer(version),
    updates: { lookDaily: true },
  });
  answers.push({ press: 'Not now' });
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(settings()).toEqual({ lookDaily: true, declined: '1.1.0' });
  expect(updater.downloadUpdate).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(DAY);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(2);
  expect(shown).toHaveLength(1);

  version = '1.2.0';
  await vi.advanceTimersByTimeAsync(DAY);
  expect(shown).toHaveLength(2);
});

test('the daily look is ticked, and unticked, in the dialog', async () => {
  const { running, updater, answers, settings } = world({ check: async () => null });
  answers.push({ press: 'OK', tick: true });
  await running.check();
  expect(settings().lookDaily).toBe(true);
  await vi.advanceTimersByTimeAsync(5 * MINUTE + DAY);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(3);

  answers.push({ press: 'OK', tick: false });
  await running.check();
  await vi.advanceTimersByTimeAsync(2 * DAY);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(4);
});

test('a look that fails is told to who asked, and to nobody else', async () => {
  const { running, shown, bugs } = world({
    check: async () => {
      throw new Error('net::ERR_INTERNET_DISCONNECTED\n    at somewhere');
    },
    updates: { lookDaily: true },
  });
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(shown).toEqual([]);
  await running.check();
  expect(shown.map(({ detail }) => detail)).toEqual(['net::ERR_INTERNET_DISCONNECTED. Try again later.']);
  expect(bugs).toEqual([]);
});

test('a download that fails is told, and nothing is installed', async () => {
  const { running, updater, shown, answers } = world();
  updater.downloadUpdate.mockRejectedValueOnce(new Error('sha512 checksum mismatch'));
  answers.push({ press: 'Download' }, { press: 'OK' });
  await running.check();
  expect(shown.at(-1)?.message).toContain('Nothing has changed');
  expect(shown.at(-1)?.detail).toBe('sha512 checksum mismatch. Try again later.');
  expect(updater.quitAndInstall).not.toHaveBeenCalled();
});

test.each([
  ['a package of the system', { isAppImage: false }, 'Dit exemplaar kwam als pakket'],
  ['unsigned macOS', { platform: 'darwin', isAppImage: false }, 'Dit exemplaar is niet ondertekend'],
] as const)('%s says why it does not replace itself, and opens the page', async (_name, part, sentence) => {
  const { running, updater, openExternal, shown, answers } = world({
    installation: { ...appImage, ...part },
    language: 'nl',
  });
  answers.push({ press: 'Downloadpagina openen' });
  await running.check();
  expect(shown[0]?.detail).toContain(sentence);
  expect(openExternal).toHaveBeenCalledWith('https://github.com/golden/hour/releases/latest');
  expect(updater.downloadUpdate).not.toHaveBeenCalled();
});

test('without a feed the library is not even loaded', async () => {
  const { running, updater, shown } = world({ installation: { ...appImage, feed: null } });
  await running.check();
  expect(shown.map(({ message }) => message)).toEqual([
    'This copy was built without an address to ask for newer versions.',
  ]);
  expect(updater.checkForUpdates).not.toHaveBeenCalled();
});

test('two clicks are one look; a click during a silent look is answered', async () => {
  const { running, updater, shown, answers } = world({
    check: async () => null,
    updates: { lookDaily: true },
  });
  answers.push({ press: 'OK' }, { press: 'OK' });
  await Promise.all([running.check(), running.check()]);
  expect(updater.checkForUpdates).toHaveBeenCalledOnce();

  vi.advanceTimersByTime(5 * MINUTE);
  await running.check();
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(3);
  expect(shown).toHaveLength(2);
});

test('disposed, it looks no more', async () => {
  const { running, updater } = world({ updates: { lookDaily: true } });
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  running.dispose();
  await vi.advanceTimersByTimeAsync(3 * DAY);
  expect(updater.checkForUpdates).toHaveBeenCalledOnce();
});

import { expect, test, vi } from 'vitest';
import type { UpdateState } from '#contract/updates.ts';
import { createUpdateSteps, type Updater } from '#main/electron/update-steps.ts';
import type { Installation } from '#main/electron/update-way.ts';

const appImage: Installation = {
  platform: 'linux',
  isPackaged: true,
  feed: { owner: 'golden', repository: 'hour' },
  isAppImage: true,
  isSigned: false,
};

type CheckResult = Awaited<ReturnType<Updater['checkForUpdates']>>;

/** Of a check's result what the steps read. */
const newer = { isUpdateAvailable: true, updateInfo: { version: '1.1.0' } } as CheckResult;

function world(installation: Installation = appImage) {
  const updater = {
    checkForUpdates: vi.fn<Updater['checkForUpdates']>(async () => newer),
    downloadUpdate: vi.fn<Updater['downloadUpdate']>(async () => []),
    quitAndInstall: vi.fn<Updater['quitAndInstall']>(),
  };
  const openExternal = vi.fn<(address: string) => Promise<void>>(async () => {});
  const steps = createUpdateSteps({
    shell: { openExternal },
    installation: async () => installation,
    loadUpdater: async () => updater,
  });
  const states: UpdateState[] = [];
  steps.onState(() => states.push(steps.state()));
  return { steps, states, updater, openExternal };
}

test('each step is told of, and none is taken before the one in front of it', async () => {
  const { steps, states, updater } = world();
  await steps.fetch();
  await steps.install();
  expect(updater.downloadUpdate).not.toHaveBeenCalled();
  expect(updater.quitAndInstall).not.toHaveBeenCalled();
  await steps.look();
  await Promise.all([steps.fetch(), steps.fetch()]);
  await steps.look();
  await steps.install();
  expect(states).toEqual([
    { kind: 'looking' },
    { kind: 'found', version: '1.1.0', way: 'in-place' },
    { kind: 'fetching', version: '1.1.0' },
    { kind: 'ready', version: '1.1.0' },
  ]);
  expect(updater.downloadUpdate).toHaveBeenCalledOnce();
  expect(updater.checkForUpdates).toHaveBeenCalledOnce();
  expect(updater.quitAndInstall).toHaveBeenCalledOnce();
});

test('a copy that cannot replace itself says so before anybody asks, and asks nobody', async () => {
  const { steps, updater } = world({ ...appImage, isPackaged: false });
  await steps.settle();
  expect(steps.state()).toEqual({ kind: 'impossible', because: 'from-source' });
  expect(await steps.look()).toEqual({ kind: 'impossible', because: 'from-source' });
  expect(updater.checkForUpdates).not.toHaveBeenCalled();
});

test('a package of the system has its page opened, and stays found', async () => {
  const { steps, updater, openExternal } = world({ ...appImage, isAppImage: false });
  await steps.settle();
  expect(steps.state()).toEqual({ kind: 'unknown' });
  const found = { kind: 'found', version: '1.1.0', way: 'package' };
  expect(await steps.look()).toEqual(found);
  expect(await steps.fetch()).toEqual(found);
  expect(openExternal).toHaveBeenCalledWith('https://github.com/golden/hour/releases/latest');
  expect(updater.downloadUpdate).not.toHaveBeenCalled();
});

test('a page that no program opens has failed, and can be tried again', async () => {
  const { steps, openExternal } = world({ ...appImage, isAppImage: false });
  await steps.look();
  openExternal.mockRejectedValueOnce(new Error('Failed to open'));
  expect(await steps.fetch()).toEqual({ kind: 'failed', step: 'fetch', reason: 'Failed to open.' });
  await steps.look();
  expect(await steps.fetch()).toMatchObject({ kind: 'found' });
});

test('without its library the look has failed, and is not stuck', async () => {
  const steps = createUpdateSteps({
    shell: { openExternal: async () => {} },
    installation: async () => appImage,
    loadUpdater: () => Promise.reject(new Error('Cannot find package electron-updater')),
  });
  const failed = { kind: 'failed', step: 'look', reason: 'Cannot find package electron-updater.' };
  expect(await steps.look()).toEqual(failed);
  expect(steps.state()).toEqual(failed);
});

test('what fails says which step it was, and can be tried again', async () => {
  const { steps, updater } = world();
  updater.checkForUpdates.mockRejectedValueOnce(new Error('net::ERR_INTERNET_DISCONNECTED\n  at somewhere'));
  expect(await steps.look()).toEqual({
    kind: 'failed',
    step: 'look',
    reason: 'net::ERR_INTERNET_DISCONNECTED.',
  });
  await steps.look();
  updater.downloadUpdate.mockRejectedValueOnce(new Error('sha512 checksum mismatch'));
  expect(await steps.fetch()).toMatchObject({ kind: 'failed', step: 'fetch' });
  expect(await steps.look()).toMatchObject({ kind: 'found' });
  expect(await steps.fetch()).toMatchObject({ kind: 'ready' });
});

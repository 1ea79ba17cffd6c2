import { expect, it } from 'vitest';
import { hasStatusArea } from '#main/electron/tray/has-status-area.ts';

const answer = (text: string) => () => Promise.resolve(text);
const noBus = () => Promise.reject(new Error('spawn gdbus ENOENT'));

it('a tray is always there on macOS and Windows, and on Linux where a panel says so', async () => {
  expect(await hasStatusArea('darwin', noBus)).toBe(true);
  expect(await hasStatusArea('win32', noBus)).toBe(true);
  expect(await hasStatusArea('linux', answer('(true,)\n'))).toBe(true);
  expect(await hasStatusArea('linux', answer('(false,)\n'))).toBe(false);
  expect(await hasStatusArea('linux', noBus)).toBe(false);
});

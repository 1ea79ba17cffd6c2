import type { Shell } from 'electron';
import { refuseMissing } from './missing.ts';

/** What was handed to the operating system. */
export const handedOver = { opened: [] as string[], shown: [] as string[] };

export const shell = refuseMissing('shell', {
  openExternal(url: string) {
    handedOver.opened.push(url);
    return Promise.resolve();
  },
  /** electron.d.ts: an empty string is success. */
  openPath(path: string) {
    handedOver.opened.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => void handedOver.shown.push(path),
} satisfies Partial<Shell>);

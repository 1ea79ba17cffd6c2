import type { Clipboard } from 'electron';
import { refuseMissing } from './missing.ts';

let content = '';

/** electron.d.ts, Clipboard: its methods are asynchronous since Electron 45. */
export const clipboard = refuseMissing('clipboard', {
  writeText(text: string) {
    content = text;
    return Promise.resolve();
  },
  readText: () => Promise.resolve(content),
} satisfies Partial<Clipboard>);

import type { DesktopApi } from '#contract/channels.ts';

declare global {
  interface Window {
    /** Set by the preload script of the desktop host; the browser host has none. */
    readonly goldenHour?: DesktopApi;
  }
}

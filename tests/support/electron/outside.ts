import type { Rectangle } from 'electron';
import type { MenuEntry } from '#tests/electron/double/control.ts';
import type { DisplayPlan } from '#tests/electron/double/screen.ts';

export interface WindowSeen {
  readonly id: number;
  readonly url: string;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
  readonly bounds: Rectangle;
  readonly backgroundColor: string;
}

export interface TraySeen {
  readonly toolTip: string;
  readonly title: string;
  /** How often the app opened the menu itself. */
  readonly popUps: number;
  readonly image: { readonly isTemplate: boolean };
  /** On macOS and Windows the one that was opened last. */
  readonly menu: readonly MenuEntry[];
}

/** Where the preload of a window runs, as it sees that itself. */
export interface WorldSeen {
  readonly isSandboxed: boolean;
  readonly isIsolated: boolean;
}

/** A frame that calls over IPC, as far as its answer depends on it. */
export interface CallingFrame {
  readonly url: string;
  readonly isInner: boolean;
}

/**
 * What a person sees and does outside the pages of the desktop app, and what the system does to it. One implementation
 * asks the Electron double (`controlDouble`), the other Electron itself (`createEvaluatedOutside`).
 */
export interface Outside {
  /** In the order in which they were made. */
  windows(): Promise<readonly WindowSeen[]>;
  closeWindow(id: number): Promise<void>;
  /** The user clicks into another program. */
  focusElsewhere(): Promise<void>;
  trayCount(): Promise<number>;
  tray(): Promise<TraySeen>;
  clickTray(kind?: 'click' | 'right-click'): Promise<void>;
  /** By the id of the entry or by what it says; in the menu that `tray` gives. */
  clickTrayMenu(key: string): Promise<void>;
  applicationMenu(): Promise<readonly MenuEntry[]>;
  clickApplicationMenu(key: string): Promise<void>;
  notifications(): Promise<
    readonly { readonly title: string; readonly body: string; readonly actions: readonly string[] }[]
  >;
  clickNotification(index: number): Promise<void>;
  actOnNotification(index: number, action: number): Promise<void>;
  /** The machine sleeps for so long and wakes. */
  sleep(ms: number): Promise<void>;
  advanceClock(ms: number): Promise<void>;
  setSystemTheme(theme: 'light' | 'dark'): Promise<void>;
  setDisplays(displays: readonly DisplayPlan[]): Promise<void>;
  /** Another program has these keys. */
  takeShortcut(accelerator: string): Promise<void>;
  /** Gives whether the app has them. */
  pressShortcut(accelerator: string): Promise<boolean>;
  handedOver(): Promise<{ readonly opened: readonly string[]; readonly shown: readonly string[] }>;
  dialogs(): Promise<readonly unknown[]>;
  answerDialog(answer: unknown): Promise<void>;
  /** What the page of a window gets when it asks for a permission, and when it looks whether it has it. */
  askPermission(windowId: number, permission: string): Promise<readonly [boolean, boolean]>;
  isSandboxEnabled(): Promise<boolean>;
  /** Of a window whose page has begun to load. */
  worldOf(windowId: number): Promise<WorldSeen>;
  /** The channels that answer. */
  channels(): Promise<readonly string[]>;
  /** As if a frame inside the page, or the page at another address, had called; null: it is gone already. */
  invokeFrom(
    windowId: number,
    frame: CallingFrame | null,
    channel: string,
    ...values: readonly unknown[]
  ): Promise<unknown>;
  /** What the app's own protocol gives, whoever asks. */
  fetchFromApp(url: string): Promise<{ readonly status: number; readonly policy: string | null }>;
}

import type { IsoInstant } from './time.ts';
import type { UpdateState } from './updates.ts';
import type { Language } from './vocabulary.ts';

/** What the host can and cannot do. The renderer never asks which host it is in. */
export interface Capabilities {
  readonly tray: boolean;
  /** Passwords survive a restart. False: they are kept in memory only, and the settings say so. */
  readonly secretsPersist: boolean;
  /** A file can be handed to the user's mail program by the host; else the page downloads it. */
  readonly opensMailProgram: boolean;
  /** The host shows the weekly plan in a popover and all other pages in a window of their own. */
  readonly popover: boolean;
}

/** What a desktop host could make of the settings that need one. */
export interface DesktopState {
  /** Text can stand beside the tray icon. */
  readonly hasTrayTitle: boolean;
  readonly notifies: boolean;
  readonly startAtLogin: 'off' | 'on' | 'refused';
  /** refused: another program has it, or the system does not know these keys. */
  readonly shortcut: 'none' | 'works' | 'refused';
  readonly updates: UpdateState;
}

export interface AppStatus {
  readonly version: string;
  readonly capabilities: Capabilities;
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly firstRunDone: boolean;
  /** The made-up week is loaded. */
  readonly sampleWeek: boolean;
  readonly zone: string;
  /** Notifications rest until then; null: they do not. */
  readonly noticesPausedUntil: IsoInstant | null;
  /** Null: this host is no desktop app. */
  readonly desktop: DesktopState | null;
}

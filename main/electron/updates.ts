import type { Dialog, MessageBoxOptions, Shell } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Language } from '#contract/vocabulary.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import { UPDATE_TEXT, wayText } from './update-text.ts';
import { chooseUpdateWay, type Installation, isWorthTelling, type UpdateWay } from './update-way.ts';

/** Not while the app starts: the plan of the week comes first. */
const FIRST_LOOK_MS = 5 * 60_000;
const LOOK_EVERY_MS = 24 * 60 * 60_000;

export type Updater = Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall'>;

export interface UpdatesParts {
  readonly electron: {
    readonly dialog: Pick<Dialog, 'showMessageBox'>;
    readonly shell: Pick<Shell, 'openExternal'>;
  };
  readonly settings: Pick<SettingsStore, 'read' | 'save'>;
  readonly language: () => Language;
  readonly currentVersion: string;
  readonly installation: () => Promise<Installation>;
  readonly loadUpdater: () => Promise<Updater>;
  readonly onBug: (error: unknown) => void;
}

export interface Updates {
  /** For the menu: looks now and answers in a dialog, whatever the answer is. */
  check(): Promise<void>;
  dispose(): void;
}

type Reachable = Exclude<UpdateWay, { kind: 'none' }>;

/** The library that fetches and installs. Nothing is downloaded that the user did not ask for. */
export async function loadElectronUpdater(): Promise<Updater> {
  const { autoUpdater } = (await import('electron-updater')).default;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.allowDowngrade = false;
  // It writes addresses and paths to the console; what matters of them comes back as an error.
  autoUpdater.logger = null;
  return autoUpdater;
}

/**
 * Newer versions, with the user's consent at each step: nobody is asked before 'Check for Updates' or the daily look
 * that the user may tick there, nothing is downloaded before 'Download', and nothing is installed before that.
 */
export function startUpdates(parts: UpdatesParts): Updates {
  const told = new Set<string>();
  let running: { readonly asked: boolean; readonly end: Promise<void> } | null = null;

  async function look(asked: boolean): Promise<void> {
    const way = chooseUpdateWay(await parts.installation());
    if (way.kind === 'none') return asked ? sayNone(parts, way.because) : undefined;
    const updater = await parts.loadUpdater();
    const found = await findNewer(updater);
    if (found.kind === 'failed') return asked ? sayFailed(parts, 'failed', found.reason) : undefined;
    if (found.kind === 'newest') return asked ? sayNewest(parts) : undefined;
    const { declined } = parts.settings.read().updates;
    if (!asked && !isWorthTelling(found.version, { declined, told })) return;
    told.add(found.version);
    await offer(parts, updater, way, found.version);
  }

  /** One look at a time; who asks while a silent one runs gets an answer of their own after it. */
  function lookOnce(asked: boolean): Promise<void> {
    if (running !== null && (running.asked || !asked)) return running.end;
    const before = running?.end ?? Promise.resolve();
    const end = before
      .then(() => look(asked))
      .finally(() => {
        if (running?.end === end) running = null;
      });
    running = { asked, end };
    return end;
  }

  function lookByItself(): void {
    if (parts.settings.read().updates.lookDaily) void lookOnce(false).catch(parts.onBug);
  }

  let timer = setTimeout(() => {
    lookByItself();
    timer = setInterval(lookByItself, LOOK_EVERY_MS).unref();
  }, FIRST_LOOK_MS).unref();

  return {
    check: () => lookOnce(true),
    // One function of Node clears both kinds of timer.
    dispose: () => clearTimeout(timer),
  };
}

type Found =
  | { readonly kind: 'newer'; readonly version: string }
  | { readonly kind: 'newest' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Offline, a server that is away and a release without this system's file are expected, and end as `failed`. */
async function findNewer(updater: Updater): Promise<Found> {
  try {
    const result = await updater.checkForUpdates();
    if (result === null || !result.isUpdateAvailable) return { kind: 'newest' };
    return { kind: 'newer', version: result.updateInfo.version };
  } catch (error) {
    return { kind: 'failed', reason: firstLine(error) };
  }
}

async function offer(parts: UpdatesParts, updater: Updater, way: Reachable, newer: string): Promise<void> {
  const text = UPDATE_TEXT[parts.language()];
  const wants = await ask(parts, {
    message: text.found({ newer, current: parts.currentVersion }),
    detail: wayText(way, text),
    buttons: [way.kind === 'in-place' ? text.download : text.openPage, text.later],
  });
  if (!wants) return saveUpdates(parts, { declined: newer });
  if (way.kind === 'by-hand') return parts.electron.shell.openExternal(way.page);

  try {
    await updater.downloadUpdate();
  } catch (error) {
    return sayFailed(parts, 'downloadFailed', firstLine(error));
  }
  const restarts = await ask(parts, {
    message: text.ready({ newer, current: parts.currentVersion }),
    detail: text.readyDetail,
    buttons: [text.restart, text.onQuit],
  });
  if (restarts) updater.quitAndInstall();
}

function sayNone(parts: UpdatesParts, because: 'from-source' | 'no-feed'): Promise<void> {
  const text = UPDATE_TEXT[parts.language()];
  return say(parts, { message: text[because], buttons: [text.ok] });
}

function sayFailed(parts: UpdatesParts, what: 'failed' | 'downloadFailed', reason: string): Promise<void> {
  const text = UPDATE_TEXT[parts.language()];
  return say(parts, { message: text[what], detail: text.failedDetail(reason), buttons: [text.ok] });
}

async function sayNewest(parts: UpdatesParts): Promise<void> {
  const text = UPDATE_TEXT[parts.language()];
  await ask(parts, { message: text.newest({ current: parts.currentVersion }), buttons: [text.ok] });
}

async function say({ electron }: UpdatesParts, options: MessageBoxOptions): Promise<void> {
  await electron.dialog.showMessageBox({ type: 'info', ...options });
}

/** The first button is yes; Esc and the last one are no. The daily look can be turned on and off in the same place. */
async function ask(
  parts: UpdatesParts,
  options: MessageBoxOptions & { buttons: string[] },
): Promise<boolean> {
  const { lookDaily } = parts.settings.read().updates;
  const answer = await parts.electron.dialog.showMessageBox({
    type: 'info',
    defaultId: 0,
    cancelId: options.buttons.length - 1,
    checkboxLabel: UPDATE_TEXT[parts.language()].lookDaily,
    checkboxChecked: lookDaily,
    ...options,
  });
  if (answer.checkboxChecked !== lookDaily) await saveUpdates(parts, { lookDaily: answer.checkboxChecked });
  return answer.response === 0;
}

async function saveUpdates(
  parts: UpdatesParts,
  change: Partial<ReturnType<SettingsStore['read']>['updates']>,
): Promise<void> {
  const saved = parts.settings.save({ updates: { ...parts.settings.read().updates, ...change } });
  if (!saved.ok) await say(parts, { type: 'warning', message: saved.message });
}

/** One sentence, as the dialog needs it. */
function firstLine(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  return `${line.replace(/[.\s]+$/, '')}.`;
}

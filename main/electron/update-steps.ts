import type { Shell } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '#contract/updates.ts';
import { chooseUpdateWay, type Installation, type UpdateWay } from './update-way.ts';

export type Updater = Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall'>;

export interface UpdateStepsParts {
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly installation: () => Promise<Installation>;
  readonly loadUpdater: () => Promise<Updater>;
}

/**
 * The way to a newer version, one step at a time; whoever takes a step has the user's consent for it.
 *
 *     unknown -> looking -> newest | found -> fetching -> ready -> (the app ends and comes back newer)
 *                  |                              |
 *                  +--------> failed <------------+        impossible: this copy has no way
 */
export interface UpdateSteps {
  state(): UpdateState;
  /** Returns its disposer. */
  onState(listener: () => void): () => void;
  /** Whether there is any way at all, without asking anybody. */
  settle(): Promise<void>;
  /** What is there now; a version that waits to be installed stays. */
  look(): Promise<UpdateState>;
  /** Downloads what was found, or opens its page where the app cannot replace itself. */
  fetch(): Promise<UpdateState>;
  /** Ends the app to install what is ready. */
  install(): Promise<void>;
}

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

export function createUpdateSteps(parts: UpdateStepsParts): UpdateSteps {
  let state: UpdateState = { kind: 'unknown' };
  let way: Promise<UpdateWay> | null = null;
  let looking: Promise<UpdateState> | null = null;
  let fetching: Promise<UpdateState> | null = null;
  const listeners = new Set<() => void>();

  function enter(next: UpdateState): UpdateState {
    state = next;
    for (const listener of listeners) listener();
    return next;
  }

  function readWay(): Promise<UpdateWay> {
    way ??= parts.installation().then(chooseUpdateWay);
    return way;
  }

  async function look(): Promise<UpdateState> {
    const chosen = await readWay();
    if (chosen.kind === 'none') return enter({ kind: 'impossible', because: chosen.because });
    enter({ kind: 'looking' });
    return enter(await findNewer(parts, chosen));
  }

  async function fetch(version: string): Promise<UpdateState> {
    const chosen = await readWay();
    try {
      if (chosen.kind === 'by-hand') {
        await parts.shell.openExternal(chosen.page);
        return state;
      }
      enter({ kind: 'fetching', version });
      await (await parts.loadUpdater()).downloadUpdate();
      return enter({ kind: 'ready', version });
    } catch (error) {
      return enter({ kind: 'failed', step: 'fetch', reason: firstLine(error) });
    }
  }

  return {
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async settle() {
      const chosen = await readWay();
      if (chosen.kind === 'none') enter({ kind: 'impossible', because: chosen.because });
    },
    look() {
      if (state.kind === 'ready' || state.kind === 'fetching') return Promise.resolve(state);
      looking ??= look().finally(() => {
        looking = null;
      });
      return looking;
    },
    fetch() {
      if (fetching !== null) return fetching;
      if (state.kind !== 'found') return Promise.resolve(state);
      fetching = fetch(state.version).finally(() => {
        fetching = null;
      });
      return fetching;
    },
    async install() {
      if (state.kind === 'ready') (await parts.loadUpdater()).quitAndInstall();
    },
  };
}

/** Offline, a server that is away and a release without this system's file are expected, and end as `failed`. */
async function findNewer(
  { loadUpdater }: UpdateStepsParts,
  way: Exclude<UpdateWay, { kind: 'none' }>,
): Promise<UpdateState> {
  try {
    const result = await (await loadUpdater()).checkForUpdates();
    if (result === null || !result.isUpdateAvailable) return { kind: 'newest' };
    return {
      kind: 'found',
      version: result.updateInfo.version,
      way: way.kind === 'in-place' ? 'in-place' : way.because,
    };
  } catch (error) {
    return { kind: 'failed', step: 'look', reason: firstLine(error) };
  }
}

/** One sentence, as the page and the dialog need it. */
function firstLine(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  return `${line.replace(/[.\s]+$/, '')}.`;
}

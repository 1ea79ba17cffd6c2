import type { App, BrowserWindow, Dialog, RenderProcessGoneDetails, WebContents } from 'electron';
import type { Language } from '#contract/vocabulary.ts';

/** What a page may come back from by itself within `WITHIN_MS`; after that the user is asked. */
const MOST = 3;
const WITHIN_MS = 10 * 60_000;

const english = {
  message: 'The window of Golden Hour stopped working several times in a row.',
  detail:
    'Nothing is lost: what you planned is kept, and invites that are on their way still leave. If this goes on, restart the computer or look for a newer version.',
  again: 'Start it again',
  close: 'Close the window',
};

type ReviveText = Readonly<typeof english>;

const dutch: ReviveText = {
  message: 'Het venster van Golden Hour is een paar keer achter elkaar gestopt.',
  detail:
    'Er is niets verloren: wat je plande is bewaard, en uitnodigingen die onderweg zijn, vertrekken gewoon. Blijft dit gebeuren, start dan de computer opnieuw op of zoek een nieuwere versie.',
  again: 'Opnieuw starten',
  close: 'Venster sluiten',
};

const REVIVE_TEXT: Readonly<Record<Language, ReviveText>> = { en: english, nl: dutch };

export interface ReviveParts {
  readonly electron: {
    readonly app: Pick<App, 'on' | 'off'>;
    readonly dialog: Pick<Dialog, 'showMessageBox'>;
    readonly BrowserWindow: Pick<typeof BrowserWindow, 'fromWebContents'>;
  };
  readonly language: () => Language;
  /** Milliseconds that never go back. */
  readonly monotonicMs: () => number;
  readonly onGone: (details: RenderProcessGoneDetails) => void;
  readonly onBug: (error: unknown) => void;
}

/**
 * A page whose process ended (a crash, no memory left) is loaded again, at most three times in ten minutes over all
 * windows, so that nothing loops; then the user says what is to become of it. The app itself goes on all the while.
 * Returns its disposer.
 */
export function revivePages(parts: ReviveParts): () => void {
  const { electron } = parts;
  let revivedAtMs: readonly number[] = [];
  /** Pages that wait for the user's word. */
  const gone = new Set<WebContents>();

  function reload(contents: WebContents): void {
    revivedAtMs = [...revivedAtMs, parts.monotonicMs()];
    // Not within the event: Chromium is still putting the old process away.
    setImmediate(() => {
      if (!contents.isDestroyed()) contents.reload();
    });
  }

  async function askUser(): Promise<void> {
    const text = REVIVE_TEXT[parts.language()];
    const { response } = await electron.dialog.showMessageBox({
      type: 'warning',
      message: text.message,
      detail: text.detail,
      buttons: [text.again, text.close],
      defaultId: 0,
      cancelId: 1,
    });
    const waiting = [...gone];
    gone.clear();
    revivedAtMs = [];
    for (const contents of waiting) {
      // Closed by hand while the question stood there.
      if (contents.isDestroyed()) continue;
      if (response === 0) reload(contents);
      else electron.BrowserWindow.fromWebContents(contents)?.destroy();
    }
  }

  const hear = (_event: unknown, contents: WebContents, details: RenderProcessGoneDetails): void => {
    // A page that was closed ends like this too.
    if (details.reason === 'clean-exit' || contents.isDestroyed()) return;
    parts.onGone(details);
    const nowMs = parts.monotonicMs();
    revivedAtMs = revivedAtMs.filter((atMs) => nowMs - atMs < WITHIN_MS);
    if (gone.size === 0 && revivedAtMs.length < MOST) {
      reload(contents);
      return;
    }
    gone.add(contents);
    if (gone.size === 1) askUser().catch(parts.onBug);
  };

  electron.app.on('render-process-gone', hear);
  return () => void electron.app.off('render-process-gone', hear);
}

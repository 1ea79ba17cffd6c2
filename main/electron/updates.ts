import type { Dialog, MessageBoxOptions } from 'electron';
import type { UpdateState } from '#contract/updates.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import { createUpdateSteps, type UpdateSteps, type UpdateStepsParts } from './update-steps.ts';
import { UPDATE_TEXT, wayText } from './update-text.ts';
import { isWorthTelling } from './update-way.ts';

/** Not while the app starts: the plan of the week comes first. */
const FIRST_LOOK_MS = 5 * 60_000;
const LOOK_EVERY_MS = 24 * 60 * 60_000;

export interface UpdatesParts extends UpdateStepsParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly settings: Pick<SettingsStore, 'read' | 'save'>;
  readonly language: () => Language;
  readonly currentVersion: string;
  readonly onBug: (error: unknown) => void;
}

export interface Updates {
  /** For the settings, which show the state themselves. */
  readonly steps: UpdateSteps;
  /** For the menu: looks now and answers in a dialog, whatever the answer is. */
  check(): Promise<void>;
  dispose(): void;
}

/**
 * Newer versions, with the user's consent at each step: nobody is asked before 'Check for Updates' or the daily look
 * that the user may tick there, nothing is downloaded before 'Download', and nothing is installed before that.
 */
export function startUpdates(parts: UpdatesParts): Updates {
  const steps = createUpdateSteps(parts);
  const told = new Set<string>();
  let running: { readonly asked: boolean; readonly end: Promise<void> } | null = null;

  async function look(asked: boolean): Promise<void> {
    const found = await steps.look();
    if (found.kind === 'found') {
      const { declined } = parts.settings.read().updates;
      if (!asked && !isWorthTelling(found.version, { declined, told })) return;
      told.add(found.version);
      await offer(parts, steps, found);
    } else if (asked) await answer(parts, steps, found);
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
  void steps.settle().catch(parts.onBug);

  return {
    steps,
    check: () => lookOnce(true),
    // One function of Node clears both kinds of timer.
    dispose: () => clearTimeout(timer),
  };
}

async function offer(
  parts: UpdatesParts,
  steps: UpdateSteps,
  { version, way }: Extract<UpdateState, { kind: 'found' }>,
): Promise<void> {
  const text = UPDATE_TEXT[parts.language()];
  const wants = await ask(parts, {
    message: text.found({ newer: version, current: parts.currentVersion }),
    detail: wayText(way, text),
    buttons: [way === 'in-place' ? text.download : text.openPage, text.later],
  });
  if (!wants) return saveUpdates(parts, { declined: version });
  await answer(parts, steps, await steps.fetch());
}

/** What there is to say of a state in which nothing is offered. */
async function answer(parts: UpdatesParts, steps: UpdateSteps, state: UpdateState): Promise<void> {
  const text = UPDATE_TEXT[parts.language()];
  switch (state.kind) {
    case 'impossible':
      return say(parts, { message: text[state.because], buttons: [text.ok] });
    case 'newest':
      await ask(parts, {
        message: text.newest({ current: parts.currentVersion }),
        buttons: [text.ok],
      });
      return undefined;
    case 'failed':
      return say(parts, {
        message: state.step === 'look' ? text.failed : text.downloadFailed,
        detail: text.failedDetail(state.reason),
        buttons: [text.ok],
      });
    case 'fetching':
      // Asked for in the settings: its end is the answer.
      return answer(parts, steps, await steps.fetch());
    case 'ready': {
      const restarts = await ask(parts, {
        message: text.ready({ newer: state.version, current: parts.currentVersion }),
        detail: text.readyDetail,
        buttons: [text.restart, text.onQuit],
      });
      return restarts ? steps.install() : undefined;
    }
    case 'found':
    // Its download page is open.
    case 'unknown':
    case 'looking':
      return undefined;
  }
}

async function say({ dialog }: UpdatesParts, options: MessageBoxOptions): Promise<void> {
  await dialog.showMessageBox({ type: 'info', ...options });
}

/** The first button is yes; Esc and the last one are no. The daily look can be turned on and off in the same place. */
async function ask(
  parts: UpdatesParts,
  options: MessageBoxOptions & { buttons: string[] },
): Promise<boolean> {
  const { lookDaily } = parts.settings.read().updates;
  const pressed = await parts.dialog.showMessageBox({
    type: 'info',
    defaultId: 0,
    cancelId: options.buttons.length - 1,
    checkboxLabel: UPDATE_TEXT[parts.language()].lookDaily,
    checkboxChecked: lookDaily,
    ...options,
  });
  if (pressed.checkboxChecked !== lookDaily) await saveUpdates(parts, { lookDaily: pressed.checkboxChecked });
  return pressed.response === 0;
}

async function saveUpdates(
  parts: UpdatesParts,
  change: Partial<ReturnType<SettingsStore['read']>['updates']>,
): Promise<void> {
  const saved = parts.settings.save({ updates: { ...parts.settings.read().updates, ...change } });
  if (!saved.ok) await say(parts, { type: 'warning', message: saved.message });
}

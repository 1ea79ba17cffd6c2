import type { Dialog, MessageBoxReturnValue } from 'electron';
import { refuseMissing } from './missing.ts';

/** The questions that were asked, and what the test has the user answer next. */
export const dialogs = { asked: [] as unknown[], answers: [] as unknown[] };

/** Without an answer of the test the user closes the dialog. */
function ask<Answer>(values: readonly unknown[], closed: Answer): Promise<Answer> {
  // The window, if any, comes first.
  dialogs.asked.push(values.at(-1));
  return Promise.resolve((dialogs.answers.shift() as Answer | undefined) ?? closed);
}

export const dialog = refuseMissing('dialog', {
  showMessageBox: (...values: unknown[]) =>
    ask<MessageBoxReturnValue>(values, { response: 0, checkboxChecked: false }),
  showOpenDialog: (...values: unknown[]) => ask(values, { canceled: true, filePaths: [] }),
  showSaveDialog: (...values: unknown[]) => ask(values, { canceled: true, filePath: '' }),
  showErrorBox(title: string, content: string) {
    dialogs.asked.push({ title, content });
    console.error(`${title}: ${content}`);
  },
} satisfies Partial<Dialog>);

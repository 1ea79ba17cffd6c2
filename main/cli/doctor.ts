import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Outcome } from '#contract/outcome.ts';
import { succeed } from '#contract/outcome.ts';
import { diagnose, type Finding } from '#main/app/diagnose.ts';
import type { Arguments } from '#main/cli/arguments.ts';
import { type Output, printJson } from '#main/cli/output.ts';

/** Electron's own note of where its binary is; asking the package itself would start a download. */
function findDesktop(): Finding {
  const folder = electronFolder();
  return folder !== null && existsSync(join(folder, 'path.txt'))
    ? { topic: 'desktop window', state: 'works', text: 'Electron is installed.' }
    : {
        topic: 'desktop window',
        state: 'missing',
        text: "Electron's binary is not installed; Golden Hour runs in your browser instead. 'npx install-electron' fetches it.",
      };
}

function electronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    // Installed without what is only for development: an answer here.
    return null;
  }
}

/** `doctor`: what works and what is missing, in words. Nothing personal, so that it can be pasted into a report. */
export async function runDoctor(args: Arguments, output: Output): Promise<Outcome<null>> {
  const findings = [...(await diagnose()), findDesktop()];
  if (args.json) printJson(output, findings);
  else for (const { topic, state, text } of findings) output.out(`${state.padEnd(8)} ${topic}: ${text}`);
  return succeed(null);
}

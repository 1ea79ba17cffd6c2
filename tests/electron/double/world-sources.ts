import { readFileSync } from 'node:fs';
import type { WebPreferences } from 'electron';
import { startWorld, type WorldOptions } from './bridge-ends.ts';
import { createCodec } from './codec.ts';

interface WorldSources {
  readonly page: string;
  readonly preload: string;
}

/** The scripts that Chromium runs in every new document of a window, one for each world; `registered` run first. */
export function writeWorldSources(
  token: string,
  preferences: WebPreferences,
  registered: readonly string[],
): WorldSources {
  const { chrome, node, electron } = process.versions;
  const write = (world: WorldOptions['world'], preloads: readonly string[]): string => {
    const options: WorldOptions = {
      world,
      token,
      platform: process.platform,
      versions: { chrome, node, electron },
      argv: preferences.additionalArguments ?? [],
    };
    return `(${String(startWorld)})(${JSON.stringify(options)}, (${String(createCodec)})(), [${preloads.join(', ')}])`;
  };
  const files = [...registered, ...(preferences.preload === undefined ? [] : [preferences.preload])];
  const preloads = files.map((path) => {
    const run = `function (require, module, exports, process, global) {\n${readFileSync(path, 'utf8')}\n}`;
    return `{ path: ${JSON.stringify(path)}, run: ${run} }`;
  });
  return { page: write('page', []), preload: write('preload', preloads) };
}

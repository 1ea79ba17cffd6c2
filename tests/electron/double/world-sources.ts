import { readFileSync } from 'node:fs';
import type { WebPreferences } from 'electron';
import { startWorld, type WorldOptions } from './bridge-ends.ts';
import { createCodec } from './codec.ts';

interface WorldSources {
  readonly page: string;
  readonly preload: string;
}

/** The scripts that Chromium runs in every new document of a window, one for each world. */
export function writeWorldSources(token: string, preferences: WebPreferences): WorldSources {
  const { chrome, node, electron } = process.versions;
  const write = (world: WorldOptions['world'], preload: string): string => {
    const options: WorldOptions = {
      world,
      token,
      platform: process.platform,
      versions: { chrome, node, electron },
      argv: preferences.additionalArguments ?? [],
    };
    return `(${String(startWorld)})(${JSON.stringify(options)}, (${String(createCodec)})(), ${preload})`;
  };
  const source = preferences.preload === undefined ? '' : readFileSync(preferences.preload, 'utf8');
  return {
    page: write('page', 'null'),
    preload: write('preload', `function (require, module, exports, process, global) {\n${source}\n}`),
  };
}

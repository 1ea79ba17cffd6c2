import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import { describeFileProblem } from '../problems.ts';
import { checkChanges, readSettings, type SettingsReading, type SettingsStore } from '../settings.ts';
import { DEFAULT_SETTINGS } from '../settings-schema.ts';
import { replaceFile } from './replace-file.ts';

export interface ConfOptions {
  readonly cwd: string;
  readonly configName: string;
  readonly fileExtension: string;
  readonly configFileMode: number;
  readonly accessPropertiesByDotNotation: boolean;
  readonly clearInvalidConfig: boolean;
}

/** `conf`, or a library on top of it. Throws a SyntaxError for what is no JSON. */
export type CreateConf = (options: ConfOptions) => { readonly store: Readonly<Record<string, unknown>> };

/**
 * Settings in a JSON file (0600) through `conf`, which electron-store shares. Read anew each time, so that another
 * process's change and a change by hand are seen. A file that is no JSON is neither used nor lost: the defaults stand
 * in, and a copy is kept before anything is written over it.
 */
export function openSettingsFile(
  path: string,
  createConf: CreateConf = (options) => new Conf(options),
): SettingsStore {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let warnings: readonly string[] = [];

  function read(): SettingsReading {
    const opened = openConf(path, createConf);
    return opened.readable
      ? readSettings(opened.conf.store)
      : { settings: DEFAULT_SETTINGS, warnings: [`${path} is not JSON and is not used: ${opened.reason}`] };
  }

  return {
    read() {
      const reading = read();
      warnings = reading.warnings;
      return reading.settings;
    },
    warnings: () => warnings,
    save(changes): Outcome<Settings> {
      const checked = checkChanges(changes);
      if (!checked.ok) return checked;
      try {
        write(path, checked.value, createConf);
      } catch (error) {
        const problem = describeFileProblem(error, path);
        if (problem === null) throw error;
        return problem;
      }
      return succeed(read().settings);
    },
  };
}

function write(path: string, changes: Partial<Settings>, createConf: CreateConf): void {
  let opened = openConf(path, createConf);
  if (!opened.readable) {
    keepUnreadable(path);
    opened = openConf(path, createConf);
    if (!opened.readable) throw new Error(`${path} cannot be written: ${opened.reason}`);
  }
  // Indented as conf does it.
  replaceFile(path, JSON.stringify({ ...opened.conf.store, ...changes }, undefined, '\t'));
}

type Opened =
  | { readonly readable: true; readonly conf: ReturnType<CreateConf> }
  | { readonly readable: false; readonly reason: string };

function openConf(path: string, createConf: CreateConf): Opened {
  const extension = extname(path);
  try {
    return {
      readable: true,
      conf: createConf({
        cwd: dirname(path),
        configName: basename(path, extension),
        fileExtension: extension,
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
        clearInvalidConfig: false,
      }),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return { readable: false, reason: error.message };
    throw error;
  }
}

/** Moves the file to the first free name beside it. */
function keepUnreadable(path: string): void {
  let number = 1;
  while (existsSync(`${path}.unreadable-${number}`)) number += 1;
  copyFileSync(path, `${path}.unreadable-${number}`);
  rmSync(path);
}

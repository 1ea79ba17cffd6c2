import { join } from 'node:path';
import envPaths from 'env-paths';

/** Where everything of the user is: GOLDEN_HOUR_HOME, else the system's place for an app's data. */
export function dataFolder(): string {
  return process.env['GOLDEN_HOUR_HOME'] ?? envPaths('golden-hour', { suffix: '' }).data;
}

export const storePath = (folder: string): string => join(folder, 'golden-hour.sqlite');
export const settingsPath = (folder: string): string => join(folder, 'settings.json');

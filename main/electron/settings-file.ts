import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import type { CreateConf } from '#main/store/conf/settings-file.ts';

/** The library's own channel, on which any page could ask for the folder of the user's data. Ours never do. */
const UNUSED_CHANNEL = 'electron-store-get-data';

/** The settings' file through electron-store: the file, the schema and the checks are those of every host. */
export const createElectronConf: CreateConf = ({ configName, ...options }) => {
  const store = new ElectronStore({ ...options, name: configName });
  ipcMain.removeAllListeners(UNUSED_CHANNEL);
  return store;
};

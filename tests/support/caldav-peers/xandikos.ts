import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type StartedPeer, startPeer } from './peer-process.ts';

/** Xandikos with its default calendar, files in a temporary folder. It asks for no password and takes any. */
export function startXandikos(): Promise<StartedPeer> {
  return startPeer({
    name: 'xandikos',
    user: 'user',
    password: 'any',
    home: '/user/calendars/',
    async prepare(folder, port) {
      const storage = join(folder, 'storage');
      await mkdir(storage);
      return [
        '--directory',
        storage,
        '--listen-address',
        '127.0.0.1',
        '--port',
        String(port),
        '--current-user-principal',
        '/user/',
        '--defaults',
      ];
    },
  });
}

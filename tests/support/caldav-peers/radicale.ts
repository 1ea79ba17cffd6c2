import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StartedPeer, startPeer } from './peer-process.ts';

const USER = 'alex';
const PASSWORD = 'sunset-2026';

/** Radicale with one user, password needed, files in a temporary folder. Takes about half a second. */
export function startRadicale(): Promise<StartedPeer> {
  return startPeer({
    name: 'radicale',
    user: USER,
    password: PASSWORD,
    home: `/${USER}/`,
    async prepare(folder, port) {
      const users = join(folder, 'users');
      const config = join(folder, 'config');
      await mkdir(join(folder, 'storage'));
      await writeFile(users, `${USER}:${PASSWORD}\n`, { mode: 0o600 });
      await writeFile(
        config,
        [
          '[server]',
          `hosts = 127.0.0.1:${port}`,
          '[auth]',
          'type = htpasswd',
          `htpasswd_filename = ${users}`,
          'htpasswd_encryption = plain',
          'delay = 0',
          '[storage]',
          `filesystem_folder = ${join(folder, 'storage')}`,
          '[web]',
          'type = none',
          '',
        ].join('\n'),
      );
      return ['--config', config];
    },
  });
}

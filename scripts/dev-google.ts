// `npm run dev:google`: the app against a stand-in for Google on this machine, with an account to connect, so that
// the whole way can be tried without one. Its data are in a folder of its own, which goes when it ends.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWith } from './end-with.ts';

type StandIn = {
  readonly apiRoot: string;
  readonly oauthRoot: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const root = dirname(import.meta.dirname);

/** @returns where it listens, from the first line that it writes; undefined when it ends without one */
async function readStandIn(server: ChildProcess): Promise<StandIn | undefined> {
  if (server.stdout === null) return undefined;
  for await (const line of createInterface({ input: server.stdout })) {
    return JSON.parse(line) as StandIn; // written by tests/servers/google/sample-process.ts
  }
  return undefined;
}

const server = spawn(process.execPath, [join(root, 'tests/servers/google/sample-process.ts')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const standIn = await readStandIn(server);
if (standIn === undefined) {
  process.stderr.write('The stand-in for Google did not start; the reason is above.\n');
  process.exit(1);
}
server.stdout?.pipe(process.stderr);
const folder = mkdtempSync(join(tmpdir(), 'golden-hour-google-'));
process.stderr.write(
  `A stand-in for Google runs at ${standIn.apiRoot}: nothing leaves this machine, and the guests there say yes.\n` +
    'In the app: Settings, Calendars, Add a calendar, Google; choose Alex Morgan on the page that opens, Allow. Ctrl-C ends both.\n',
);

const app = spawn(process.execPath, [join(root, 'scripts/start.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    GOLDEN_HOUR_HOME: folder,
    GOLDEN_HOUR_GOOGLE_API: standIn.apiRoot,
    GOLDEN_HOUR_GOOGLE_OAUTH: standIn.oauthRoot,
    GOLDEN_HOUR_GOOGLE_CLIENT_ID: standIn.clientId,
    GOLDEN_HOUR_GOOGLE_CLIENT_SECRET: standIn.clientSecret,
  },
});
endWith(app);
const code = await new Promise<number | null>((resolve) => app.once('exit', resolve));
server.stdin?.end();
if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
process.exitCode = code ?? 1;

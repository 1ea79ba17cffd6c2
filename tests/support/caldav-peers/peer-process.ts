import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real CalDAV server on a free loopback port, with a storage of its own. */
export interface CalDavPeer {
  readonly name: 'radicale' | 'xandikos';
  /** Where discovery begins. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Where the server keeps its files. */
  readonly storage: string;
  /** Makes a calendar for events and answers with its address. */
  createCalendar(folder: string, displayName?: string): Promise<string>;
  /** A request with the right password; the answer's body is read. */
  request(method: string, url: string, options?: PeerRequest): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

interface PeerRequest {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Absent: not installed here. The reason is for ctx.skip. */
export type StartedPeer =
  | { readonly kind: 'ready'; readonly peer: CalDavPeer }
  | { readonly kind: 'absent'; readonly reason: string };

export interface PeerRecipe {
  readonly name: CalDavPeer['name'];
  readonly user: string;
  readonly password: string;
  /** Of the user's calendars, below the server's root. */
  readonly home: string;
  /** Writes what the server needs into `folder` and gives its arguments. */
  prepare(folder: string, port: number): Promise<readonly string[]>;
}

const START_MS = 20_000;
const LOG = 'server.log';

function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin'];
  const candidates = folders.filter((folder) => folder !== '').map((folder) => join(folder, name));
  return candidates.find((path) => existsSync(path) && isExecutable(path)) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not allowed: for the caller the same as not there.
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Runs the server below a shell that waits for the end of its own input: when this process ends, in whatever way, the
 * pipe closes, and the server and its files go with it.
 */
function spawnPeer(program: string, args: readonly string[], folder: string): ChildProcess {
  const script = `exec 3<&0; "$@" >"$LOG" 2>&1 & peer=$!; { cat <&3 >/dev/null; kill -9 $peer; rm -rf "$FOLDER"; } & wait $peer`;
  return spawn('sh', ['-c', script, 'sh', program, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, LOG: join(folder, LOG), FOLDER: folder, PYTHONUNBUFFERED: '1' },
  });
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { method: 'OPTIONS', signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return true;
  } catch {
    // Not listening yet.
    return false;
  }
}

const escapeXml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export async function startPeer(recipe: PeerRecipe): Promise<StartedPeer> {
  const { name, user, password } = recipe;
  const program = findProgram(name);
  if (program === null) {
    return { kind: 'absent', reason: `${name} is not installed: \`apt-get install ${name}\` brings it.` };
  }
  const folder = await mkdtemp(join(tmpdir(), `golden-hour-${name}-`));
  const port = await findFreePort();
  const root = `http://127.0.0.1:${port}`;
  const logFile = join(folder, LOG);
  const child = spawnPeer(program, await recipe.prepare(folder, port), folder);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const deadline = performance.now() + START_MS;
  while (!(await isAnswering(root))) {
    if (performance.now() > deadline || child.exitCode !== null) {
      const log = existsSync(logFile) ? await readFile(logFile, 'utf8') : '';
      await stop();
      throw new Error(`${name} did not answer on port ${port} within ${START_MS / 1_000} s.\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  const request: CalDavPeer['request'] = async (method, url, { body, headers } = {}) => {
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const answer = await fetch(url, { method, body: body ?? null, headers: { authorization, ...headers } });
    return { status: answer.status, text: await answer.text() };
  };
  return {
    kind: 'ready',
    peer: {
      name,
      url: `${root}/`,
      user,
      password,
      storage: join(folder, 'storage'),
      request,
      stop,
      async createCalendar(path, displayName = path) {
        const url = `${root}${recipe.home}${path}/`;
        const body = `<?xml version="1.0"?><c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><d:displayname>${escapeXml(displayName)}</d:displayname><c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>`;
        const { status, text } = await request('MKCALENDAR', url, {
          body,
          headers: { 'content-type': 'application/xml; charset=utf-8' },
        });
        if (status !== 201) throw new Error(`${name} made no calendar ${path}: ${status} ${text}`);
        return url;
      },
    },
  };
}

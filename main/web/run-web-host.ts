import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { openApp } from '#main/app/open-app.ts';
import { openInBrowser, writeDoorFile } from './open-browser.ts';
import { startWebHost, type WebHost } from './start-web-host.ts';

const BUILT_RENDERER = fileURLToPath(new URL('../../out/renderer/', import.meta.url));
const DOOR_LIFE_MS = 30_000;

export interface RunWebHostOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Whether to open a browser. */
  readonly open: boolean;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Each line asks for a fresh link. */
  readonly stdin: NodeJS.ReadableStream;
}

/**
 * Golden Hour in a browser tab: prints the one-time link once on `stdout`, everything else on `stderr`, and runs until
 * it is stopped. Resolves once it listens, with the way to stop it.
 */
export async function runWebHost(
  options: RunWebHostOptions,
): Promise<Outcome<{ readonly host: WebHost; stop(): Promise<void> }>> {
  const say = (line: string): void => void options.stderr.write(`${line}\n`);
  const opened = await openApp();
  if (!opened.ok) return opened;
  const app = opened.value;
  const host = await listen(options, app);
  if (!host.ok) {
    await app.stop();
    return host;
  }
  app.start();
  options.stdout.write(`${host.value.issueLink()}\n`);
  say(`Golden Hour runs at ${host.value.address} until you stop it (Ctrl-C).`);
  say('The link works once, for 30 seconds. Press Enter here for a fresh one.');
  const lines = createInterface({ input: options.stdin });
  lines.on('line', () => say(host.value.issueLink()));
  const closeDoor = options.open ? await openDoor(app.dataFolder, host.value.issueLink(), say) : () => {};

  return succeed({
    host: host.value,
    async stop() {
      lines.close();
      closeDoor();
      await host.value.close();
      await app.stop();
    },
  });
}

async function listen(
  { port = 0 }: RunWebHostOptions,
  app: Parameters<typeof startWebHost>[0]['app'],
): Promise<Outcome<WebHost>> {
  try {
    return succeed(await startWebHost({ app, root: BUILT_RENDERER, port }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    switch (code) {
      case 'EADDRINUSE':
        return fail('busy', `Port ${port} is taken. Choose another one, or none: then a free one is found.`);
      case 'EACCES':
        return fail('refused', `Port ${port} may not be used by you. Choose one above 1023, or none.`);
      case 'ENOENT':
        return fail('not-found', 'The user interface is not built. Run: npm run build');
      default:
        throw error;
    }
  }
}

async function openDoor(folder: string, link: string, say: (line: string) => void): Promise<() => void> {
  const door = writeDoorFile(folder, link);
  const timer = setTimeout(() => door.remove(), DOOR_LIFE_MS);
  timer.unref();
  if (!(await openInBrowser(door.path))) {
    door.remove();
    say('No browser could be opened here. Open the link above yourself.');
  }
  return () => {
    clearTimeout(timer);
    door.remove();
  };
}

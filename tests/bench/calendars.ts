import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import { storePath } from '#main/app/data-folder.ts';
import { openApp } from '#main/app/open-app.ts';
import { openStore } from '#main/store/open.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { type Figure, median } from './figures.ts';

const FEED_EVENTS = 100_000;
const SERVER_EVENTS = 10_000;
const DAY_MS = 86_400_000;
const NOW = Date.now();

interface Servers {
  readonly feed: string;
  readonly server: string;
  readonly user: string;
  readonly password: string;
}

async function startServers(): Promise<{ readonly where: Servers; change(): void; stop(): void }> {
  const script = new URL('./calendar-servers.ts', import.meta.url).pathname;
  const counts = [FEED_EVENTS, SERVER_EVENTS, NOW].map(String);
  const child = spawn(process.execPath, [script, ...counts], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    // Written by calendar-servers.ts.
    return {
      where: JSON.parse(line) as Servers,
      change: () => child.stdin.write('change\n'),
      stop: () => child.stdin.end(),
    };
  }
  throw new Error('The servers of the bench ended before they began.');
}

async function call<Name extends MethodName>(
  app: App,
  name: Name,
  input: MethodInput<Name>,
): Promise<MethodOutput<Name>> {
  // dispatch gives what the contract says for the name.
  const outcome = (await app.dispatch(name, input)) as Outcome<MethodOutput<Name>>;
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

async function untilSettled(app: App): Promise<CalendarsView> {
  for (;;) {
    const view = await call(app, 'calendars.read', {});
    if (view.calendars.every(({ sync }) => sync === null)) return view;
    await pause(50);
  }
}

interface Measured {
  readonly ms: number;
  /** The longest wait of this thread. */
  readonly blockedMs: number;
  /** The longest wait of a thread that had nothing to do: what the machine did meanwhile. */
  readonly idleMs: number;
  /** The most memory beyond what there was before. */
  readonly megabytes: number;
}

/** A thread that does nothing but wait, beside the one that is measured. */
const IDLE_THREAD = `
  const { monitorEventLoopDelay } = require('node:perf_hooks');
  const { parentPort } = require('node:worker_threads');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  parentPort.once('message', () => { parentPort.postMessage(delay.max / 1e6); });
`;

async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const idle = new Worker(IDLE_THREAD, { eval: true });
  await once(idle, 'online');
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  delay.disable();
  clearInterval(look);
  idle.postMessage('end');
  const [idleMs] = await once(idle, 'message');
  await idle.terminate();
  return { ms, blockedMs: delay.max / 1e6, idleMs: Number(idleMs), megabytes: (most - before) / 1e6 };
}

/** One large feed and one large calendar on a server, from the click to the last event, as the app reads them. */
export async function measureCalendars(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-bench-'));
  const servers = await startServers();
  const opened = await openApp({ folder, secrets: createMemorySecrets(), language: 'en' });
  if (!opened.ok) throw new Error(opened.message);
  const app = opened.value;
  try {
    app.start();
    await call(app, 'outlook.read', {});
    await pause(500);
    const feed = await measure(async () => {
      const input = { address: servers.where.feed, name: null, role: 'own' } as const;
      await call(app, 'calendars.addFeed', input);
    });
    await checkEvents(app, FEED_EVENTS);
    const caldav = await measure(() => readServer(app, servers.where));
    await checkEvents(app, FEED_EVENTS + SERVER_EVENTS);
    const again = await measure(async () => {
      await call(app, 'calendars.sync', { calendarId: null });
      await untilSettled(app);
    });
    servers.change();
    const waits = await measureCommits(folder, async () => {
      await call(app, 'calendars.sync', { calendarId: null });
      await untilSettled(app);
    });
    await checkEvents(app, FEED_EVENTS + SERVER_EVENTS);
    return [...figuresOf(caldav, feed, again), waits, ...measureStore(folder)];
  } finally {
    await app.stop();
    servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readServer(app: App, { server, user, password }: Servers): Promise<void> {
  const account = await call(app, 'accounts.connectCaldav', { server, user, password });
  const [first] = account.calendars;
  if (first === undefined) throw new Error('The server of the bench has no calendar.');
  await call(app, 'accounts.choose', { accountId: account.id, refs: [first.ref] });
  await untilSettled(app);
}

async function checkEvents(app: App, expected: number): Promise<void> {
  const { calendars } = await call(app, 'calendars.read', {});
  const count = (field: keyof Pick<CalendarSourceView, 'events' | 'occurrences'>): number =>
    calendars.reduce((sum, calendar) => sum + calendar[field], 0);
  if (count('events') !== expected || count('occurrences') !== expected) {
    throw new Error(`${count('events')} events, ${count('occurrences')} occurrences, and not ${expected}.`);
  }
}

const waitOf = ({ blockedMs, idleMs }: Measured): Figure => ({
  name: '  longest wait of the main thread',
  value: Math.max(0, blockedMs - idleMs),
  unit: 'ms',
  target: 30,
  note: `more than the ${Math.round(idleMs)} ms that a thread with nothing to do waited for the machine`,
});

const figuresOf = (caldav: Measured, feed: Measured, again: Measured): Figure[] => [
  {
    name: 'first sync of 10,000 CalDAV events',
    value: caldav.ms,
    unit: 'ms',
    target: null,
    note: `${Math.round(caldav.megabytes)} MB more memory at most, all threads together`,
  },
  waitOf(caldav),
  {
    name: 'reading a feed of 100,000 events',
    value: feed.ms,
    unit: 'ms',
    target: null,
    note: 'every one in the window',
  },
  waitOf(feed),
  {
    name: '  memory',
    value: feed.megabytes,
    unit: 'MB',
    target: 250,
    note: 'more than before, all threads together',
  },
  { name: 'asking both again', value: again.ms, unit: 'ms', target: null, note: 'nothing has changed' },
];

/** Small transactions of this thread, one after the other, while a worker puts another 100,000 events in place. */
async function measureCommits(folder: string, work: () => Promise<void>): Promise<Figure> {
  const opened = openStore(storePath(folder));
  if (!opened.ok) throw new Error(opened.message);
  const store = opened.value;
  const waits: number[] = [];
  const { idleMs } = await measure(async () => {
    const commits = setInterval(() => {
      const from = performance.now();
      store.meta.save('bench', String(from));
      waits.push(performance.now() - from);
    }, 25);
    await work();
    clearInterval(commits);
  });
  store.close();
  return {
    name: 'a commit while the feed is read anew',
    value: Math.max(0, Math.max(...waits) - idleMs),
    unit: 'ms',
    target: 30,
    note: `the longest of ${waits.length}, more than the machine's ${Math.round(idleMs)} ms; median ${median(waits).toFixed(2)} ms`,
  };
}

function measureStore(folder: string): Figure[] {
  const path = storePath(folder);
  const opened = openStore(path);
  if (!opened.ok) throw new Error(opened.message);
  const store = opened.value;
  try {
    const interval = { startMs: NOW, endMs: NOW + 10 * DAY_MS };
    const found = store.calendars.occurrencesIn(interval).length;
    const times = Array.from({ length: 9 }, () => {
      const from = performance.now();
      store.calendars.occurrencesIn(interval);
      return performance.now() - from;
    });
    return [
      {
        name: 'store with 110,000 events',
        value: (statSync(path).size + statSync(`${path}-wal`).size) / 1e6,
        unit: 'MB',
        target: 120,
        note: 'the file and its journal',
      },
      { name: 'reading ten days', value: median(times), unit: 'ms', target: 20, note: `${found} of them` },
    ];
  } finally {
    store.close();
  }
}

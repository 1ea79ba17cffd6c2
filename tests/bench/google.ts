import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { calendarId } from '#contract/ids.ts';
import { syncCalendar } from '#main/app/heavy/sync-calendar.ts';
import { webFetch } from '#main/app/web-fetch.ts';
import { readGoogleEvent } from '#main/calendars/google/series.ts';
import { toIcal } from '#main/calendars/google/to-ical.ts';
import { expandOccurrences } from '#main/calendars/ical/expand-occurrences.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import { openStore } from '#main/store/open.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { buildIfStale } from '#scripts/build.ts';
import type { Figure } from './figures.ts';

const EVENTS = 10_000;
const RUNS = 5;
const DAY_MS = 86_400_000;
const NOW = Date.now();
const ID = calendarId('bench');
const ZONE = 'Europe/Amsterdam';

async function startPages(): Promise<{ readonly root: string; readonly stop: () => void }> {
  const script = new URL('./google-pages.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, String(EVENTS), String(NOW)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const root of createInterface(child.stdout)) return { root, stop: () => child.stdin.end() };
  throw new Error('The server of the bench ended before it began.');
}

interface Page {
  readonly items: readonly unknown[];
  readonly nextPageToken?: string;
}

/** Page after page, as a program without a store would read them; `read` false: no further than their JSON. */
async function readBare(root: string, read: boolean): Promise<number> {
  const from = performance.now();
  const window = { startMs: NOW - 400 * DAY_MS, endMs: NOW + 70 * DAY_MS };
  let pageToken: string | undefined = '';
  let events = 0;
  while (pageToken !== undefined) {
    const query = pageToken === '' ? '' : `?pageToken=${pageToken}`;
    const response = await webFetch(`${root}/calendar/v3/calendars/primary/events${query}`);
    // Written by google-pages.ts.
    const page = JSON.parse(await response.text()) as Page;
    events += page.items.length;
    for (const master of read ? page.items.map(readGoogleEvent) : []) {
      const parsed = parseCalendar(toIcal({ master, exceptions: [] }), { calendarId: ID, name: 'bench' });
      if (parsed.ok) expandOccurrences(parsed.value.series, window, { zone: ZONE });
    }
    ({ nextPageToken: pageToken } = page);
  }
  if (events !== EVENTS) throw new Error(`${events} events, and not ${EVENTS}.`);
  return performance.now() - from;
}

/** The first synchronisation of a calendar, into a store of its own. */
async function readIntoStore(root: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-bench-'));
  const opened = openStore(join(folder, 'store.sqlite'));
  if (!opened.ok) throw new Error(opened.message);
  const store = opened.value;
  try {
    const identity = { id: ID, name: 'Bench', kind: 'google', role: 'own', accountId: null } as const;
    store.calendars.add({ ...identity, remoteRef: 'primary', origin: null, isWritable: true }, NOW);
    const moment = { nowMs: NOW, zone: ZONE, language: 'en', settings: DEFAULT_SETTINGS } as const;
    const source = { kind: 'google', token: 'bench', root, ref: 'primary' } as const;
    const controls = { signal: new AbortController().signal, onProgress: () => undefined };
    const from = performance.now();
    const question = { ...moment, calendarId: ID, source, add: null };
    const report = await syncCalendar(store, question, controls, webFetch);
    const ms = performance.now() - from;
    const calendar = store.calendars.read(ID);
    if (report.kind !== 'done' || calendar?.occurrences !== EVENTS) {
      throw new Error(`The calendar was not read: ${report.kind}, ${calendar?.occurrences} occurrences.`);
    }
    return ms;
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What only Google's packages, or what they bring along, can have put into a chunk of the built app. */
const PACKAGES = /google-api-nodejs-client|gaxios|GoogleAuth\b/;

async function measureSize(): Promise<Figure> {
  await buildIfStale();
  const folder = new URL('../../out/main/', import.meta.url).pathname;
  const chunks = readdirSync(folder)
    .filter((name) => name.endsWith('.js') && name !== 'index.js')
    .filter((name) => PACKAGES.test(readFileSync(join(folder, name), 'utf8')));
  return {
    name: 'Google’s packages in the built app',
    value: chunks.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e3,
    unit: 'KB',
    target: 600,
    note: `${chunks.length} files, minified, loaded when the first account at Google is asked`,
  };
}

/** The first synchronisation against reading the same pages without a store, in turns, from the same server. */
export async function measureGoogle(): Promise<Figure[]> {
  const { root, stop } = await startPages();
  try {
    const runs: { json: number; bare: number; sync: number }[] = [];
    // The first of each warms up.
    for (let run = 0; run <= RUNS; run += 1) {
      runs.push({
        json: await readBare(root, false),
        bare: await readBare(root, true),
        sync: await readIntoStore(root),
      });
    }
    // The best of each: what else the machine was at comes on top of either.
    const of = (name: 'json' | 'bare' | 'sync'): number => Math.min(...runs.slice(1).map((run) => run[name]));
    return [
      {
        name: 'first sync of 10,000 Google events',
        value: of('sync'),
        unit: 'ms',
        target: null,
        note: 'four pages from a server that has them ready; the best of five',
      },
      {
        name: '  against fetching and reading the same pages',
        value: of('sync') / of('bare'),
        unit: 'x',
        target: 1.5,
        note: `without a store, every event read and expanded: ${Math.round(of('bare'))} ms`,
      },
      {
        name: '  against fetching them and their JSON alone',
        value: of('sync') / of('json'),
        unit: 'x',
        target: null,
        note: `${Math.round(of('json'))} ms, from this machine: Google itself takes longer to answer than all of it`,
      },
      await measureSize(),
    ];
  } finally {
    stop();
  }
}

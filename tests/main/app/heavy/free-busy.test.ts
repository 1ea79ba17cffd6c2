import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, calendarId } from '#contract/ids.ts';
import { readCounted } from '#main/app/counted-occurrences.ts';
import { askFreeBusy, type FreeBusyReport } from '#main/app/heavy/free-busy.ts';
import { rollResources } from '#main/app/heavy/sync-resources.ts';
import { syncCalendar } from '#main/app/heavy/sync-calendar.ts';
import { stateAfter } from '#main/app/services/sync-state-after.ts';
import { tellReason } from '#main/app/views/skipped-words.ts';
import { webFetch } from '#main/app/web-fetch.ts';
import type { Store } from '#main/store/open.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { skipWithoutGoogle } from '#tests/servers/google/skip.ts';

const NOW = Date.parse('2026-06-01T09:00:00+02:00');
const ALEX = 'alex@example.com';
const ACCOUNT = accountId('google-1');
const WORK = calendarId('work');
const SCOPES = ['calendar.events.readonly', 'calendar.freebusy'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);
const MOMENT = { nowMs: NOW, zone: 'Europe/Amsterdam', language: 'en', settings: DEFAULT_SETTINGS } as const;
const at = (time: string): { dateTime: string } => ({ dateTime: `2026-06-04T${time}:00+02:00` });
const span = (from: string, to: string): { start: string; end: string } => ({
  start: at(from).dateTime,
  end: at(to).dateTime,
});

let google: GoogleServer;
let store: Store;
let token: string;

describe('free/busy of an account', () => {
  beforeEach(async (context) => {
    skipWithoutGoogle(context);
    google = await startGoogle({
      clock: () => NOW,
      accounts: [{ email: ALEX, timeZone: 'Europe/Amsterdam' }],
    });
    token = google.signIn(SCOPES).accessToken;
    store = temporaryStore();
    store.accounts.save({
      id: ACCOUNT,
      kind: 'google',
      host: 'calendar.google.com',
      user: ALEX,
      mailsGuests: true,
      connection: {},
      calendars: [],
      trouble: null,
    });
    const who = { id: WORK, name: 'Work', kind: 'google', role: 'own', accountId: ACCOUNT } as const;
    store.calendars.add({ ...who, remoteRef: ALEX, origin: null, isWritable: true }, NOW);
    return async () => {
      await google.stop();
      if (google.violations.length > 0) throw new Error(google.violations.join('\n'));
    };
  });

  async function sync(): Promise<void> {
    const report = await syncCalendar(
      store,
      {
        ...MOMENT,
        calendarId: WORK,
        source: { kind: 'google', token, root: google.apiRoot, ref: ALEX },
        add: null,
      },
      { signal: new AbortController().signal, onProgress: () => {} },
      webFetch,
    );
    const calendar = store.calendars.read(WORK);
    if (calendar === null || report.kind === 'removed') throw new Error('The calendar is gone.');
    store.calendars.saveSync(
      WORK,
      stateAfter(calendar.sync, report, { nowMs: NOW, random: 0, isMetered: true }),
    );
    expect(report).toMatchObject({ kind: 'done', requests: 1 });
  }

  const ask = (
    guests: readonly string[] = [],
    language: 'en' | 'nl' = 'en',
    fetch = webFetch,
  ): Promise<FreeBusyReport> =>
    askFreeBusy(
      store,
      { ...MOMENT, language, accountId: ACCOUNT, token, root: google.apiRoot, guests },
      fetch,
    );

  it('is not kept of an account that was removed while the server was asked', async () => {
    await sync();
    const report = await ask(['joost@example.com'], 'en', async (...request) => {
      const answer = await webFetch(...request);
      store.accounts.remove(ACCOUNT);
      return answer;
    });
    expect(report.kind).toBe('done');
    expect(store.guestsBusy.list()).toEqual([]);
    expect(store.calendars.list()).toEqual([]);
  });

  /** What the user's calendars show of the day. */
  const shown = (): string[] =>
    readCounted(
      store,
      { startMs: Date.parse(at('00:00').dateTime), endMs: Date.parse(at('23:59').dateTime) },
      { settings: DEFAULT_SETTINGS, language: 'en', exceptUid: null },
    ).occurrences.map(({ summary, time }) =>
      time.kind === 'timed' ? `${summary} ${new Date(time.startMs).toISOString().slice(11, 16)}` : summary,
    );

  it('finds nothing to add where every event is known, of whatever kind', async () => {
    google.put({ summary: 'Lunch', start: at('12:00'), end: at('13:00') });
    google.put({ summary: 'Conference', start: { date: '2026-06-08' }, end: { date: '2026-06-10' } });
    google.put({ summary: 'Free', transparency: 'transparent', start: at('15:00'), end: at('16:00') });
    google.put({
      summary: 'Stand-up',
      recurrence: ['RRULE:FREQ=DAILY'],
      start: { ...at('09:30'), timeZone: 'Europe/Amsterdam' },
      end: { ...at('09:45'), timeZone: 'Europe/Amsterdam' },
    });
    await sync();
    expect(await ask()).toEqual({ kind: 'done', hasChanged: false, requests: 1 });
    expect(shown()).toEqual(['Stand-up 07:30', 'Lunch 10:00', 'Free 13:00']);
    expect(store.calendars.read(WORK)?.skipped).toEqual([]);
  });

  it('takes the time that no event explains, says so, and gives it back when an event comes', async () => {
    await sync();
    const id = google.put({ summary: 'Secret', start: at('12:00'), end: at('13:00') });
    expect(await ask([], 'nl')).toEqual({ kind: 'done', hasChanged: true, requests: 1 });
    expect(shown()).toEqual(['Bezet 10:00']);
    const skipped = store.calendars.read(WORK)?.skipped ?? [];
    expect(skipped.map((one) => tellReason(one, 'en'))).toEqual([
      'Event list incomplete: the server calls 1 more stretches of time busy. They count as busy.',
    ]);
    expect(skipped.map((one) => tellReason(one, 'nl'))).toEqual([
      'De lijst is niet volledig: de server noemt nog 1 stukken tijd bezet. Ze tellen als bezet.',
    ]);
    // Nothing new: nothing is planned anew.
    expect(await ask([], 'nl')).toMatchObject({ hasChanged: false });
    await sync();
    expect(shown()).toEqual(['Secret 10:00']);
    expect(store.calendars.read(WORK)).toMatchObject({ events: 1, occurrences: 1, skipped: [] });
    google.remove(id);
    expect(await ask()).toMatchObject({ hasChanged: false });
  });

  it('outlives what lists everything anew and what expands anew, and hides no empty calendar', async () => {
    google.modes.syncTokens = false;
    google.put({ summary: 'Lunch', start: at('12:00'), end: at('13:00') });
    await sync();
    const hidden = google.put({ summary: 'Hidden', start: at('15:00'), end: at('16:00') });
    await ask();
    google.remove(hidden);
    expect(shown()).toEqual(['Lunch 10:00', 'Busy 13:00']);
    await sync();
    expect(shown()).toEqual(['Lunch 10:00', 'Busy 13:00']);
    const calendar = store.calendars.read(WORK);
    if (calendar === null || calendar.window === null) throw new Error('The calendar was read.');
    await rollResources(store, calendar, calendar.window, MOMENT.zone);
    expect(shown()).toEqual(['Lunch 10:00', 'Busy 13:00']);
    expect(store.calendars.read(WORK)?.events).toBe(1);
    expect(await ask()).toMatchObject({ hasChanged: true });
    expect(shown()).toEqual(['Lunch 10:00']);
  });

  it('is left out without a word where the server has none, and asked with another token where that is refused', async () => {
    await sync();
    google.modes.freeBusy = false;
    expect(await ask(['priya@example.com'])).toEqual({
      kind: 'unavailable',
      hasChanged: false,
      requests: 1,
    });
    google.modes.freeBusy = true;
    google.expireAccessTokens();
    expect(await ask()).toMatchObject({ kind: 'unauthorized' });
    token = google.signIn(SCOPES.slice(0, 1)).accessToken;
    expect(await ask()).toMatchObject({ kind: 'unavailable' });
    expect(store.guestsBusy.list()).toEqual([]);
    expect(store.calendars.read(WORK)?.sync.trouble).toBeNull();
  });

  it('asks about guests in batches of fifty, and keeps their times and nothing else', async () => {
    await sync();
    google.setBusy('priya@example.com', [span('12:00', '13:00'), span('12:30', '14:00')]);
    google.setBusy('later@example.com', [
      { start: '2026-06-10T12:00:00Z', end: '2026-06-12T12:00:00Z' },
      { start: '2026-06-13T12:00:00Z', end: '2026-06-14T12:00:00Z' },
    ]);
    const strangers = Array.from({ length: 60 }, (_, i) => `nobody${i}@example.com`);
    const report = await ask(['priya@example.com', ...strangers, 'later@example.com']);
    expect(report).toEqual({ kind: 'done', hasChanged: true, requests: 2 });
    const known = new Map(store.guestsBusy.list().map(({ email, busy }) => [email, busy]));
    expect(known.get('priya@example.com')).toEqual([
      { startMs: Date.parse(at('12:00').dateTime), endMs: Date.parse(at('14:00').dateTime) },
    ]);
    // No further than the horizon.
    expect(known.get('later@example.com')).toEqual([
      { startMs: Date.parse('2026-06-10T12:00:00Z'), endMs: Date.parse('2026-06-11T07:00:00Z') },
    ]);
    expect(known.get('nobody7@example.com')).toBeNull();
    expect(known.size).toBe(62);
    expect(await ask(['priya@example.com'])).toMatchObject({ hasChanged: false });
  });
});

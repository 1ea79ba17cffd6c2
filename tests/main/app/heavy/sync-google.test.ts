import { beforeEach, describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { syncCalendar } from '#main/app/heavy/sync-calendar.ts';
import { tidyCalendars } from '#main/app/heavy/roll-calendars.ts';
import type { SyncReport } from '#main/app/heavy/sync-task.ts';
import type { Store } from '#main/store/open.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { NEVER_SYNCED } from '#main/store/sync-state.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';
import { instance, page, refuse, single, sparse, type Told, weekly } from '#tests/support/google/scripted.ts';

const ID = calendarId('google');
const NOW = Date.parse('2026-06-01T09:00:00Z');
const MOMENT = { nowMs: NOW, zone: 'Europe/Amsterdam', language: 'en', settings: DEFAULT_SETTINGS } as const;
const EVER = { startMs: 0, endMs: 9e15 };

let store: Store;

beforeEach(() => {
  store = temporaryStore();
  store.calendars.add(
    {
      id: ID,
      name: 'Me',
      kind: 'google',
      role: 'own',
      accountId: null,
      remoteRef: 'me@example.com',
      origin: null,
      isWritable: true,
    },
    NOW,
  );
});

async function sync(
  answers: readonly Told[],
  { signal = new AbortController().signal, onAnswer = (_at: number): void => undefined } = {},
): Promise<SyncReport> {
  let at = 0;
  const fetch: typeof globalThis.fetch = async (_input, init) => {
    init?.signal?.throwIfAborted();
    onAnswer(at);
    const { status = 200, json, headers = {} } = answers[Math.min(at, answers.length - 1)] ?? {};
    at += 1;
    return new Response(JSON.stringify(json), { status, headers });
  };
  const source = { kind: 'google', token: 't', root: null, ref: 'me@example.com' } as const;
  const report = await syncCalendar(
    store,
    { ...MOMENT, calendarId: ID, source, add: null },
    { signal, onProgress: () => undefined },
    fetch,
  );
  // As the app does with what a synchronisation ended with.
  if (report.kind === 'done') store.calendars.saveSync(ID, { ...NEVER_SYNCED, cursor: report.cursor });
  return report;
}

const seen = (): readonly string[] =>
  store.calendars
    .occurrencesIn(EVER)
    .map(({ summary, time }) =>
      time.kind === 'timed' ? `${summary} ${new Date(time.startMs).toISOString()}` : summary,
    )
    .toSorted();

const many = (from: number, count: number): readonly object[] =>
  Array.from({ length: count }, (_, i) => single(`e${String(from + i).padStart(4, '0')}`));

describe('a Google calendar in the store', () => {
  it('is read, expanded and gone on with', async () => {
    const moved = instance('s', '20260618T080000Z', {
      summary: 'Moved',
      start: { dateTime: '2026-06-19T15:00:00+02:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-19T16:00:00+02:00', timeZone: 'Europe/Berlin' },
    });
    const first = await sync([
      page([single('a'), sparse('s', '20260611T080000Z')], { nextPageToken: 'p2' }),
      page([weekly('s')], { nextSyncToken: 't1' }),
    ]);
    expect(first).toMatchObject({ kind: 'done', hasChanged: true, cursor: 'v1:t1' });
    expect(seen()).toEqual([
      'a 2026-06-04T08:00:00.000Z',
      's 2026-06-04T08:00:00.000Z',
      's 2026-06-18T08:00:00.000Z',
      's 2026-06-25T08:00:00.000Z',
    ]);
    await sync([page([moved, { id: 'a', status: 'cancelled' }], { nextSyncToken: 't2' })]);
    expect(seen()).toEqual([
      'Moved 2026-06-19T13:00:00.000Z',
      's 2026-06-04T08:00:00.000Z',
      's 2026-06-25T08:00:00.000Z',
    ]);
    expect(await sync([page([moved], { nextSyncToken: 't3' })])).toMatchObject({ hasChanged: false });
  });

  it('that was cut short at any place is read to the end the next time', async () => {
    const answers = [
      page([...many(0, 300), sparse('s', '20260611T080000Z')], { nextPageToken: 'p2' }),
      page([weekly('s'), ...many(300, 300)], { nextPageToken: 'p3' }),
      page(many(600, 100), { nextSyncToken: 't1' }),
    ];
    for (const place of [1, 2]) {
      const abort = new AbortController();
      const onAnswer = (at: number): void => {
        if (at === place) abort.abort();
      };
      expect(await sync(answers, { signal: abort.signal, onAnswer })).toMatchObject({ kind: 'cancelled' });
      expect(store.calendars.read(ID)?.sync.cursor).toBeNull();
    }
    expect(await sync([...answers.slice(0, 2), refuse(500, 'backendError')])).toMatchObject({
      kind: 'failed',
    });
    expect(await sync(answers)).toMatchObject({ kind: 'done', cursor: 'v1:t1' });
    expect(seen()).toHaveLength(703);
    expect(store.calendars.read(ID)).toMatchObject({ events: 701, occurrences: 703, skipped: [] });
  });

  it('whose events are gone all at once is asked about first', async () => {
    await sync([page(many(0, 5), { nextSyncToken: 't1' })]);
    const emptied = await sync([refuse(410, 'fullSyncRequired'), page([], { nextSyncToken: 't2' })]);
    expect(emptied).toMatchObject({ kind: 'emptied' });
    expect(seen()).toHaveLength(5);
  });

  it('is expanded again from what is stored when the user is elsewhere, or time has passed', async () => {
    await sync([page([weekly('s', { recurrence: ['RRULE:FREQ=YEARLY'] })], { nextSyncToken: 't1' })]);
    expect(seen()).toEqual(['s 2026-06-04T08:00:00.000Z']);
    const nowMs = NOW + 365 * 86_400_000;
    expect(await tidyCalendars(store, { ...MOMENT, nowMs })).toBe(true);
    expect(seen()).toEqual(['s 2026-06-04T08:00:00.000Z', 's 2027-06-04T08:00:00.000Z']);
  });

  it('names what could not be read, and keeps it', async () => {
    const broken = single('b', { start: { dateTime: 'soon' } });
    await sync([page([broken, single('a')], { nextSyncToken: 't1' })]);
    expect(store.calendars.read(ID)).toMatchObject({
      events: 2,
      occurrences: 1,
      skipped: [{ uid: 'b@google.com', reason: "Event b@google.com has a DTSTART that is no date: 'soon'." }],
    });
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { calendarId, inviteId } from '#contract/ids.ts';
import type { SyncProgress } from '#contract/calendars.ts';
import { tidyCalendars } from '#main/app/heavy/roll-calendars.ts';
import { syncResources } from '#main/app/heavy/sync-resources.ts';
import type { SyncEnding } from '#main/app/heavy/sync-task.ts';
import type { CalendarProvider, FetchedResource, SyncRequest, SyncStep } from '#main/calendars/provider.ts';
import type { CalendarPlace, InviteRecord } from '#main/invites/invite.ts';
import type { Store } from '#main/store/open.ts';
import { NEVER_SYNCED } from '#main/store/sync-state.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { sent } from '#tests/main/invites/fixtures.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';

const ID = calendarId('team');
const NOW = Date.parse('2026-06-01T09:00:00Z');
const DAY_MS = 86_400_000;
const EVER = { startMs: 0, endMs: 9e15 };
const MOMENT = { nowMs: NOW, zone: 'Europe/Amsterdam', language: 'en', settings: DEFAULT_SETTINGS } as const;

let store: Store;

beforeEach(() => {
  store = temporaryStore();
  store.calendars.add(
    {
      id: ID,
      name: 'Team',
      kind: 'caldav',
      role: 'own',
      accountId: null,
      remoteRef: '/team/',
      origin: 'example.org',
      isWritable: true,
    },
    NOW,
  );
});

const textOf = (n: number, lines: readonly string[] = []): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `UID:uid-${n}`,
    'DTSTART:20260603T100000Z',
    'DTEND:20260603T110000Z',
    `SUMMARY:Event ${n}`,
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const fetched = (n: number, etag = '1', lines: readonly string[] = []): FetchedResource => ({
  ref: `/team/${n}.ics`,
  etag,
  text: textOf(n, lines),
});

const page = (changed: readonly FetchedResource[], removed: readonly number[] = [], done = 0): SyncStep => ({
  kind: 'page',
  changed,
  removed: removed.map((n) => `/team/${n}.ics`),
  done,
  total: null,
});

const end = (cursor: string, present: readonly number[] | null = null): SyncStep => ({
  kind: 'end',
  cursor,
  present: present === null ? null : new Set(present.map((n) => `/team/${n}.ics`)),
});

const FAILED: SyncStep = {
  kind: 'failed',
  failure: { kind: 'offline', detail: 'It hung up.', retryAfterMs: null },
};

/** A server that says exactly this, whatever it is asked. */
function say(...steps: readonly SyncStep[]): CalendarProvider & { readonly asked: SyncRequest[] } {
  const asked: SyncRequest[] = [];
  return {
    asked,
    async *sync(request) {
      asked.push(request);
      yield* steps;
    },
  };
}

async function sync(
  provider: CalendarProvider,
  { signal = new AbortController().signal, onProgress = (_: SyncProgress): void => {} } = {},
): Promise<SyncEnding> {
  const question = { ...MOMENT, calendarId: ID, calendarRef: '/team/', format: 'ical' as const };
  const report = await syncResources(store, provider, question, { signal, onProgress });
  // As the app does with what a synchronisation ended with.
  if (report.kind === 'done') store.calendars.saveSync(ID, { ...NEVER_SYNCED, cursor: report.cursor });
  return report;
}

const uids = (): string[] =>
  store.calendars
    .occurrencesIn(EVER)
    .map(({ uid }) => uid)
    .toSorted();

describe('a synchronisation', () => {
  it('keeps what comes, tells how far it is, and ends with the cursor', async () => {
    const told: SyncProgress[] = [];
    const provider = say(
      page([fetched(1), fetched(2)], [], 2),
      page([fetched(3)], [], 3),
      end('c1', [1, 2, 3]),
    );
    const report = await sync(provider, { onProgress: (progress) => told.push(progress) });
    expect(report).toEqual({ kind: 'done', hasChanged: true, cursor: 'c1', movedTo: null });
    expect(told).toEqual([
      { done: 2, total: null },
      { done: 3, total: null },
    ]);
    expect(uids()).toEqual(['uid-1', 'uid-2', 'uid-3']);
    expect(store.calendars.read(ID)).toMatchObject({ events: 3, occurrences: 3 });
    expect(store.resources.readByUid(ID, 'uid-2')).toEqual(fetched(2));
  });

  it('that found nothing has changed nothing', async () => {
    await sync(say(page([fetched(1)]), end('c1')));
    expect(await sync(say(end('c2')))).toMatchObject({ kind: 'done', hasChanged: false, cursor: 'c2' });
  });

  it('takes a change in the place of what was there, and what is gone away', async () => {
    await sync(say(page([fetched(1), fetched(2), fetched(3)]), end('c1')));
    await sync(say(page([fetched(2, '2', ['RRULE:FREQ=DAILY;COUNT=3'])], [3]), end('c2')));
    expect(uids()).toEqual(['uid-1', 'uid-2', 'uid-2', 'uid-2']);
    expect(store.resources.versions(ID)).toEqual(
      new Map([
        ['/team/1.ics', '1'],
        ['/team/2.ics', '2'],
      ]),
    );
    await sync(say(end('c3', [1])));
    expect(uids()).toEqual(['uid-1']);
  });

  it('bears a page twice, pages in any order, and what came back after it was gone', async () => {
    await sync(say(page([fetched(1), fetched(2)]), page([fetched(1), fetched(2)]), end('c1')));
    await sync(say(page([], [1]), page([fetched(1, '2')]), page([], [9]), end('c2')));
    expect(uids()).toEqual(['uid-1', 'uid-2']);
  });

  it('skips a poisoned resource by name, and the others live', async () => {
    const poison = {
      ref: '/team/bad.ics',
      etag: '1',
      text: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bad\r\nDTSTART:never',
    };
    await sync(say(page([fetched(1), poison, fetched(2)]), end('c1')));
    expect(uids()).toEqual(['uid-1', 'uid-2']);
    expect(store.calendars.read(ID)?.skipped.length).toBeGreaterThan(0);
    expect(store.resources.versions(ID).has('/team/bad.ics')).toBe(true);
  });

  it('of a calendar that was removed meanwhile leaves nothing', async () => {
    const provider: CalendarProvider = {
      async *sync() {
        yield page([fetched(1)]);
        store.calendars.remove(ID);
        yield page([fetched(2)]);
        yield end('c1');
      },
    };
    expect(await sync(provider)).toEqual({ kind: 'removed' });
    expect(uids()).toEqual([]);
  });
});

describe('a synchronisation that is cut short', () => {
  it('keeps what came and goes on from there, without a cursor', async () => {
    expect(await sync(say(page([fetched(1), fetched(2)]), FAILED))).toMatchObject({
      kind: 'failed',
      hasChanged: true,
    });
    expect(uids()).toEqual(['uid-1', 'uid-2']);
    const second = say(page([fetched(3)]), end('c1', [1, 2, 3]));
    await sync(second);
    expect(second.asked[0]).toMatchObject({
      cursor: null,
      known: new Map([
        ['/team/1.ics', '1'],
        ['/team/2.ics', '1'],
      ]),
    });
    expect(uids()).toEqual(['uid-1', 'uid-2', 'uid-3']);
  });

  it('believes no removal that it had heard of', async () => {
    await sync(say(page([fetched(1), fetched(2)]), end('c1')));
    await sync(say(page([fetched(3)], [1]), FAILED));
    expect(uids()).toEqual(['uid-1', 'uid-2', 'uid-3']);
    expect(store.calendars.read(ID)?.sync.cursor).toBe('c1');
  });

  it('by the user keeps what came', async () => {
    const abort = new AbortController();
    const provider: CalendarProvider = {
      async *sync({ signal }) {
        yield page([fetched(1)], [], 1);
        await pause(60_000, null, { signal });
        yield page([fetched(2)]);
      },
    };
    const report = sync(provider, { signal: abort.signal, onProgress: () => abort.abort() });
    expect(await report).toEqual({ kind: 'cancelled', hasChanged: true });
    expect(uids()).toEqual(['uid-1']);
    expect(store.calendars.read(ID)).toMatchObject({ events: 1, sync: { cursor: null } });
  });

  test('field bug 10: after a cursor that was refused, one whole listing puts everything right', async () => {
    await sync(say(page([fetched(1), fetched(2), fetched(3)]), end('c1')));
    const relisted = say(page([fetched(4)]), end('c9', [1, 3, 4]));
    await sync(relisted);
    expect(relisted.asked).toHaveLength(1);
    expect(uids()).toEqual(['uid-1', 'uid-3', 'uid-4']);
    const after = say(end('c9'));
    await sync(after);
    expect(after.asked[0]?.cursor).toBe('c9');
  });
});

describe('everything gone at once', () => {
  it.each([
    ['said one by one', 4, [page([], [1, 2, 3, 4]), end('c2')]],
    ['by an empty list', 1, [end('c2', [])]],
    ['partly said, partly missing in a list', 2, [page([], [1]), end('c2', [])]],
  ])('%s is kept until the user has been asked', async (_, count, steps) => {
    const numbers = Array.from({ length: count }, (__, i) => i + 1);
    await sync(say(page(numbers.map((n) => fetched(n))), end('c1')));
    expect(await sync(say(...steps))).toEqual({ kind: 'emptied', hasChanged: false });
    expect(uids()).toEqual(numbers.map((n) => `uid-${n}`));
    expect(store.calendars.read(ID)?.sync.cursor).toBe('c1');
  });

  it.each([1, 3])('is believed where a server names %i that were deleted', async (count) => {
    const numbers = Array.from({ length: count }, (_, i) => i + 1);
    await sync(say(page(numbers.map((n) => fetched(n))), end('c1')));
    expect(await sync(say(page([], numbers), end('c2')))).toMatchObject({ kind: 'done', hasChanged: true });
    expect(uids()).toEqual([]);
    expect(store.calendars.read(ID)).toMatchObject({ events: 0, sync: { cursor: 'c2' } });
  });

  it('asks nothing about invites that Golden Hour itself took away', async () => {
    const cancelled = (n: number, state: InviteRecord['state']): void => {
      const calendar: CalendarPlace = {
        calendarId: ID,
        ref: `/team/${n}.ics`,
        etag: null,
        teller: 'smtp',
        copy: { state: 'written', attempts: 1, detail: null },
        mayBeThere: false,
        seen: {},
      };
      const id = inviteId(`inv-${n}`);
      const record: InviteRecord = {
        ...sent,
        route: 'calendar',
        id,
        uid: `uid-${n}`,
        proposalId: null,
        calendar,
        step: 'cancel',
        state,
      };
      store.outbox.insert(
        record,
        () => null,
        () => false,
      );
    };
    const numbers = [1, 2, 3, 4];
    await sync(say(page(numbers.map((n) => fetched(n))), end('c1')));
    cancelled(1, { kind: 'cancelled', atMs: NOW });
    cancelled(2, { kind: 'cancelled', atMs: NOW });
    cancelled(3, { kind: 'cancelled', atMs: NOW });
    // The last one is not ours, and missing in a list is not said to be deleted.
    expect(await sync(say(end('c2', [])))).toMatchObject({ kind: 'emptied' });
    cancelled(4, { kind: 'sending' });
    expect(await sync(say(end('c2', [])))).toMatchObject({ kind: 'done', hasChanged: true });
    expect(uids()).toEqual([]);
  });

  it('while others came is a change like any', async () => {
    await sync(say(page([fetched(1)]), end('c1')));
    expect(await sync(say(page([fetched(2)], [1]), end('c2')))).toMatchObject({ kind: 'done' });
    expect(uids()).toEqual(['uid-2']);
  });
});

describe('a window that rolls', () => {
  const weekly = (n: number): FetchedResource => fetched(n, '1', ['RRULE:FREQ=WEEKLY']);

  it('is filled from what is stored, ahead of time and once', async () => {
    await sync(say(page([weekly(1)]), end('c1')));
    const first = store.calendars.read(ID)?.window;
    expect(await tidyCalendars(store, MOMENT)).toBe(false);
    const later = { ...MOMENT, nowMs: NOW + 40 * DAY_MS };
    expect(await tidyCalendars(store, later)).toBe(true);
    expect(await tidyCalendars(store, later)).toBe(false);
    const { window, occurrences } = store.calendars.read(ID) ?? {};
    expect(window?.endMs).toBeGreaterThan(first?.endMs ?? 0);
    expect(store.calendars.occurrencesIn(EVER)).toHaveLength(occurrences ?? -1);
    const late = { startMs: (window?.endMs ?? 0) - 8 * DAY_MS, endMs: window?.endMs ?? 0 };
    expect(store.calendars.occurrencesIn(late)).not.toEqual([]);
  });

  test('field bug 19: floating times are the user’s, also after the user went to another zone', async () => {
    const floating = { ...fetched(1), text: textOf(1).replaceAll(/(?<=DT(?:START|END):\d+T\d+)Z/g, '') };
    await sync(say(page([floating]), end('c1')));
    const start = (): unknown => store.calendars.occurrencesIn(EVER)[0]?.time;
    expect(await tidyCalendars(store, MOMENT)).toBe(false);
    expect(start()).toMatchObject({ startMs: Date.parse('2026-06-03T10:00:00+02:00') });
    const abroad = { ...MOMENT, zone: 'America/New_York' };
    expect(await tidyCalendars(store, abroad)).toBe(true);
    expect(start()).toMatchObject({ startMs: Date.parse('2026-06-03T10:00:00-04:00') });
    expect(await tidyCalendars(store, abroad)).toBe(false);
  });

  it('leaves alone what another process has changed meanwhile', () => {
    const before = { ...weekly(1), uid: 'uid-1', events: 1, skipped: [], occurrences: [] };
    store.resources.save(ID, [before]);
    store.resources.save(ID, [{ ...before, ...fetched(1, '2') }]);
    store.resources.replaceReading(ID, [before]);
    expect(store.resources.readByUid(ID, 'uid-1')).toEqual(fetched(1, '2'));
  });
});

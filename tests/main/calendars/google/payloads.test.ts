import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isBusy } from '#main/calendars/busy.ts';
import { listCalendars } from '#main/calendars/google/calendar-list.ts';
import { readGoogle } from '#tests/support/google/read.ts';
import { Replica, tell } from '#tests/support/google/scripted.ts';
import { spans } from '#tests/main/calendars/ical/reading.ts';

// Answers of Google's as others recorded them, and edge shapes written against its description; beside the repository.
const folder = fileURLToPath(new URL('../../../../../shared/data/payloads/', import.meta.url));
const recorded = existsSync(folder) ? globSync('google/**/*.json', { cwd: folder }).toSorted() : [];
const constructed = join(folder, 'constructed/google-edge-events.json');

const readText = (file: string): string => readFileSync(join(folder, file), 'utf8');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Every event in a payload, wherever it is. Payloads that are no JSON hold none. */
function listEvents(text: string): readonly object[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isObject(value)) return [];
  const { kind, items } = value;
  if (kind === 'calendar#event') return [value];
  return kind === 'calendar#events' && Array.isArray(items) ? items.filter(isObject) : [];
}

describe('recorded answers', () => {
  test('each event is an event, a deletion, or left out for a reason', (ctx) => {
    if (recorded.length === 0) ctx.skip('the shared payloads are not beside this repository');
    const verdicts = recorded.flatMap((file) =>
      listEvents(readText(file)).map((event) => {
        const isDeleted = 'status' in event && event.status === 'cancelled';
        const { occurrences, skipped } = readGoogle(event);
        const reasons = skipped.map(({ reason }) => reason);
        for (const reason of reasons) expect(reason).toMatch(/^Event \S+ .+\.$/s);
        return isDeleted ? 'deleted' : occurrences.length > 0 ? 'event' : (reasons[0] ?? `nothing: ${file}`);
      }),
    );
    expect(verdicts.filter((verdict) => verdict.startsWith('nothing'))).toEqual([]);
    expect(verdicts.filter((verdict) => verdict.startsWith('Event'))).toEqual([
      'Event fhru34kt6ikmr20knd2456l08n@google.com has no start.',
    ]);
    expect(verdicts.filter((verdict) => verdict === 'event').length).toBeGreaterThanOrEqual(8);
  });

  test('each answer, put in the place of a listing, ends well or for a reason', async (ctx) => {
    if (recorded.length === 0) ctx.skip('the shared payloads are not beside this repository');
    for (const file of recorded) {
      const status = Number(/\/(\d{3})/.exec(file)?.[1] ?? 200);
      const replica = new Replica();
      const { failure } = await replica.sync(tell({ status, text: readText(file) }).api);
      // What has items is taken for a list, whatever kind it says it is.
      const isListing = /(?:events|calendar_list)\.json$/.test(file) && !/cancelled/.test(file);
      // One of them is but the first of several pages.
      const isFirstPage = readText(file).includes('nextPageToken');
      expect([file, failure === null || isFirstPage]).toEqual([file, isListing]);
      expect(failure?.detail ?? '').not.toMatch(/@|https?:/);
    }
  });

  test('a calendar list is read', async (ctx) => {
    const file = recorded.find((name) => name.endsWith('find_calendar_list.json'));
    if (file === undefined) return ctx.skip('the shared payloads are not beside this repository');
    const listing = await listCalendars(tell({ text: readText(file) }).api);
    expect(listing).toMatchObject({ kind: 'calendars' });
    expect(listing.kind === 'calendars' && listing.calendars.map(({ isWritable }) => isWritable)).toContain(
      false,
    );
  });
});

test('the constructed edges are what they should be', (ctx) => {
  if (!existsSync(constructed)) ctx.skip('the shared payloads are not beside this repository');
  const events = listEvents(readFileSync(constructed, 'utf8'));
  const byId = new Map(events.map((event) => [String('id' in event && event.id), event]));
  const find = (id: string): object => byId.get(id) ?? {};
  const of = (id: string) => {
    const { occurrences, skipped } = readGoogle(find(id));
    expect(skipped).toEqual([]);
    return occurrences.map((occurrence) => ({
      ...occurrence,
      span: spans([occurrence])[0],
      isBusy: isBusy(occurrence, ['me@example.com']),
    }));
  };
  expect(of('notitle1')).toMatchObject([{ summary: '', isBusy: true }]);
  expect(of('allday3')).toMatchObject([{ span: '2026-04-03/2026-04-06', isBusy: true }]);
  expect(of('alldaytransp')).toMatchObject([{ isBusy: false }]);
  expect(of('busyonly1')).toMatchObject([{ summary: '', isBusy: true }]);
  expect(of('ooo1')).toMatchObject([{ type: 'out-of-office', isBusy: true }]);
  expect(of('focus1')).toMatchObject([{ type: 'focus', isBusy: true }]);
  for (const id of ['wlhome', 'wloffice', 'wlcustom']) {
    expect(of(id)).toMatchObject([{ type: 'working-location', isBusy: false }]);
  }
  expect(of('gmail1')).toMatchObject([{ type: 'default', location: 'Berlin BER', isBusy: true }]);
  expect(of('omitted1')).toMatchObject([{ attendees: [{ email: 'me@example.com' }], isBusy: true }]);
  expect(of('declined1')).toMatchObject([{ isBusy: false }]);
  expect(of('declined1')[0]?.attendees.map(({ kind }) => kind)).toEqual([
    'individual',
    'individual',
    'room',
    'individual',
  ]);
  expect(of('meet1')).toMatchObject([{ hasConference: true }]);
  expect(of('zero1')).toMatchObject([{ span: '2026-03-30T08:00Z/2026-03-30T08:00Z' }]);
  expect(of('endunspec')).toMatchObject([{ span: '2026-03-30T08:00Z/2026-03-30T09:00Z' }]);
  expect(of('twozones')).toMatchObject([{ span: '2026-03-30T21:30Z/2026-03-30T23:45Z' }]);
  expect(of('gmtoff')).toMatchObject([{ span: '2026-03-30T07:00Z/2026-03-30T08:00Z' }]);
  expect(of('gap1')).toMatchObject([{ span: '2026-03-29T01:30Z/2026-03-29T02:00Z' }]);
  expect(of('fold1')).toMatchObject([{ span: '2026-10-25T01:30Z/2026-10-25T02:30Z' }]);
  expect(of('tentative1')).toMatchObject([{ status: 'tentative', isBusy: true }]);
  // Instances of series that are not in the list stand for themselves.
  for (const [id, span] of [
    ['series2_20260501', '2026-05-01/2026-05-02'],
    ['bday_20260819', '2026-08-19/2026-08-20'],
  ] as const) {
    expect(spans(readGoogle(null, [find(id)]).occurrences)).toEqual([span]);
  }
  const series = readGoogle(find('series1'), [
    find('series1_20260406T080000Z'),
    find('series1_20260420T080000Z'),
  ]);
  expect(spans(series.occurrences).slice(0, 3)).toEqual([
    '2026-03-30T08:00Z/2026-03-30T09:00Z',
    '2026-04-21T13:00Z/2026-04-21T14:00Z',
    '2026-04-27T08:00Z/2026-04-27T09:00Z',
  ]);
  expect(series.occurrences).toHaveLength(12);
});

import { afterEach, describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { openResourceReader, type ResourceReader } from '#main/app/workers/read-resources.ts';
import { calendar, event, starts } from '#tests/main/calendars/ical/reading.ts';

let reader: ResourceReader | null = null;

afterEach(() => {
  reader?.close();
  reader = null;
});

function open(limitMs = 2_000): ResourceReader {
  reader = openResourceReader({
    calendarId: calendarId('c'),
    format: 'ical',
    zone: 'Europe/Amsterdam',
    window: { fromMs: Date.parse('2026-01-01T00:00:00Z'), toMs: Date.parse('2026-02-01T00:00:00Z') },
    limitMs,
  });
  return reader;
}

const resource = (ref: string, text: string): { ref: string; etag: null; text: string } => ({
  ref,
  etag: null,
  text,
});

const weekly = (uid: string): string =>
  calendar(event(`UID:${uid}`, 'DTSTART:20260105T100000Z', 'RRULE:FREQ=WEEKLY;COUNT=3'));

/** One question to the engine of other calendars that takes seconds: nothing inside the thread can interrupt it. */
const stuck = (uid: string): string =>
  calendar(event(`UID:${uid}`, 'DTSTART;VALUE=DATE:19000101', 'RRULE:RSCALE=CHINESE;FREQ=DAILY;BYYEARDAY=1'));

describe('openResourceReader', () => {
  it('reads page after page, each resource by its ref', async () => {
    const opened = open();
    const page = await opened.read([resource('/a.ics', weekly('a')), resource('/b.ics', 'nothing')]);
    expect(page).toMatchObject([
      { ref: '/a.ics', uid: 'a', events: 1, skipped: [] },
      { ref: '/b.ics', uid: null, events: 0, occurrences: [], skipped: [{ uid: null }] },
    ]);
    expect(starts(page[0]?.occurrences ?? [])).toEqual([
      '2026-01-05T10:00Z',
      '2026-01-12T10:00Z',
      '2026-01-19T10:00Z',
    ]);
    expect(await opened.read([])).toEqual([]);
    expect(await opened.read([resource('/c.ics', weekly('c'))])).toMatchObject([{ ref: '/c.ics', uid: 'c' }]);
  });

  it('answers pages asked for at the same time one after the other', async () => {
    const opened = open();
    const pages = await Promise.all(['a', 'b', 'c'].map((uid) => opened.read([resource(uid, weekly(uid))])));
    expect(pages.flat().map(({ ref, uid }) => [ref, uid])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  it('finds the resources that hang, skips them by name, and reads the others', async () => {
    const opened = open(400);
    const page = await opened.read([
      resource('/1', weekly('one')),
      resource('/2', stuck('two')),
      resource('/3', weekly('three')),
      resource('/4', stuck('four')),
      resource('/5', weekly('five')),
    ]);
    expect(page.map(({ ref, uid, occurrences }) => [ref, uid, occurrences.length])).toEqual([
      ['/1', 'one', 3],
      ['/2', 'two', 0],
      ['/3', 'three', 3],
      ['/4', 'four', 0],
      ['/5', 'five', 3],
    ]);
    expect(page[1]?.skipped).toEqual([
      { uid: 'two', reason: 'Event two takes more time or memory to read than one event may.' },
    ]);
    expect(await opened.read([resource('/6', weekly('six'))])).toMatchObject([{ uid: 'six' }]);
  });
});

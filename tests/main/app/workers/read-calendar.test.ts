import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { type ReadCalendar, readCalendarInWorker } from '#main/app/workers/read-calendar.ts';
import { calendar, event } from '#tests/main/calendars/ical/reading.ts';

const DAY_MS = 86_400_000;

async function read(
  text: string,
  { days = 470, ...limits }: { readonly days?: number; readonly limitMs?: number } = {},
): Promise<ReadCalendar> {
  const fromMs = Date.parse('2025-01-01T00:00:00Z');
  const outcome = await readCalendarInWorker(
    {
      source: text,
      calendarId: calendarId('c'),
      name: 'test.ics',
      window: { fromMs, toMs: fromMs + days * DAY_MS },
      zone: 'Europe/Amsterdam',
    },
    limits,
  );
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const series = (uid: string, rule: string): string =>
  event(`UID:${uid}`, 'DTSTART:20200101T100000Z', 'DURATION:PT1H', `RRULE:${rule}`);

const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i).join(',');

const BOMBS = [
  'FREQ=SECONDLY',
  'FREQ=SECONDLY;COUNT=999999999;BYHOUR=3',
  'FREQ=MINUTELY;BYDAY=MO,TU,WE,TH,FR',
  `FREQ=YEARLY;BYMONTH=${numbers(1, 12)};BYMONTHDAY=${numbers(1, 31)};BYHOUR=${numbers(0, 23)};BYMINUTE=${numbers(0, 59)};BYSECOND=${numbers(0, 59)}`,
  `FREQ=MINUTELY;BYSECOND=${numbers(0, 59)};BYSETPOS=-1;COUNT=9999999`,
];

describe('readCalendarInWorker', () => {
  it('reads a calendar', async () => {
    const { name, events, occurrences, skipped } = await read(
      calendar(
        'X-WR-CALNAME:Work',
        series('a', 'FREQ=DAILY;UNTIL=20250103T100000Z'),
        event('UID:b', 'SUMMARY:x'),
      ),
    );
    expect({ name, events, starts: occurrences.length, skipped }).toEqual({
      name: 'Work',
      events: 2,
      starts: 3,
      skipped: [{ uid: 'b', reason: 'Event b has no start.' }],
    });
  });

  it('says what a file is that is no calendar', async () => {
    const outcome = await readCalendarInWorker({
      source: '<!DOCTYPE html>',
      calendarId: calendarId('c'),
      name: 'test.ics',
      window: { fromMs: 0, toMs: 1 },
      zone: 'UTC',
    });
    expect(outcome).toMatchObject({ ok: false, code: 'unreadable' });
  });

  it('reads several at once', async () => {
    const counts = await Promise.all(
      [1, 2, 3].map(
        async (n) => (await read(calendar(series('a', 'FREQ=DAILY')), { days: n })).occurrences.length,
      ),
    );
    expect(counts).toEqual([1, 2, 3]);
  });

  it.each(BOMBS)('keeps the good event beside %s', async (bomb) => {
    const { occurrences, skipped } = await read(calendar(series('bomb', bomb), series('good', 'FREQ=DAILY')));
    expect(occurrences.every(({ uid }) => uid === 'good')).toBe(true);
    expect(occurrences).toHaveLength(470);
    expect(skipped).toEqual([{ uid: 'bomb', reason: 'Event bomb recurs too often to expand within 2 s.' }]);
  });

  it('survives a hundred bombs in one file', async () => {
    const bombs = Array.from({ length: 100 }, (_, i) => series(`bomb${i}`, BOMBS[i % BOMBS.length] ?? ''));
    const started = performance.now();
    const { occurrences, skipped } = await read(calendar(...bombs, series('good', 'FREQ=DAILY')));
    expect(occurrences).toHaveLength(470);
    expect(skipped).toHaveLength(100);
    // A tenth of a second on an idle machine; at 50 ms for each it would be five.
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('lets honest rules be after any number of bombs', async () => {
    const bombs = Array.from({ length: 3_000 }, (_, i) => series(`bomb${i}`, BOMBS[i % BOMBS.length] ?? ''));
    const honest = ['FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=YEARLY;BYWEEKNO=1,20', 'FREQ=DAILY;BYMONTH=2'];
    const { occurrences, skipped } = await read(
      calendar(...bombs, ...honest.map((rule, i) => series(`good${i}`, rule))),
    );
    expect(occurrences.map(({ uid }) => uid).filter((uid) => uid === 'good0')).toHaveLength(15);
    expect(new Set(occurrences.map(({ uid }) => uid)).size).toBe(3);
    // Beyond a thousand they are counted, no longer named.
    expect(skipped).toHaveLength(1_001);
    expect(skipped.at(-1)).toEqual({
      uid: null,
      reason: 'Event list cut here: 2000 more could not be used, or only in part.',
    });
  });

  it('takes a large and honest file for what it is', async () => {
    const single = Array.from({ length: 9_600 }, (_, i) => {
      const start = new Date(Date.parse('2025-01-01T00:00:00Z') + i * 70 * 60_000).toISOString();
      return event(
        `UID:e${i}`,
        `DTSTART:${start.replace(/[-:]|\.\d+/g, '')}`,
        'DURATION:PT1H',
        `SUMMARY:Meeting ${i}`,
        `ATTENDEE;CN="Person ${i % 200}";PARTSTAT=ACCEPTED:mailto:p${i % 200}@example.com`,
      );
    });
    const recurring = Array.from({ length: 400 }, (_, i) => series(`r${i}`, 'FREQ=WEEKLY'));
    const { events, occurrences, skipped } = await read(calendar(...single, ...recurring));
    expect(events).toBe(10_000);
    expect(occurrences.length).toBe(9_600 + 400 * 68);
    expect(skipped).toEqual([]);
  });

  it('stops a thread that makes no progress and reads the rest without the culprit', async () => {
    // One question to the engine of other calendars that takes seconds: nothing inside the thread can interrupt it.
    const stuck = event(
      'UID:stuck',
      'DTSTART;VALUE=DATE:19000101',
      'RRULE:RSCALE=CHINESE;FREQ=DAILY;BYYEARDAY=1',
    );
    const { occurrences, skipped } = await read(calendar(series('good', 'FREQ=DAILY'), stuck), {
      limitMs: 500,
    });
    expect(occurrences).toHaveLength(470);
    expect(skipped).toEqual([
      { uid: 'stuck', reason: 'Event stuck takes more time or memory to read than one event may.' },
    ]);
  });

  it('streams batches out and waits for each to be taken over', async () => {
    let underWay = 0;
    const uids: string[] = [];
    const outcome = await readCalendarInWorker({
      source: new TextEncoder().encode(
        calendar(...Array.from({ length: 40 }, (_, i) => series(`s${i}`, 'FREQ=DAILY'))),
      ),
      calendarId: calendarId('c'),
      name: 'test.ics',
      window: { fromMs: Date.parse('2025-01-01T00:00:00Z'), toMs: Date.parse('2026-01-01T00:00:00Z') },
      zone: 'UTC',
      async onBatch(occurrences) {
        underWay += 1;
        expect(underWay).toBe(1);
        expect(occurrences.length).toBeLessThanOrEqual(500);
        await new Promise((resolve) => setTimeout(resolve, 1));
        uids.push(...occurrences.map(({ uid }) => uid));
        underWay -= 1;
      },
    });
    expect(outcome).toEqual({ ok: true, value: { name: 'test.ics', events: 40, skipped: [] } });
    expect(uids).toHaveLength(40 * 365);
    expect(new Set(uids).size).toBe(40);
  });

  it('goes on behind a thread that was stopped, and hands nothing over twice', async () => {
    const stuck = event(
      'UID:stuck',
      'DTSTART;VALUE=DATE:19000101',
      'RRULE:RSCALE=CHINESE;FREQ=DAILY;BYYEARDAY=1',
    );
    const many = (from: number): string[] =>
      Array.from({ length: 10 }, (_, i) => series(`s${from + i}`, 'FREQ=DAILY'));
    const { occurrences, skipped } = await read(calendar(...many(0), stuck, ...many(10)), { limitMs: 500 });
    expect(occurrences).toHaveLength(20 * 470);
    expect(new Set(occurrences.map(({ uid, recurrenceId }) => `${uid} ${recurrenceId}`)).size).toBe(20 * 470);
    expect(skipped.map(({ uid }) => uid)).toEqual(['stuck']);
  });

  it('fails when a batch cannot be taken over, and reads the next file all the same', async () => {
    const request = {
      source: calendar(series('a', 'FREQ=DAILY')),
      calendarId: calendarId('c'),
      name: 'test.ics',
      window: { fromMs: Date.parse('2025-01-01T00:00:00Z'), toMs: Date.parse('2025-01-03T00:00:00Z') },
      zone: 'UTC',
    };
    const full = readCalendarInWorker({
      ...request,
      onBatch() {
        throw new Error('The disk is full.');
      },
    });
    await expect(full).rejects.toThrow('The disk is full.');
    expect(await readCalendarInWorker(request)).toMatchObject({ ok: true });
  });
});

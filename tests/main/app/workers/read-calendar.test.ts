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
  `FREQ=MINUTELY;BYSECOND=${numbers(0, 59)};BYSETPOS=-1;COUNT=99999`,
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
    const { occurrences, skipped } = await read(calendar(...bombs, series('good', 'FREQ=DAILY')));
    expect(occurrences).toHaveLength(470);
    expect(skipped).toHaveLength(100);
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
    // One question to the engine that takes seconds: nothing inside the thread can interrupt it.
    const stuck = event(
      'UID:stuck',
      'DTSTART:19000101T000000Z',
      `RRULE:FREQ=DAILY;COUNT=99999;BYHOUR=${numbers(0, 23)};BYMINUTE=${numbers(0, 59)};BYSETPOS=-1`,
    );
    const { occurrences, skipped } = await read(calendar(series('good', 'FREQ=DAILY'), stuck), {
      limitMs: 500,
    });
    expect(occurrences).toHaveLength(470);
    expect(skipped).toEqual([{ uid: 'stuck', reason: 'Event stuck recurs too often to expand within 2 s.' }]);
  });
});

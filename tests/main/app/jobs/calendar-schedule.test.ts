import { beforeEach, describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { type CalendarSchedule, createCalendarSchedule } from '#main/app/jobs/calendar-schedule.ts';
import type { LookedAt } from '#main/app/sync-schedule.ts';
import type { Store } from '#main/store/open.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';
import { ownFile } from '#tests/support/store/fill-calendar.ts';

const MINUTE_MS = 60_000;

let nowMs: number;
let zone: string;
let network: string;
let asked: Omit<LookedAt, 'nowMs'>[];
let started: string[];
let tidied: number;
let told: string[];
let schedule: CalendarSchedule;
let store: Store;

const unused = (): never => {
  throw new Error('The schedule does not ask for this.');
};

beforeEach(() => {
  nowMs = Date.parse('2026-06-01T09:00:00Z');
  zone = 'Europe/Amsterdam';
  network = '192.168.1.2/24';
  asked = [];
  started = [];
  tidied = 0;
  told = [];
  store = temporaryStore();
  schedule = createCalendarSchedule({
    store,
    sync: {
      startDue: (when) => void asked.push(when),
      start: async (id) => void started.push(id),
      readFirst: unused,
      cancel: unused,
      settle: unused,
      progressOf: unused,
      stop: unused,
    },
    heavy: { tidyCalendars: async () => (tidied += 1) > 1 },
    moment: () => ({ nowMs, zone, language: 'en', settings: DEFAULT_SETTINGS }),
    clock: () => nowMs,
    changed: (...what) => void told.push(...what),
    inBackground: (work) => void work,
    network: () => network,
  });
  return () => schedule.stop();
});

function tickAfter(ms: number): Omit<LookedAt, 'nowMs'> | undefined {
  nowMs += ms;
  schedule.tick();
  return asked.at(-1);
}

describe('the schedule of the calendars', () => {
  it('has no timer of its own, and looks at the first look after a while', () => {
    schedule.looked();
    expect(asked).toEqual([]);
    tickAfter(0);
    schedule.looked();
    schedule.looked();
    expect(asked).toHaveLength(1);
    tickAfter(60 * MINUTE_MS);
    schedule.looked();
    expect(asked).toHaveLength(3);
    expect(asked.at(-1)?.lookedMs).toBe(nowMs);
  });

  it('reads anew at once what the user’s zone gives its times', () => {
    tickAfter(0);
    tickAfter(20_000);
    expect(tidied).toBe(1);
    zone = 'America/New_York';
    tickAfter(20_000);
    tickAfter(20_000);
    expect(tidied).toBe(2);
  });

  it('knows that the network is back, but not from nothing and not from its loss', () => {
    expect(tickAfter(0)?.isBack).toBe(false);
    network = '';
    expect(tickAfter(20_000)?.isBack).toBe(false);
    network = '10.0.0.7/8';
    expect(tickAfter(20_000)?.isBack).toBe(true);
    expect(tickAfter(20_000)?.isBack).toBe(false);
  });

  it('knows that the machine slept, by the clock or because it is told', () => {
    tickAfter(0);
    expect(tickAfter(5 * MINUTE_MS)?.isBack).toBe(true);
    schedule.woke();
    expect(tickAfter(1)?.isBack).toBe(true);
    expect(tickAfter(-60 * MINUTE_MS)?.isBack).toBe(true);
  });

  it('tidies once an hour, and tells only of what was rolled', async () => {
    tickAfter(0);
    tickAfter(59 * MINUTE_MS);
    await Promise.resolve();
    expect([tidied, told]).toEqual([1, []]);
    tickAfter(MINUTE_MS);
    await Promise.resolve();
    await Promise.resolve();
    expect([tidied, told]).toEqual([2, ['calendars', 'outlook', 'people']]);
  });

  it('looks at watched files when watching begins and after sleep', () => {
    store.calendars.add({ ...ownFile('notes'), kind: 'watched', origin: '/none/notes.ics' }, nowMs);
    tickAfter(0);
    tickAfter(1);
    expect(started).toEqual(['notes']);
    schedule.woke();
    tickAfter(1);
    expect(started).toEqual(['notes', 'notes']);
    store.calendars.remove(calendarId('notes'));
    schedule.woke();
    tickAfter(1);
    expect(started).toHaveLength(2);
  });
});

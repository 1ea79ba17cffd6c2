import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import type { EventTime, Occurrence } from '#main/calendars/event.ts';
import { isoDate } from '#main/kernel/time.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { NEVER_SYNCED } from '#main/store/sync-state.ts';
import { fillCalendar, ownFile } from '#tests/support/store/fill-calendar.ts';
import { temporaryStore } from './temporary.ts';

const work = calendarId('work');
const file = { ...ownFile(work), name: 'Work' };
const content = {
  asOfMs: 1000,
  events: 2,
  skipped: [{ uid: 'x', reason: 'no DTSTART' }],
  window: { startMs: 0, endMs: 9_000_000 },
};
const source = 'BEGIN:VCALENDAR';

const occurrence = (uid: string, time: EventTime): Occurrence => ({
  uid,
  recurrenceId: null,
  calendarId: work,
  summary: `Event ${uid}`,
  location: null,
  hasConference: false,
  status: 'confirmed',
  transparency: 'opaque',
  type: 'default',
  organizer: null,
  attendees: [{ email: 'a@b', name: null, rsvp: 'accepted', kind: 'individual' }],
  time,
  activity: null,
});

const timed = (uid: string, startMs: number, endMs: number): Occurrence =>
  occurrence(uid, { kind: 'timed', startMs, endMs, zone: 'Europe/Amsterdam' });

describe('calendars', () => {
  it('give back what was read', () => {
    const store = temporaryStore();
    const events = [timed('b', 10, 20), timed('a', 10, 20)];
    fillCalendar(store, file, events, { ...content, source });
    const { calendars } = store;
    expect(calendars.list()).toEqual([
      { ...file, ...content, isHome: false, occurrences: 2, sync: NEVER_SYNCED },
    ]);
    expect(calendars.read(work)).toEqual(calendars.list()[0]);
    expect(Buffer.from(calendars.readSource(work) ?? '').toString()).toBe(source);
    expect(calendars.occurrencesIn({ startMs: 0, endMs: 100 })).toEqual(events);
  });

  it('keep every field of an occurrence', () => {
    const store = temporaryStore();
    const full: Occurrence = {
      ...timed('a', 10, 10),
      recurrenceId: '2026-06-04T10:00:00Z',
      location: 'Here',
      hasConference: true,
      status: 'tentative',
      transparency: 'transparent',
      type: 'focus',
      organizer: { email: 'o@b', name: null },
      attendees: [
        { email: 'a@b', name: 'A', rsvp: 'needs-action', kind: 'room' },
        { email: 'c@b', name: null, rsvp: 'declined', kind: 'individual' },
      ],
      activity: 'walk',
    };
    const bare: Occurrence = {
      ...timed('b', 12, 20),
      time: { kind: 'timed', startMs: 12, endMs: 20, zone: null },
    };
    fillCalendar(store, file, [full, bare]);
    expect(store.calendars.occurrencesIn({ startMs: 0, endMs: 100 })).toEqual([full, bare]);
  });

  it('are replaced whole, or not at all', () => {
    const store = temporaryStore();
    const { calendars } = store;
    fillCalendar(store, file, [timed('a', 10, 20), timed('b', 30, 40)]);
    fillCalendar(store, { ...file, name: 'Job' }, [timed('c', 50, 60)]);
    expect(calendars.list()).toMatchObject([{ name: 'Job', occurrences: 1, window: null }]);
    const broken = {
      ...timed('d', 1, 2),
      time: { kind: 'timed', startMs: Number.NaN, endMs: 2, zone: null },
    } as const;
    expect(() => fillCalendar(store, file, [timed('e', 1, 2), broken])).toThrow('start_ms');
    expect(calendars.occurrencesIn({ startMs: 0, endMs: 100 }).map(({ uid }) => uid)).toEqual(['c']);
  });

  it('are removed with their occurrences', () => {
    const store = temporaryStore();
    const { calendars } = store;
    fillCalendar(store, file, [timed('a', 10, 20)]);
    expect([calendars.remove(work), calendars.remove(work)]).toEqual([true, false]);
    expect(calendars.list()).toEqual([]);
    expect(calendars.occurrencesIn({ startMs: 0, endMs: 100 })).toEqual([]);
    expect(calendars.readSource(work)).toBeNull();
  });

  it('know half-open ranges, events without length, and events longer than the range', () => {
    const store = temporaryStore();
    const { calendars } = store;
    fillCalendar(store, file, [
      timed('before', 0, 10),
      timed('long', 0, 99),
      timed('moment', 15, 15),
      timed('after', 20, 30),
    ]);
    const uids = (startMs: number, endMs: number): string[] =>
      calendars.occurrencesIn({ startMs, endMs }).map(({ uid }) => uid);
    expect(uids(10, 20)).toEqual(['long', 'moment']);
    expect(uids(9, 21)).toEqual(['before', 'long', 'moment', 'after']);
  });

  it('give an all-day event for its dates anywhere on Earth', () => {
    const store = temporaryStore();
    const { calendars } = store;
    const day = {
      kind: 'all-day',
      startDate: isoDate('2026-06-04'),
      endDate: isoDate('2026-06-05'),
    } as const;
    fillCalendar(store, file, [occurrence('day', day)]);
    const found = (from: string, to: string): number =>
      calendars.occurrencesIn({ startMs: parseInstant(from), endMs: parseInstant(to) }).length;
    expect(found('2026-06-04T00:00:00+14:00', '2026-06-04T00:15:00+14:00')).toBe(1);
    expect(found('2026-06-04T23:45:00-12:00', '2026-06-05T00:00:00-12:00')).toBe(1);
    expect(found('2026-06-05T12:00:00Z', '2026-06-06T00:00:00Z')).toBe(0);
    expect(found('2026-06-03T00:00:00Z', '2026-06-03T10:00:00Z')).toBe(0);
  });

  it('find ten days among ten thousand events at once', () => {
    const store = temporaryStore();
    const { calendars } = store;
    const HOUR = 3_600_000;
    fillCalendar(
      store,
      file,
      Array.from({ length: 10_000 }, (_, i) => timed(`e${i}`, i * HOUR, (i + 1) * HOUR)),
    );
    const from = 9_700 * HOUR;
    calendars.occurrencesIn({ startMs: from, endMs: from + 240 * HOUR });
    const startedAt = performance.now();
    expect(calendars.occurrencesIn({ startMs: from, endMs: from + 240 * HOUR })).toHaveLength(240);
    expect(performance.now() - startedAt).toBeLessThan(250);
  });
});

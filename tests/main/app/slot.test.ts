import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { readSlot } from '#main/app/slot.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';
import { fillCalendar, ownFile } from '#tests/support/store/fill-calendar.ts';

const WORK = calendarId('work');
const at = (time: string): number => parseInstant(`2026-06-02T${time}:00+02:00`);
const SLOT = { startMs: at('12:00'), endMs: at('13:00') };

const event = (from: string, until: string, changes: Partial<Occurrence> = {}): Occurrence => ({
  uid: 'other',
  recurrenceId: null,
  calendarId: WORK,
  summary: 'Fire drill',
  location: null,
  hasConference: false,
  status: 'confirmed',
  transparency: 'opaque',
  type: 'default',
  organizer: null,
  attendees: [],
  time: { kind: 'timed', startMs: at(from), endMs: at(until), zone: null },
  activity: null,
  ...changes,
});

function ask(occurrence: Occurrence, ignoredCalendars: readonly string[] = []) {
  const store = temporaryStore();
  fillCalendar(store, { ...ownFile(WORK), name: 'Work' }, [occurrence]);
  const settings = { ...DEFAULT_SETTINGS, me: ['me@example.org'], ignoredCalendars };
  return readSlot(store, SLOT, 'mine', { settings, zone: 'Europe/Amsterdam', language: 'en' });
}

describe('readSlot', () => {
  it('is taken by what overlaps, and says by what', () => {
    expect(ask(event('12:30', '12:45'))).toEqual({ isFree: false, title: 'Fire drill' });
    expect(ask(event('12:30', '12:45', { summary: '' }))).toEqual({ isFree: false, title: null });
    const allDay = { kind: 'all-day', startDate: '2026-06-02', endDate: '2026-06-03' } as Occurrence['time'];
    expect(ask(event('00:00', '00:01', { time: allDay })).isFree).toBe(false);
  });

  it.each([
    ['ends when it starts', event('11:00', '12:00')],
    ['starts when it ends', event('13:00', '14:00')],
    ['is the invite itself', event('12:00', '13:00', { uid: 'mine' })],
    ['is marked free', event('12:00', '13:00', { transparency: 'transparent' })],
    ['is cancelled', event('12:00', '13:00', { status: 'cancelled' })],
    [
      'was declined',
      event('12:00', '13:00', {
        attendees: [{ email: 'me@example.org', name: null, rsvp: 'declined', kind: 'individual' }],
      }),
    ],
  ])('is free beside what %s', (_, occurrence) => {
    expect(ask(occurrence)).toEqual({ isFree: true });
  });

  it('does not care for ignored calendars', () => {
    expect(ask(event('12:00', '13:00'), ['Work'])).toEqual({ isFree: true });
  });
});

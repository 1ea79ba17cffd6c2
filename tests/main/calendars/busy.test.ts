import { describe, expect, it } from 'vitest';
import { isoDate } from '#contract/time.ts';
import type { Attendee, EventTime, Occurrence } from '#main/calendars/event.ts';
import { busyIntervals, isBusy, userRsvp } from '#main/calendars/busy.ts';
import { occurrence } from '#tests/main/calendars/occurrence.ts';

const ME = ['me@example.com', 'me@work.example.com'];

const attendee = (email: string, rsvp: Attendee['rsvp']): Attendee => ({
  email,
  name: null,
  rsvp,
  kind: 'individual',
});

const timed = (from: string, to: string): EventTime => ({
  kind: 'timed',
  startMs: Date.parse(from),
  endMs: Date.parse(to),
  zone: null,
});

const allDay = (from: string, to: string): EventTime => ({
  kind: 'all-day',
  startDate: isoDate(from),
  endDate: isoDate(to),
});

describe('userRsvp', () => {
  it('is own where nobody is asked, or not the user', () => {
    expect(userRsvp(occurrence(), ME)).toBe('own');
    expect(userRsvp(occurrence({ attendees: [attendee('priya@example.com', 'declined')] }), ME)).toBe('own');
  });

  it.each(['accepted', 'declined', 'tentative', 'needs-action'] as const)('is the answer: %s', (rsvp) => {
    expect(userRsvp(occurrence({ attendees: [attendee('me@example.com', rsvp)] }), ME)).toBe(rsvp);
  });

  it('is the strongest of several addresses', () => {
    const both = [attendee('me@example.com', 'needs-action'), attendee('me@work.example.com', 'accepted')];
    expect(userRsvp(occurrence({ attendees: both }), ME)).toBe('accepted');
    expect(userRsvp(occurrence({ attendees: both.toReversed() }), ME)).toBe('accepted');
  });

  it('is own for the organiser, unless they declined or are unsure themselves', () => {
    const organizer = { email: 'me@example.com', name: null };
    const answer = (rsvp: Attendee['rsvp']): string =>
      userRsvp(occurrence({ organizer, attendees: [attendee('me@example.com', rsvp)] }), ME);
    expect([answer('needs-action'), answer('accepted'), answer('declined'), answer('tentative')]).toEqual([
      'own',
      'own',
      'declined',
      'tentative',
    ]);
  });
});

describe('isBusy', () => {
  const invited = (rsvp: Attendee['rsvp']): Partial<Occurrence> => ({
    attendees: [attendee('me@example.com', rsvp)],
  });

  it.each<[string, Partial<Occurrence>, boolean]>([
    ['own', {}, true],
    ['accepted', invited('accepted'), true],
    ['tentative', invited('tentative'), true],
    ['unanswered', invited('needs-action'), true],
    ['declined', invited('declined'), false],
    ['tentative itself', { status: 'tentative' }, true],
    ['cancelled', { status: 'cancelled' }, false],
    ['transparent', { transparency: 'transparent' }, false],
    ['working location', { type: 'working-location' }, false],
    ['birthday', { type: 'birthday' }, false],
    ['out of office', { type: 'out-of-office' }, true],
    ['focus', { type: 'focus' }, true],
    ['all-day', { time: allDay('2026-06-04', '2026-06-05') }, true],
  ])('%s: %s', (_, about, busy) => {
    expect(isBusy(occurrence(about), ME)).toBe(busy);
  });
});

describe('busyIntervals', () => {
  const context = { me: ME, zone: 'America/New_York', homeNames: [], offices: ['HQ'] };
  const list = (...abouts: readonly Partial<Occurrence>[]): unknown[] =>
    busyIntervals(abouts.map(occurrence), context).map(({ startMs, endMs, kind, buffered }) => [
      new Date(startMs).toISOString().slice(0, 16),
      new Date(endMs).toISOString().slice(0, 16),
      kind,
      buffered,
    ]);

  it('leaves out what is free', () => {
    expect(list({ transparency: 'transparent' }, { status: 'cancelled' })).toEqual([]);
  });

  it('closes the local days of an all-day event, also of 23 and 25 hours', () => {
    expect(list({ time: allDay('2026-03-07', '2026-03-09') })).toEqual([
      ['2026-03-07T05:00', '2026-03-09T04:00', 'all-day', false],
    ]);
    expect(list({ time: allDay('2026-11-01', '2026-11-02') })).toEqual([
      ['2026-11-01T04:00', '2026-11-02T05:00', 'all-day', false],
    ]);
  });

  it('buffers physical places that are neither home nor office', () => {
    expect(
      list(
        { location: 'Café' },
        { location: 'HQ' },
        { location: 'Home' },
        { location: 'https://zoom.us/j/1' },
      ),
    ).toEqual([
      ['2026-06-04T10:00', '2026-06-04T11:00', 'busy', true],
      ['2026-06-04T10:00', '2026-06-04T11:00', 'busy', false],
      ['2026-06-04T10:00', '2026-06-04T11:00', 'busy', false],
      ['2026-06-04T10:00', '2026-06-04T11:00', 'busy', false],
    ]);
  });

  it('keeps an event of no length only if it is buffered', () => {
    const time = timed('2026-06-04T10:00:00Z', '2026-06-04T10:00:00Z');
    expect(list({ time }, { time, location: 'Café' })).toEqual([
      ['2026-06-04T10:00', '2026-06-04T10:00', 'busy', true],
    ]);
  });

  it('blocks the hours of a short absence and the days of a long one', () => {
    const away = 'out-of-office' as const;
    expect(list({ type: away, time: timed('2026-06-04T13:00:00Z', '2026-06-04T18:59:00Z') })).toEqual([
      ['2026-06-04T13:00', '2026-06-04T18:59', 'away', false],
    ]);
    expect(list({ type: away, time: timed('2026-06-04T13:00:00Z', '2026-06-04T19:00:00Z') })).toEqual([
      ['2026-06-04T04:00', '2026-06-05T04:00', 'away', false],
    ]);
    expect(list({ type: away, time: timed('2026-06-04T13:00:00Z', '2026-06-06T04:00:00Z') })).toEqual([
      ['2026-06-04T04:00', '2026-06-06T04:00', 'away', false],
    ]);
    expect(list({ type: away, time: allDay('2026-06-04', '2026-06-06') })).toEqual([
      ['2026-06-04T04:00', '2026-06-06T04:00', 'away', false],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import type { Attendee, Occurrence } from '#main/calendars/event.ts';
import { openZone } from '#main/kernel/zone.ts';
import { type OfferContext, rankOffers } from '#main/people/offers.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ME = 'me@example.com';
const nowMs = Date.UTC(2026, 0, 5, 9);
const context: OfferContext = {
  me: [ME, 'me.too@example.com'],
  nowMs,
  zone: openZone('Europe/Amsterdam'),
  known: new Set(),
  dismissed: new Set(),
};

const attend = (email: string, more: Partial<Attendee> = {}): Attendee => ({
  email,
  name: null,
  rsvp: 'accepted',
  kind: 'individual',
  ...more,
});

let made = 0;

interface MeetingSketch extends Partial<Omit<Occurrence, 'attendees' | 'time'>> {
  readonly daysAgo?: number;
  readonly hours?: number;
  readonly with: readonly (string | Attendee)[];
}

function meet({ daysAgo = 10, hours = 1, with: others, ...more }: MeetingSketch): Occurrence {
  const startMs = nowMs - daysAgo * DAY_MS;
  made += 1;
  return {
    uid: `meeting-${made}`,
    recurrenceId: null,
    calendarId: calendarId('work'),
    summary: 'Meeting',
    location: null,
    hasConference: false,
    status: 'confirmed',
    transparency: 'opaque',
    type: 'default',
    organizer: { email: ME, name: 'Me' },
    attendees: [attend(ME), ...others.map((other) => (typeof other === 'string' ? attend(other) : other))],
    time: { kind: 'timed', startMs, endMs: startMs + hours * HOUR_MS, zone: null },
    activity: null,
    ...more,
  };
}

const people = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `p${String(i).padStart(2, '0')}@example.com`);

const offered = (occurrences: readonly Occurrence[], more: Partial<OfferContext> = {}): string[] =>
  rankOffers(occurrences, { ...context, ...more }).map(({ email }) => email);

describe('rankOffers', () => {
  it('tells who, how often, how long and when last', () => {
    const ann = attend('ann.de-vries@example.com', { name: 'Ann  de Vries' });
    expect(
      rankOffers(
        [
          meet({ daysAgo: 3, hours: 0.75, with: [ann, 'bo@example.com'] }),
          meet({ daysAgo: 40, hours: 0.5, with: [attend(ann.email, { name: 'Ann Old' })] }),
        ],
        context,
      ),
    ).toEqual([
      {
        email: 'ann.de-vries@example.com',
        name: 'Ann de Vries',
        initials: 'AV',
        meetings: 2,
        hoursTogether: 1.3,
        lastMet: '2026-01-02',
      },
      {
        email: 'bo@example.com',
        name: 'Bo',
        initials: 'B',
        meetings: 1,
        hoursTogether: 0.8,
        lastMet: '2026-01-02',
      },
    ]);
  });

  it('an hour alone counts more than five among seven', () => {
    const town = people(6);
    expect(offered([meet({ hours: 5, with: town }), meet({ with: ['ann@example.com'] })])).toEqual([
      'ann@example.com',
      ...town,
    ]);
    expect(offered([meet({ hours: 7, with: town }), meet({ with: ['ann@example.com'] })]).at(-1)).toBe(
      'ann@example.com',
    );
  });

  it('a meeting of days counts as one of eight hours', () => {
    const [offer] = rankOffers([meet({ hours: 60, with: ['ann@example.com'] })], context);
    expect(offer?.hoursTogether).toBe(8);
  });

  it('names somebody without a name by their address, quotes and repeated addresses being no names', () => {
    const names = [
      attend('jan.de-vries+work@example.com'),
      attend('x1234@example.com', { name: 'X1234@example.com' }),
      attend('kim@example.com', { name: "'Kim Lee'" }),
      attend('007@example.com', { name: ' ' }),
    ];
    expect(
      rankOffers([meet({ with: names })], context)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['007@example.com', 'Jan De Vries', 'Kim Lee', 'X1234']);
  });

  it('counts the organizer who is not among the attendees', () => {
    const organizer = { email: 'ann@example.com', name: 'Ann' };
    expect(rankOffers([meet({ organizer, with: [] })], context)).toMatchObject([
      { name: 'Ann', meetings: 1 },
    ]);
    expect(offered([meet({ organizer, with: [attend('ann@example.com', { rsvp: 'declined' })] })])).toEqual(
      [],
    );
  });

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['a birthday', { type: 'birthday' }],
    ['out of office', { type: 'out-of-office' }],
    ['still to come', { daysAgo: -1 }],
    ['not over yet', { daysAgo: 0.01 }],
    ['longer ago than a year', { daysAgo: 367 }],
  ] as const)('leaves out what is %s', (_, more) => {
    expect(offered([meet({ with: ['ann@example.com'], ...more })])).toEqual([]);
  });

  it('leaves out all-day events and what the user declined', () => {
    const allDay: Occurrence = {
      ...meet({ with: ['ann@example.com'] }),
      time: { kind: 'all-day', startDate: context.zone.dateOf(nowMs), endDate: context.zone.dateOf(nowMs) },
    };
    const declined: Occurrence = {
      ...meet({ with: [] }),
      organizer: { email: 'ann@example.com', name: null },
      attendees: [attend(ME, { rsvp: 'declined' }), attend('ann@example.com')],
    };
    expect(offered([allDay, declined])).toEqual([]);
  });

  it('leaves out who declined, rooms, lists, machines, the user, and what nobody could write to', () => {
    const others = [
      attend('declined@example.com', { rsvp: 'declined' }),
      attend('oost@example.com', { kind: 'room' }),
      attend('beamer@example.com', { kind: 'resource' }),
      attend('leads@example.com', { kind: 'group' }),
      attend('me.too@example.com'),
      attend('x@resource.calendar.google.com'),
      attend('team@example.com'),
      attend('not an address'),
      attend('ann@example.com'),
    ];
    expect(offered([meet({ with: others })])).toEqual(['ann@example.com']);
  });

  it('leaves out meetings to which more than thirty people were invited', () => {
    expect(offered([meet({ with: people(29) })], { limit: 100 })).toHaveLength(29);
    expect(offered([meet({ with: people(30) })], { limit: 100 })).toEqual([]);
    const declined = people(30).map((email) => attend(email, { rsvp: 'declined' }));
    expect(offered([meet({ with: [...declined, 'ann@example.com'] })])).toEqual([]);
  });

  it('leaves out whom the user has or does not want, and still fills the twelve', () => {
    const all = people(20);
    const known = new Set(all.slice(0, 3));
    const dismissed = new Set(all.slice(3, 5));
    expect(offered([meet({ with: all })], { known, dismissed })).toEqual(all.slice(5, 17));
  });

  it('a meeting that stands in two calendars counts once', () => {
    const meeting = meet({ with: ['ann@example.com'] });
    const copy = { ...meeting, calendarId: calendarId('private') };
    expect(rankOffers([meeting, copy], context)).toMatchObject([{ meetings: 1, hoursTogether: 1 }]);
  });

  it('the order of the calendar does not matter', () => {
    const meetings = [
      meet({ with: ['ann@example.com', 'bo@example.com'] }),
      meet({ with: ['bo@example.com', 'cy@example.com'] }),
      meet({ with: ['cy@example.com', 'ann@example.com'] }),
      meet({ with: people(5) }),
    ];
    const expected = rankOffers(meetings, context);
    fc.assert(
      fc.property(fc.shuffledSubarray(meetings, { minLength: meetings.length }), (shuffled) => {
        expect(rankOffers(shuffled, context)).toEqual(expected);
      }),
    );
  });
});

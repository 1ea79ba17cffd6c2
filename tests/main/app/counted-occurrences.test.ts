import { describe, expect, test } from 'vitest';
import type { CalendarRole } from '#contract/calendars.ts';
import { calendarId, LOCAL_CALENDAR } from '#contract/ids.ts';
import type { Settings } from '#contract/settings.ts';
import type { Language } from '#contract/vocabulary.ts';
import { readCounted } from '#main/app/counted-occurrences.ts';
import { listOffers } from '#main/app/heavy/list-offers.ts';
import { planWeek } from '#main/app/heavy/plan-week.ts';
import { planJson, situationJson } from '#main/app/plan-json.ts';
import { readSlot } from '#main/app/slot.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { isoDate } from '#main/kernel/time.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import type { Store } from '#main/store/open.ts';
import { occurrence } from '#tests/main/calendars/occurrence.ts';
import { openAppWorld } from './app-world.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';
import { fillCalendar, ownFile } from '#tests/support/store/fill-calendar.ts';

const ME = 'me@example.org';
const ZONE = 'Europe/Amsterdam';
const NOW = parseInstant('2026-06-01T09:00:00+02:00');
const HORIZON = { startMs: NOW, endMs: NOW + 12 * 86_400_000 };
const settings: Settings = { ...DEFAULT_SETTINGS, me: [ME], country: null };

/** On the local clock of Amsterdam in June. */
const at = (from: string, until: string): Occurrence['time'] => ({
  kind: 'timed',
  startMs: parseInstant(`${from}:00+02:00`),
  endMs: parseInstant(`${until}:00+02:00`),
  zone: null,
});

const allDay = (startDate: string, endDate: string): Occurrence['time'] =>
  // The tests write plain dates.
  ({ kind: 'all-day', startDate, endDate }) as Occurrence['time'];

function fill(
  store: Store,
  id: string,
  role: CalendarRole,
  occurrences: readonly Partial<Occurrence>[],
): void {
  fillCalendar(
    store,
    { ...ownFile(id), role },
    occurrences.map((about, i) => occurrence({ uid: `${id}-${i}`, calendarId: calendarId(id), ...about })),
  );
}

const read = (store: Store, changes: Partial<Settings> = {}) =>
  readCounted(store, HORIZON, { settings: { ...settings, ...changes }, language: 'en', exceptUid: null });

const plan = (store: Store, language: Language = 'en') =>
  planWeek(store, { nowMs: NOW, zone: ZONE, language, settings, shown: null });

const SECRET: Partial<Occurrence> = {
  uid: 'topsecret@example.org',
  summary: 'Topsecret appointment',
  location: 'Topsecret clinic, Amsterdam',
  organizer: { email: 'topsecret@example.org', name: 'Topsecret' },
  attendees: [
    { email: ME, name: null, rsvp: 'accepted', kind: 'individual' },
    { email: 'ada@example.org', name: 'Dr. Topsecret', rsvp: 'accepted', kind: 'individual' },
  ],
};

describe('a household calendar', () => {
  function secretive(): Store {
    const store = temporaryStore();
    fill(store, 'family', 'household', [
      { ...SECRET, time: at('2026-06-02T12:00', '2026-06-02T13:00') },
      { ...SECRET, uid: 'topsecret-2', time: at('2026-05-20T19:00', '2026-05-20T21:00') },
      { ...SECRET, uid: 'topsecret-3', time: allDay('2026-06-03', '2026-06-04') },
      {
        ...SECRET,
        uid: 'topsecret-4',
        transparency: 'transparent',
        time: allDay('2026-06-04', '2026-06-05'),
      },
    ]);
    return store;
  }

  test('blocks, under a neutral word in the user’s language', () => {
    const store = secretive();
    const [, tuesday, wednesday, thursday] = plan(store).week.days;
    expect(tuesday?.busy).toEqual([{ span: { from: 720, until: 780 }, title: 'Household', kind: 'busy' }]);
    expect(tuesday?.openings.some(({ from, until }) => from < 780 && until > 720)).toBe(false);
    expect(wednesday?.openings).toEqual([]);
    expect([thursday?.busy, thursday?.allDay]).toEqual([[], []]);
    expect(plan(store, 'nl').week.days[1]?.busy).toMatchObject([{ title: 'Thuis' }]);
  });

  test('is in the way of an invite, and is not named', () => {
    const slot = {
      startMs: parseInstant('2026-06-02T12:30:00+02:00'),
      endMs: parseInstant('2026-06-02T13:30:00+02:00'),
    };
    expect(readSlot(secretive(), slot, 'mine', { settings, zone: ZONE, language: 'nl' })).toEqual({
      isFree: false,
      title: 'Thuis',
    });
  });

  test('is never content: in no view, offer, touch, plan or JSON', () => {
    const store = secretive();
    const ada = toPerson({ name: 'Ada', emails: ['ada@example.org'] }, { today: isoDate('2026-01-01') });
    store.people.save(ada);
    const { plan: made, week } = plan(store);
    const told = [
      week.days,
      week.headline,
      week.proposals,
      week.warnings,
      listOffers(store, { nowMs: NOW, zone: ZONE, language: 'en', settings }),
      made.busy,
      made.fixed,
      made.book.getTogethers,
      [...made.book.touchesByPerson.values()],
      planJson(
        made,
        { calendars: [], forecast: null, warnings: [] },
        { language: 'en', withCandidates: true },
      ),
      situationJson(made, NOW),
      read(store),
    ];
    expect(JSON.stringify(told)).not.toMatch(/topsecret/i);
    expect(made.book.touchesByPerson.get(ada.id)).toEqual([]);
    expect(made.book.bookedOn.size).toBe(0);
  });

  test('an event that is the user’s own too is theirs, once', () => {
    const store = secretive();
    fill(store, 'work', 'own', [{ ...SECRET, time: at('2026-06-02T12:00', '2026-06-02T13:00') }]);
    expect(plan(store).week.days[1]?.busy.map(({ title }) => title)).toEqual(['Topsecret appointment']);
  });
});

describe('a calendar of holidays', () => {
  test('its all-day events are days off with a name, and neither block nor count', () => {
    const store = temporaryStore();
    fill(store, 'nl', 'holidays', [
      { summary: 'Pinksteren', time: allDay('2026-06-03', '2026-06-04') },
      { summary: 'Timed', time: at('2026-06-02T12:00', '2026-06-02T13:00') },
    ]);
    const { days } = plan(store).week;
    expect(days[2]).toMatchObject({
      dayOff: true,
      holiday: 'Pinksteren',
      workHours: null,
      busy: [],
      allDay: [],
    });
    expect(days[2]?.openings).toEqual([{ from: 600, until: 1320 }]);
    expect(days[1]).toMatchObject({ dayOff: false, holiday: null, busy: [] });
    expect(read(store).occurrences).toEqual([]);
  });

  test('where both know a day, the country names it; an ignored calendar knows none', () => {
    const store = temporaryStore();
    fill(store, 'nl', 'holidays', [{ summary: 'Xmas', time: allDay('2026-12-25', '2026-12-26') }]);
    const nowMs = parseInstant('2026-12-24T09:00:00+01:00');
    const ask = (changes: Partial<Settings>) =>
      planWeek(store, {
        nowMs,
        zone: ZONE,
        language: 'en',
        settings: { ...settings, ...changes },
        shown: null,
      }).week.days[1]?.holiday;
    expect(ask({})).toBe('Xmas');
    expect(ask({ country: 'NL' })).toBe('Kerstmis');
    expect(ask({ ignoredCalendars: ['nl'] })).toBeNull();
  });
});

describe('counting once', () => {
  const lunch: Partial<Occurrence> = {
    uid: 'lunch',
    summary: 'Lunch',
    location: 'Café',
    time: at('2026-06-02T12:00', '2026-06-02T13:00'),
    attendees: [{ email: 'ada@example.org', name: 'Ada', rsvp: 'accepted', kind: 'individual' }],
  };

  test('an event in two calendars is one block, and blocks as the copy with the answer does', () => {
    const store = temporaryStore();
    fill(store, 'a', 'own', [lunch]);
    fill(store, 'b', 'own', [
      { ...lunch, attendees: [{ email: ME, name: null, rsvp: 'declined', kind: 'individual' }] },
    ]);
    fill(store, 'c', 'own', [lunch]);
    const [, tuesday] = plan(store).week.days;
    expect(tuesday?.busy).toEqual([]);
  });

  test('time together is counted once among the offers', () => {
    const store = temporaryStore();
    const past = { ...lunch, time: at('2026-05-20T12:00', '2026-05-20T13:00') };
    fill(store, 'a', 'own', [past]);
    fill(store, 'b', 'own', [past]);
    expect(listOffers(store, { nowMs: NOW, zone: ZONE, language: 'en', settings })).toMatchObject([
      { email: 'ada@example.org', meetings: 1, hoursTogether: 1 },
    ]);
  });

  test('an event that was moved away does not stand in the way where a copy is behind', () => {
    const store = temporaryStore();
    const organizer = { email: ME, name: null };
    fill(store, 'a', 'own', [{ ...lunch, organizer, time: at('2026-06-04T12:00', '2026-06-04T13:00') }]);
    fill(store, 'b', 'own', [lunch]);
    const slot = {
      startMs: parseInstant('2026-06-02T12:00:00+02:00'),
      endMs: parseInstant('2026-06-02T13:00:00+02:00'),
    };
    expect(readSlot(store, slot, 'mine', { settings, zone: ZONE, language: 'en' })).toEqual({ isFree: true });
  });

  test('of an event without UID both are kept', () => {
    const store = temporaryStore();
    fill(store, 'a', 'own', [{ ...lunch, uid: 'no-uid-1' }]);
    fill(store, 'b', 'own', [{ ...lunch, uid: 'no-uid-1' }]);
    expect(plan(store).week.days[1]?.busy).toHaveLength(2);
  });

  test('our own event yields to the one on the server', () => {
    const store = temporaryStore();
    fillCalendar(store, { ...ownFile(LOCAL_CALENDAR), kind: 'local' }, [
      occurrence({ ...lunch, calendarId: LOCAL_CALENDAR }),
    ]);
    fillCalendar(store, { ...ownFile('server'), kind: 'caldav' }, [
      occurrence({ ...lunch, calendarId: calendarId('server'), summary: 'Lunch with Ada' }),
    ]);
    expect(read(store).occurrences).toMatchObject([{ calendarId: 'server', summary: 'Lunch with Ada' }]);
  });

  test('an invite is a card, and its copies in the household and on the server are no blocks beside it', async () => {
    await using world = await openAppWorld();
    await world.call('sample.load', {});
    const [first] = (await world.call('outlook.read', {})).proposals;
    if (first === undefined) throw new Error('The sample week has no idea.');
    await world.call('proposals.invite', { proposalId: first.id });
    const own = world.store.calendars
      .occurrencesIn(HORIZON)
      .find(({ calendarId: id }) => id === LOCAL_CALENDAR);
    if (own === undefined) throw new Error('The invite is in no calendar.');
    for (const [id, about] of [
      ['server', { kind: 'caldav', role: 'own' }],
      ['family', { kind: 'feed', role: 'household' }],
    ] as const) {
      fillCalendar(world.store, { ...ownFile(id), ...about }, [{ ...own, calendarId: calendarId(id) }]);
    }
    await world.call('calendars.change', { calendarId: calendarId('family'), name: 'Family' });
    const { days, invites } = await world.call('outlook.read', {});
    expect(invites).toMatchObject([{ date: first.date }]);
    const busy = days.find(({ date }) => date === first.date)?.busy ?? [];
    expect(busy.filter(({ span }) => span.from < first.span.until && span.until > first.span.from)).toEqual(
      [],
    );
  });
});

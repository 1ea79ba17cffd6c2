import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { recordOf } from '#main/calendars/google/json.ts';
import { applyCalendarCopy } from '#main/invites/calendar-news.ts';
import { readGoogleCopy, readStoredCopy } from '#main/invites/google/copy-reading.ts';
import type { GoogleEvent } from '#main/invites/google/event.ts';
import { writeChange, writeNewEvent, writeWhole } from '#main/invites/google/event-writing.ts';
import { holdsStep } from '#main/invites/invite-calendar.ts';
import { answerOf, type InviteRecord } from '#main/invites/invite.ts';
import { joost, NOW, priya, THURSDAY_18 } from '../fixtures.ts';
import { creating, EVENT_ID, moved } from './google-world.ts';

const HOUR = 3_600_000;
const PLACE = { ref: creating.calendar!.ref, etag: null };

/** After it has arrived. */
const sent: InviteRecord = {
  ...creating,
  calendar: { ...creating.calendar!, copy: { state: 'written', attempts: 1, detail: null } },
};
const written = (record: InviteRecord = sent): GoogleEvent => recordOf(writeNewEvent(record, EVENT_ID));
const read = (event: GoogleEvent, record: InviteRecord = sent) => readGoogleCopy(event, PLACE, record);
const notice = (record: InviteRecord, event: GoogleEvent, nowMs = NOW + HOUR): InviteRecord => {
  const copy = read(event, record);
  if (copy === null) throw new Error('It cannot be read.');
  return applyCalendarCopy(record, { calendarId: record.calendar!.calendarId, copy }, nowMs);
};
const guests = (...responses: readonly Record<string, unknown>[]): GoogleEvent => ({
  ...written(),
  attendees: [priya, joost].map(({ email }, i) => ({
    email,
    responseStatus: 'needsAction',
    ...responses[i],
  })),
});

describe('the event of an invite, as Google gives it', () => {
  it.each(['constructor', 'toString', '__proto__'])('has no answer in the word %s', (responseStatus) => {
    expect(read(guests({ responseStatus }))?.attendees[0]?.rsvp).toBe('needs-action');
  });

  it('is what was written', () => {
    expect(read(written())).toMatchObject({
      interval: sent.content.interval,
      mark: 'inv-1.0',
      sequence: 0,
      isCancelled: false,
      listsAllGuests: true,
      attendees: [
        { email: priya.email, rsvp: 'needs-action', comment: null },
        { email: joost.email, rsvp: 'needs-action', comment: null },
      ],
    });
  });

  it.each([
    [{ dateTime: '2026-06-04T16:00:00Z' }, THURSDAY_18],
    [{ dateTime: '2026-06-04T18:00:00+02:00' }, THURSDAY_18],
    [{ dateTime: '2026-06-04T18:00:00', timeZone: 'Europe/Amsterdam' }, THURSDAY_18],
    [{ dateTime: '2026-06-04T12:00:00', timeZone: 'America/New_York' }, THURSDAY_18],
    [{ dateTime: '2026-06-04T18:00:00' }, THURSDAY_18],
    [{ date: '2026-06-04' }, THURSDAY_18 - 18 * HOUR],
    [{ date: '2026-06-04', dateTime: null, timeZone: 'nowhere' }, THURSDAY_18 - 18 * HOUR],
  ])('begins where %o says', (start, startMs) => {
    expect(read({ ...written(), start })?.interval.startMs).toBe(startMs);
  });

  it.each([{}, { dateTime: 'soon' }, { date: '2026-99-99' }, null, 7])(
    'cannot be read where it begins at %o',
    (start) => {
      expect(read({ ...written(), start })).toBeNull();
    },
  );

  it('lists neither the user nor rooms among the guests, and knows who may be left out', () => {
    const attendees = [
      { email: 'alex@example.com', self: true, organizer: true, responseStatus: 'accepted' },
      { email: 'room@resource.calendar.google.com', resource: true },
      { email: 'PRIYA@example.org', responseStatus: 'tentative', comment: 'After\nsix?' },
    ];
    expect(read({ ...written(), attendees, attendeesOmitted: true })).toMatchObject({
      attendees: [{ email: priya.email, rsvp: 'tentative', comment: 'After six?' }],
      listsAllGuests: false,
    });
  });

  it('that was deleted needs no more than an id', () => {
    expect(read({ id: EVENT_ID, status: 'cancelled' })).toMatchObject({ isCancelled: true, mark: null });
  });

  it('of somebody else is none', () => {
    const other = { extendedProperties: { private: { goldenHourUid: 'other@golden-hour' } } };
    expect(read({ ...written(), ...other })).toBeNull();
    const strange = { ...written(), extendedProperties: {}, attendees: [], start: { date: '2027-01-01' } };
    expect(read(strange)).toBeNull();
  });

  it('is found in what a synchronisation stored', () => {
    const text = JSON.stringify({ master: written(), exceptions: [] });
    expect(readStoredCopy({ ref: PLACE.ref, text }, sent)?.mark).toBe('inv-1.0');
    expect(readStoredCopy({ ref: PLACE.ref, text: '{"master":null,"exceptions":[]}' }, sent)).toBeNull();
    expect(readStoredCopy({ ref: PLACE.ref, text: '<html>' }, sent)).toBeNull();
  });

  test('whatever a server gives is read or is none, and never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'id',
            'status',
            'start',
            'end',
            'attendees',
            'sequence',
            'extendedProperties',
            'etag',
            'x',
          ),
          fc.oneof(fc.jsonValue(), fc.constant({ dateTime: '2026-06-04T16:00:00Z' })),
        ),
        (event) => {
          const copy = read(event);
          const { startMs, endMs } = copy?.interval ?? sent.content.interval;
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(() => writeWhole(event, writeChange(event, moved(sent)))).not.toThrow();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('which step lies there, on a server that drops our marks', () => {
  const unmarked = (record: InviteRecord): GoogleEvent => ({ ...written(record), extendedProperties: null });
  const step = moved(sent);

  it('the one whose times it has', () => {
    expect(holdsStep(read(unmarked(step), step)!, step)).toBe(true);
    expect(holdsStep(read({ ...unmarked(step), sequence: null }, step)!, step)).toBe(true);
    const old = read(unmarked(sent), step)!;
    expect(old.mark).toBe('inv-1.0');
    expect(holdsStep(old, step)).toBe(false);
  });
});

describe('what comes back', () => {
  test('field bug 6: own writing, 1,000 times: no growth, no change', () => {
    let current = sent;
    let event = written();
    const size = JSON.stringify(event).length;
    for (let round = 0; round < 1_000; round++) {
      current = notice(current, event, NOW + HOUR + round);
      event = recordOf(writeWhole(event, writeChange(event, sent)));
    }
    // The very same object: nothing was there to be written.
    expect(current).toBe(sent);
    expect(JSON.stringify(event).length).toBeLessThan(size + 100);
    expect(writeChange(event, sent).concernsGuests).toBe(false);
  });

  it('is the answer of a guest with what they wrote', () => {
    const declined = notice(sent, guests({ responseStatus: 'declined', comment: 'Away that week' }));
    expect(answerOf(declined, priya.email)).toMatchObject({
      answer: 'declined',
      comment: 'Away that week',
      via: 'calendar',
    });
    expect(notice(declined, guests({ responseStatus: 'declined', comment: 'Away that week' }))).toBe(
      declined,
    );
  });

  it("is that a guest was taken off the list, who is nobody's guest any more", () => {
    const event = { ...written(), attendees: [{ email: joost.email }] };
    const left = notice(sent, event);
    expect(left.content.guests).toEqual([joost]);
    expect(notice(left, event)).toBe(left);
  });

  it.each([
    ['a list that may be shortened', { attendeesOmitted: true, attendees: [{ email: joost.email }] }],
    ['no list at all', { attendees: undefined }],
    ['nobody left', { attendees: [] }],
    [
      'somebody under another address',
      { attendees: [{ email: joost.email }, { email: 'priya@work.example' }] },
    ],
  ])('drops nobody for %s', (_name, change) => {
    expect(notice(sent, { ...written(), ...change }).content.guests).toEqual([priya, joost]);
  });
});

describe('what is written', () => {
  it('shows what people wrote as the text that it is', () => {
    const text = 'See <a href="https://evil.example">this</a> & bring < 3 friends';
    const edited = { ...sent, content: { ...sent.content, edited: { subject: 'S', text } } };
    expect(writeNewEvent(edited, EVENT_ID).description).toBe(
      'See < a href="https://evil.example">this< /a> & bring < 3 friends',
    );
  });

  it('takes back a text about the old time, if it is still there as it was', () => {
    const before = {
      ...sent,
      content: { ...sent.content, edited: { subject: 'S', text: 'Thursday at six!' } },
    };
    const step: InviteRecord = { ...moved(before), content: { ...moved(before).content, edited: null } };
    expect(writeChange(written(before), step).body.description).toContain('Would you like to join me?');
    const others = { ...written(before), description: 'Bring wood.' };
    expect(writeChange(others, step).body).not.toHaveProperty('description');
  });

  it('gives a server what it forgot of a deleted event, and no more', () => {
    const sparse = writeChange({ id: EVENT_ID, status: 'cancelled' }, sent);
    expect(sparse.body).toMatchObject({
      status: 'confirmed',
      summary: 'Grill at home with Alex, Priya and Joost',
    });
    expect(sparse.body.attendees).toHaveLength(2);
    expect(sparse.concernsGuests).toBe(true);
    const whole = writeChange({ ...written(), summary: 'Renamed', status: 'cancelled' }, sent);
    expect(whole.body).not.toHaveProperty('summary');
    expect(whole.body).not.toHaveProperty('attendees');
  });
});

import { describe, expect, it, test } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import { applyCalendarCopy } from '#main/invites/calendar-news.ts';
import { cancelInvite, moveInvite, sendAnyway, undoStep } from '#main/invites/changes.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import { writeMovedCopy, writeNewCopy } from '#main/invites/copy-writing.ts';
import { type CalendarCopy, markOf } from '#main/invites/invite-calendar.ts';
import { answerOf, type InviteRecord, type Teller } from '#main/invites/invite.ts';
import { FRIDAY_18, NOW, joost, priya, sent } from './fixtures.ts';
import { unwrap } from './outbox-world.ts';

const HOUR = 3_600_000;
const HOME = calendarId('home');
const LATER = NOW + HOUR;
const friday = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };

const sentBy = (teller: Teller): InviteRecord => ({
  ...sent,
  route: 'calendar',
  calendar: {
    calendarId: HOME,
    ref: 'https://cal.example.com/home/inv-1@golden-hour.ics',
    etag: '"1"',
    teller,
    copy: { state: 'written', attempts: 1, detail: null },
    mayBeThere: true,
    seen: {},
  },
  state: { kind: teller === 'handed-over' ? 'handed-over' : 'sent', atMs: NOW },
});

const copyOf = (record: InviteRecord, change: Partial<CalendarCopy> = {}): CalendarCopy => ({
  ref: record.calendar!.ref,
  etag: '"1"',
  sequence: record.sequence,
  interval: record.content.interval,
  isCancelled: false,
  mark: markOf(record),
  attendees: record.content.guests.map(({ email }) => ({ email, rsvp: 'needs-action', comment: null })),
  listsAllGuests: false,
  unreached: [],
  source: '',
  ...change,
});

const answering = (email: string, rsvp: Rsvp, comment: string | null = null) => [{ email, rsvp, comment }];

/** As it is found in the calendar into which it was written. */
const notice = (record: InviteRecord, copy: CalendarCopy | null, nowMs: number): InviteRecord =>
  applyCalendarCopy(record, copy === null ? null : { calendarId: HOME, copy }, nowMs);

describe('field bug 6: what was written comes back', () => {
  test.each(['server', 'smtp', 'handed-over'] as const)(
    '1,000 rounds, no growth, no write (%s)',
    (teller) => {
      const record = sentBy(teller);
      let current = record;
      let text = writeNewCopy(record);
      for (let round = 0; round < 1_000; round++) {
        const copy = readCopy(
          { ref: record.calendar!.ref, etag: `"${round}"`, text },
          { uid: record.uid, zone: 'Europe/Amsterdam' },
        );
        expect(copy).not.toBeNull();
        current = notice(current, copy, LATER + round);
      }
      // The very same object: nothing was there to be written.
      expect(current).toBe(record);
      for (let round = 0; round < 50; round++) text = writeMovedCopy(text, record);
      expect(text.length).toBeLessThan(writeNewCopy(record).length + 100);
      expect(text).toBe(writeMovedCopy(text, record));
    },
  );
});

describe('answers', () => {
  it('count once, with what was written beside them, until they change', () => {
    const record = sentBy('server');
    const copy = copyOf(record, { attendees: answering(priya.email, 'accepted', 'Gladly') });
    const answered = notice(record, copy, LATER);
    expect(answerOf(answered, priya.email)).toMatchObject({
      answer: 'accepted',
      comment: 'Gladly',
      via: 'calendar',
    });
    expect(notice(answered, copy, LATER + 1)).toBe(answered);
    const declined = notice(
      answered,
      copyOf(record, { attendees: answering(priya.email, 'declined') }),
      LATER + 2,
    );
    expect(answerOf(declined, priya.email)?.answer).toBe('declined');
  });

  it('of the user’s own word are not undone by what the calendar goes on saying', () => {
    const record = sentBy('server');
    const copy = copyOf(record, { attendees: answering(priya.email, 'accepted') });
    const answered = notice(record, copy, LATER);
    const tapped: InviteRecord = {
      ...answered,
      answers: answered.answers.map((answer) => ({ ...answer, answer: 'declined', via: 'tap' })),
    };
    expect(notice(tapped, copy, LATER + 1)).toBe(tapped);
  });

  it('that were given to the old time say nothing of the new one', () => {
    const record = sentBy('server');
    const answered = notice(record, copyOf(record, { attendees: answering(priya.email, 'accepted') }), LATER);
    const moved: InviteRecord = {
      ...unwrap(moveInvite(answered, friday, LATER)),
      state: { kind: 'sent', atMs: LATER },
    };
    const done: InviteRecord = {
      ...moved,
      settled: null,
      calendar: { ...moved.calendar!, copy: { state: 'written', attempts: 1, detail: null } },
      deliveries: moved.deliveries.map((delivery) => ({ ...delivery, state: 'delivered' })),
    };
    const kept = notice(done, copyOf(done, { attendees: answering(priya.email, 'accepted') }), LATER + 1);
    expect(answerOf(kept, priya.email)).toBeNull();
    const reset = notice(
      done,
      copyOf(done, { attendees: answering(priya.email, 'needs-action') }),
      LATER + 2,
    );
    const again = notice(reset, copyOf(done, { attendees: answering(priya.email, 'accepted') }), LATER + 3);
    expect(answerOf(again, priya.email)?.answer).toBe('accepted');
  });

  it('of strangers are nobody’s', () => {
    const record = sentBy('server');
    const copy = copyOf(record, { attendees: answering('eve@example.org', 'accepted') });
    expect(notice(record, copy, LATER)).toBe(record);
  });
});

describe('another time, by another program', () => {
  it('on a server that tells guests: the record follows', () => {
    const record = sentBy('server');
    const followed = notice(record, copyOf(record, { interval: friday, sequence: 3 }), LATER);
    expect(followed).toMatchObject({ state: { kind: 'sent' }, sequence: 3, content: { interval: friday } });
    expect(calendarEventOf(followed)).toMatchObject({ time: { startMs: FRIDAY_18 } });
    expect(notice(followed, copyOf(record, { interval: friday, sequence: 3 }), LATER)).toBe(followed);
  });

  it.each(['smtp', 'handed-over'] as const)(
    'elsewhere (%s): shown at once, and asked whether guests hear of it',
    (teller) => {
      const record = sentBy(teller);
      const copy = copyOf(record, { interval: friday, sequence: 1, mark: null });
      const asking = notice(record, copy, LATER);
      expect(asking).toMatchObject({
        state: { kind: 'still-send', problem: { kind: 'moved', startMs: FRIDAY_18 } },
        sequence: 1,
        step: 'move',
        content: { interval: friday },
      });
      expect(notice(asking, copy, LATER + 1)).toBe(asking);
      const back = notice(asking, copyOf(record), LATER + 2);
      expect(back).toMatchObject({ state: record.state, content: record.content, sequence: 0 });
      expect(unwrap(sendAnyway(asking, LATER)).state.kind).toBe('sending');
    },
  );

  it.each(['smtp', 'handed-over'] as const)('left as it is (%s): followed, and nobody is told', (teller) => {
    const record = sentBy(teller);
    const copy = copyOf(record, { interval: friday, sequence: 1, mark: null });
    const left = unwrap(undoStep(notice(record, copy, LATER), LATER + 1));
    expect(left).toMatchObject({
      state: record.state,
      step: record.step,
      sequence: record.sequence,
      content: { interval: friday },
      settled: null,
    });
    expect(left.deliveries).toEqual(record.deliveries);
    expect(calendarEventOf(left)).toMatchObject({ time: { startMs: FRIDAY_18 } });
    expect(notice(left, copy, LATER + 2)).toBe(left);
    const asking = notice(left, copyOf(record, { sequence: 2, mark: null }), LATER + 3);
    expect(asking.state).toMatchObject({ problem: { kind: 'moved' } });
    expect(
      unwrap(cancelInvite(left, LATER)).deliveries.filter(({ state }) => state === 'pending'),
    ).toHaveLength(2);
  });

  it('is not what an old reading says after our own move', () => {
    const record = sentBy('server');
    const moved: InviteRecord = { ...record, sequence: 1, content: { ...record.content, interval: friday } };
    expect(notice(moved, copyOf(record), LATER)).toBe(moved);
  });
});

describe('a deletion, by another program', () => {
  it.each(['server', 'smtp'] as const)('is shown, frees the slot, and waits for the user (%s)', (teller) => {
    const record = sentBy(teller);
    const gone = notice(record, null, LATER);
    expect(gone.state).toEqual({
      kind: 'failed',
      problem: { kind: 'gone', guestsWereTold: teller === 'server' },
      retryAtMs: null,
    });
    expect(calendarEventOf(gone)).toBeNull();
    expect(notice(gone, null, LATER + 1)).toBe(gone);
    expect(unwrap(cancelInvite(gone, LATER))).toMatchObject({
      step: 'cancel',
      state: { kind: 'undo-window' },
    });
    const back = unwrap(sendAnyway(gone, LATER));
    expect(back.sequence).toBe(teller === 'server' ? 1 : 0);
  });

  it('of what has been changes nothing', () => {
    const record = sentBy('server');
    expect(notice(record, null, record.content.interval.endMs)).toBe(record);
  });

  it('that was taken back leaves all as it was', () => {
    const record = sentBy('server');
    const restored = notice(notice(record, null, LATER), copyOf(record), LATER + 1);
    expect(restored).toMatchObject({
      state: { kind: 'sent' },
      calendar: { mayBeThere: true, copy: { state: 'written' } },
    });
  });

  it('of an invite that a guest was refused is shown, too', () => {
    const record = sentBy('smtp');
    const problem = { kind: 'refused', emails: [joost.email], detail: '550' } as const;
    const refused: InviteRecord = { ...record, state: { kind: 'failed', problem, retryAtMs: null } };
    expect(notice(refused, null, LATER).state).toMatchObject({ problem: { kind: 'gone' } });
  });

  it('is also a cancellation there', () => {
    const record = sentBy('smtp');
    expect(notice(record, copyOf(record, { isCancelled: true }), LATER).state.kind).toBe('failed');
  });
});

describe('guests whom the server cannot reach', () => {
  it('are named, and are told once more at a click', () => {
    const record = sentBy('server');
    const lost = notice(record, copyOf(record, { unreached: [joost.email] }), LATER);
    expect(lost.state).toMatchObject({
      kind: 'failed',
      problem: { kind: 'unreached', emails: [joost.email] },
    });
    expect(notice(lost, copyOf(record, { unreached: [joost.email] }), LATER)).toBe(lost);
    const again = unwrap(sendAnyway(lost, LATER));
    expect(again.deliveries.map(({ state }) => state)).toEqual(['delivered', 'pending']);
    expect(again.calendar?.copy.state).toBe('pending');
  });
});

describe('another place', () => {
  it('given by the server or by the user is followed', () => {
    const record = sentBy('smtp');
    const copy = copyOf(record, { ref: 'https://cal.example.com/family/other.ics' });
    const followed = applyCalendarCopy(record, { calendarId: calendarId('family'), copy }, LATER);
    expect(followed).toEqual({
      ...record,
      calendar: { ...record.calendar, calendarId: 'family', ref: copy.ref },
    });
  });
});

describe('a request that is under way', () => {
  it.each(['creating', 'changing'] as const)('(%s) is the sender’s business', (state) => {
    const record = sentBy('server');
    const busy: InviteRecord = {
      ...record,
      calendar: { ...record.calendar!, copy: { state, attempts: 1, detail: null } },
    };
    expect(notice(busy, null, LATER)).toBe(busy);
  });
});

import { describe, expect, it } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import type { Happened, Rsvp } from '#contract/vocabulary.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import { cancelInvite, moveInvite } from '#main/invites/changes.ts';
import { byInvite, countHappened, fellThrough, findAsks, type HappenedWord } from '#main/invites/happened.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { FRIDAY_18, grill, joost, priya, sent, THURSDAY_18, waiting } from './fixtures.ts';

const zone = openZone('Europe/Amsterdam');
const HOUR_MS = 3_600_000;
const END = grill.interval.endMs;
const me = ['alex@example.com'];
const NONE = byInvite([]);

const wordOf = (what: Happened, startMs = THURSDAY_18): HappenedWord => ({
  inviteId: sent.id,
  startMs,
  what,
  saidAtMs: END,
});

function answered(answers: Readonly<Record<string, Rsvp>>, record: InviteRecord = sent): InviteRecord {
  return {
    ...record,
    answers: record.content.guests.flatMap(({ email, personId }) => {
      const answer = answers[email];
      if (answer === undefined) return [];
      const heard = { comment: null, sequence: 0, stampMs: 1, recordedAtMs: 1, via: 'tap' } as const;
      return [{ email, personId, answer, ...heard }];
    }),
  };
}

function eventOf(record: InviteRecord): Occurrence {
  const event = calendarEventOf(record);
  if (event === null) throw new Error('The invite is in no calendar.');
  return event;
}

/** Who counts as met, by address; null: it does not count at all. */
function countMet(
  record: InviteRecord,
  words: readonly HappenedWord[] = [],
  nowMs = END,
  event = eventOf(record),
): readonly string[] | null {
  const [told] = countHappened([event], [record], byInvite(words), { nowMs, me });
  return told?.attendees.flatMap(({ email, rsvp }) => (rsvp === 'accepted' ? [email] : [])) ?? null;
}

describe('who was there', () => {
  it.each<[what: string, answers: Readonly<Record<string, Rsvp>>, met: readonly string[]]>([
    ['nobody answered', {}, []],
    ['one accepted', { [priya.email]: 'accepted' }, [priya.email]],
    ['one declined', { [priya.email]: 'accepted', [joost.email]: 'declined' }, [priya.email]],
    ['a maybe is no yes', { [priya.email]: 'tentative', [joost.email]: 'accepted' }, [joost.email]],
  ])('without a word: %s', (_, answers, met) => {
    expect(countMet(answered(answers))).toEqual(met);
  });

  it.each<[what: string, answers: Readonly<Record<string, Rsvp>>, met: readonly string[]]>([
    ['nobody answered', {}, [priya.email, joost.email]],
    ['a maybe', { [priya.email]: 'tentative' }, [priya.email, joost.email]],
    ['who declined was not there', { [priya.email]: 'declined' }, [joost.email]],
  ])('yes: %s', (_, answers, met) => {
    expect(countMet(answered(answers), [wordOf('yes')])).toEqual(met);
  });

  it.each(['no', 'moved'] as const)('%s: nobody, and the day is free again', (what) => {
    const record = answered({ [priya.email]: 'accepted' });
    expect(countMet(record, [wordOf(what)])).toBeNull();
    expect(fellThrough(record, byInvite([wordOf(what)]))).toBe(true);
    expect(fellThrough(record, byInvite([wordOf('yes')]))).toBe(false);
    expect(fellThrough(record, NONE)).toBe(false);
  });

  it('a word on an earlier time says nothing of this one', () => {
    const record = answered({ [priya.email]: 'accepted' });
    expect(countMet(record, [wordOf('no', FRIDAY_18)])).toEqual([priya.email]);
    expect(fellThrough(record, byInvite([wordOf('no', FRIDAY_18)]))).toBe(false);
  });

  it('is not judged before its end', () => {
    const event = eventOf(sent);
    for (const nowMs of [THURSDAY_18 - 1, THURSDAY_18, END - 1])
      expect(countHappened([event], [sent], NONE, { nowMs, me })).toEqual([event]);
  });

  it('is nobody where it was called off, or is on its way to another time', () => {
    const record = answered({ [priya.email]: 'accepted' });
    const moved = moveInvite(record, { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR_MS }, END);
    const cancelled = cancelInvite(record, END);
    if (!moved.ok || !cancelled.ok) throw new Error('It can be neither moved nor cancelled.');
    expect(countMet(moved.value, [], END, eventOf(record))).toBeNull();
    expect(countMet(cancelled.value, [], END, eventOf(record))).toBeNull();
  });

  it('knows an invite by the name that a server gives it, and leaves the user and rooms alone', () => {
    const own = eventOf(sent);
    const event: Occurrence = {
      ...own,
      uid: `${eventIdOf(sent.uid)}@google.com`,
      attendees: [
        { email: 'alex@example.com', name: null, rsvp: 'needs-action', kind: 'individual' },
        { email: 'hall@example.com', name: null, rsvp: 'needs-action', kind: 'room' },
        { email: 'late@example.com', name: null, rsvp: 'accepted', kind: 'individual' },
        ...own.attendees,
      ],
    };
    const [told] = countHappened([event], [sent], NONE, { nowMs: END, me });
    expect(told?.attendees.map(({ rsvp }) => rsvp)).toEqual([
      'needs-action',
      'needs-action',
      'accepted',
      'declined',
      'declined',
    ]);
  });

  it('leaves everything else as it is', () => {
    const other = { ...eventOf(sent), uid: 'other@example.com' };
    const instance = { ...eventOf(sent), recurrenceId: '2026-06-04T16:00:00Z' };
    const given = [other, instance];
    expect(countHappened(given, [sent], NONE, { nowMs: END, me })).toEqual(given);
    expect(countHappened(given, [], NONE, { nowMs: END, me })).toBe(given);
  });
});

describe('the question', () => {
  const at = (local: string): number => parseInstant(`${local}:00+02:00`);
  const isAsked = (record: InviteRecord, local: string, words: readonly HappenedWord[] = []): boolean =>
    findAsks([record], byInvite(words), { nowMs: at(local), zone }).length === 1;

  it('comes at eight on the morning after, and goes after seven days', () => {
    expect(isAsked(sent, '2026-06-04T23:00')).toBe(false);
    expect(isAsked(sent, '2026-06-05T07:59')).toBe(false);
    expect(isAsked(sent, '2026-06-05T08:00')).toBe(true);
    expect(isAsked(sent, '2026-06-12T07:59')).toBe(true);
    expect(isAsked(sent, '2026-06-12T08:00')).toBe(false);
  });

  it('goes by the date of the end; midnight belongs to the evening', () => {
    const until = (local: string): InviteRecord => ({
      ...sent,
      content: { ...grill, interval: { startMs: THURSDAY_18, endMs: at(local) } },
    });
    expect(isAsked(until('2026-06-05T00:00'), '2026-06-05T08:00')).toBe(true);
    expect(isAsked(until('2026-06-05T01:00'), '2026-06-05T08:00')).toBe(false);
    expect(isAsked(until('2026-06-05T01:00'), '2026-06-06T08:00')).toBe(true);
  });

  it('goes by the clocks of the zone, on the night of a change too', () => {
    const startMs = parseInstant('2026-10-24T18:00:00+02:00');
    const record = { ...sent, content: { ...grill, interval: { startMs, endMs: startMs + HOUR_MS } } };
    const ask = (instant: string) =>
      findAsks([record], NONE, { nowMs: parseInstant(instant), zone }).length === 1;
    expect(ask('2026-10-25T07:59:00+01:00')).toBe(false);
    expect(ask('2026-10-25T08:00:00+01:00')).toBe(true);
  });

  it.each(['yes', 'no', 'moved'] as const)('is over with a %s, and comes back for another time', (what) => {
    expect(isAsked(sent, '2026-06-05T09:00', [wordOf(what)])).toBe(false);
    expect(isAsked(sent, '2026-06-05T09:00', [wordOf(what, FRIDAY_18)])).toBe(true);
  });

  it('is only about what the guests have, and somebody has not declined', () => {
    const morning = '2026-06-05T09:00';
    expect(isAsked(waiting, morning)).toBe(false);
    expect(isAsked({ ...sent, state: { kind: 'cancelled', atMs: END } }, morning)).toBe(false);
    expect(isAsked({ ...sent, step: 'cancel' }, morning)).toBe(false);
    expect(isAsked({ ...sent, state: { kind: 'handed-over', atMs: END } }, morning)).toBe(true);
    expect(isAsked(answered({ [priya.email]: 'declined' }), morning)).toBe(true);
    const nobody = answered({ [priya.email]: 'declined', [joost.email]: 'declined' });
    expect(isAsked(nobody, morning)).toBe(false);
  });

  it('is about three at most, the latest first', () => {
    const records = [0, 1, 2, 3].map((day): InviteRecord => {
      const startMs = THURSDAY_18 + day * 24 * HOUR_MS;
      return {
        ...sent,
        id: inviteId(`i${day}`),
        content: { ...grill, interval: { startMs, endMs: startMs + HOUR_MS } },
      };
    });
    const asks = findAsks(records, NONE, { nowMs: at('2026-06-08T09:00'), zone });
    expect(asks.map(({ id }) => id)).toEqual(['i3', 'i2', 'i1']);
  });
});

import type { InviteId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Happened, Rsvp } from '#contract/vocabulary.ts';
import type { Attendee, Occurrence } from '#main/calendars/event.ts';
import { normaliseUid } from '#main/calendars/same-event.ts';
import { answerOf, type InviteRecord } from '#main/invites/invite.ts';
import { addDays } from '#main/kernel/dates.ts';
import type { Zone } from '#main/kernel/zone.ts';

/** What the user said of an invite at one time; at another time it says nothing. */
export interface HappenedWord {
  readonly inviteId: InviteId;
  readonly startMs: EpochMs;
  readonly what: Happened;
  readonly saidAtMs: EpochMs;
}

/** By invite: at most one each. */
export type HappenedWords = ReadonlyMap<InviteId, HappenedWord>;

const MORNING = 8 * 60;
const ASKED_DAYS = 7;
const MOST_ASKED = 3;

export const byInvite = (words: readonly HappenedWord[]): HappenedWords =>
  new Map(words.map((word) => [word.inviteId, word]));

/** The user's word on the time that the invite has now. */
function wordOn({ id, content }: InviteRecord, words: HappenedWords): Happened | null {
  const word = words.get(id);
  return word !== undefined && word.startMs === content.interval.startMs ? word.what : null;
}

/** The user says that nobody met then: the day and the people are free again. */
export function fellThrough(record: InviteRecord, words: HappenedWords): boolean {
  const word = wordOn(record, words);
  return word === 'no' || word === 'moved';
}

/**
 * The invites of which the user may say whether they happened: at most three, the latest first. Each from 8:00 on the
 * local date after its end, for seven days; never after a word on it, and not where everybody declined.
 */
export function findAsks(
  records: readonly InviteRecord[],
  words: HappenedWords,
  now: { readonly nowMs: EpochMs; readonly zone: Zone },
): readonly InviteRecord[] {
  return records
    .filter((record) => wordOn(record, words) === null && isAsked(record, now))
    .toSorted((a, b) => b.content.interval.startMs - a.content.interval.startMs || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_ASKED);
}

function isAsked(
  record: InviteRecord,
  { nowMs, zone }: { readonly nowMs: EpochMs; readonly zone: Zone },
): boolean {
  const { state, step, content } = record;
  if (step === 'cancel' || (state.kind !== 'sent' && state.kind !== 'handed-over')) return false;
  if (content.guests.every(({ email }) => answerOf(record, email)?.answer === 'declined')) return false;
  const { endMs } = content.interval;
  return nowMs >= morningAfter(endMs, zone) && nowMs < morningAfter(endMs, zone, 1 + ASKED_DAYS);
}

/** 8:00 on the local date so many days after an end; what ends at midnight belongs to the date before. */
export const morningAfter = (endMs: EpochMs, zone: Zone, days = 1): EpochMs =>
  zone.toEpochMs(addDays(zone.dateOf(endMs - 1), days), MORNING);

/**
 * The occurrences with every past invite told as it went: without a word of the user's only who accepted was there;
 * 'yes' means everybody who did not decline; after 'no' and 'moved', a cancellation, or on its way to another time, it
 * was not. What is to come, and what is no invite, is left as it is.
 *
 * @param me the user's own addresses, lower case: the user's own answer is not touched
 */
export function countHappened(
  occurrences: readonly Occurrence[],
  records: readonly InviteRecord[],
  words: HappenedWords,
  { nowMs, me }: { readonly nowMs: EpochMs; readonly me: readonly string[] },
): readonly Occurrence[] {
  if (records.length === 0) return occurrences;
  const recordByUid = new Map(records.map((record) => [normaliseUid(record.uid), record]));
  return occurrences.flatMap((occurrence) => {
    const { time, recurrenceId, attendees } = occurrence;
    if (time.kind !== 'timed' || time.endMs > nowMs || recurrenceId !== null || attendees.length === 0)
      return [occurrence];
    const record = recordByUid.get(normaliseUid(occurrence.uid));
    if (record === undefined) return [occurrence];
    if (isOff(record, words, nowMs)) return [];
    const word = wordOn(record, words);
    const others = new Set([...me, record.content.organizer.email.toLowerCase()]);
    return [
      {
        ...occurrence,
        attendees: attendees.map((attendee) =>
          others.has(attendee.email) || attendee.kind === 'room' || attendee.kind === 'resource'
            ? attendee
            : { ...attendee, rsvp: wasThere(answerIn(record, attendee), word) ? 'accepted' : 'declined' },
        ),
      },
    ];
  });
}

const isOff = (record: InviteRecord, words: HappenedWords, nowMs: EpochMs): boolean =>
  record.state.kind === 'cancelled' ||
  record.step === 'cancel' ||
  record.content.interval.startMs > nowMs ||
  fellThrough(record, words);

const wasThere = (answer: Rsvp, word: Happened | null): boolean =>
  word === 'yes' ? answer !== 'declined' : answer === 'accepted';

/** What was heard counts before what the calendar says; of who came into it later only the calendar knows. */
function answerIn(record: InviteRecord, attendee: Attendee): Rsvp {
  const guest = record.content.guests.find(({ email }) => email.toLowerCase() === attendee.email);
  const heard = guest === undefined ? null : answerOf(record, guest.email);
  return heard?.answer ?? attendee.rsvp;
}

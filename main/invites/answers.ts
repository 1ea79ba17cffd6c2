import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { type Answer, askedSequence, type InviteGuest, type InviteRecord } from '#main/invites/invite.ts';
import type { Reply } from '#main/invites/itip/read.ts';
import { momentText } from '#main/invites/when.ts';

/** 'Priya said yes': the user's own word. `needs-action` takes an answer back. */
export function recordTap(
  record: InviteRecord,
  email: string,
  answer: Rsvp,
  nowMs: EpochMs,
): Outcome<InviteRecord> {
  const guest = findGuest(record, email);
  if (guest === null) return fail('not-found', `${email} is not a guest of this invite.`);
  if (record.state.kind === 'cancelled')
    return fail('conflict', 'This invite is cancelled; answers do not count.');
  const others = record.answers.filter((known) => known.email !== guest.email);
  if (answer === 'needs-action') return succeed({ ...record, answers: others });
  return succeed({
    ...record,
    answers: [
      ...others,
      {
        email: guest.email,
        personId: guest.personId,
        answer,
        comment: null,
        sequence: askedSequence(record),
        stampMs: nowMs,
        recordedAtMs: nowMs,
        via: 'tap',
      },
    ],
  });
}

/**
 * An iTIP answer. Refused from somebody who is no guest, for an earlier version of the event, and when a later answer
 * of the same guest is known; the same answer twice changes nothing.
 */
export function acceptReply(
  record: InviteRecord,
  reply: Reply,
  nowMs: EpochMs,
): Outcome<{ readonly record: InviteRecord; readonly from: string }> {
  const guest = [reply.from, ...reply.otherAddresses]
    .map((email) => findGuest(record, email))
    .find((found) => found !== null);
  if (!guest) {
    return fail(
      'refused',
      `${reply.from} is not a guest of this invite. Tap the answer on the card if you know it.`,
    );
  }
  if (record.state.kind === 'cancelled')
    return fail('conflict', 'This invite is cancelled; answers do not count.');
  const asked = askedSequence(record);
  const sequence = reply.sequence ?? asked;
  if (sequence < asked) {
    return fail(
      'conflict',
      `${guest.name} answered an earlier time of this invite. Ask again if you are not sure.`,
    );
  }
  if (sequence > record.sequence) {
    return fail('unreadable', `${guest.name} answers a version of this invite that was never sent.`);
  }
  const stampMs = reply.stampMs ?? nowMs;
  const known = record.answers.find(({ email }) => email === guest.email);
  if (known?.via === 'reply' && known.sequence === sequence && stampMs < known.stampMs) {
    return fail('conflict', `A later answer of ${guest.name} is known already. This one is left aside.`);
  }
  const answer: Answer = {
    email: guest.email,
    personId: guest.personId,
    answer: reply.answer,
    comment: commentOf(record, reply),
    sequence,
    stampMs,
    recordedAtMs: isRepeated(known, reply, sequence, stampMs) ? known.recordedAtMs : nowMs,
    via: 'reply',
  };
  const others = record.answers.filter(({ email }) => email !== guest.email);
  return succeed({ record: { ...record, answers: [...others, answer] }, from: guest.email });
}

/** What the guest wrote, after the other time that a counter-proposal names, in the user's own language and zone. */
function commentOf(
  { content: { zone, language, interval } }: InviteRecord,
  { proposedStartMs, comment }: Reply,
): string | null {
  if (proposedStartMs === null || proposedStartMs === interval.startMs) return comment;
  const when = momentText(proposedStartMs, zone, language);
  const proposal = language === 'nl' ? `stelt ${when} voor` : `proposes ${when}`;
  return comment === null ? proposal : `${proposal}: ${comment}`;
}

const isRepeated = (
  known: Answer | undefined,
  reply: Reply,
  sequence: number,
  stampMs: EpochMs,
): known is Answer =>
  known?.via === 'reply' &&
  known.answer === reply.answer &&
  known.sequence === sequence &&
  known.stampMs === stampMs;

function findGuest(record: InviteRecord, email: string): InviteGuest | null {
  const wanted = email.trim().toLowerCase();
  return record.content.guests.find((guest) => guest.email.toLowerCase() === wanted) ?? null;
}

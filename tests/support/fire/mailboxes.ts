import type { InviteRecord, Step } from '#main/invites/invite.ts';
import type { ReceivedMail } from '#tests/servers/smtp/server.ts';

/** How a message of a step announces itself. */
const signOf = (record: InviteRecord, step: Step, sequence: number): readonly string[] => [
  `UID:${record.uid}`,
  `SEQUENCE:${sequence}`,
  `METHOD:${step === 'cancel' ? 'CANCEL' : 'REQUEST'}`,
];

/** The messages of one step of one invite that were handed in for a guest, in order. */
export function handedIn(
  inbox: readonly ReceivedMail[],
  record: InviteRecord,
  step: Step,
  sequence: number,
  email: string,
): readonly ReceivedMail[] {
  const sign = signOf(record, step, sequence);
  return inbox.filter(
    ({ envelopeTo, calendar }) =>
      envelopeTo.includes(email) && sign.every((line) => calendar?.text.split('\r\n').includes(line)),
  );
}

/** What a mailbox keeps: of two messages with one Message-ID the first, as most servers do. */
export const kept = (messages: readonly ReceivedMail[]): readonly ReceivedMail[] =>
  messages.filter(
    ({ messageId }, index) => messages.findIndex((other) => other.messageId === messageId) === index,
  );

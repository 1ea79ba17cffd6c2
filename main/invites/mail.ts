import type { EpochMs } from '#contract/time.ts';
import type { InviteGuest, InviteRecord } from '#main/invites/invite.ts';
import { writeCancel, writeRequest } from '#main/invites/itip/write.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';
import { sharedReader, writeMessage } from '#main/invites/message.ts';
import { headerText } from '#main/invites/plain-text.ts';
import { fnv1a } from '#main/kernel/hash.ts';

export interface Mailbox {
  readonly name: string;
  readonly email: string;
}

/** A mail that carries an iTIP object (RFC 6047). Texts are separated by `\n`, the calendar by CRLF. */
export interface OutgoingMail {
  /** With angle brackets; the same for the same message, however often it is sent. */
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly subject: string;
  readonly text: string;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly calendar: string;
  readonly dateMs: EpochMs;
}

/** What became of one message. Only `unknown` leaves open whether it arrived. */
export type SendResult =
  | { readonly kind: 'delivered'; readonly detail: string }
  /** 5xx: this message will never be taken. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** 4xx: it may be taken later. */
  | { readonly kind: 'temporary'; readonly detail: string }
  | { readonly kind: 'offline'; readonly detail: string }
  | { readonly kind: 'unauthorized'; readonly detail: string }
  | { readonly kind: 'misconfigured'; readonly detail: string }
  /** The message had begun to leave when the connection ended. */
  | { readonly kind: 'unknown'; readonly detail: string };

export interface MailTransport {
  /**
   * One attempt, without a retry of its own; settles within the transport's time limits and never rejects. `pass` is
   * told how far it got.
   */
  send(mail: OutgoingMail, pass?: PassMoment): Promise<SendResult>;
}

/**
 * The mail of the pending step to one guest: one message each, so that each has its own language and nobody is sent
 * twice because somebody else's mailbox was full. Derived from what is stored, so a second sending is identical.
 */
export function writeMail(record: InviteRecord, guest: InviteGuest): OutgoingMail {
  const message = writeMessage(record.content, guest, record.step);
  const isCancellation = record.step === 'cancel';
  return {
    messageId: messageIdOf(record, guest.email),
    from: mailbox(record.content.organizer),
    to: [mailbox(guest)],
    subject: headerText(message.subject),
    text: message.text,
    method: isCancellation ? 'CANCEL' : 'REQUEST',
    calendar: isCancellation ? writeCancel(record, message) : writeRequest(record, message),
    dateMs: record.stampMs,
  };
}

/** One mail to everybody, for the user's own mail program: in the guests' language if they share one, else English. */
export function writeSharedMail(record: InviteRecord): OutgoingMail {
  const reader = sharedReader(record.content);
  return { ...writeMail(record, reader), to: record.content.guests.map(mailbox) };
}

const mailbox = ({ name, email }: Mailbox): Mailbox => ({ name: headerText(name), email });

function messageIdOf({ id, sequence, step, content }: InviteRecord, email: string): string {
  const domain = content.organizer.email.split('@').at(-1) ?? 'localhost';
  return `<${id}.${sequence}.${step}.${fnv1a(email).toString(16)}@${domain}>`;
}

import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox, OutgoingMail } from '#main/invites/mail.ts';
import { fnv1a } from '#main/kernel/hash.ts';

/**
 * RFC 6047: text/plain and text/calendar as alternatives, and the same object once more as a file for the programs
 * that show only files. The same mail gives the same bytes.
 */
export function composeMail(
  mail: OutgoingMail,
  headers: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const composer = new MailComposer({
    from: addressOf(mail.from),
    to: mail.to.map(addressOf),
    subject: mail.subject,
    messageId: mail.messageId,
    date: new Date(mail.dateMs),
    text: mail.text,
    icalEvent: { method: mail.method, filename: 'invite.ics', content: mail.calendar },
    headers: { ...headers },
    baseBoundary: fnv1a(`${mail.messageId}${mail.calendar}`).toString(16).padStart(8, '0'),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const addressOf = ({ name, email }: Mailbox): { readonly name: string; readonly address: string } => ({
  name,
  address: email,
});

import type { HandedOverFiles } from '#contract/invites.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { writeSharedMail } from '#main/invites/mail.ts';
import { composeMail } from './compose.ts';

/**
 * The pending step for the user's own mail program: an .eml that opens as a draft (`X-Unsent`) and the iTIP object
 * alone. Golden Hour does not learn whether it is sent.
 */
export async function writeHandedOverFiles(record: InviteRecord): Promise<HandedOverFiles> {
  const mail = writeSharedMail(record);
  const eml = await composeMail(mail, { 'X-Unsent': '1' });
  const base = `${record.step === 'cancel' ? 'cancellation' : 'invite'}-${record.content.activity.id}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-');
  return {
    // Every part is encoded as quoted-printable or base64, so the bytes are ASCII.
    eml: { name: `${base}.eml`, text: eml.toString('latin1') },
    ics: { name: `${base}.ics`, text: mail.calendar },
  };
}

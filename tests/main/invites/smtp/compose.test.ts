import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { writeMail } from '#main/invites/mail.ts';
import { composeMail } from '#main/invites/smtp/compose.ts';
import { writeHandedOverFiles } from '#main/invites/smtp/eml.ts';
import { grill, joost, priya, sent, waiting } from '../fixtures.ts';
import { hostileText } from '../hostile-text.ts';
import { readEvent } from '../itip/read-event.ts';

describe('composeMail', () => {
  it('gives the same bytes for the same mail', async () => {
    const bytes = await composeMail(writeMail(waiting, priya));
    expect(await composeMail(writeMail(waiting, priya))).toEqual(bytes);
  });

  it('lets nobody add a header or a recipient', async () => {
    const plain = await PostalMime.parse(await composeMail(writeMail(waiting, priya)));
    const headers = plain.headers.map(({ key }) => key);
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, hostileText, async (name, title, text) => {
        const record = {
          ...waiting,
          content: {
            ...grill,
            activity: { ...grill.activity, name: { en: title, nl: title } },
            location: text,
            organizer: { ...grill.organizer, name },
            guests: [{ ...priya, name }, joost],
            edited: { subject: `${title}?`, text },
          },
        };
        const mail = await PostalMime.parse(await composeMail(writeMail(record, { ...priya, name })));
        expect(mail.headers.map(({ key }) => key)).toEqual(headers);
        expect(mail.to?.map(({ address }) => address)).toEqual([priya.email]);
        expect(mail.from?.address).toBe('alex@example.com');
        expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual(
          plain.attachments.map(({ mimeType }) => mimeType),
        );
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});

describe('writeHandedOverFiles', () => {
  it('writes a draft to all guests, and the event alone', async () => {
    const { eml, ics } = await writeHandedOverFiles({ ...waiting, route: 'handed-over' });
    expect([eml.name, ics.name]).toEqual(['invite-grill.eml', 'invite-grill.ics']);
    const mail = await PostalMime.parse(eml.text, { attachmentEncoding: 'utf8' });
    expect(mail.headers.find(({ key }) => key === 'x-unsent')?.value).toBe('1');
    expect(mail.to?.map(({ address }) => address)).toEqual([priya.email, joost.email]);
    expect(mail.text).toContain('Hi Priya and Joost,\n\nIt would be good to see you');
    expect(mail.attachments[0]).toMatchObject({ mimeType: 'text/calendar', method: 'REQUEST' });
    expect(mail.attachments[0]?.content).toBe(ics.text.replaceAll('\r\n', '\n'));
    expect(readEvent(ics.text).attendees.map(({ email }) => email)).toEqual([priya.email, joost.email]);
    // It is written to a file as text.
    expect(eml.text).toMatch(/^[\t\r\n -~]*$/);
  });

  it('speaks the language that the guests share', async () => {
    const { eml } = await writeHandedOverFiles({ ...waiting, content: { ...grill, guests: [joost] } });
    const mail = await PostalMime.parse(eml.text);
    expect(mail.subject).toBe('Thuis barbecueën op donderdag 4 juni?');
    expect(mail.text).toContain('Hoi Joost,');
    expect(mail.text).toContain('Bij jou:');
  });

  it('writes a cancellation as such', async () => {
    const { eml, ics } = await writeHandedOverFiles({ ...sent, step: 'cancel', sequence: 1 });
    expect(eml.name).toBe('cancellation-grill.eml');
    expect(readEvent(ics.text)).toMatchObject({ method: 'CANCEL', sequence: 1 });
  });
});

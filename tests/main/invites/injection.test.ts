import fc from 'fast-check';
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { writeMovedCopy, writeNewCopy } from '#main/invites/copy-writing.ts';
import type { InviteContent, InviteRecord, Step, Teller } from '#main/invites/invite.ts';
import { writeMail, writeSharedMail } from '#main/invites/mail.ts';
import { writeOwnCalendar } from '#main/invites/itip/write.ts';
import { oneLine } from '#main/invites/plain-text.ts';
import { composeMail } from '#main/invites/smtp/compose.ts';
import { writeHandedOverFiles } from '#main/invites/smtp/eml.ts';
import { FRIDAY_18, grill, joost, priya, sent, waiting } from './fixtures.ts';
import { hostileText } from './hostile-text.ts';

/** Everything in an invite that somebody else may have written, or that the user may have pasted. */
const hostileWords = fc.record({
  guest: hostileText,
  otherGuest: hostileText,
  organizer: hostileText,
  title: hostileText,
  fallback: hostileText,
  place: hostileText,
  coHost: fc.option(hostileText, { nil: null }),
  comment: fc.option(hostileText, { nil: null }),
  edited: fc.option(fc.record({ subject: hostileText, text: hostileText }), { nil: null }),
});
type HostileWords = typeof hostileWords extends fc.Arbitrary<infer Words> ? Words : never;

const contentOf = (words: HostileWords): InviteContent => ({
  ...grill,
  activity: { ...grill.activity, name: { en: words.title, nl: words.title } },
  fallback: { id: grill.activity.id, name: { en: words.fallback, nl: words.fallback } },
  location: words.place,
  coHost: words.coHost,
  organizer: { ...grill.organizer, name: words.organizer },
  guests: [
    { ...priya, name: words.guest },
    { ...joost, name: words.otherGuest },
  ],
  edited: words.edited,
});

function recordOf(content: InviteContent, step: Step, comment: string | null = null): InviteRecord {
  return {
    ...sent,
    step,
    content,
    answers: [
      {
        email: priya.email,
        personId: priya.personId,
        answer: 'accepted',
        comment,
        sequence: 0,
        stampMs: sent.stampMs,
        recordedAtMs: sent.stampMs,
        via: 'reply',
      },
    ],
  };
}

const inCalendar = (record: InviteRecord, teller: Teller): InviteRecord => ({
  ...record,
  route: 'calendar',
  calendar: {
    calendarId: calendarId('home'),
    ref: 'r',
    etag: null,
    teller,
    copy: { state: 'pending', attempts: 0, detail: null },
    mayBeThere: false,
    seen: {},
  },
});

const moveOf = (record: InviteRecord): InviteRecord => ({
  ...record,
  step: 'move',
  sequence: 1,
  content: { ...record.content, interval: { startMs: FRIDAY_18, endMs: FRIDAY_18 + 3_600_000 } },
});

/** Every iCalendar text that leaves for this record: to guests, to a server, to a file. */
function everyCalendar(content: InviteContent, comment: string | null): readonly string[] {
  const steps: readonly Step[] = ['create', 'move', 'cancel'];
  const records = steps.map((step) => recordOf(content, step, comment));
  const copies = (['server', 'smtp'] as const).flatMap((teller) => {
    const record = inCalendar(recordOf(content, 'create', comment), teller);
    const text = writeNewCopy(record);
    return [text, writeMovedCopy(text, moveOf(record))];
  });
  return [
    ...records.flatMap((record) => record.content.guests.map((guest) => writeMail(record, guest).calendar)),
    ...records.map((record) => writeSharedMail(record).calendar),
    writeOwnCalendar(records.slice(0, 1)),
    ...copies,
  ];
}

/** What a reader sees: which properties there are, in which order, with which parameters. No values. */
function shapeOf(calendar: string): readonly string[] {
  const shape = (component: ICAL.Component): readonly string[] => [
    `BEGIN ${component.name}`,
    ...component
      .getAllProperties()
      .map((property) => {
        // jCal: the parameters are the second. An empty name is left out, which is no harm.
        const parameters = Object.keys((property.toJSON() as [string, object])[1]);
        return `${property.name} ${parameters
          .filter((key) => key !== 'cn')
          .toSorted()
          .join(' ')}`;
      })
      // A place of nothing but controls is no place.
      .filter((line) => !line.startsWith('location')),
    ...component.getAllSubcomponents().flatMap(shape),
  ];
  return shape(new ICAL.Component(ICAL.parse(calendar) as unknown[]));
}

/** A control but CRLF, or a line break of another kind. */
const BREAKS = /(?:(?![\r\n])\p{Cc})|[\p{Zl}\p{Zp}]|\r(?!\n)|(?<!\r)\n/u;

describe('whatever people and calendars are called', () => {
  const plain = everyCalendar(grill, null);

  it('no calendar that leaves gets a line, a parameter or a break that is not ours', () => {
    const shapes = plain.map(shapeOf);
    fc.assert(
      fc.property(hostileWords, (words) => {
        const content = contentOf(words);
        const written = everyCalendar(content, words.comment);
        expect(written.map(shapeOf)).toEqual(shapes);
        for (const text of written) expect(text).not.toMatch(BREAKS);
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it('names and places come out as they went in, on one line', () => {
    fc.assert(
      fc.property(hostileWords, (words) => {
        const content = contentOf(words);
        for (const text of everyCalendar(content, words.comment)) {
          const event = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent');
          const location = event?.getFirstPropertyValue('location') ?? null;
          // A cancellation names no place, and a place of nothing but controls is none.
          expect([null, oneLine(words.place)]).toContain(location);
          expect(event?.getAllProperties('attendee').map((each) => each.getFirstValue())).toEqual([
            `mailto:${priya.email}`,
            `mailto:${joost.email}`,
          ]);
          const names = event?.getAllProperties('attendee').map((each) => each.getFirstParameter('cn'));
          const expected = [words.guest, words.otherGuest].map(
            (name) => oneLine(name).replaceAll('"', "'").replaceAll(/[\\^]/g, '') || undefined,
          );
          expect(names).toEqual(expected);
        }
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it('no mail and no draft gets a header, a recipient, a part or a line that is not ours', async () => {
    const shape = async (bytes: Buffer | string) => {
      const mail = await simpleParser(bytes);
      const addresses = [mail.to].flat().flatMap((list) => list?.value.map(({ address }) => address) ?? []);
      return {
        // An empty subject has no line, which is nobody's harm.
        headers: mail.headerLines.map(({ key }) => key).filter((key) => key !== 'subject'),
        addresses,
        from: mail.from?.value.map(({ address }) => address),
        hidden: [mail.cc, mail.bcc, mail.replyTo],
        parts: mail.attachments.map(({ contentType, filename }) => `${contentType} ${filename}`),
        subjectLines: (mail.subject ?? '').split(/[\r\n\u0085\u2028\u2029]/).length,
      };
    };
    const every = async (content: InviteContent, step: Step) => {
      const record = { ...recordOf(content, step), state: waiting.state };
      const [guest = priya] = content.guests;
      return Promise.all([
        composeMail(writeMail(record, guest)).then(shape),
        writeHandedOverFiles({ ...record, route: 'handed-over' }).then(({ eml }) => shape(eml.text)),
      ]);
    };
    const shapes = { create: await every(grill, 'create'), cancel: await every(grill, 'cancel') };
    await fc.assert(
      fc.asyncProperty(
        hostileWords,
        fc.constantFrom('create' as const, 'cancel' as const),
        async (words, step) => {
          expect(await every(contentOf(words), step)).toEqual(shapes[step]);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('the names of the files that are handed over are plain', async () => {
    await fc.assert(
      fc.asyncProperty(hostileWords, async (words) => {
        const { eml, ics } = await writeHandedOverFiles({ ...waiting, content: contentOf(words) });
        expect([eml.name, ics.name].join(' ')).toMatch(/^[a-z0-9.-]+ [a-z0-9.-]+$/);
      }),
      { numRuns: 50 },
    );
  });
});

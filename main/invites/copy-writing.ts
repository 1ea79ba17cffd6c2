import { readCopy } from '#main/invites/copy-reading.ts';
import { currentDeliveries, type InviteRecord } from '#main/invites/invite.ts';
import {
  writeChangedLines,
  writeCopy,
  writeDescriptionLine,
  writeZoneLines,
} from '#main/invites/itip/write.ts';
import { ownTitle, sharedTitle, writeEventText } from '#main/invites/message.ts';

/** The event as it is first written; where the server tells the guests, it is what they read, too. */
export function writeNewCopy(record: InviteRecord): string {
  const { content, calendar } = record;
  return calendar?.teller === 'server'
    ? writeCopy(record, {
        summary: sharedTitle(content),
        description: writeEventText(content),
        isServed: true,
      })
    : writeCopy(record, { summary: ownTitle(content), description: null, isServed: false });
}

/** One line of content with its foldings; `name` in capitals, and the line break at its end with it. */
interface ContentLine {
  readonly name: string;
  readonly raw: string;
}

/** What a move may take the place of; all else in an event is others' and stays as it is, to the byte. */
const CHANGED = [
  'DTSTART',
  'DTEND',
  'DURATION',
  'SEQUENCE',
  'DTSTAMP',
  'LAST-MODIFIED',
  'X-GOLDEN-HOUR-STEP',
];

/** The server's own text with the record's times and SEQUENCE in the event; throws where `readCopy` gives null. */
export function writeMovedCopy(source: string, record: InviteRecord): string {
  const lineBreak = source.includes('\r\n') ? '\r\n' : '\n';
  const lines = splitLines(source);
  const range = findRange(lines, record.uid);
  if (range === null)
    throw new Error(`The event of invite ${record.id} is not in the text that should move.`);
  const left = new Map(writeChangedLines(record));
  const outdated = findOutdatedText(record);
  const forced = findForced(source, record);
  const changed = lines.slice(range.from, range.to).flatMap(({ name, raw }, i): string[] => {
    if (!range.own.has(range.from + i)) return [raw];
    if (name === 'ATTENDEE') return [forceTelling(raw, forced, lineBreak)];
    if (name === 'STATUS' && /:CANCELLED$/i.test(unfold(raw)))
      return [withBreaks('STATUS:CONFIRMED', lineBreak)];
    if (name === 'DESCRIPTION' && outdated !== null && unfold(raw) === outdated.before) {
      return [withBreaks(outdated.after, lineBreak)];
    }
    if (!CHANGED.includes(name)) return [raw];
    const line = left.get(name);
    left.delete(name);
    return line === undefined ? [] : [withBreaks(line, lineBreak)];
  });
  const added = [...left.values()].map((line) => withBreaks(line, lineBreak));
  const zone = needsZone(lines, record.content.zone) ? writeZoneLines(record) : [];
  return [
    ...lines.slice(0, range.from - 1).map(({ raw }) => raw),
    ...zone.map((line) => withBreaks(line, lineBreak)),
    lines[range.from - 1]?.raw ?? '',
    ...added,
    ...changed,
    ...lines.slice(range.to).map(({ raw }) => raw),
  ].join('');
}

/** What the user wrote to the guests may name the old time; where it is still there as it was, it gives way. */
function findOutdatedText({
  calendar,
  content,
  settled,
}: InviteRecord): { before: string; after: string } | null {
  if (calendar?.teller !== 'server' || settled === null || settled.content.edited === null) return null;
  const before = writeDescriptionLine(writeEventText(settled.content));
  return { before: unfold(before), after: writeDescriptionLine(writeEventText(content)) };
}

/** Guests who are told once more of a step that is in the calendar already: the server would not do so by itself. */
function findForced(source: string, record: InviteRecord): ReadonlySet<string> {
  const { uid, content, calendar, sequence } = record;
  const copy = readCopy({ ref: '', etag: null, text: source }, { uid, zone: content.zone });
  if (calendar?.teller !== 'server' || copy?.sequence !== sequence) return new Set();
  const untold = currentDeliveries(record).filter(({ state }) => state === 'attempting');
  return new Set(untold.map(({ email }) => email));
}

const withBreaks = (line: string, lineBreak: string): string =>
  `${line.replaceAll(/\r\n/g, lineBreak)}${lineBreak}`;

function splitLines(source: string): readonly ContentLine[] {
  return source
    .split(/(?<=\n)(?![ \t])/)
    .map((raw) => ({ raw, name: (/^[^:;\r\n]*/.exec(unfold(raw))?.[0] ?? '').toUpperCase() }));
}

const unfold = (raw: string): string => raw.replaceAll(/\r?\n[ \t]/g, '').trimEnd();

interface EventRange {
  /** The line after BEGIN, and END. */
  readonly from: number;
  readonly to: number;
  /** Lines of the event itself and of none of its alarms. */
  readonly own: ReadonlySet<number>;
}

function findRange(lines: readonly ContentLine[], uid: string): EventRange | null {
  let depth = 0;
  let from = -1;
  let own = new Set<number>();
  for (const [index, { raw }] of lines.entries()) {
    const value = unfold(raw);
    // With parameters they are properties of nobody, as ical.js has it.
    if (/^BEGIN:/i.test(value)) {
      if (from >= 0) depth += 1;
      else if (/:VEVENT$/i.test(value)) {
        from = index + 1;
        own = new Set();
        depth = 0;
      }
    } else if (/^END:/i.test(value) && from >= 0) {
      if (depth > 0) depth -= 1;
      else {
        const isOurs =
          [...own].some((i) => unfold(lines[i]?.raw ?? '').replace(/^UID[^:]*:/i, '') === uid) &&
          ![...own].some((i) => lines[i]?.name === 'RECURRENCE-ID');
        if (isOurs) return { from, to: index, own };
        from = -1;
      }
    } else if (from >= 0 && depth === 0) own.add(index);
  }
  return null;
}

const needsZone = (lines: readonly ContentLine[], zone: string): boolean =>
  !lines.some(({ name, raw }) => name === 'TZID' && unfold(raw).replace(/^TZID[^:]*:/i, '') === zone);

/** RFC 6638, 7.2: asks the server to tell this guest once more, though nothing else has changed. */
function forceTelling(raw: string, emails: ReadonlySet<string>, lineBreak: string): string {
  const line = unfold(raw);
  const isMeant = [...emails].some((email) => line.toLowerCase().endsWith(`mailto:${email}`));
  if (!isMeant) return raw;
  return `${line.replace(/^ATTENDEE/i, 'ATTENDEE;SCHEDULE-FORCE-SEND=REQUEST').replace(/(.{60})/gu, `$1${lineBreak} `)}${lineBreak}`;
}

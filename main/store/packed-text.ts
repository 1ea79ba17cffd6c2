import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * What nearly every iCalendar object says, so that a single one packs well. Part of the store's format: it may never
 * change, since what was packed with it cannot be read without it.
 */
const USUAL_WORDS = Buffer.from(
  [
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Apple Inc.//macOS//EN\r\nCALSCALE:GREGORIAN\r\nBEGIN:VTIMEZONE\r\n',
    'TZID:America/New_York\r\nTZID:Europe/London\r\nTZID:Europe/Amsterdam\r\nX-LIC-LOCATION:Europe/Berlin\r\n',
    'BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19810329T020000\r\n',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\n',
    'TZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n',
    'END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nCREATED:20260101T000000Z\r\nLAST-MODIFIED:20260101T000000Z\r\n',
    'DTSTAMP:20260101T000000Z\r\nUID:\r\nORGANIZER;CN=:mailto:\r\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;',
    'PARTSTAT=NEEDS-ACTION;RSVP=TRUE;PARTSTAT=ACCEPTED;CN=:mailto:@gmail.com\r\nCLASS:PUBLIC\r\nPRIORITY:5\r\n',
    'RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;UNTIL=2026;COUNT=\r\nEXDATE;TZID=Europe/Amsterdam:2026\r\n',
    'DTSTART;VALUE=DATE:2026\r\nDTEND;VALUE=DATE:2026\r\nDTSTART;TZID=Europe/Amsterdam:2026\r\n',
    'DTEND;TZID=Europe/Amsterdam:2026\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nLOCATION:\r\n',
    'DESCRIPTION:\r\nSUMMARY:\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n',
    'END:VEVENT\r\nEND:VCALENDAR\r\n',
  ].join(''),
);

/** In front of what is not packed. No raw deflate begins so: its first block would be of the type that is reserved. */
const PLAIN_MARK = 0x07;
/** A small text packs in the time that a large buffer takes to be made. */
const chunkSize = 2_048;

/**
 * JSON stays as it is: nothing in it is usual to iCalendar, and packing ten thousand small texts takes as long as
 * reading them.
 */
export function packText(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (text.startsWith('{')) return Buffer.concat([Buffer.of(PLAIN_MARK), bytes]);
  return deflateRawSync(bytes, { chunkSize, dictionary: USUAL_WORDS });
}

export const unpackText = (packed: Uint8Array): string =>
  (packed[0] === PLAIN_MARK
    ? Buffer.from(packed.buffer, packed.byteOffset + 1, packed.byteLength - 1)
    : inflateRawSync(packed, { dictionary: USUAL_WORDS })
  ).toString();

/** As much of a source as is packed and written at once: some 40 ms of work. */
const PART_BYTES = 2_000_000;

/** In parts, so that neither packing nor writing a large one holds anybody up. */
export function* packSource(source: Uint8Array): Generator<Uint8Array, void, void> {
  for (let from = 0; from < source.length; from += PART_BYTES) {
    yield deflateRawSync(source.subarray(from, from + PART_BYTES), { level: 3 });
  }
}

export const unpackSource = (parts: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(parts.map((part) => inflateRawSync(part)));

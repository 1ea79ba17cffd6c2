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

/** The same for events as Google gives them. It may never change either. */
const GOOGLE_WORDS = Buffer.from(
  [
    '"visibility":"private","transparency":"transparent","guestsCanModify":true,"guestsCanInviteOthers":false,',
    '"eventType":"outOfOffice","eventType":"focusTime","eventType":"workingLocation","eventType":"birthday",',
    '"status":"cancelled","status":"tentative","attendeesOmitted":true,"privateCopy":true,"locked":true,',
    '"extendedProperties":{"private":{"goldenHourUid":"@golden-hour","goldenHourMark":"","goldenHourActivity":""},',
    '"shared":{}},"attachments":[{"fileUrl":"https://drive.google.com/open?id=","title":"","mimeType":"","iconLink":"",',
    '"fileId":""}],"source":{"url":"https://mail.google.com/mail?extsrc=cal","title":""},"reminders":{"useDefault":false,',
    '"overrides":[{"method":"popup","minutes":10}]},"additionalGuests":1,"comment":"","optional":true,"resource":true,',
    '"responseStatus":"declined","responseStatus":"tentative","@resource.calendar.google.com","@group.calendar.google.com",',
    '"recurrence":["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=;UNTIL=20260101T000000Z;BYDAY=MO,TU,WE,TH,FR","EXDATE;TZID=:"],',
    '"timeZone":"America/New_York","timeZone":"Europe/London","timeZone":"Europe/Berlin","date":"2026-01-01"}',
    '"originalStartTime":{"dateTime":"2026-01-01T10:00:00+01:00","timeZone":"Europe/Amsterdam"},"recurringEventId":"',
    '{"master":null,"exceptions":[{"kind":"calendar#event"{"master":{"kind":"calendar#event","etag":"\\"31',
    '\\"","id":"","status":"confirmed","htmlLink":"https://www.google.com/calendar/event?eid=","created":"2026-01-01',
    'T09:00:00.000Z","updated":"2026-01-01T09:00:00.000Z","summary":"","description":"","location":"","colorId":"",',
    '"creator":{"email":"@gmail.com","displayName":"","self":true},"organizer":{"email":"@gmail.com","displayName":"",',
    '"self":true},"start":{"dateTime":"2026-01-01T10:00:00+02:00","timeZone":"Europe/Amsterdam"},',
    '"end":{"dateTime":"2026-01-01T11:00:00+02:00","timeZone":"Europe/Amsterdam"},"iCalUID":"@google.com","sequence":0,',
    '"attendees":[{"email":"@gmail.com","displayName":"","organizer":true,"self":true,"responseStatus":"needsAction"},',
    '{"email":"@gmail.com","displayName":"","responseStatus":"accepted"}],"hangoutLink":"https://meet.google.com/",',
    '"conferenceData":{"entryPoints":[{"entryPointType":"video","uri":"https://meet.google.com/","label":',
    '"meet.google.com/"},{"entryPointType":"phone","uri":"tel:+","label":"+","pin":"","regionCode":""}],',
    '"conferenceSolution":{"key":{"type":"hangoutsMeet"},"name":"Google Meet","iconUri":"https://fonts.gstatic.com/"},',
    '"conferenceId":""},"reminders":{"useDefault":true},"eventType":"default"},"exceptions":[]}',
  ].join(''),
);

/** In front of what was packed with those. No raw deflate begins so: its block would be of the type that is reserved. */
const GOOGLE_MARK = 0x07;

/** A small one packs in the time that a large buffer takes to be made. */
const chunkSize = 2_048;

export function packText(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (!text.startsWith('{')) return deflateRawSync(bytes, { chunkSize, dictionary: USUAL_WORDS });
  const packed = deflateRawSync(bytes, { chunkSize, level: 3, dictionary: GOOGLE_WORDS });
  return Buffer.concat([Buffer.of(GOOGLE_MARK), packed]);
}

export const unpackText = (packed: Uint8Array): string =>
  (packed[0] === GOOGLE_MARK
    ? inflateRawSync(packed.subarray(1), { dictionary: GOOGLE_WORDS })
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

import type { Random } from './random.ts';

/** What readers of calendars and cards look for, and what trips them. */
const TOKENS: readonly string[] = [
  'BEGIN:VEVENT\r\n',
  'END:VEVENT\r\n',
  'BEGIN:VCALENDAR\r\n',
  'END:VCALENDAR\r\n',
  'BEGIN:VTIMEZONE\r\n',
  'BEGIN:STANDARD\r\n',
  'BEGIN:VALARM\r\n',
  'BEGIN:VTODO\r\n',
  'BEGIN:X-OTHER\r\n',
  'END:X\r\n',
  'BEGIN:\r\n',
  'BEGIN\r\n',
  'DTSTART:20260101T100000Z\r\n',
  'DTSTART;VALUE=DATE:20260101\r\n',
  'DTSTART;TZID=Nowhere/Land:20260101T100000\r\n',
  'DTSTART:00000000T000000\r\n',
  'DTSTART:99999999T999999Z\r\n',
  'DTEND:20250101T100000Z\r\n',
  'DURATION:PT1H\r\n',
  'DURATION:P99999999999999W\r\n',
  'DURATION:-PT1H\r\n',
  'RRULE:FREQ=SECONDLY\r\n',
  'RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2,3\r\n',
  'RRULE:FREQ=DAILY;COUNT=999999999\r\n',
  'RRULE:FREQ=DAILY;INTERVAL=0\r\n',
  'RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=-366\r\n',
  'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n',
  'RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z\r\n',
  'RRULE:FREQ=DAILY;RSCALE=HEBREW\r\n',
  'RDATE;VALUE=PERIOD:20260101T000000Z/PT1H\r\n',
  'EXDATE:20260101T100000Z,,,20260102\r\n',
  'RECURRENCE-ID:20260101T100000Z\r\n',
  'RECURRENCE-ID;RANGE=THISANDFUTURE:20260101T100000Z\r\n',
  'ATTENDEE;CN="a:MAILTO:x@y\r\n',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\n',
  'ORGANIZER:mailto:\r\n',
  'UID:\r\n',
  'SEQUENCE:1e999\r\n',
  'TZOFFSETFROM:+9999\r\n',
  'TZOFFSETTO:-2459\r\n',
  'TZID:\r\n',
  'SUMMARY;LANGUAGE="x\r\n',
  'METHOD:REPLY\r\n',
  'BEGIN:VCARD\r\n',
  'END:VCARD\r\n',
  'VERSION:2.1\r\n',
  'VERSION:4.0\r\n',
  'FN:x\r\n',
  'N:;;;;\r\n',
  'EMAIL:a@b.example\r\n',
  'EMAIL;PREF=1:\r\n',
  'AGENT:\r\n',
  'ORG:;;;;\r\n',
  'item1.EMAIL:a@b.example\r\n',
  'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-16:=FE=FF=\r\n',
  'PHOTO;ENCODING=b:AAAA\r\n',
  ';CHARSET=ISO-2022-JP',
  ';ENCODING=QUOTED-PRINTABLE',
  'GEO:geo:999,999\r\n',
  'TZ:Europe/Amsterdam\r\n',
  'Content-Type: text/calendar; method=REPLY; charset=utf-16\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Type: multipart/mixed; boundary="x"\r\n\r\n',
  '--x\r\n',
  '--x--\r\n',
  'From: =?utf-8?B?////?=\r\n',
  'name,email\r\n',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '{"people":[',
  '[{"name":',
  '}',
  ']',
  '\\u0000',
  '\\ud800',
  '__proto__',
  'constructor',
  '\r',
  '\n',
  '\r\n',
  '\r\n ',
  '\r\n\t',
  ' ',
  ':',
  '=',
  '=\r\n',
  '\\n',
  '\\',
  '\0',
  '\uFEFF',
  '\u2028',
  '\u0085',
  '\u202E',
  '🌅',
  '%',
  '^n',
  '0',
  '-1',
  '9'.repeat(40),
  'a'.repeat(300),
];

const encoder = new TextEncoder();
const TOKEN_BYTES = TOKENS.map((token) => encoder.encode(token));
const INTERESTING = [
  0x00, 0x0a, 0x0d, 0x20, 0x22, 0x3a, 0x3b, 0x5c, 0x7f, 0x80, 0xc0, 0xe0, 0xed, 0xf0, 0xfe, 0xff,
];
/** What grows longer is cut: length alone is tested by name elsewhere. */
const LONGEST = 200_000;

const join = (...parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const range = (bytes: Uint8Array, random: Random, longest: number): readonly [number, number] => {
  const from = random.int(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.int(longest))];
};

const MUTATIONS: readonly Mutation[] = [
  function flip(bytes, random) {
    const flipped = bytes.slice();
    const at = random.int(bytes.length);
    if (bytes.length > 0) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.int(8));
    return flipped;
  },
  function overwrite(bytes, random) {
    const written = bytes.slice();
    if (bytes.length > 0) written[random.int(bytes.length)] = random.pick(INTERESTING);
    return written;
  },
  function remove(bytes, random) {
    const [from, to] = range(bytes, random, 80);
    return join(bytes.subarray(0, from), bytes.subarray(to));
  },
  function duplicate(bytes, random) {
    const [from, to] = range(bytes, random, 400);
    const piece = bytes.subarray(from, to);
    return join(
      bytes.subarray(0, to),
      ...Array.from({ length: 1 + random.int(4) }, () => piece),
      bytes.subarray(to),
    );
  },
  function truncate(bytes, random) {
    return bytes.slice(0, random.int(bytes.length + 1));
  },
  function splice(bytes, random, other) {
    const [from, to] = range(other, random, 600);
    const at = random.int(bytes.length + 1);
    return join(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at));
  },
  function insertToken(bytes, random) {
    const at = random.int(bytes.length + 1);
    return join(bytes.subarray(0, at), random.pick(TOKEN_BYTES), bytes.subarray(at));
  },
  /** At the beginning of a line, where a token means something. */
  function insertLine(bytes, random) {
    const found = bytes.indexOf(0x0a, random.int(bytes.length + 1));
    const at = found < 0 ? bytes.length : found + 1;
    return join(bytes.subarray(0, at), random.pick(TOKEN_BYTES), bytes.subarray(at));
  },
  function swapLines(bytes, random) {
    const lines = new TextDecoder('latin1').decode(bytes).split('\n');
    const [a, b] = [random.int(lines.length), random.int(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    return Uint8Array.from(lines.join('\n'), (letter) => letter.charCodeAt(0) & 0xff);
  },
];

/** One to six mutations, the same for the same random numbers. */
export function mutate(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let mutated = bytes;
  const times = 1 + random.int(6);
  for (let i = 0; i < times; i++) mutated = random.pick(MUTATIONS)(mutated, random, other);
  return mutated.slice(0, LONGEST);
}

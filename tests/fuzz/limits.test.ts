import { describe, expect, test } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { readCalendarInWorker } from '#main/app/workers/read-calendar.ts';
import { mayBeReply, readReply } from '#main/invites/itip/read.ts';
import { parseEveryEntry } from '#main/people/import/parse-people.ts';
import { cpuTimeMs } from '#tests/support/fuzz/cpu-time.ts';

// Too much of one thing: bounded time, and a sentence or a skip by name; never a hang and never the loss of the rest.

const MB = 2 ** 20;
const MANY = 100_000;
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\r\n');

const good = (uid: string): string =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:20260610T100000Z\r\nDTEND:20260610T110000Z\r\nEND:VEVENT`;
const start = 'DTSTART:20260611T100000Z\r\nDURATION:PT1H';
const odd = (...content: readonly string[]): string =>
  ['BEGIN:VEVENT', 'UID:odd', start, ...content, 'END:VEVENT'].join('\r\n');
const between = (text: string): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${good('first')}\r\n${text}\r\n${good('last')}\r\nEND:VCALENDAR\r\n`;

/** With a busy machine: the reader's own limits are two seconds of work on one series. */
const LONGEST_MS = 15_000;

async function readOdd(source: string | Uint8Array) {
  const startedMs = performance.now();
  const outcome = await readCalendarInWorker({
    source,
    calendarId: calendarId('c'),
    name: 'odd.ics',
    window: { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2027, 0, 1) },
    zone: 'Europe/Amsterdam',
  });
  expect(performance.now() - startedMs).toBeLessThan(LONGEST_MS);
  if (!outcome.ok) throw new Error(outcome.message);
  const uids = outcome.value.occurrences.map(({ uid }) => uid);
  return {
    good: ['first', 'last'].filter((uid) => uids.includes(uid)),
    odd: uids.filter((uid) => uid === 'odd').length,
    skipped: outcome.value.skipped.map(({ uid, reason }) => `${uid}: ${reason}`),
  };
}

const encode16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, isLittle);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), isLittle);
  return bytes;
};

describe('calendars', { timeout: 60_000 }, () => {
  test.for<[string, () => string]>([
    ['50 MB in one line', () => odd(`DESCRIPTION:${'x'.repeat(50 * MB)}`)],
    [
      '50 MB of one property in folded lines',
      () =>
        odd(
          'DESCRIPTION:',
          lines(700_000, () => ` ${'x'.repeat(73)}`),
        ),
    ],
    ['a title of 10 MB', () => odd(`SUMMARY:${'x'.repeat(10 * MB)}`)],
    [
      'a hundred thousand attendees',
      () => odd(lines(MANY, (i) => `ATTENDEE;CN=P ${i}:mailto:p${i}@a.example`)),
    ],
    ['one attendee a hundred thousand times', () => odd(lines(MANY, () => 'ATTENDEE:mailto:p@a.example'))],
    [
      'a hundred thousand EXDATEs, a line each',
      () =>
        odd(
          'RRULE:FREQ=DAILY',
          lines(MANY, (i) => `EXDATE:20${String(30 + (i % 60))}0101T${String(i % 24).padStart(2, '0')}0000Z`),
        ),
    ],
    [
      'a hundred thousand EXDATEs in one line',
      () =>
        odd(
          'RRULE:FREQ=DAILY',
          `EXDATE:${Array.from({ length: MANY }, (_, i) => `2030${String(1 + (i % 12)).padStart(2, '0')}01T000000Z`).join(',')}`,
        ),
    ],
    [
      'a hundred thousand RDATEs',
      () => odd(lines(MANY, (i) => `RDATE:19${String(10 + (i % 80))}0101T000000Z`)),
    ],
    ['a hundred thousand rules', () => odd(lines(MANY, () => 'RRULE:FREQ=YEARLY;COUNT=2'))],
    [
      'a rule with a hundred thousand days',
      () =>
        odd(`RRULE:FREQ=YEARLY;BYYEARDAY=${Array.from({ length: MANY }, (_, i) => 1 + (i % 365)).join(',')}`),
    ],
    ['a hundred thousand alarms, one in the other', () => odd(lines(MANY, () => 'BEGIN:VALARM'))],
    [
      'a hundred thousand components of unknown names, one in the other',
      () => odd(lines(MANY, (i) => `BEGIN:X-${i}`)),
    ],
    ['a hundred thousand parameters', () => odd(`SUMMARY${';X=y'.repeat(MANY)}:Odd`)],
    ['a quote that never closes', () => odd(`ATTENDEE;CN="${'x;'.repeat(MB)}`)],
    ['nothing but backslashes', () => odd(`SUMMARY:${'\\'.repeat(5 * MB)}`)],
    [
      'a hundred thousand zones',
      () =>
        lines(
          20_000,
          (i) =>
            `BEGIN:VTIMEZONE\r\nTZID:Z${i}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE`,
        ),
    ],
    ['the same event two hundred thousand times', () => lines(200_000, () => odd())],
    [
      'a hundred thousand exceptions of one series',
      () =>
        `${odd('RRULE:FREQ=DAILY')}\r\n${lines(50_000, (i) => odd(`RECURRENCE-ID:20260611T100000Z\r\nSEQUENCE:${i}`))}`,
    ],
    ['a million blank lines', () => '\r\n'.repeat(MB)],
    ['a megabyte of blanks', () => `X:${' '.repeat(5 * MB)}`],
  ])('%s', async ([, text]) => {
    const content = text();
    const result = await readOdd(between(content));
    expect(result.good).toEqual(['first', 'last']);
    // It is there, or it is named.
    const isNamed = result.skipped.some((skip) => skip.startsWith('odd: '));
    expect(result.odd > 0 || isNamed || !content.includes('UID:odd')).toBe(true);
  });

  test('bytes that are no text, NULs, and both kinds of UTF-16', async () => {
    const bytes = new TextEncoder().encode(between(odd('SUMMARY:\0\0@@@@@@@@', 'LOCATION:a\0b')));
    const broken = bytes.map((byte) => (byte === 0x40 ? 0xff : byte));
    expect(await readOdd(broken)).toMatchObject({ good: ['first', 'last'], odd: 1 });
    for (const isLittle of [true, false]) {
      const text = between(odd('SUMMARY:Zoë 🌅'));
      expect(await readOdd(encode16(text, isLittle))).toMatchObject({
        good: ['first', 'last'],
        odd: 1,
        skipped: [],
      });
      // Cut in the middle of a sign.
      expect((await readOdd(encode16(text, isLittle).subarray(0, -7))).good).toContain('first');
    }
  });
});

/** Nobody, or a sentence that says why. */
const isRefusal = (said: string | number): boolean => said === 0 || /\S.*\.$/s.test(String(said));

const ANN = 'BEGIN:VCARD\r\nFN:Ann\r\nEMAIL:ann@a.example\r\nEND:VCARD\r\n';
const BOB = 'BEGIN:VCARD\r\nFN:Bob\r\nEMAIL:bob@a.example\r\nEND:VCARD\r\n';

function readPeople(text: string) {
  const startedMs = cpuTimeMs();
  const outcome = parseEveryEntry(text, 'odd.file');
  expect(cpuTimeMs() - startedMs).toBeLessThan(5_000);
  return outcome.ok ? outcome.value : outcome.message;
}

describe('people', { timeout: 60_000 }, () => {
  test.for<[string, () => string]>([
    ['a note of 50 MB', () => `BEGIN:VCARD\r\nNOTE:${'x'.repeat(50 * MB)}\r\nEND:VCARD\r\n`],
    [
      'a name of 10 MB',
      () => `BEGIN:VCARD\r\nFN:${'x '.repeat(5 * MB)}\r\nEMAIL:x@a.example\r\nEND:VCARD\r\n`,
    ],
    [
      'an address of 10 MB',
      () =>
        `BEGIN:VCARD\r\nFN:X\r\nEMAIL:${'x'.repeat(5 * MB)}@${'a.'.repeat(2 * MB)}example\r\nEND:VCARD\r\n`,
    ],
    [
      'a hundred thousand addresses',
      () => `BEGIN:VCARD\r\nFN:X\r\n${lines(MANY, (i) => `EMAIL:x${i}@a.example`)}\r\nEND:VCARD\r\n`,
    ],
    [
      'a hundred thousand agents',
      () =>
        `BEGIN:VCARD\r\nFN:X\r\n${lines(MANY, () => 'AGENT:\r\nBEGIN:VCARD')}\r\n${lines(MANY + 1, () => 'END:VCARD')}\r\n`,
    ],
    ['a hundred thousand parameters', () => `BEGIN:VCARD\r\nFN${';X=y'.repeat(MANY)}:X\r\nEND:VCARD\r\n`],
    ['quotes that never close', () => `BEGIN:VCARD\r\nFN;X="${'";'.repeat(MB)}\r\nEND:VCARD\r\n`],
    [
      'a soft break on every line',
      () => `BEGIN:VCARD\r\nFN;QUOTED-PRINTABLE:${lines(MANY, () => '=41=')}\r\n\r\nEND:VCARD\r\n`,
    ],
    ['a million blank lines', () => '\r\n'.repeat(MB)],
    ['a megabyte of blanks', () => `${' '.repeat(MB)}\r\n`],
  ])('%s between two cards', ([, text]) => {
    const read = readPeople(`${ANN}${text()}${BOB}`);
    expect(typeof read === 'string' ? read : read.people.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Ann', 'Bob']),
    );
  });

  test('a million blank lines before the first card, and without any', () => {
    expect(readPeople(`${'\n'.repeat(MB)}${ANN}`)).toMatchObject({ people: [{ name: 'Ann' }] });
    expect(readPeople('\n'.repeat(MB))).toMatch(/is empty/);
    expect(readPeople(`x${' \n'.repeat(MB)}`)).toMatch(/holds no people/);
  });

  test.for<[string, () => string]>([
    ['a quote at the start of a hundred thousand rows', () => lines(MANY, (i) => `"x${i},`)],
    ['a quote in each of a hundred thousand cells', () => '"x"y,'.repeat(MANY)],
    ['a cell of 10 MB', () => `"${'x'.repeat(10 * MB)}",x@a.example`],
    ['a row of a million cells', () => ','.repeat(MB)],
    ['a million rows of nothing', () => ',\r\n'.repeat(MB)],
  ])('a table with %s keeps its good rows', ([, text]) => {
    const read = readPeople(`name,email\r\nAnn,ann@a.example\r\n${text()}\r\nBob,bob@a.example\r\n`);
    expect(typeof read === 'string' ? read : read.people.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
  });

  test.for<[string, () => string]>([
    ['a hundred thousand lists, one in the other', () => `${'['.repeat(MANY)}${']'.repeat(MANY)}`],
    ['a person of a hundred thousand levels', () => `[{"name":${'{"a":'.repeat(MANY)}1${'}'.repeat(MANY)}}]`],
    [
      'a person with a hundred thousand keys',
      () => `[{${Array.from({ length: MANY }, (_, i) => `"k${i}":1`).join(',')}}]`,
    ],
    ['half a million rows that are nobody', () => `[${'1,'.repeat(MB / 2)}1]`],
  ])('JSON with %s', ([, text]) => {
    const read = readPeople(text());
    expect(typeof read === 'string' ? read : read.people.length).toSatisfy(isRefusal);
  });
});

describe('replies', { timeout: 60_000 }, () => {
  const reply = (content: string): string =>
    `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\n${content}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  test.for<[string, () => string]>([
    ['a comment of 400 kB', () => reply(`COMMENT:${'x'.repeat(400_000)}`)],
    ['400 kB in folded lines', () => reply(`COMMENT:x\r\n${lines(5_000, () => ` ${'x'.repeat(73)}`)}`)],
    ['ten thousand attendees', () => reply(lines(10_000, (i) => `ATTENDEE:mailto:p${i}@a.example`))],
    ['fifty thousand components, one in the other', () => reply(lines(50_000, () => 'BEGIN:X'))],
    [
      'a mail of parts within parts',
      () => lines(20_000, (i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}`),
    ],
    [
      'a mail with fifty thousand headers',
      () => `From: a@b.example\r\n${lines(50_000, (i) => `X-${i}: y`)}\r\n\r\ntext`,
    ],
    ['a header of 4 MB', () => `From: ${'a'.repeat(4 * MB)}\r\n\r\ntext`],
    [
      'a mail of twenty thousand addresses',
      () => `From: ${'<a@b.example>, '.repeat(20_000)}\r\nTo: ${'('.repeat(MANY)}\r\n\r\ntext`,
    ],
    ['more than can be a reply', () => reply(`COMMENT:${'x'.repeat(6 * MB)}`)],
  ])('%s', async ([, text]) => {
    const content = text();
    const startedMs = cpuTimeMs();
    mayBeReply(content);
    const read = await readReply(content);
    expect(cpuTimeMs() - startedMs).toBeLessThan(5_000);
    const said = read.ok ? (read.value.comment ?? '') : read.message;
    expect(said.length).toBeLessThanOrEqual(500);
    expect(read.ok || isRefusal(said)).toBe(true);
  });
});

import { expect, test } from 'vitest';
import { readCopy } from '#main/invites/copy-reading.ts';
import { writeMovedCopy } from '#main/invites/copy-writing.ts';
import { mayBeReply, readReply } from '#main/invites/itip/read.ts';
import { parseEveryEntry } from '#main/people/import/parse-people.ts';
import { sent } from '#tests/main/invites/fixtures.ts';
import { cpuTimeMs } from '#tests/support/fuzz/cpu-time.ts';

// What fuzzing has found, each with the smallest input that shows it.

const read = (text: string) => {
  const outcome = parseEveryEntry(text, 'book.vcf');
  return outcome.ok ? outcome.value.people.map(({ name }) => name) : outcome.message;
};
const GOOD = 'BEGIN:VCARD\r\nFN:Ann\r\nEMAIL:ann@a.example\r\nEND:VCARD\r\n';
const event = (...lines: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'METHOD:COUNTER',
    'BEGIN:VEVENT',
    'UID:u',
    'ATTENDEE:mailto:a@b.example',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

test('a NUL beside a card does not make the whole book a binary file', () => {
  expect(read(`${GOOD}\0\r\n${GOOD.replaceAll('nn', 'bo')}`)).toEqual(['Ann', 'Abo']);
});

test('a line BEGIN:VCALENDAR after a card does not make the book a calendar', () => {
  expect(read(`${GOOD}BEGIN:VCALENDAR\r\n${GOOD}`)).toEqual(['Ann', 'Ann']);
});

test.each(['[', '{'])('JSON that breaks off at %s is refused with a sentence', (text) => {
  expect(read(text)).toMatch(/^book\.vcf begins like JSON and is none \(.*\)\. Export it again\.$/s);
});

test('a mail whose calendar is empty is no answer, and no crash', async () => {
  const mail = 'Content-Type:multipart/e;boundary=edge\n\n--edge\nContent-Type:calendar';
  expect(await readReply(mail)).toMatchObject({ ok: false, code: 'unreadable' });
});

test('a DTSTAMP that is none costs itself and not the answer', async () => {
  expect(await readReply(event('DTSTAMP:2d0260601T1CE:1'))).toMatchObject({
    ok: true,
    value: { stampMs: null },
  });
});

test('a DTSTART of a counter that is none costs itself and not the answer', async () => {
  expect(await readReply(event('DTSTART:999\u0094´ð'))).toMatchObject({
    ok: true,
    value: { proposedStartMs: null },
  });
});

test('a VTIMEZONE that is none does not hide the event beside it', () => {
  const zone = 'BEGIN:VTIMEZONE\nBEGIN:DAYLIGHT\n:\nEND:DAYLIGHT\nEND:VTIMEZONE';
  const text = `BEGIN:VCALENDAR\n${zone}\nBEGIN:VEVENT\nUID:u\nDTSTART;TZID=Europe/Amsterdam:20260604T180000\nEND:VEVENT\nEND:VCALENDAR`;
  const copy = readCopy({ ref: 'r', etag: null, text }, { uid: 'u', zone: 'UTC' });
  expect(copy?.interval.startMs).toBe(Date.UTC(2026, 5, 4, 16));
});

test('a line END with parameters ends no event of a copy that is moved', () => {
  const text = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260604T180000Z\nEND;E=:\nUID:${sent.uid}\nEND:VEVENT\nEND:VCALENDAR`;
  const moved = writeMovedCopy(text, { ...sent, step: 'move', sequence: 7 });
  expect(readCopy({ ref: 'r', etag: null, text: moved }, { uid: sent.uid, zone: 'UTC' })?.sequence).toBe(7);
});

test('a counter in a zone that changes its clock every second is answered at once', async () => {
  const zone =
    'BEGIN:VTIMEZONE\r\nTZID:Bomb\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT';
  const text = event('DTSTART;TZID=Bomb:20260601T100000').replace('BEGIN:VEVENT', zone);
  const startedMs = cpuTimeMs();
  expect(mayBeReply(text)).toBe(true);
  expect(await readReply(text)).toMatchObject({ ok: true, value: { isCounter: true } });
  expect(cpuTimeMs() - startedMs).toBeLessThan(1_500);
});

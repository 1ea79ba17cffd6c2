import type fc from 'fast-check';
import { calendarId } from '#contract/ids.ts';
import type { Outcome } from '#contract/outcome.ts';
import { readCalendarInWorker } from '#main/app/workers/read-calendar.ts';
import { readMultistatus } from '#main/calendars/caldav/multistatus.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import { writeMovedCopy } from '#main/invites/copy-writing.ts';
import { mayBeReply, readReply } from '#main/invites/itip/read.ts';
import { parseEveryEntry, parsePeople } from '#main/people/import/parse-people.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import { suggestMerges } from '#main/people/import/merge-suggestions.ts';
import { isoDate } from '#main/kernel/time.ts';
import { decodeText } from '#renderer/features/decode-text.ts';
import { sent } from '#tests/main/invites/fixtures.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { readCorpus } from './corpus.ts';
import {
  calendarText,
  cardText,
  eventText,
  multistatusText,
  peopleJson,
  replyText,
  tableText,
} from './structures.ts';

export interface FuzzTarget {
  readonly name: string;
  readonly structures: fc.Arbitrary<string>;
  readonly corpus: ReturnType<typeof readCorpus>;
  /** Throws, with what is wrong, where the reader did not hold its promise. */
  run(input: Uint8Array): Promise<void>;
}

const WINDOW = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2027, 0, 1) };
/**
 * Two attempts of two seconds, ten more of half a second, and a machine that does something else besides: what takes
 * longer hangs.
 */
const LONGEST_CALENDAR_MS = 20_000;
/** Readers of people and replies work in this thread, and their inputs here are below 200 kB. */
const LONGEST_MS = 1_500;

function demand(isHeld: boolean, what: string): asserts isHeld {
  if (!isHeld) throw new Error(what);
}

const demandSentence = (outcome: Outcome<unknown>): void => {
  if (!outcome.ok) demand(/\S.*\.$/s.test(outcome.message), `No sentence: ${outcome.message}`);
};

async function within(clock: () => number, limitMs: number, work: () => unknown): Promise<void> {
  const startedMs = clock();
  await work();
  const tookMs = clock() - startedMs;
  demand(tookMs <= limitMs, `took ${Math.round(tookMs)} ms`);
}

const wallTimeMs = (): number => performance.now();

const readCalendar = (source: Uint8Array) =>
  readCalendarInWorker({
    source,
    calendarId: calendarId('fuzz'),
    name: 'fuzz.ics',
    window: WINDOW,
    zone: 'Europe/Amsterdam',
  });

async function checkCalendar(input: Uint8Array): Promise<void> {
  const read = await readCalendar(input);
  demandSentence(read);
  if (!read.ok) return;
  for (const { time, uid, summary } of read.value.occurrences) {
    demand(typeof uid === 'string' && typeof summary === 'string', 'an occurrence without its texts');
    if (time.kind === 'all-day')
      demand(time.startDate < time.endDate, 'an all-day event that ends before it starts');
    else {
      demand(Number.isFinite(time.startMs) && time.startMs <= time.endMs, 'ends before it starts');
      demand(time.startMs < WINDOW.toMs && time.endMs >= WINDOW.fromMs, 'lies outside the window');
    }
  }
  for (const { reason } of read.value.skipped) demand(reason.trim() !== '', 'a skip without its reason');
}

const encoder = new TextEncoder();
const goodEvent = (uid: string, day: string): string =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:202606${day}T100000Z\r\nDTEND:202606${day}T110000Z\r\nSUMMARY:Good ${day}\r\nATTENDEE:mailto:ann@a.example\r\nEND:VEVENT\r\n`;
/** No mutation finds these by chance. */
const GOOD_UIDS = ['good-first-7f3a9c', 'good-second-b81e04'] as const;
const BEFORE = encoder.encode(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${goodEvent(GOOD_UIDS[0], '10')}`);
const AFTER = encoder.encode(`\r\n${goodEvent(GOOD_UIDS[1], '11')}END:VCALENDAR\r\n`);

/** What is mutated begins a line of its own: a blank at its start would be a fold, and so a part of the first event. */
function between(before: Uint8Array, input: Uint8Array, after: Uint8Array): Uint8Array {
  let from = 0;
  while ([0x20, 0x09, 0x0a, 0x0d].includes(input[from] ?? 0)) from++;
  const joined = new Uint8Array(before.length + input.length - from + after.length);
  joined.set(before);
  joined.set(input.subarray(from), before.length);
  joined.set(after, joined.length - after.length);
  return joined;
}

async function checkGoodEvents(input: Uint8Array): Promise<void> {
  const read = await readCalendar(between(BEFORE, input, AFTER));
  demand(read.ok, `the whole calendar is lost: ${read.ok ? '' : read.message}`);
  for (const [i, uid] of GOOD_UIDS.entries()) {
    const [found, ...more] = read.value.occurrences.filter((occurrence) => occurrence.uid === uid);
    demand(
      found !== undefined && more.length === 0,
      `the good event ${uid} came ${more.length + (found ? 1 : 0)} times`,
    );
    const startMs = Date.UTC(2026, 5, 10 + i, 10);
    demand(
      found.time.kind === 'timed' &&
        found.time.startMs === startMs &&
        found.time.endMs === startMs + 3_600_000,
      `the good event ${uid} moved`,
    );
    demand(found.summary === `Good ${10 + i}`, `the good event ${uid} is called ${found.summary}`);
    demand(found.attendees[0]?.email === 'ann@a.example', `the good event ${uid} lost its guest`);
  }
}

function checkPeople(text: string): void {
  for (const parse of [parsePeople, parseEveryEntry]) {
    const read = parse(text, 'fuzz.file');
    demandSentence(read);
    if (!read.ok) continue;
    const people = read.value.people.map((entry) => toPerson(entry, { today: isoDate('2026-06-01') }));
    for (const { name, emails, cadenceDays, maximumDays } of people) {
      demand(name.trim() !== '' && name.length <= 200, `a name that is none: ${JSON.stringify(name)}`);
      demand(!/[\r\n]/.test(name), `a name of several lines: ${JSON.stringify(name)}`);
      demand(emails.length > 0 && emails.length <= 20, 'addresses that are none or too many');
      demand(
        emails.every((email) => /^[^\s@<>]+@[^\s@<>]+$/.test(email)),
        `a bad address: ${emails.join(' ')}`,
      );
      demand(cadenceDays < maximumDays, 'a maximum below the cadence');
    }
    suggestMerges(people, new Set());
  }
}

const GOOD_CARDS = [0, 1].map(
  (i) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Good Person ${i}\r\nEMAIL:good${i}@survivor.example\r\nEND:VCARD\r\n`,
);

function checkCards(input: Uint8Array): void {
  const [first = '', second = ''] = GOOD_CARDS;
  checkPeople(decodeText(input.slice().buffer));
  const text = decodeText(
    between(encoder.encode(first), input, encoder.encode(`\r\n${second}`)).slice().buffer,
  );
  // What is mutated may begin an AGENT, whose value is a card: the next one is then not a person of its own.
  if (/^(?:[a-z0-9-]+\.)?AGENT\b[^:\r\n]*:\s*$/im.test(text)) return;
  const read = parseEveryEntry(text, 'fuzz.vcf');
  demand(read.ok, 'two good cards are lost');
  for (const i of [0, 1]) {
    const found = read.value.people.filter(({ emails }) => emails.includes(`good${i}@survivor.example`));
    demand(
      found.some(({ name }) => name === `Good Person ${i}`),
      `the good card ${i} is lost`,
    );
  }
}

/** Every component is closed by its own name, and one event is ours: what a server stores, however odd its lines are. */
function isOneEvent(text: string): boolean {
  const open: string[] = [];
  let ours = 0;
  for (const [, edge = '', name = ''] of text.matchAll(/^(BEGIN|END):(.*?)\r?$/gm)) {
    if (!/^[A-Z-]+$/.test(name)) return false;
    if (edge === 'BEGIN') open.push(name);
    else if (open.pop() !== name) return false;
    if (edge === 'BEGIN' && name === 'VEVENT') ours++;
  }
  return open.length === 0 && ours === 1 && [...text.matchAll(/^UID\b/gim)].length === 1;
}

/** What lies in the user's calendar on a server, where others write, too. */
function checkCopy(input: Uint8Array): void {
  const text = new TextDecoder().decode(input).replaceAll(/^UID:.*$/gm, `UID:${sent.uid}`);
  const [uid, zone] = [sent.uid, 'Europe/Amsterdam'];
  const copy = readCopy({ ref: 'r', etag: null, text }, { uid, zone });
  if (copy === null) return;
  demand(Number.isFinite(copy.interval.startMs), 'starts at no time');
  demand(copy.interval.startMs <= copy.interval.endMs, 'ends before it starts');
  if (!isOneEvent(text)) return;
  const moved = { ...sent, step: 'move', sequence: 7 } as const;
  const again = readCopy({ ref: 'r', etag: null, text: writeMovedCopy(text, moved) }, { uid, zone });
  demand(again !== null, 'cannot be read after it was moved');
  demand(again.interval.startMs === sent.content.interval.startMs, 'did not move');
}

async function checkMultistatus(text: string): Promise<void> {
  const read = await readMultistatus(text);
  for (const { href, status, properties } of read?.responses ?? []) {
    demand(typeof href === 'string' && href === href.trim(), 'an address that is none');
    demand(status === null || (status >= 0 && status <= 999), `a status of ${status}`);
    for (const { text: value } of properties.values())
      demand(value.length <= text.length, 'a text that grew');
  }
}

async function checkReply(input: Uint8Array): Promise<void> {
  const text = decodeText(input.slice().buffer);
  mayBeReply(text);
  const read = await readReply(text);
  demandSentence(read);
  if (!read.ok) return;
  demand(read.value.uid !== '', 'a reply to nothing');
  demand(!/[\r\n\u2028\u2029\0]/.test(read.value.comment ?? ''), 'a comment of several lines');
}

export const createTargets = (): readonly FuzzTarget[] => [
  {
    name: 'iCalendar',
    structures: calendarText,
    corpus: readCorpus('ical'),
    run: (input) => within(wallTimeMs, LONGEST_CALENDAR_MS, () => checkCalendar(input)),
  },
  {
    name: 'an event between two good ones',
    structures: eventText,
    corpus: readCorpus('ical'),
    run: (input) => within(wallTimeMs, LONGEST_CALENDAR_MS, () => checkGoodEvents(input)),
  },
  {
    name: 'vCard',
    structures: cardText,
    corpus: readCorpus('vcard'),
    run: (input) => within(cpuTimeMs, LONGEST_MS, () => checkCards(input)),
  },
  {
    name: 'people in CSV',
    structures: tableText,
    corpus: readCorpus('people'),
    run: (input) => within(cpuTimeMs, LONGEST_MS, () => checkPeople(decodeText(input.slice().buffer))),
  },
  {
    name: 'people in JSON',
    structures: peopleJson,
    corpus: { files: [], reason: null },
    run: (input) => within(cpuTimeMs, LONGEST_MS, () => checkPeople(decodeText(input.slice().buffer))),
  },
  {
    name: 'copies on a server',
    structures: calendarText,
    corpus: readCorpus('ical'),
    run: (input) => within(cpuTimeMs, LONGEST_MS, () => checkCopy(input)),
  },
  {
    name: 'answers of a CalDAV server',
    structures: multistatusText,
    corpus: { files: [], reason: null },
    run: (input) => within(cpuTimeMs, LONGEST_MS, () => checkMultistatus(new TextDecoder().decode(input))),
  },
  {
    name: 'replies',
    structures: replyText,
    corpus: { files: [], reason: null },
    run: (input) => within(cpuTimeMs, LONGEST_MS, () => checkReply(input)),
  },
];

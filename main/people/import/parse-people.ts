import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Skipped } from '#main/calendars/event.ts';
import { isRecord, type PersonEntry, readEntry } from '#main/people/import/person-entry.ts';
import type { RawRow } from '#main/people/import/raw-row.ts';
import { readCsv } from '#main/people/import/read-csv.ts';
import { readGoogleContacts } from '#main/people/import/read-google-contacts.ts';
import { readVcards } from '#main/people/import/read-vcards.ts';
import { isVcardText } from '#main/people/import/vcard-text.ts';

export type { PersonEntry };

export interface PeopleReading {
  /** Everybody whom another program knows, and so no word on whom the user wants to see. */
  readonly isAddressBook: boolean;
  readonly people: readonly PersonEntry[];
  /** People, and parts of people, that could not be used; `uid` tells the row and the name. */
  readonly skipped: readonly Skipped[];
}

interface RawReading {
  readonly isAddressBook: boolean;
  readonly rows: readonly RawRow[];
  readonly notes: readonly Skipped[];
}

/**
 * Reads people from vCard (2.1, 3.0, 4.0), CSV or JSON; which of them it is, the content says and never the name.
 * A bad row costs that row alone. Of two people with an address in common the first one stays. Fails only on a text
 * that is none of the three, and says what it is instead.
 */
export function parsePeople(text: string, fileName: string): Outcome<PeopleReading> {
  const read = readRows(text.replace(/^\uFEFF/, ''), fileName);
  return read.ok ? succeed(checkRows(read.value, { mayShareAddresses: false })) : read;
}

/** As `parsePeople`, but people with an address in common all stay: who of them is one, others decide. */
export function parseEveryEntry(text: string, fileName: string): Outcome<PeopleReading> {
  const read = readRows(text.replace(/^\uFEFF/, ''), fileName);
  return read.ok ? succeed(checkRows(read.value, { mayShareAddresses: true })) : read;
}

/** The contacts of a Google account: an address book like others. */
export const parseGoogleContacts = (contacts: readonly unknown[]): PeopleReading =>
  checkRows(
    { isAddressBook: true, rows: readGoogleContacts(contacts), notes: [] },
    { mayShareAddresses: true },
  );

function readRows(text: string, fileName: string): Outcome<RawReading> {
  const isCards = isVcardText(text) && !/^\s*BEGIN:VCALENDAR/i.test(text);
  // Cards are cards, whatever else strayed between them.
  const other = isCards ? null : describeOther(text);
  if (other !== null) return fail('unreadable', `${fileName} ${other}`);
  if (isCards)
    return succeed({ isAddressBook: true, rows: readVcards(text.replaceAll('\0', '')), notes: [] });
  if (/^\s*[[{]/.test(text)) return readJson(text, fileName);
  const csv = readCsv(text);
  if (csv === null) {
    return fail(
      'unreadable',
      `${fileName} holds no people: it is no vCard, no JSON, and its first line names no column of e-mail addresses. Give a CSV file whose first line is 'name,emails', or export the contacts as vCard.`,
    );
  }
  const notes = csv.unknownColumns.map((column) => ({
    uid: null,
    reason: `The column '${column.slice(0, 80)}' means nothing here and is ignored.`,
  }));
  return succeed({ isAddressBook: csv.isAddressBook, rows: csv.rows, notes });
}

/** What a text is that certainly holds no people; null: it may. */
function describeOther(text: string): string | null {
  const start = text.slice(0, 2000).trimStart();
  if (start === '') return 'is empty. Export the contacts again.';
  if (/^BEGIN:VCALENDAR/im.test(start)) return 'is a calendar, not contacts. Add it under Calendars.';
  if (start.startsWith('PK\u0003\u0004')) {
    return 'is a ZIP archive or an Excel workbook. Save the sheet as CSV (UTF-8), or unpack the archive first.';
  }
  if (start.startsWith('%PDF')) return 'is a PDF document. Give vCard, CSV or JSON.';
  // UTF-16 shows as a letter and a NUL in turn once it is read as UTF-8.
  if (/^\uFFFD{0,2}(?:[^\0]\0){8}|^\uFFFD{0,2}(?:\0[^\0]){8}/.test(start)) {
    return 'is written in UTF-16. Save it again as UTF-8.';
  }
  if (start.includes('\0')) return 'is a binary file. Give vCard, CSV or JSON.';
  if (/^<(?:!doctype html|html|head|body)/i.test(start)) {
    return 'is a web page, not contacts. The address may ask for a log-in; export the contacts to a file.';
  }
  if (start.startsWith('<')) return 'is XML. Give vCard, CSV or JSON.';
  return null;
}

function readJson(text: string, fileName: string): Outcome<RawReading> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('unreadable', `${fileName} begins like JSON and is none (${detail}). Export it again.`);
  }
  const rows: unknown = isRecord(json) ? json['people'] : json;
  if (!Array.isArray(rows)) {
    return fail(
      'unreadable',
      `${fileName} is JSON without people. Write a list, [{"name": "Ann", "emails": ["ann@example.com"]}], or {"people": [...]}.`,
    );
  }
  const entries: readonly unknown[] = rows;
  return succeed({
    isAddressBook: false,
    rows: entries.map((raw, i) => ({
      where: `row ${i + 1}`,
      name: isRecord(raw) && typeof raw['name'] === 'string' ? raw['name'].trim() : '',
      raw,
    })),
    notes: [],
  });
}

const LONGEST_LABEL = 80;

function checkRows(
  { isAddressBook, rows, notes }: RawReading,
  { mayShareAddresses }: { readonly mayShareAddresses: boolean },
): PeopleReading {
  const people: PersonEntry[] = [];
  const skipped: Skipped[] = [...notes];
  const ownerByEmail = new Map<string, string>();
  for (const row of rows) {
    const uid = row.name === '' ? row.where : `${row.name.slice(0, LONGEST_LABEL)} (${row.where})`;
    if ('fault' in row) {
      skipped.push({ uid, reason: row.fault });
      continue;
    }
    const { entry, reasons } = readEntry(row.raw);
    const shared = mayShareAddresses ? undefined : entry?.emails.find((email) => ownerByEmail.has(email));
    if (entry === null || shared === undefined) skipped.push(...reasons.map((reason) => ({ uid, reason })));
    if (entry === null) continue;
    if (shared !== undefined) {
      skipped.push({ uid, reason: `has ${shared} in common with ${ownerByEmail.get(shared)}, who stays` });
      continue;
    }
    people.push(entry);
    for (const email of entry.emails) ownerByEmail.set(email, uid);
    if (entry.name.includes('\uFFFD')) {
      skipped.push({ uid, reason: 'the name holds signs that could not be read; save the file as UTF-8' });
    }
  }
  return { isAddressBook, people, skipped };
}

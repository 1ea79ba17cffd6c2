import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Skipped } from '#main/calendars/event.ts';
import { isRecord, type PersonEntry, readEntry } from '#main/people/import/person-entry.ts';

export type { PersonEntry };

export interface PeopleReading {
  readonly people: readonly PersonEntry[];
  /** People and parts of people that could not be used; `uid` is the name or the row. */
  readonly skipped: readonly Skipped[];
}

/** Reads people from JSON. */
export function parsePeople(text: string, fileName: string): Outcome<PeopleReading> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('unreadable', `${fileName} holds no people.`);
  }
  const rows: unknown = isRecord(json) ? json['people'] : json;
  if (!Array.isArray(rows)) return fail('unreadable', `${fileName} holds no people.`);
  const people: PersonEntry[] = [];
  const skipped: Skipped[] = [];
  for (const [i, raw] of rows.entries()) {
    const { entry, reasons } = readEntry(raw);
    if (entry) people.push(entry);
    for (const reason of reasons) skipped.push({ uid: entry?.name ?? `row ${i + 1}`, reason });
  }
  return succeed({ people, skipped });
}

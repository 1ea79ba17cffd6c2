import Papa from 'papaparse';
import { type Column, type CsvHeader, readHeader } from '#main/people/import/csv-header.ts';
import { type CsvRecord, splitRecords } from '#main/people/import/csv-records.ts';
import type { RawRow } from '#main/people/import/raw-row.ts';

const DELIMITERS = [',', ';', '\t'] as const;
type Delimiter = (typeof DELIMITERS)[number];

export interface CsvReading {
  readonly isAddressBook: boolean;
  readonly rows: readonly RawRow[];
  /** Columns that mean nothing here. */
  readonly unknownColumns: readonly string[];
}

interface CsvTable {
  readonly delimiter: Delimiter;
  readonly header: CsvHeader;
  readonly rows: readonly CsvRecord[];
}

/** Reads a table whose first row names its columns; null when that row names none of e-mail addresses. */
export function readCsv(text: string): CsvReading | null {
  const table = findTable(text);
  if (table === null) return null;
  const { delimiter, header, rows } = table;
  return {
    isAddressBook: header.isAddressBook,
    // Spreadsheets export rows of nothing but delimiters.
    rows: rows
      .filter((record) => record.text.replaceAll(delimiter, '').trim() !== '')
      .map((record) => readRow(record, delimiter, header)),
    unknownColumns: header.unknown,
  };
}

const cellsOf = (record: string, delimiter: Delimiter): string[] =>
  (Papa.parse<string[]>(record, { delimiter }).data[0] ?? []).map((cell) => cell.trim());

/** The delimiter is the one under which the first row names the most columns: addresses hold the others. */
function findTable(text: string): CsvTable | null {
  let best: CsvTable | null = null;
  let most = 0;
  // Excel's own first line, which names the delimiter.
  const body = text.replace(/^"?sep=[,;\t]"?\s*?(?:\r\n|\n|\r)/i, '');
  for (const delimiter of DELIMITERS) {
    const [first, ...rows] = splitRecords(body, delimiter);
    const header = first === undefined ? null : readHeader(cellsOf(first.text, delimiter));
    const named = header?.columns.filter((column) => column !== null).length ?? 0;
    if (header !== null && named > most) {
      best = { delimiter, header, rows };
      most = named;
    }
  }
  return best;
}

function readRow({ row, text, isBroken }: CsvRecord, delimiter: Delimiter, header: CsvHeader): RawRow {
  const where = `row ${row}`;
  if (isBroken)
    return { where, name: '', fault: 'has a quote that is not closed, or that closes inside a cell' };
  const cells = cellsOf(text, delimiter);
  const overflow = cells.slice(header.columns.length).some((cell) => cell !== '');
  const valuesOf = (column: Column): string[] =>
    cells.filter((cell, i) => header.columns[i] === column && cell !== '');
  const first = (column: Column): string | undefined => valuesOf(column)[0];
  const parts = (['given', 'middle', 'family'] as const).flatMap(valuesOf).join(' ');
  const emails = valuesOf('email');
  const name = first('name') ?? parts;
  if (overflow) {
    return {
      where,
      name,
      fault: `has ${cells.length} cells under ${header.columns.length} columns; put text that holds '${delimiter === '\t' ? 'a tab' : delimiter}' in quotes`,
    };
  }
  return {
    where,
    name,
    raw: {
      // A contact of which an address book knows the address alone is called by it.
      name: name || (header.isAddressBook ? emails[0]?.split(' ::: ')[0] : undefined),
      emails,
      circle: first('circle'),
      department: first('department') ?? first('organisation'),
      cadenceDays: readNumber(first('cadenceDays')),
      maximumDays: readNumber(first('maximumDays')),
      importance: readNumber(first('importance')),
      status: first('status'),
      comfort: {
        home: readAnswer(first('comfort.home')),
        weekdayEvening: readAnswer(first('comfort.weekdayEvening')),
        alcohol: readAnswer(first('comfort.alcohol')),
        family: readAnswer(first('comfort.family')),
      },
      apart: valuesOf('apart'),
      place: readPlace(first('place'), first('lat'), first('lon')),
      zone: first('zone'),
      language: first('language'),
      partner: first('partner'),
      added: first('added'),
      spontaneous: readTruth(first('spontaneous')),
    },
  };
}

// What these cannot read stays text, so that the check names it.

function readNumber(text: string | undefined): number | string | undefined {
  return text !== undefined && /^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
}

const readAnswer = (text: string | undefined): string | undefined =>
  text?.toLowerCase().replace(/[\s_]+/g, '-');

function readTruth(text: string | undefined): boolean | string | undefined {
  if (text === undefined) return undefined;
  if (/^(?:true|yes|ja|y|x|1)$/i.test(text)) return true;
  return /^(?:false|no|nee|n|0)$/i.test(text) ? false : text;
}

/** From `lat` and `lon`, or from a `place` such as '52.37, 4.90'. */
function readPlace(place: string | undefined, lat: string | undefined, lon: string | undefined): unknown {
  if (lat !== undefined || lon !== undefined) return { lat: readNumber(lat), lon: readNumber(lon) };
  const match = /^([+-]?\d+(?:\.\d+)?)\s*[,; ]\s*([+-]?\d+(?:\.\d+)?)$/.exec(place ?? '');
  return match ? { lat: Number(match[1]), lon: Number(match[2]) } : place;
}

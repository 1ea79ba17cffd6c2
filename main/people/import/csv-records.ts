/** One record of a CSV text, still as text. */
export interface CsvRecord {
  /** As a spreadsheet counts: the first is 1, blank rows count. */
  readonly row: number;
  readonly text: string;
  /** A quote that opens and never closes, or closes in the middle of a cell; the record is its first line alone. */
  readonly isBroken: boolean;
}

/** What a spreadsheet's cell can hold: a quote that stays open longer was none. */
const LONGEST_CELL = 32_767;

/**
 * Splits at line ends outside quotes. A quote gone wrong costs its own line and never the rows after it, which a
 * parser of the whole text would swallow. Blank rows are left out.
 */
export function splitRecords(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let row = 0;
  for (let from = 0; from < text.length; ) {
    const quotedEnd = findRecordEnd(text, from, delimiter);
    const end = quotedEnd ?? findLineEnd(text, from);
    const record = text.slice(from, end);
    row++;
    if (record.trim() !== '') records.push({ row, text: record, isBroken: quotedEnd === null });
    from = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return records;
}

const isLineEnd = (sign: string | undefined): boolean => sign === '\n' || sign === '\r' || sign === undefined;

function findLineEnd(text: string, from: number): number {
  let at = from;
  while (!isLineEnd(text[at])) at++;
  return at;
}

/** Where the record that starts at `from` ends; null where its quotes are broken. */
function findRecordEnd(text: string, from: number, delimiter: string): number | null {
  let at = from;
  for (;;) {
    if (text[at] === '"') {
      const close = findClosingQuote(text, at);
      if (close === null) return null;
      at = close + 1;
      while (text[at] === ' ') at++;
      if (!isLineEnd(text[at]) && text[at] !== delimiter) return null;
    } else {
      while (!isLineEnd(text[at]) && text[at] !== delimiter) at++;
    }
    if (isLineEnd(text[at])) return at;
    at++;
  }
}

function findClosingQuote(text: string, open: number): number | null {
  let at = open + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote - open > LONGEST_CELL) return null;
    if (text[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

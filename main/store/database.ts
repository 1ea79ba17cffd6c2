import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** One connection. Tables prepare their statements on it; nothing else in the product sees SQL. */
export interface Database {
  run(sql: string, ...values: readonly SQLInputValue[]): number;
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[];
  /** As `all`, a row at a time; nothing else may be asked of the same statement meanwhile. */
  each(sql: string, ...values: readonly SQLInputValue[]): Iterable<Row>;
  get(sql: string, ...values: readonly SQLInputValue[]): Row | null;
  exec(sql: string): void;
  /** Everything that `work` reads is of one moment. */
  read<T>(work: () => T): T;
  /** One immediate transaction; joins the one that is open. Rolls back and rethrows when `work` throws. */
  transact<T>(work: () => T): T;
  /** As `transact`, but on disk when it returns (synchronous=FULL): for what promises something to the outside. */
  commitDurably<T>(work: () => T): T;
  close(): void;
}

/** How long one process waits for another one's transaction. */
const BUSY_MS = 5_000;

export function openDatabase(path: string): Database {
  const connection = new DatabaseSync(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  function prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = connection.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  function transact<T>(work: () => T): T {
    if (connection.isTransaction) return work();
    begin(connection);
    try {
      const result = work();
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    all: (sql, ...values) => prepare(sql).all(...values),
    each: (sql, ...values) => prepare(sql).iterate(...values),
    get: (sql, ...values) => prepare(sql).get(...values) ?? null,
    exec: (sql) => connection.exec(sql),
    read(work) {
      connection.exec('BEGIN');
      try {
        return work();
      } finally {
        connection.exec('COMMIT');
      }
    },
    transact,
    commitDurably(work) {
      if (connection.isTransaction) {
        throw new Error(
          'A durable commit inside another transaction would not be durable. Start it outside.',
        );
      }
      connection.exec('PRAGMA synchronous = FULL');
      try {
        return transact(work);
      } finally {
        connection.exec('PRAGMA synchronous = NORMAL');
      }
    },
    close: () => connection.close(),
  };
}

/** So often it is asked for its turn before it waits as SQLite does. */
const POLLS = 100;
const POLL_MS = 0.5;
const SQLITE_BUSY = 5;
const sleeper = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/**
 * Waits for its turn in short sleeps: SQLite's own grow to 100 ms each, and so miss the gaps in the work of another
 * thread that writes much in little transactions.
 */
function begin(connection: DatabaseSync): void {
  connection.exec('PRAGMA busy_timeout = 0');
  try {
    for (let poll = 0; poll < POLLS; poll++) {
      if (tryToBegin(connection)) return;
      Atomics.wait(sleeper, 0, 0, POLL_MS);
    }
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  }
  connection.exec(BEGIN);
}

// IMMEDIATE: a transaction that reads first and writes later could otherwise fail half way as busy.
const BEGIN = 'BEGIN IMMEDIATE';

function tryToBegin(connection: DatabaseSync): boolean {
  try {
    connection.exec(BEGIN);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    if (code !== SQLITE_BUSY) throw error;
    return false;
  }
}

// Columns are typed by STRICT tables; these say so to the compiler, and loudly when a query is wrong.

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is ${typeof value}, not text.`);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} is ${typeof value}, not a number.`);
  return value;
}

export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : numberOf(row, column);
}

/** A BLOB column. */
export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`Column ${column} is ${typeof value}, not bytes.`);
  return value;
}

/** A JSON column. This program is its only writer, so callers name the type that they wrote. */
export function jsonOf(row: Row, column: string): unknown {
  return JSON.parse(textOf(row, column));
}

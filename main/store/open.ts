import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { InviteId } from '#contract/ids.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { OutboxStore } from '#main/invites/outbox-store.ts';
import { type AccountTable, createAccountTable } from './accounts.ts';
import { type ActivityTable, createActivityTable } from './activities.ts';
import { type AnswerTable, createAnswerTable } from './answers.ts';
import { type CalendarTable, createCalendarTable } from './calendars.ts';
import { type ContentTable, createContentTable } from './contents.ts';
import { type Database, numberOf, openDatabase } from './database.ts';
import { createForecastTable, type ForecastTable } from './forecasts.ts';
import { createGuestBusyTable, type GuestBusyTable } from './guests-busy.ts';
import { createHappenedTable, type HappenedTable } from './happened.ts';
import { createHoldTable, type HoldTable } from './holds.ts';
import { createMergeTable, type MergeTable } from './merges.ts';
import { createLeaseTable, type LeaseTable } from './lease.ts';
import { createMetaTable, type MetaTable } from './meta.ts';
import { APPLICATION_ID, type Migration, migrate, readVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { createNeverAskTable, type NeverAskTable } from './never-ask.ts';
import { createNoticeLog, type NoticeLog } from './notice-log.ts';
import { createOfferTable, type OfferTable } from './offers.ts';
import { createOutboxTable } from './outbox.ts';
import { createPeopleTable, type PeopleTable } from './people.ts';
import { describeFileProblem } from './problems.ts';
import { createResourceTable, type ResourceTable } from './resources.ts';
import { createShownPlanTable, type ShownPlanTable } from './shown-plan.ts';
import { removeInvites } from './remove-invites.ts';
import { createTouchTable, type TouchTable } from './touches.ts';

export interface Store {
  readonly path: string;
  readonly accounts: AccountTable;
  readonly calendars: CalendarTable;
  readonly contents: ContentTable;
  readonly resources: ResourceTable;
  readonly people: PeopleTable;
  readonly neverAsk: NeverAskTable;
  readonly merges: MergeTable;
  readonly touches: TouchTable;
  readonly answers: AnswerTable;
  readonly offers: OfferTable;
  readonly activities: ActivityTable;
  readonly holds: HoldTable;
  readonly guestsBusy: GuestBusyTable;
  readonly happened: HappenedTable;
  readonly shownPlan: ShownPlanTable;
  readonly forecasts: ForecastTable;
  readonly noticeLog: NoticeLog;
  readonly meta: MetaTable;
  readonly outbox: OutboxStore;
  readonly leases: LeaseTable;
  /** Of the sample week: as if they had never been. Nobody is told. */
  removeInvites(ids: readonly InviteId[]): void;
  /** Several writes, all or nothing. The outbox commits by itself and may not be written inside. */
  transact<T>(work: () => T): T;
  /** Changes whenever another process wrote to the file: a cheap question for a host that watches. */
  foreignChanges(): number;
  close(): void;
}

/**
 * Opens or makes the store at `path` (0600, in a folder of 0700 if it makes one). A file of a newer program, or of
 * another one, is refused and left as it is.
 */
export function openStore(path: string, migrations: readonly Migration[] = MIGRATIONS): Outcome<Store> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const problem = checkHeader(path, migrations);
    if (problem !== null) return problem;
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    return openChecked(path, migrations);
  } catch (error) {
    const failure = describeFileProblem(error, path);
    if (failure === null) throw error;
    return failure;
  }
}

function openChecked(path: string, migrations: readonly Migration[]): Outcome<Store> {
  const database = openDatabase(path);
  try {
    const problem = checkContents(database, path, migrations);
    if (problem !== null) {
      database.close();
      return problem;
    }
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    // Moving the journal into the file waits for the disk: a worker, which writes the most, does it long before.
    if (isMainThread) database.exec('PRAGMA wal_autocheckpoint = 5000');
    migrate(database, path, migrations);
  } catch (error) {
    database.close();
    throw error;
  }
  return succeed(assemble(path, database));
}

/** In one read: another process may be making the very same store. */
function checkContents(database: Database, path: string, migrations: readonly Migration[]): Failure | null {
  const { version, isEmpty } = database.read(() => ({
    version: readVersion(database),
    isEmpty: database.get('SELECT name FROM sqlite_schema LIMIT 1') === null,
  }));
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) return newerFile(path, version, newest);
  return version === 0 && !isEmpty ? foreignFile(path) : null;
}

function assemble(path: string, database: Database): Store {
  const meta = createMetaTable(database);
  const people = createPeopleTable(database);
  const neverAsk = createNeverAskTable(database);
  return {
    path,
    accounts: createAccountTable(database),
    calendars: createCalendarTable(database),
    contents: createContentTable(database),
    resources: createResourceTable(database),
    people,
    neverAsk,
    merges: createMergeTable(database, people, neverAsk),
    touches: createTouchTable(database),
    answers: createAnswerTable(database),
    offers: createOfferTable(database),
    activities: createActivityTable(database),
    holds: createHoldTable(database),
    guestsBusy: createGuestBusyTable(database),
    happened: createHappenedTable(database),
    shownPlan: createShownPlanTable(meta),
    noticeLog: createNoticeLog(meta),
    forecasts: createForecastTable(database),
    meta,
    outbox: createOutboxTable(database),
    leases: createLeaseTable(database),
    removeInvites: (ids) => removeInvites(database, ids),
    transact: (work) => database.transact(work),
    foreignChanges() {
      const row = database.get('PRAGMA data_version');
      return row === null ? 0 : numberOf(row, 'data_version');
    },
    close: () => database.close(),
  };
}

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/** Reads the file's own header, so that a file that is not ours is not even opened as a database. */
function checkHeader(path: string, migrations: readonly Migration[]): Failure | null {
  if (!existsSync(path) || statSync(path).size === 0) return null;
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) return foreignFile(path);
  // Offsets 60 and 68 of the format: user_version and application_id, big-endian. Both 0: nothing was written yet.
  const version = header.readUInt32BE(60);
  const application = header.readUInt32BE(68);
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0)) return foreignFile(path);
  const newest = migrations.at(-1)?.version ?? 0;
  return version > newest ? newerFile(path, version, newest) : null;
}

const newerFile = (path: string, version: number, newest: number): Failure =>
  fail(
    'conflict',
    `${path} was written by a newer Golden Hour (format ${version}; this one knows ${newest}). ` +
      'Update Golden Hour; the file was left as it is.',
  );

const foreignFile = (path: string): Failure =>
  fail('unreadable', `${path} is not a Golden Hour file. Choose another place; it was left as it is.`);

// A process whose disk is limited from outside (a limit of file sizes, another user): opens the app's own store, log and
// settings in the folder named and tries to write. Started by storage.test.ts; prints one line of JSON.
import { join } from 'node:path';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import { openLog } from '#main/app/log.ts';
import { settingsPath, storePath } from '#main/app/data-folder.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { openStore, type Store } from '#main/store/open.ts';
import { describeStoreProblem } from '#main/store/problems.ts';
import { inviteId } from '#contract/ids.ts';
import type { Outcome } from '#contract/outcome.ts';
import { waiting } from '#tests/main/invites/fixtures.ts';

/** What a process on a limited disk could do, and in which words it was refused. */
export interface StorageReport {
  /** Null: opened. */
  readonly openRefused: Outcome<never> | null;
  /** Invites that were written before one was refused. */
  readonly written: number;
  readonly writeRefused: Outcome<never> | null;
  readonly settingsRefused: Outcome<never> | null;
}

/** More than a kilobyte. */
const LONG_LIST = Array.from({ length: 50 }, (_, index) => `Keizersgracht ${index}, first floor`);
const MOST_INVITES = 150;

function writeInvites(store: Store): Pick<StorageReport, 'written' | 'writeRefused'> {
  for (let written = 0; written < MOST_INVITES; written++) {
    const id = `w-${process.pid}-${written}`;
    const record = { ...waiting, id: inviteId(id), uid: id, proposalId: null };
    try {
      store.outbox.insert(record, calendarEventOf, () => false);
    } catch (error) {
      const writeRefused = describeStoreProblem(error);
      if (writeRefused === null) throw error;
      return { written, writeRefused };
    }
  }
  return { written: MOST_INVITES, writeRefused: null };
}

const folder = process.argv[2] ?? '';
const opened = openStore(storePath(folder));
const log = openLog(join(folder, 'golden-hour.log'), () => 0);
log.write('before');
const wrote = opened.ok ? writeInvites(opened.value) : { written: 0, writeRefused: null };
log.write('after');
const saved = openSettingsFile(settingsPath(folder)).save({ offices: LONG_LIST });
const report: StorageReport = {
  openRefused: opened.ok ? null : opened,
  ...wrote,
  settingsRefused: saved.ok ? null : saved,
};
process.stdout.write(JSON.stringify(report));

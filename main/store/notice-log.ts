import type { EpochMs } from '#contract/time.ts';
import type { ShownNotice } from '#main/notices/notice.ts';
import type { MetaTable } from './meta.ts';

/** What interrupted the user, so that nothing does so twice, and until when nothing may. */
export interface NoticeLog {
  read(): readonly ShownNotice[];
  save(shown: readonly ShownNotice[]): void;
  pausedUntil(): EpochMs | null;
  /** Null: no longer. */
  pause(untilMs: EpochMs | null): void;
}

const SHOWN = 'notices-shown';
const PAUSED = 'notices-paused-until';

export function createNoticeLog(meta: MetaTable): NoticeLog {
  return {
    read() {
      const text = meta.read(SHOWN);
      // Written by `save`, the key's only writer.
      return text === null ? [] : (JSON.parse(text) as readonly ShownNotice[]);
    },
    save: (shown) => meta.save(SHOWN, JSON.stringify(shown)),
    pausedUntil() {
      const text = meta.read(PAUSED);
      return text === null ? null : Number(text);
    },
    pause(untilMs) {
      if (untilMs === null) meta.remove(PAUSED);
      else meta.save(PAUSED, String(untilMs));
    },
  };
}

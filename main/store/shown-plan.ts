import type { EpochMs } from '#contract/time.ts';
import type { MetaTable } from './meta.ts';

/** What was proposed last, so that it stays put; `proposals` is the planner's own JSON text. */
interface ShownPlan {
  readonly shownAtMs: EpochMs;
  readonly proposals: string;
}

export interface ShownPlanTable {
  read(): ShownPlan | null;
  save(plan: ShownPlan): void;
  clear(): void;
}

const KEY = 'shown-plan';

export function createShownPlanTable(meta: MetaTable): ShownPlanTable {
  return {
    read() {
      const text = meta.read(KEY);
      // Written by `save`, the key's only writer.
      return text === null ? null : (JSON.parse(text) as ShownPlan);
    },
    save: (plan) => meta.save(KEY, JSON.stringify(plan)),
    clear: () => meta.remove(KEY),
  };
}

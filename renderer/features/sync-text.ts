import type { SyncProgress } from '#contract/calendars.ts';
import type { Text } from '#renderer/ui/text/text.tsx';

/** '4,200 of 10,000' */
export function describeProgress({ done, total }: SyncProgress, { words, format }: Text): string {
  const { progress } = words.calendars;
  return total === null
    ? progress.uncounted(format.number(done))
    : progress.counted(format.number(done), format.number(total));
}

import type { NoticeSettings } from '#contract/settings.ts';
import type { MinuteOfDay } from '#contract/time.ts';

/** From `quietFrom` to before `quietUntil`; where the end lies before the start, over midnight. */
export function isQuiet(
  { quietFrom, quietUntil }: Pick<NoticeSettings, 'quietFrom' | 'quietUntil'>,
  minute: MinuteOfDay,
): boolean {
  return quietFrom <= quietUntil
    ? minute >= quietFrom && minute < quietUntil
    : minute >= quietFrom || minute < quietUntil;
}

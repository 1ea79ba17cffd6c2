import type { CalendarRole } from '#contract/calendars.ts';
import { isBusy } from '#main/calendars/busy.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { describeTaken } from '#main/calendars/taken-time.ts';

/**
 * What a household's event is for the user: time that is taken, under a neutral word, and nothing else of it. Null: it
 * takes none. Its place is not the user's either, so there is no way to it.
 */
export function blankHousehold(
  occurrence: Occurrence,
  word: string,
  me: readonly string[],
): Occurrence | null {
  if (!isBusy(occurrence, me)) return null;
  return describeTaken({
    uid: '',
    calendarId: occurrence.calendarId,
    word,
    time: occurrence.time.kind === 'timed' ? { ...occurrence.time, zone: null } : occurrence.time,
  });
}

/** What of a calendar could not be read. Programs write names into ids, and a household's events have none. */
export function tellSkipped({
  role,
  skipped,
}: {
  readonly role: CalendarRole;
  readonly skipped: readonly Skipped[];
}): readonly Skipped[] {
  if (role !== 'household') return skipped;
  return skipped.map(({ uid, reason }) => ({
    uid: null,
    reason: uid === null ? reason : reason.replaceAll(` ${uid}`, ''),
  }));
}

import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { CalendarFailure, InviteCalendar } from '#main/invites/invite-calendar.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { isPaused, LONGEST_PAUSE_MS } from '#main/invites/state.ts';

/**
 * Until when the account that has these calendars takes nothing, as one of its invites was told: what it waits for, the
 * others need not ask for. Null: nobody knows of a pause. One that is further ahead than any pause was set by a clock
 * that was wrong.
 */
export function findPauseEnd(
  records: readonly InviteRecord[],
  isOfAccount: (id: CalendarId) => boolean,
  nowMs: EpochMs,
): EpochMs | null {
  const ends = records.flatMap(({ state, calendar }) =>
    calendar !== null && state.kind === 'failed' && isPaused(state) && isOfAccount(calendar.calendarId)
      ? (state.retryAtMs ?? [])
      : [],
  );
  const coming = ends.filter((ms) => ms > nowMs && ms <= nowMs + LONGEST_PAUSE_MS);
  return coming.length === 0 ? null : Math.max(...coming);
}

/** In the place of a calendar whose account takes nothing for so long: nobody is asked. */
export function createPausedCalendar(waitMs: number, mailsGuests: boolean): InviteCalendar {
  const wait = async (): Promise<CalendarFailure> => ({ kind: 'paused', detail: '', retryAfterMs: waitMs });
  return { mailsGuests, look: wait, create: wait, move: wait, cancel: wait };
}

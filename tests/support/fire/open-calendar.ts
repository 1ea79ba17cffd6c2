import type { Outcome } from '#contract/outcome.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import type { InviteCalendar, OpenInviteCalendar } from '#main/invites/invite-calendar.ts';
import type { JobCalendar } from './job.ts';

/** The product's own way to a calendar on a server, with limits of time that a test can wait for. */
export function openCalendarOf(
  calendar: JobCalendar | null,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  timeoutMs = 5_000,
): OpenInviteCalendar {
  return async (): Promise<Outcome<InviteCalendar>> => {
    if (calendar === null) return fail('not-found', 'There is no calendar on a server here.');
    const { user, password, mailsGuests } = calendar;
    const timeouts = { answerMs: timeoutMs, totalMs: timeoutMs };
    const client = openCalDavClient({ user, password, fetch, timeouts });
    return succeed(createCalDavInviteCalendar({ client, mailsGuests }));
  };
}

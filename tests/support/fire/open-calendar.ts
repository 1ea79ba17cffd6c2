import type { Outcome } from '#contract/outcome.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import type { InviteCalendar, OpenInviteCalendar } from '#main/invites/invite-calendar.ts';
import { createPausedCalendar, findPauseEnd } from '#main/invites/pausing.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { EpochMs } from '#contract/time.ts';
import type { JobCalendar } from './job.ts';

type Fetch = typeof globalThis.fetch;

/** The product's own way to a calendar on a server, with limits of time that a test can wait for. */
export function openCalendarOf(
  calendar: JobCalendar | null,
  fetch: Fetch = globalThis.fetch,
  timeoutMs = 5_000,
): OpenInviteCalendar {
  return async (): Promise<Outcome<InviteCalendar>> => {
    if (calendar === null) return fail('not-found', 'There is no calendar on a server here.');
    const timeouts = { answerMs: timeoutMs, totalMs: timeoutMs };
    if (calendar.kind === 'google') return succeed(await openGoogle(calendar, fetch, timeouts));
    const { user, password, mailsGuests } = calendar;
    const client = openCalDavClient({ user, password, fetch, timeouts });
    return succeed(createCalDavInviteCalendar({ client, mailsGuests }));
  };
}

/** As the app does it: while the account takes nothing, nobody is asked. */
export function openPatiently(
  open: OpenInviteCalendar,
  { list, clock }: { readonly list: () => readonly InviteRecord[]; readonly clock: () => EpochMs },
): OpenInviteCalendar {
  return async (id) => {
    const endMs = findPauseEnd(list(), () => true, clock());
    return endMs === null ? open(id) : succeed(createPausedCalendar(endMs - clock(), true));
  };
}

async function openGoogle(
  { apiRoot, calendarRef, token }: Extract<JobCalendar, { readonly kind: 'google' }>,
  fetch: Fetch,
  timeouts: { readonly answerMs: number; readonly totalMs: number },
): Promise<InviteCalendar> {
  // Only processes that need them wait for the generated clients.
  const [{ openGoogleApi }, { createGoogleInviteCalendar }] = await Promise.all([
    import('#main/calendars/google/api.ts'),
    import('#main/invites/google/calendar.ts'),
  ]);
  return createGoogleInviteCalendar({
    calendarRef,
    access: async () => succeed(token),
    mayWrite: () => true,
    connect: (accessToken) => openGoogleApi({ root: apiRoot, token: accessToken, fetch, timeouts }),
  });
}

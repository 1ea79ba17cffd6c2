import { expect } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { succeed } from '#contract/outcome.ts';
import { openGoogleApi } from '#main/calendars/google/api.ts';
import type { GoogleInviteParts } from '#main/invites/google/ask.ts';
import { createGoogleInviteCalendar } from '#main/invites/google/calendar.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { eventRef } from '#main/invites/google/event-ref.ts';
import type { CalendarCopy, InviteCalendar } from '#main/invites/invite-calendar.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import type { GoogleOptions } from '#tests/servers/google/state.ts';
import { FRIDAY_18, NOW, sent } from '../fixtures.ts';

const HOUR = 3_600_000;
const ROOT = 'https://www.googleapis.com/auth/';
const WRITING = [`${ROOT}calendar.events.readonly`, `${ROOT}calendar.events.owned`];
export const READING = [`${ROOT}calendar.events.readonly`];

export const ALEX = 'alex@example.com';
export const UID = '0b5c2a38-5f0e-4a9b-9a53-3f0d1c2b7e61@golden-hour';
export const EVENT_ID = eventIdOf(UID);

/** An invite that is about to be written into the account's own calendar. */
export const creating: InviteRecord = {
  ...sent,
  uid: UID,
  route: 'calendar',
  calendar: {
    calendarId: calendarId('home'),
    ref: eventRef(ALEX, EVENT_ID),
    etag: null,
    teller: 'server',
    copy: { state: 'creating', attempts: 1, detail: null },
    mayBeThere: true,
    seen: {},
  },
};

export const moved = (record: InviteRecord): InviteRecord => ({
  ...record,
  step: 'move',
  sequence: record.sequence + 1,
  stampMs: NOW + HOUR,
  settled: {
    content: record.content,
    sequence: record.sequence,
    step: record.step,
    stampMs: record.stampMs,
    dueMs: record.dueMs,
    state: record.state,
    copy: { state: 'written', attempts: 1, detail: null },
  },
  content: { ...record.content, interval: { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR } },
  calendar: { ...record.calendar!, copy: { state: 'changing', attempts: 1, detail: null } },
});

export interface GoogleWorld extends AsyncDisposable {
  readonly server: GoogleServer;
  readonly calendar: InviteCalendar;
  /** Another one, as another round of sending opens it. */
  open(parts?: Partial<GoogleInviteParts>): InviteCalendar;
}

export async function startGoogleWorld(
  options: GoogleOptions = {},
  scopes: readonly string[] = WRITING,
): Promise<GoogleWorld> {
  const server = await startGoogle(options);
  const { accessToken } = server.signIn(scopes);
  const open: GoogleWorld['open'] = (parts = {}) =>
    createGoogleInviteCalendar({
      calendarRef: ALEX,
      access: async () => succeed(accessToken),
      mayWrite: () => true,
      connect: (token) =>
        openGoogleApi({
          root: server.apiRoot,
          token,
          fetch,
          timeouts: { answerMs: 400, totalMs: 400 },
        }),
      ...parts,
    });
  return { server, calendar: open(), open, [Symbol.asyncDispose]: () => server.stop() };
}

export async function lookAt(calendar: InviteCalendar, record: InviteRecord): Promise<CalendarCopy> {
  const looked = await calendar.look(record);
  if (looked.kind !== 'there') expect.fail(`It is ${JSON.stringify(looked)}, not there.`);
  return looked.copy;
}

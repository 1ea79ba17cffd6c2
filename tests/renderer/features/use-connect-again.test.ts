import { expect, test } from 'vitest';
import { accountId, calendarId } from '#contract/ids.ts';
import type { InviteState } from '#contract/invites.ts';
import { findLockedAccount } from '#renderer/features/use-connect-again.ts';
import { createCalendar } from '#tests/renderer/support/calendars.ts';
import { createGoogleAccount } from '#tests/renderer/support/google.ts';

const trouble = { kind: 'unauthorized', text: 'Connect again.', since: '2026-06-04T09:00:00+02:00' } as const;
const locked = createGoogleAccount({ id: accountId('locked'), trouble });
const open = createGoogleAccount({ id: accountId('open') });
const calendarOf = (name: string, account: string) =>
  createCalendar({ id: calendarId(name), name, kind: 'google', accountId: accountId(account) });
const view = {
  accounts: [open, locked],
  calendars: [calendarOf('Private', 'open'), calendarOf('Work', 'locked')],
};
const failed: InviteState = { kind: 'failed', reason: 'Connect again.', retryAt: null };

test('the account that lets nobody in, where the invite is to lie in its calendar', () => {
  expect(findLockedAccount(view, { state: failed, calendarName: 'Work' })?.id).toBe(locked.id);
  expect(findLockedAccount(view, { state: failed, calendarName: 'Private' })).toBeNull();
  expect(findLockedAccount(view, { state: failed, calendarName: null })).toBeNull();
});

test('nothing is to be connected for an invite that left', () => {
  const sent: InviteState = { kind: 'sent', at: '2026-06-04T09:00:00+02:00' };
  expect(findLockedAccount(view, { state: sent, calendarName: 'Work' })).toBeNull();
});

import { expect, test } from 'vitest';
import { accountId, calendarId } from '#contract/ids.ts';
import { findAccountToAllow } from '#renderer/features/use-allow-writing.ts';
import { createCalendar } from '#tests/renderer/support/calendars.ts';
import { createGoogleAccount } from '#tests/renderer/support/google.ts';

const first = createGoogleAccount({ id: accountId('first') });
const second = createGoogleAccount({ id: accountId('second') });
const open = createGoogleAccount({ id: accountId('open'), access: { write: true, contacts: false } });
const calendarOf = (name: string, account: string) =>
  createCalendar({ id: calendarId(name), name, kind: 'google', accountId: accountId(account) });
const view = {
  accounts: [first, second, open],
  calendars: [calendarOf('Team', 'second'), calendarOf('Work', 'open'), calendarOf('Private', 'first')],
};
const permission = { accountId: first.id, accountName: first.name };

test('the account in whose calendar the invite is to lie, not the one that invites go out from by now', () => {
  expect(findAccountToAllow(view, permission, { calendarName: 'Team' })).toBe(second.id);
});

test('where its calendar is gone or may be written to, the one that the plan names, then any that is closed', () => {
  expect(findAccountToAllow(view, permission, { calendarName: 'Gone' })).toBe(first.id);
  expect(findAccountToAllow(view, permission, { calendarName: 'Work' })).toBe(first.id);
  expect(findAccountToAllow(view, null, { calendarName: null })).toBe(first.id);
});

test('nobody is asked where all is allowed', () => {
  expect(findAccountToAllow({ ...view, accounts: [open] }, null, { calendarName: 'Work' })).toBeNull();
});

import { describe, expect, test } from 'vitest';
import type { CalendarsView } from '#contract/calendars.ts';
import { accountId } from '#contract/ids.ts';
import { findOpenQuestion, followSignIn, listAccountIds } from '#renderer/features/sign-in-steps.ts';
import { createAccount, createCalendars } from '#tests/renderer/support/calendars.ts';
import { createConnecting, createGoogleAccount } from '#tests/renderer/support/google.ts';

const NEW = { accountId: null, access: 'read' } as const;
const files = createCalendars(null);
const withView = (changes: Partial<CalendarsView>): CalendarsView => ({ ...files, ...changes });
const asked = { attemptId: 'attempt-1', known: listAccountIds(files) };
const google = createGoogleAccount();

describe('followSignIn', () => {
  test('nothing is asked until this page asks, whatever others do', () => {
    expect(followSignIn(null, withView({ connecting: createConnecting() }), NEW).kind).toBe('not-asked');
  });

  test('its own question waits or has failed', () => {
    const waiting = createConnecting();
    const failed = createConnecting({ state: 'failed', text: 'No.' });
    expect(followSignIn(asked, withView({ connecting: waiting }), NEW)).toEqual({
      kind: 'waiting',
      connecting: waiting,
    });
    expect(followSignIn(asked, withView({ connecting: failed }), NEW)).toEqual({
      kind: 'failed',
      connecting: failed,
    });
  });

  test('a new account is the one that was not there before', () => {
    const known = createGoogleAccount({ id: accountId('known') });
    const view = withView({ accounts: [createAccount('alex', 'dav.example.org'), known, google] });
    const before = { ...asked, known: new Set([known.id]) };
    expect(followSignIn(before, view, NEW)).toEqual({ kind: 'over', account: google });
  });

  test('the only account is connected once more', () => {
    const view = withView({ accounts: [google] });
    expect(followSignIn({ ...asked, known: new Set([google.id]) }, view, NEW)).toEqual({
      kind: 'over',
      account: google,
    });
  });

  test('with several and nobody new it is not known what became of it, and with none neither', () => {
    const other = createGoogleAccount({ id: accountId('other') });
    const view = withView({ accounts: [google, other] });
    const before = { ...asked, known: listAccountIds(view) };
    expect(followSignIn(before, view, NEW)).toEqual({ kind: 'over', account: null });
    expect(followSignIn(asked, files, NEW)).toEqual({ kind: 'over', account: null });
  });

  test('a given account is itself; one that was removed meanwhile is nobody', () => {
    const request = { accountId: google.id, access: 'write' } as const;
    const view = withView({ accounts: [createGoogleAccount({ id: accountId('new') }), google] });
    expect(followSignIn(asked, view, request)).toEqual({ kind: 'over', account: google });
    expect(followSignIn(asked, files, request)).toEqual({ kind: 'over', account: null });
  });

  test('another question in its place ends it', () => {
    const view = withView({ connecting: createConnecting({ attemptId: 'attempt-2' }) });
    expect(followSignIn(asked, view, NEW).kind).toBe('over');
  });
});

describe('findOpenQuestion', () => {
  const open = createConnecting({ accountId: google.id, access: 'write' });
  test('is the same one only: account and access', () => {
    expect(findOpenQuestion(open, { accountId: google.id, access: 'write' })).toBe(open);
    expect(findOpenQuestion(open, { accountId: google.id, access: 'contacts' })).toBeNull();
    expect(findOpenQuestion(open, { accountId: null, access: 'write' })).toBeNull();
    expect(findOpenQuestion(null, NEW)).toBeNull();
  });

  test('one that failed is asked anew', () => {
    const failed = { ...open, state: 'failed', text: 'No.' } as const;
    expect(findOpenQuestion(failed, { accountId: google.id, access: 'write' })).toBeNull();
  });
});

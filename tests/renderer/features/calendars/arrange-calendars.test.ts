import { describe, expect, test } from 'vitest';
import {
  type CalendarKind,
  SYNC_TROUBLES,
  type SyncTrouble,
  type SyncTroubleKind,
} from '#contract/calendars.ts';
import { calendarId } from '#contract/ids.ts';
import {
  accessToAskAgain,
  chooseDelivery,
  chooseFirst,
  findAccountRemedy,
  findDroppedHome,
  findRemedy,
  findSharedOffline,
  groupCalendars,
} from '#renderer/features/calendars/arrange-calendars.ts';
import { createAccount, createCalendar, createCalendars } from '#tests/renderer/support/calendars.ts';
import { createGoogleAccount, remoteGoogleCalendars } from '#tests/renderer/support/google.ts';

const trouble = (kind: SyncTroubleKind): SyncTrouble => ({ kind, text: kind, since: '2026-06-04T09:00:00Z' });

describe('groupCalendars', () => {
  test('by where they come from, accounts first, the own one last', () => {
    const groups = groupCalendars(createCalendars('connected'));
    expect(groups.map(({ kind, calendars }) => [kind, calendars.map(({ name }) => name)])).toEqual([
      ['account', ['Family', 'Private']],
      ['feeds', ['Holidays in the Netherlands', 'Rowing club']],
      ['files', ['Shifts', 'Work']],
      ['own', ['Golden Hour']],
    ]);
  });

  test('an account of which nothing is read is there all the same', () => {
    const [account, own] = groupCalendars(createCalendars('nothing-chosen'));
    expect(account).toMatchObject({ kind: 'account', calendars: [] });
    expect(own?.kind).toBe('own');
  });

  test('no calendar is left out and none is shown twice', () => {
    const view = createCalendars('connected');
    const shown = groupCalendars(view).flatMap(({ calendars }) => calendars.map(({ id }) => id));
    expect(shown.toSorted()).toEqual(view.calendars.map(({ id }) => id).toSorted());
  });
});

describe('the calendar that invites go out from', () => {
  const { accounts, calendars } = createCalendars('connected');
  const [account] = accounts;
  if (account === undefined) throw new Error('No account is connected in this scene.');
  const all = new Set(account.calendars.map(({ ref }) => ref));
  const home = calendars.find(({ isHome }) => isHome);
  const remote = account.calendars.find(({ calendarId: id }) => id === home?.id);

  test('is named where it is no longer chosen, and only there', () => {
    expect(home).toBeDefined();
    expect(findDroppedHome(calendars, account, all)).toBeNull();
    expect(findDroppedHome(calendars, account, new Set())).toBe(home);
    expect(findDroppedHome(calendars, account, new Set([remote?.ref ?? '']))).toBeNull();
  });

  test('is nobody’s where it lies in another account or is not chosen at all', () => {
    expect(findDroppedHome(calendars, { ...account, calendars: [] }, new Set())).toBeNull();
    const homeless = calendars.map((calendar) => ({ ...calendar, isHome: false }));
    expect(findDroppedHome(homeless, account, new Set())).toBeNull();
  });
});

describe('chooseFirst', () => {
  const names = (account: Parameters<typeof chooseFirst>[0]) => chooseFirst(account).map(({ name }) => name);

  test('all of a server, of Google the user’s own', () => {
    expect(names(createAccount('alex', 'dav.example.org'))).toHaveLength(3);
    expect(names(createGoogleAccount())).toEqual(['Alex Morgan', 'Family']);
  });

  test('what is read already stays ticked, and no more', () => {
    const [, , colleague] = remoteGoogleCalendars;
    if (colleague === undefined) throw new Error('The Google account has lost its colleague.');
    const read = { ...colleague, calendarId: calendarId('priya') };
    const calendars = remoteGoogleCalendars.map((remote) => (remote.ref === read.ref ? read : remote));
    expect(names(createGoogleAccount({ calendars }))).toEqual(['Priya Raman']);
  });

  test('an account of others’ calendars alone offers them all', () => {
    const calendars = remoteGoogleCalendars.filter(({ isWritable }) => !isWritable);
    expect(names(createGoogleAccount({ calendars }))).toHaveLength(2);
  });
});

describe('the one thing to do', () => {
  const remedyOf = (kind: CalendarKind, of: SyncTroubleKind) =>
    findRemedy(createCalendar({ id: calendarId('x'), name: 'X', kind, trouble: trouble(of) }), []);

  test.each(SYNC_TROUBLES.map((kind) => [kind]))('there is one for %s, whatever the calendar', (kind) => {
    for (const source of ['feed', 'caldav', 'google', 'watched'] as const)
      expect(remedyOf(source, kind)).not.toBeNull();
  });

  test.each([
    ['feed', 'secret-lost', 'address'],
    ['feed', 'unauthorized', 'address'],
    ['feed', 'gone', 'address'],
    ['feed', 'unsafe', 'address'],
    ['feed', 'emptied', 'answer'],
    ['feed', 'refused', 'retry'],
    ['caldav', 'secret-lost', 'password'],
    ['caldav', 'unauthorized', 'password'],
    ['caldav', 'gone', 'choose'],
    ['caldav', 'offline', 'retry'],
    ['google', 'secret-lost', 'sign-in'],
    ['google', 'unauthorized', 'sign-in'],
    ['google', 'gone', 'choose'],
    ['google', 'offline', 'retry'],
    ['watched', 'gone', 'retry'],
    ['watched', 'emptied', 'answer'],
  ] as const)('%s, %s: %s', (kind, of, remedy) => {
    expect(remedyOf(kind, of)).toBe(remedy);
  });

  test('nothing is said twice: neither below its account nor below what is shared', () => {
    const calendar = createCalendar({
      id: calendarId('x'),
      name: 'X',
      kind: 'caldav',
      trouble: trouble('unauthorized'),
    });
    expect(findRemedy(calendar, [trouble('unauthorized')])).toBeNull();
    expect(findRemedy(calendar, [trouble('offline'), null])).toBe('password');
    expect(findRemedy({ ...calendar, trouble: null }, [])).toBeNull();
  });

  test('an account wants its password, or to be asked again', () => {
    const account = createAccount('alex', 'dav.example.org');
    expect(findAccountRemedy(account, null)).toBeNull();
    expect(findAccountRemedy({ ...account, trouble: trouble('secret-lost') }, null)).toBe('password');
    expect(findAccountRemedy({ ...account, trouble: trouble('refused') }, null)).toBe('retry');
    expect(findAccountRemedy({ ...account, trouble: trouble('offline') }, trouble('offline'))).toBeNull();
  });

  test('a Google account is connected again in the browser', () => {
    expect(findAccountRemedy(createGoogleAccount({ trouble: trouble('unauthorized') }), null)).toBe(
      'sign-in',
    );
    expect(findAccountRemedy(createGoogleAccount({ trouble: trouble('refused') }), null)).toBe('retry');
  });

  test('connecting again asks for no less than there was, and for what is missing', () => {
    const write = { write: true, contacts: false };
    expect(accessToAskAgain(createGoogleAccount())).toBe('read');
    expect(accessToAskAgain(createGoogleAccount({ access: write }))).toBe('write');
    expect(accessToAskAgain(createGoogleAccount({ access: write, missingAccess: 'contacts' }))).toBe(
      'contacts',
    );
  });

  test('no connection is one trouble from the second calendar on', () => {
    expect(findSharedOffline(createCalendars('calendars-offline'))?.kind).toBe('offline');
    expect(findSharedOffline(createCalendars('emptied'))).toBeNull();
    const view = createCalendars('calendars-offline');
    const one = view.calendars.filter(({ id }) => id === 'rowing');
    expect(findSharedOffline({ ...view, calendars: one })).toBeNull();
  });
});

describe('chooseDelivery', () => {
  const smtp = {
    host: 'smtp.example.org',
    port: 465,
    security: 'tls',
    user: 'a',
    from: 'a@example.org',
  } as const;
  const mailing = { ...createAccount('alex', 'dav.example.org'), mailsGuests: true };
  const silent = { ...mailing, mailsGuests: false };

  test.each([
    [mailing, smtp, { kind: 'server', host: 'dav.example.org' }],
    [mailing, null, { kind: 'server', host: 'dav.example.org' }],
    [createGoogleAccount(), smtp, { kind: 'google', asks: true }],
    [
      createGoogleAccount({ access: { write: true, contacts: false } }),
      null,
      { kind: 'google', asks: false },
    ],
    [silent, smtp, { kind: 'smtp', from: 'a@example.org' }],
    [silent, null, { kind: 'handed-over' }],
    [null, smtp, { kind: 'smtp', from: 'a@example.org' }],
    [null, null, { kind: 'handed-over' }],
  ])('%#', (account, mail, delivery) => {
    expect(chooseDelivery(account, mail)).toEqual(delivery);
  });
});

import type { CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import { type CalendarId, calendarId } from '#contract/ids.ts';
import type { Handlers } from '#contract/methods.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { createAccount, createCalendar } from './calendars.ts';
import { scriptGoogle, type ScriptedGoogle } from './scripted-google.ts';

type CalendarMethods = Extract<keyof Handlers, `calendars.${string}` | `accounts.${string}`>;
/** Those that answer with the plan stay with the plan. */
type ScriptedMethods = Exclude<CalendarMethods, 'calendars.remove' | 'calendars.export'>;

export interface ScriptedCalendars {
  readonly handlers: Pick<Handlers, ScriptedMethods>;
  readonly read: () => CalendarsView;
  readonly add: (calendar: CalendarSourceView) => void;
  readonly remove: (id: CalendarId) => void;
  readonly answerGoogle: ScriptedGoogle['answer'];
}

const hostOf = (server: string): string =>
  server.includes('@') ? (server.split('@')[1] ?? server) : server.replace(/^https?:\/\//, '').split('/')[0]!;

/**
 * Calendars and accounts in memory. A server or address with 'slow' in it never answers, one with 'nowhere' is not
 * there, and the password 'wrong' is.
 */
export function scriptCalendars(
  first: CalendarsView,
  onChange: (view: CalendarsView) => void,
): ScriptedCalendars {
  let view = first;
  const settle = (next: CalendarsView): Outcome<CalendarsView> => {
    view = next;
    onChange(view);
    return succeed(view);
  };
  const change = (
    id: CalendarId | null,
    changes: (calendar: CalendarSourceView) => Partial<CalendarSourceView>,
  ): Outcome<CalendarsView> =>
    settle({
      ...view,
      calendars: view.calendars.map((calendar) =>
        id === null || calendar.id === id ? { ...calendar, ...changes(calendar) } : calendar,
      ),
    });
  const add = (calendar: CalendarSourceView): Outcome<CalendarsView> =>
    settle({ ...view, calendars: [...view.calendars, calendar] });
  const forgetRemotes = (ids: ReadonlySet<CalendarId>): CalendarsView => ({
    ...view,
    calendars: view.calendars.filter(({ id }) => !ids.has(id)),
    accounts: view.accounts.map((account) => ({
      ...account,
      calendars: account.calendars.map((remote) =>
        remote.calendarId !== null && ids.has(remote.calendarId) ? { ...remote, calendarId: null } : remote,
      ),
    })),
  });

  const google = scriptGoogle(() => view, settle);
  const handlers: ScriptedCalendars['handlers'] = {
    'calendars.read': () => succeed(view),
    'calendars.addFeed': async ({ address, name, role }) => {
      if (address.includes('slow')) await new Promise(() => {});
      if (!/^(?:https?|webcals?):\/\//i.test(address)) {
        return fail(
          'invalid-input',
          `“${address}” is no address of a calendar. Does it start with https://?`,
        );
      }
      const host = hostOf(address.replace(/^webcal/, 'https'));
      if (address.includes('nowhere'))
        return fail('unreadable', `${host} answers with a page and no calendar.`);
      const id = calendarId(`feed-${view.calendars.length}`);
      return add(createCalendar({ id, name: name ?? 'Club', kind: 'feed', role, origin: host }));
    },
    'calendars.watchFile': ({ path, role }) => {
      if (path.includes('nowhere'))
        return fail('not-found', `There is no file ${path}. Look at its spelling.`);
      const id = calendarId(`watched-${view.calendars.length}`);
      const name = path.split('/').at(-1)?.replace('.ics', '') ?? path;
      return add(createCalendar({ id, name, kind: 'watched', role, origin: path }));
    },
    'calendars.change': ({ calendarId: id, ...changes }) => change(id, () => changes),
    'calendars.setAddress': ({ calendarId: id, address }) =>
      address.includes('nowhere')
        ? fail('unreadable', `${hostOf(address)} answers with a page and no calendar.`)
        : change(id, () => ({ trouble: null, isStale: false, origin: hostOf(address) })),
    'calendars.sync': ({ calendarId: id }) => change(id, () => ({ trouble: null, isStale: false })),
    'calendars.cancelSync': ({ calendarId: id }) => change(id, () => ({ sync: null })),
    'calendars.believeEmpty': ({ calendarId: id, believe }) =>
      change(id, () => ({ trouble: null, ...(believe ? { events: 0, occurrences: 0 } : {}) })),
    'calendars.setHome': ({ calendarId: id }) => change(null, (calendar) => ({ isHome: calendar.id === id })),
    'accounts.connectCaldav': async ({ server, user, password }) => {
      if (server.includes('slow')) await new Promise(() => {});
      const host = hostOf(server);
      if (server.includes('nowhere'))
        return fail('offline', `${host} does not answer. Look at its spelling.`);
      if (password === 'wrong') {
        return fail('unauthorized', `${host} does not accept this name and password. Is it an app password?`);
      }
      const account = createAccount(user, host);
      settle({ ...view, accounts: [...view.accounts, account] });
      return succeed(account);
    },
    ...google.handlers,
    'accounts.reconnect': ({ accountId: id, password }) => {
      if (password === 'wrong') return fail('unauthorized', 'The server does not accept this password.');
      return settle({
        ...view,
        calendars: view.calendars.map((calendar) =>
          calendar.accountId === id ? { ...calendar, trouble: null, isStale: false } : calendar,
        ),
        accounts: view.accounts.map((account) =>
          account.id === id ? { ...account, trouble: null } : account,
        ),
      });
    },
    'accounts.refresh': () => succeed(view),
    'accounts.choose': ({ accountId: id, refs }) => {
      const account = view.accounts.find((candidate) => candidate.id === id);
      if (account === undefined) return fail('not-found', 'There is no such account any more.');
      const dropped = account.calendars.flatMap((remote) =>
        remote.calendarId !== null && !refs.includes(remote.ref) ? [remote.calendarId] : [],
      );
      view = forgetRemotes(new Set(dropped));
      const added = account.calendars
        .filter((remote) => refs.includes(remote.ref) && remote.calendarId === null)
        .map((remote) => ({ remote, id: calendarId(`${id}:${remote.ref}`) }));
      return settle({
        ...view,
        calendars: [
          ...view.calendars,
          ...added.map(({ remote, id: newId }) =>
            createCalendar({
              id: newId,
              name: remote.name,
              kind: account.kind,
              accountId: id,
              origin: account.host,
              isWritable: remote.isWritable,
              events: 0,
              occurrences: 0,
              sync: { done: 0, total: null },
            }),
          ),
        ],
        accounts: view.accounts.map((other) =>
          other.id === id
            ? {
                ...other,
                calendars: other.calendars.map((remote) => ({
                  ...remote,
                  calendarId:
                    added.find((chosen) => chosen.remote.ref === remote.ref)?.id ?? remote.calendarId,
                })),
              }
            : other,
        ),
      });
    },
    'accounts.remove': ({ accountId: id }) =>
      settle({
        ...view,
        calendars: view.calendars.filter((calendar) => calendar.accountId !== id),
        accounts: view.accounts.filter((account) => account.id !== id),
      }),
  };
  return {
    handlers,
    read: () => view,
    add: (calendar) => void add(calendar),
    answerGoogle: google.answer,
    remove: (id) => void settle(forgetRemotes(new Set([id]))),
  };
}

import { findEvent, isCancelled, storeEvent, type Viewer } from './events.ts';
import { cancelEvent } from './event-remove.ts';
import { isMoved } from './guests.ts';
import { dropRefreshToken, issueAccessToken, issueRefreshToken, type Tokens } from './oauth.ts';
import { putContact, removeContact } from './people.ts';
import type { Attendee, EventResource, EventTime, ListEntry } from './resources.ts';
import {
  type Account,
  addCalendar,
  findCalendar,
  nextRevision,
  type ServerState,
  type TestCalendar,
  type TestContact,
  writeInstant,
} from './state.ts';
import { keepTime } from './times.ts';

type Answered = 'accepted' | 'declined' | 'tentative' | 'needsAction';

/** A new event of the user's other programs. Without an id, one is made up. */
export type NewEvent = Partial<EventResource> & { readonly start: EventTime; readonly end: EventTime };

/**
 * What people do without the client: guests answer, and the user (or a colleague) works in Google Calendar itself.
 * Without `calendarId` the first account's own calendar is meant.
 */
export interface GoogleActs {
  /** The event as it is stored, without `self`; null: there never was one, or its instance has no exception. */
  event(id: string, calendarId?: string): EventResource | null;
  /** Whether the rule of the series gives the instance of that id. */
  hasInstance(id: string, calendarId?: string): boolean;
  /** All that is stored, cancelled ones too. */
  events(calendarId?: string): readonly EventResource[];
  /** Adds or replaces an event as it is; nobody is mailed. Gives its id. */
  put(event: NewEvent, calendarId?: string): string;
  /** Changes parts of an event or of an instance; `undefined` removes a part. Nobody is mailed. */
  edit(id: string, change: Readonly<Record<string, unknown>>, calendarId?: string): void;
  reschedule(id: string, start: EventTime, end: EventTime, calendarId?: string): void;
  setAttendees(id: string, attendees: readonly Attendee[], calendarId?: string): void;
  remove(id: string, calendarId?: string): void;
  /** A guest answers; the etag changes, the sequence does not. */
  answer(id: string, guest: string, status: Answered, comment?: string, calendarId?: string): void;
  /** A guest proposes another time: tentative, with the proposal as the comment; the event stays where it is. */
  propose(id: string, guest: string, start: string, end: string, calendarId?: string): void;

  addCalendar(calendar: TestCalendar, account?: string): void;
  /** The user changes how a calendar stands in the list: hides it, removes it, names it, shows it. */
  editListEntry(
    calendarId: string,
    change: Partial<
      Pick<ListEntry, 'isHidden' | 'isDeleted' | 'isSelected' | 'summaryOverride' | 'accessRole'>
    >,
    account?: string,
  ): void;
  /** Busy time of somebody who has no calendar here. */
  setBusy(email: string, spans: readonly { readonly start: string; readonly end: string }[]): void;
  setGroup(email: string, members: readonly string[]): void;
  putContact(contact: TestContact, resourceName?: string, account?: string): string;
  removeContact(resourceName: string, account?: string): void;

  /** Tokens without the consent page. */
  signIn(scopes: readonly string[], account?: string): Tokens & { readonly refreshToken: string };
  /** The user takes the access away in the settings of the Google account: every token ends. */
  revoke(account?: string): void;
  /** All access tokens have run out; refresh tokens stay. */
  expireAccessTokens(): void;
  /** Of events, of the calendar list and of contacts: all that were given so far. */
  expireSyncTokens(): void;
}

export function createActs(state: ServerState): GoogleActs {
  const [firstAccount = ''] = state.accounts.keys();
  const findAccount = (email: string): Account => {
    const account = state.accounts.get(email);
    if (!account) throw new RangeError(`The server has no account ${email}.`);
    return account;
  };
  const view = (calendarId: string): Viewer => {
    for (const account of state.accounts.values()) {
      const found = findCalendar(state, account, calendarId);
      if (found && calendarId !== 'primary') return { account, ...found };
    }
    throw new RangeError(`The server has no calendar ${calendarId}.`);
  };
  const find = (id: string, calendarId: string) => {
    const viewer = view(calendarId);
    const stored = findEvent(viewer.calendar, id);
    if (!stored) throw new RangeError(`The calendar ${calendarId} has no event ${id}.`);
    return { viewer, stored };
  };

  const edit: GoogleActs['edit'] = (id, change, calendarId = firstAccount) => {
    const { viewer, stored } = find(id, calendarId);
    const changed = Object.entries({ ...stored.resource, ...change }).filter(
      ([, value]) => value !== undefined,
    );
    const next: EventResource = { ...Object.fromEntries(changed), id };
    const wasMoved = isMoved(stored.resource, next, viewer.calendar.timeZone);
    const sequence = (stored.resource.sequence ?? 0) + (wasMoved ? 1 : 0);
    storeEvent(state, viewer.calendar, { ...next, sequence });
  };

  const answer: GoogleActs['answer'] = (id, guest, status, comment, calendarId = firstAccount) => {
    const { attendees = [] } = find(id, calendarId).stored.resource;
    const isGuest = ({ email }: Attendee): boolean => email?.toLowerCase() === guest.toLowerCase();
    if (!attendees.some(isGuest)) throw new RangeError(`${guest} is not invited to ${id}.`);
    const answered = attendees.map((attendee) =>
      isGuest(attendee)
        ? { ...attendee, responseStatus: status, ...(comment === undefined ? {} : { comment }) }
        : attendee,
    );
    edit(id, { attendees: answered }, calendarId);
  };

  return {
    event: (id, calendarId = firstAccount) => view(calendarId).calendar.events.get(id)?.resource ?? null,
    hasInstance: (id, calendarId = firstAccount) => findEvent(view(calendarId).calendar, id) !== null,
    events: (calendarId = firstAccount) =>
      [...view(calendarId).calendar.events.values()].map(({ resource }) => resource),
    put(event, calendarId = firstAccount) {
      const { calendar, account } = view(calendarId);
      const id = event.id ?? `put${nextRevision(state).toString(32)}`;
      const who = { email: account.email, displayName: account.name };
      const now = writeInstant(state.clock());
      storeEvent(state, calendar, {
        status: 'confirmed',
        eventType: 'default',
        iCalUID: `${id}@google.com`,
        htmlLink: `https://www.google.com/calendar/event?eid=${id}`,
        created: now,
        creator: who,
        organizer: calendar.isPrimary ? who : { email: calendar.id, displayName: calendar.summary },
        reminders: { useDefault: true },
        sequence: 0,
        ...event,
        start: keepTime(event.start, calendar.timeZone),
        end: keepTime(event.end, calendar.timeZone),
        id,
      });
      return id;
    },
    edit,
    reschedule(id, start, end, calendarId = firstAccount) {
      const { timeZone } = view(calendarId).calendar;
      edit(id, { start: keepTime(start, timeZone), end: keepTime(end, timeZone) }, calendarId);
    },
    setAttendees: (id, attendees, calendarId) => edit(id, { attendees }, calendarId),
    remove(id, calendarId = firstAccount) {
      const { viewer, stored } = find(id, calendarId);
      if (!isCancelled(stored)) cancelEvent(state, viewer, stored, new URLSearchParams());
    },
    answer,
    propose: (id, guest, start, end, calendarId) =>
      answer(id, guest, 'tentative', `Proposed: ${start} to ${end}`, calendarId),

    addCalendar: (calendar, account = firstAccount) => addCalendar(state, findAccount(account), calendar),
    editListEntry(calendarId, change, account = firstAccount) {
      const { entries } = findAccount(account);
      const entry = entries.get(calendarId);
      if (!entry) throw new RangeError(`${account} does not list ${calendarId}.`);
      entries.set(calendarId, { ...entry, ...change, revision: nextRevision(state) });
    },
    setBusy: (email, spans) => void state.colleagues.set(email, spans),
    setGroup: (email, members) => void state.groups.set(email, members),
    putContact: (contact, resourceName, account = firstAccount) =>
      putContact(state, findAccount(account), contact, resourceName),
    removeContact: (resourceName, account = firstAccount) =>
      removeContact(state, findAccount(account), resourceName),

    signIn(scopes, account = firstAccount) {
      const grant = { account: findAccount(account).email, clientId: state.client.id, scopes };
      const refreshToken = issueRefreshToken(state, grant);
      return { refreshToken, accessToken: issueAccessToken(state, grant, refreshToken) };
    },
    revoke(account = firstAccount) {
      for (const [token, grant] of state.refreshTokens) {
        if (grant.account === account) dropRefreshToken(state, token);
      }
      for (const [token, grant] of state.accessTokens) {
        if (grant.account === account) state.accessTokens.delete(token);
      }
      for (const key of state.consents.keys()) if (key.startsWith(`${account} `)) state.consents.delete(key);
    },
    expireAccessTokens: () => state.accessTokens.clear(),
    expireSyncTokens: () => state.syncTokens.clear(),
  };
}

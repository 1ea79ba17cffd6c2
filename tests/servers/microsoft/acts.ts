import { changeEvent, dropMovedExceptions, fillResource, writeUid } from './event-write.ts';
import { removeStored } from './event-remove.ts';
import { findByKey, isSeries, listInstances, storeEvent } from './events.ts';
import { spell } from './guests.ts';
import { findDefaultCalendar, immutableId, readId } from './ids.ts';
import { addConsents, issueAccessToken, issueRefreshToken } from './login-tokens.ts';
import type { Attendee, EventResource, Extension, StoredEvent } from './resources.ts';
import {
  type Account,
  addCalendar,
  type Busy,
  nameSomething,
  nextRevision,
  putContact,
  type ServerState,
  type TestCalendar,
  type TestContact,
} from './state.ts';
import { type GraphTime, readInstant, writeInstant } from './times.ts';

export type Answered = 'accepted' | 'declined' | 'tentativelyAccepted' | 'none';

/** A new event of the user's other programs, or of somebody else's. Without a key one is made up. */
export type NewEvent = Partial<EventResource> & {
  readonly start: GraphTime;
  readonly end: GraphTime;
  readonly key?: string;
  readonly extensions?: readonly Extension[];
};

export interface Place {
  /** The first one by default. */
  readonly account?: string;
  /** The key of a calendar; the default one by default. */
  readonly calendar?: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * What people do without the client: guests answer, and the user (or a colleague) works in Outlook itself. Nobody is
 * mailed. Events are named by any id that the server gave, or by their key.
 */
export interface MicrosoftActs {
  /** As it is stored; null: there is none (any more). */
  event(id: string): EventResource | null;
  extensions(id: string): readonly Extension[];
  /** All that is stored: single events, series, exceptions. */
  events(account?: string): readonly EventResource[];
  /** The immutable ids of a series' occurrences and exceptions between two moments, by time. */
  instances(id: string, from: string, until: string): readonly string[];
  /** Gives the immutable id. */
  put(event: NewEvent, place?: Place): string;
  /** Changes parts of an event or of an occurrence. */
  edit(id: string, change: Partial<EventResource>): void;
  reschedule(id: string, start: GraphTime, end: GraphTime): void;
  setAttendees(id: string, attendees: readonly Attendee[]): void;
  /** Also one occurrence. */
  remove(id: string): void;
  /** A guest answers. A comment goes into the user's inbox, as in Outlook, and not into the event. */
  answer(id: string, guest: string, response: Answered, comment?: string): void;
  /** A guest proposes another time, tentatively or with a refusal; the event stays where it is. */
  propose(
    id: string,
    guest: string,
    start: GraphTime,
    end: GraphTime,
    response?: Answered,
    comment?: string,
  ): void;
  /** Another calendar of the same mailbox: ids that are not immutable end. */
  moveToCalendar(id: string, calendar: string): void;
  /** Archived and brought back: another id, immutable or not. Gives it. */
  reimport(id: string): string;

  addCalendar(calendar: TestCalendar, account?: string): void;
  removeCalendar(key: string, account?: string): void;
  /** Busy time of a colleague who has no account here. */
  setBusy(email: string, spans: readonly Busy[]): void;
  putContact(contact: TestContact, account?: string): string;
  removeContact(id: string, account?: string): void;

  /** Tokens without the consent page. */
  signIn(scopes: readonly string[], account?: string): Tokens;
  /** The user takes the access away, or changes the password: every token ends. */
  revoke(account?: string): void;
  expireAccessTokens(): void;
  /** Nothing is refreshed until somebody signs in again: interaction_required. */
  requireInteraction(account?: string): void;
  /** All deltaLinks and nextLinks that were given so far. */
  expireDeltaLinks(): void;
  forgetTransactions(): void;
}

/** What guests wrote to the user. */
export interface InboxMessage {
  readonly from: string;
  readonly eventId: string;
  readonly response: Answered;
  readonly comment: string | null;
}

function findAccount(state: ServerState, email: string | undefined): Account {
  const [first] = state.accounts.values();
  const account = email === undefined ? first : state.accounts.get(email);
  if (!account) throw new RangeError(`The server has no account ${email ?? ''}.`);
  return account;
}

function find(state: ServerState, id: string): { account: Account; stored: StoredEvent } | null {
  const key = readId(id)?.key ?? id;
  for (const account of state.accounts.values()) {
    const stored = findByKey(account, key);
    if (stored) return { account, stored };
  }
  return null;
}

function get(state: ServerState, id: string): { account: Account; stored: StoredEvent } {
  const found = find(state, id);
  if (!found) throw new RangeError(`The server has no event ${id}.`);
  return found;
}

function edit(state: ServerState, id: string, change: Partial<EventResource>): void {
  const { account, stored } = get(state, id);
  const changed = changeEvent(state, account, stored, { ...stored.resource, ...change });
  dropMovedExceptions(state, account, stored, changed);
}

function setAnswer(state: ServerState, id: string, guest: string, change: Partial<Attendee>): void {
  const { attendees } = get(state, id).stored.resource;
  const isGuest = ({ emailAddress }: Attendee): boolean => spell(emailAddress.address) === spell(guest);
  if (!attendees.some(isGuest)) throw new RangeError(`${guest} is not invited to ${id}.`);
  edit(state, id, { attendees: attendees.map((one) => (isGuest(one) ? { ...one, ...change } : one)) });
}

function put(state: ServerState, { key: own, extensions = [], ...event }: NewEvent, place: Place): string {
  const account = findAccount(state, place.account);
  const calendarKey = place.calendar ?? findDefaultCalendar(account).key;
  if (!account.calendars.has(calendarKey)) throw new RangeError(`There is no calendar ${calendarKey}.`);
  const key = own ?? nameSomething(state, 'p');
  const { start, end } = event;
  const resource = fillResource(account, { ...event, start, end }, writeUid(key));
  storeEvent(state, account, { key, calendarKey, resource, extensions });
  return immutableId(key);
}

type EventActs = Pick<
  MicrosoftActs,
  | 'event'
  | 'extensions'
  | 'events'
  | 'instances'
  | 'put'
  | 'edit'
  | 'reschedule'
  | 'setAttendees'
  | 'remove'
  | 'answer'
  | 'propose'
  | 'moveToCalendar'
  | 'reimport'
>;

function createEventActs(state: ServerState, inbox: InboxMessage[]): EventActs {
  const tell = (id: string, from: string, response: Answered, comment: string | undefined): void =>
    void inbox.push({
      from,
      eventId: immutableId(get(state, id).stored.key),
      response,
      comment: comment ?? null,
    });
  const statusOf = (response: Answered) => ({ response, time: writeInstant(state.clock()) });
  return {
    event: (id) => find(state, id)?.stored.resource ?? null,
    extensions: (id) => find(state, id)?.stored.extensions ?? [],
    events: (account) => [...findAccount(state, account).events.values()].map(({ resource }) => resource),
    instances(id, from, until) {
      const { account, stored } = get(state, id);
      const window = { fromMs: readInstant(from) ?? 0, toMs: readInstant(until) ?? 0 };
      return listInstances(account, stored, window).map(({ key }) => immutableId(key));
    },
    put: (event, place = {}) => put(state, event, place),
    edit: (id, change) => edit(state, id, change),
    reschedule: (id, start, end) => edit(state, id, { start, end }),
    setAttendees: (id, attendees) => edit(state, id, { attendees }),
    remove(id) {
      const { account, stored } = get(state, id);
      removeStored(state, account, stored);
    },
    answer(id, guest, response, comment) {
      setAnswer(state, id, guest, { status: statusOf(response), proposedNewTime: null });
      tell(id, guest, response, comment);
    },
    propose(id, guest, start, end, response = 'tentativelyAccepted', comment) {
      setAnswer(state, id, guest, { status: statusOf(response), proposedNewTime: { start, end } });
      tell(id, guest, response, comment);
    },
    moveToCalendar(id, calendarKey) {
      const { account, stored } = get(state, id);
      if (!account.calendars.has(calendarKey)) throw new RangeError(`There is no calendar ${calendarKey}.`);
      for (const one of account.events.values()) {
        const isPart = one.key === stored.key || one.exceptionOf?.series === stored.key;
        if (isPart) storeEvent(state, account, { ...one, calendarKey, folder: one.folder + 1 });
      }
    },
    reimport(id) {
      const { account, stored } = get(state, id);
      if (isSeries(stored)) throw new RangeError(`${id} is a series: bring single events back.`);
      const key = nameSomething(state, 'r');
      storeEvent(state, account, { ...stored, key });
      removeStored(state, account, stored);
      return immutableId(key);
    },
  };
}

export function createActs(state: ServerState, inbox: InboxMessage[]): MicrosoftActs {
  return {
    ...createEventActs(state, inbox),
    addCalendar: (calendar, account) => addCalendar(state, findAccount(state, account), calendar),
    removeCalendar(key, account) {
      const { calendars, events } = findAccount(state, account);
      calendars.delete(key);
      for (const stored of events.values()) if (stored.calendarKey === key) events.delete(stored.key);
      nextRevision(state);
    },
    setBusy: (email, spans) => void state.colleagues.set(email.toLowerCase(), spans),
    putContact: (contact, account) => putContact(state, findAccount(state, account), contact),
    removeContact: (id, account) => void findAccount(state, account).contacts.delete(id),

    signIn(scopes, account) {
      const grant = { account: findAccount(state, account).email, scopes };
      addConsents(state, grant);
      return {
        accessToken: issueAccessToken(state, grant),
        refreshToken: issueRefreshToken(state, grant),
      };
    },
    revoke(account) {
      const { email } = findAccount(state, account);
      state.consents.delete(email);
      for (const grant of state.refreshTokens.values())
        if (grant.account === email) grant.problem = 'revoked';
      for (const [token, grant] of state.accessTokens) {
        if (grant.account === email) state.accessTokens.delete(token);
      }
    },
    expireAccessTokens: () => state.accessTokens.clear(),
    requireInteraction: (account) => void state.interactions.add(findAccount(state, account).email),
    expireDeltaLinks() {
      state.deltaPoints.clear();
      state.cursors.clear();
    },
    forgetTransactions() {
      for (const account of state.accounts.values()) account.transactions.clear();
    },
  };
}

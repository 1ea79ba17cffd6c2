import type { AccessAsked, AccountView, CalendarRole, CalendarsView, ConnectingView } from './calendars.ts';
import type { AccountId, ActivityId, CalendarId, InviteId, PersonId, ProposalId } from './ids.ts';
import type { ActivityState, ActivityView } from './activities.ts';
import type { ImportResult } from './imports.ts';
import type { HandedOverFiles, InviteView, MessagePreview } from './invites.ts';
import type { NoticeKind, NoticeView } from './notices.ts';
import type { OutlookView, ProposalDetail } from './outlook.ts';
import type {
  MergeSuggestion,
  PeopleView,
  PersonDraft,
  PersonOffer,
  PersonPage,
  PersonView,
} from './people.ts';
import type { TownHit } from './places.ts';
import type { AppStatus } from './status.ts';
import type { Outcome } from './outcome.ts';
import type { Settings, SmtpAccount } from './settings.ts';
import type { IsoDate, IsoInstant } from './time.ts';
import type { Circle, Happened, RelationshipStatus, Rsvp } from './vocabulary.ts';

/** `{}` on the wire, so that every method has exactly one object as its input. */
export type Nothing = Readonly<Record<never, never>>;

/** Every method of the product: its input and what it gives. Hosts carry them; `dispatch` validates and runs them. */
export interface Methods {
  'app.status': { input: Nothing; output: AppStatus };

  'outlook.read': { input: Nothing; output: OutlookView };
  /** Fetches the forecast anew if the last one is older than an hour, then plans. */
  'outlook.refresh': { input: Nothing; output: OutlookView };
  /** No proposals before next Monday. */
  'outlook.notThisWeek': { input: Nothing; output: OutlookView };

  'proposals.detail': { input: { readonly proposalId: ProposalId }; output: ProposalDetail };
  'proposals.preview': { input: { readonly proposalId: ProposalId }; output: MessagePreview };
  /** One click: starts the undo window of 10 s. `subject` and `text` only after 'Edit first'. */
  'proposals.invite': {
    input: { readonly proposalId: ProposalId; readonly subject?: string; readonly text?: string };
    output: InviteView;
  };
  /** Another time for the same people: stays there until it is impossible. */
  'proposals.move': {
    input: { readonly proposalId: ProposalId; readonly activityId: ActivityId; readonly start: IsoInstant };
    output: OutlookView;
  };
  'proposals.notNow': {
    input: { readonly proposalId: ProposalId; readonly days: 3 | 7 | 14 };
    output: OutlookView;
  };
  /** Takes one guest out of this horizon's plans. */
  'proposals.notThisPerson': {
    input: { readonly proposalId: ProposalId; readonly personId: PersonId };
    output: OutlookView;
  };

  'invites.list': { input: Nothing; output: readonly InviteView[] };
  'invites.undo': { input: { readonly inviteId: InviteId }; output: InviteView };
  'invites.sendAnyway': { input: { readonly inviteId: InviteId }; output: InviteView };
  'invites.cancel': { input: { readonly inviteId: InviteId }; output: InviteView };
  'invites.move': { input: { readonly inviteId: InviteId; readonly start: IsoInstant }; output: InviteView };
  /** 'Priya said yes': one tap. */
  'invites.answer': {
    input: { readonly inviteId: InviteId; readonly email: string; readonly answer: Rsvp };
    output: InviteView;
  };
  /** 'Did the walk happen?', once it is over; null takes it back. Another time is told to the guests by `invites.move`. */
  'invites.happened': {
    input: { readonly inviteId: InviteId; readonly what: Happened | null };
    output: InviteView;
  };
  /** The .eml and .ics of an invite that is handed to the user's mail program. */
  'invites.files': { input: { readonly inviteId: InviteId }; output: HandedOverFiles };

  /** iCalendar, vCard, CSV or JSON people, iTIP replies (.ics, .eml), told apart by content. */
  'files.import': { input: { readonly name: string; readonly text: string }; output: ImportResult };
  'calendars.read': { input: Nothing; output: CalendarsView };
  /** http, https or webcal. Read at once; nothing is kept of an address that gives no calendar. */
  'calendars.addFeed': {
    input: { readonly address: string; readonly name: string | null; readonly role: CalendarRole };
    output: CalendarsView;
  };
  /** A file on the machine of the host, by its absolute path, read again whenever it changes. */
  'calendars.watchFile': {
    input: { readonly path: string; readonly role: CalendarRole };
    output: CalendarsView;
  };
  'calendars.change': {
    input: { readonly calendarId: CalendarId; readonly name?: string; readonly role?: CalendarRole };
    output: CalendarsView;
  };
  /** The feed's address anew: it moved, or it was kept in memory only. */
  'calendars.setAddress': {
    input: { readonly calendarId: CalendarId; readonly address: string };
    output: CalendarsView;
  };
  /** Now, whatever the schedule says; null: all of them. Comes back at once, progress is pushed. */
  'calendars.sync': { input: { readonly calendarId: CalendarId | null }; output: CalendarsView };
  /** What was read so far is kept, and the next synchronisation goes on from there. */
  'calendars.cancelSync': { input: { readonly calendarId: CalendarId }; output: CalendarsView };
  /** The answer to `emptied`: the calendar really is empty, or keep what was there and ask the source again. */
  'calendars.believeEmpty': {
    input: { readonly calendarId: CalendarId; readonly believe: boolean };
    output: CalendarsView;
  };
  /** Where invites go out from; null: by mail only. */
  'calendars.setHome': { input: { readonly calendarId: CalendarId | null }; output: CalendarsView };

  /** `server` is an address or the domain of an e-mail address; the account's calendars are listed, none is read yet. */
  'accounts.connectCaldav': {
    input: { readonly server: string; readonly user: string; readonly password: string };
    output: AccountView;
  };
  'accounts.reconnect': {
    input: { readonly accountId: AccountId; readonly password: string };
    output: CalendarsView;
  };
  /**
   * Begins a sign-in in the user's browser; what becomes of it is pushed as a change of `calendars`. Null: a new account;
   * otherwise the one that is connected again, or asked for more.
   */
  'accounts.connectGoogle': {
    input: { readonly accountId: AccountId | null; readonly access: AccessAsked };
    output: ConnectingView;
  };
  /** Also puts away one that failed. */
  'accounts.cancelConnecting': { input: { readonly attemptId: string }; output: CalendarsView };
  /** The user's own OAuth client; null: the build's, if it has one. The secret never comes back. */
  'accounts.setGoogleClient': {
    input: { readonly clientId: string | null; readonly clientSecret: string | null };
    output: CalendarsView;
  };
  /** Asks the server for its list of calendars again. */
  'accounts.refresh': { input: { readonly accountId: AccountId }; output: CalendarsView };
  /** Which of its calendars are read: those that are not named are forgotten. */
  'accounts.choose': {
    input: { readonly accountId: AccountId; readonly refs: readonly string[] };
    output: CalendarsView;
  };
  /**
   * Forgets the account, its password or tokens and its calendars. The server is left as it is, but for the right to
   * read it, which is given back.
   */
  'accounts.remove': { input: { readonly accountId: AccountId }; output: CalendarsView };

  'calendars.remove': { input: { readonly calendarId: CalendarId }; output: OutlookView };
  /** Golden Hour's own calendar as iCalendar text. */
  'calendars.export': { input: Nothing; output: { readonly name: string; readonly text: string } };

  'people.list': { input: Nothing; output: PeopleView };
  /** The account's contacts, as a file of cards would be read. */
  'people.importGoogle': { input: { readonly accountId: AccountId }; output: ImportResult };
  'people.read': { input: { readonly personId: PersonId }; output: PersonPage };
  'people.save': { input: { readonly draft: PersonDraft }; output: PersonView };
  'people.setStatus': {
    input: { readonly personId: PersonId; readonly status: RelationshipStatus };
    output: PersonView;
  };
  'people.remove': { input: { readonly personId: PersonId }; output: PeopleView };
  /** A call or message that the user tells of. */
  'people.logTouch': { input: { readonly personId: PersonId; readonly date: IsoDate }; output: PersonPage };
  /** At most twelve, by time together in the last year. */
  'people.offers': { input: Nothing; output: readonly PersonOffer[] };
  'people.follow': {
    input: {
      readonly people: readonly { readonly email: string; readonly name: string; readonly circle: Circle }[];
    };
    output: PeopleView;
  };
  /** Not to be offered again. */
  'people.dismissOffers': { input: { readonly emails: readonly string[] }; output: readonly PersonOffer[] };

  /** Pairs that may be one person, the likeliest first. Nothing is merged without the user's word. */
  'people.merges': { input: Nothing; output: readonly MergeSuggestion[] };
  /** Addresses, touches, answers and logged calls of `drop` become those of `keep`; `drop` is gone. */
  'people.merge': { input: { readonly keep: PersonId; readonly drop: PersonId }; output: PersonView };
  /** Two people: never suggested again. */
  'people.keepApart': {
    input: { readonly a: PersonId; readonly b: PersonId };
    output: readonly MergeSuggestion[];
  };

  'activities.list': { input: Nothing; output: readonly ActivityState[] };
  'activities.save': {
    input: { readonly activity: ActivityView; readonly enabled: boolean };
    output: readonly ActivityState[];
  };
  /** Takes back an edit of one that ships with the app, or removes one of the user's. */
  'activities.reset': { input: { readonly activityId: ActivityId }; output: readonly ActivityState[] };

  'settings.read': { input: Nothing; output: Settings };
  'settings.save': { input: { readonly changes: Partial<Settings> }; output: Settings };
  /** The password goes to the secret store and never comes back. Null password keeps the stored one. */
  'settings.saveSmtp': {
    input: { readonly account: SmtpAccount | null; readonly password: string | null };
    output: Settings;
  };
  /** Connects and logs in, sends nothing. */
  'settings.testSmtp': { input: Nothing; output: { readonly greeting: string } };
  'settings.saveWeatherKey': { input: { readonly key: string | null }; output: Settings };
  /** What may interrupt now. Each is given once, to whoever asks first, and never again. */
  'notices.take': { input: Nothing; output: readonly NoticeView[] };
  /** 'Not any more': switches a kind off in the settings. */
  'notices.turnOff': { input: { readonly kind: NoticeKind }; output: Settings };
  /** Until the next morning, or until Monday's; null: no longer. */
  'notices.pause': { input: { readonly until: 'tomorrow' | 'next-week' | null }; output: AppStatus };
  'places.search': { input: { readonly query: string }; output: readonly TownHit[] };

  /** Shows a page in the main window and puts the popover away; only where `capabilities.popover`. */
  'window.open': { input: { readonly hash: string }; output: Nothing };
  /** Puts the popover away, as Esc does; only where `capabilities.popover`. */
  'window.closePopover': { input: Nothing; output: Nothing };

  /** Asks for newer versions of the desktop app; `desktop.updates` of the status says what came of it. */
  'updates.check': { input: Nothing; output: AppStatus };
  /** The user's consent: downloads what was found, or opens its page where the app cannot replace itself. */
  'updates.fetch': { input: Nothing; output: AppStatus };
  /** Ends the app and starts the version that is ready. */
  'updates.install': { input: Nothing; output: AppStatus };

  'sample.load': { input: Nothing; output: OutlookView };
  'sample.remove': { input: Nothing; output: OutlookView };
}

export type MethodName = keyof Methods;
export type MethodInput<Name extends MethodName> = Methods[Name]['input'];
export type MethodOutput<Name extends MethodName> = Methods[Name]['output'];

export type Handlers = {
  readonly [Name in MethodName]: (
    input: MethodInput<Name>,
  ) => Promise<Outcome<MethodOutput<Name>>> | Outcome<MethodOutput<Name>>;
};

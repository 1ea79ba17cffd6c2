import { type CalendarId, type InviteId, inviteId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { acceptReply, recordTap } from '#main/invites/answers.ts';
import { applyCalendarCopy } from '#main/invites/calendar-news.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import {
  adoptBy,
  cancelInvite,
  checkInterval,
  draftInvite,
  moveInvite,
  retryCalendar,
  sendAnyway,
  undoStep,
} from '#main/invites/changes.ts';
import type { FoundCopy } from '#main/invites/invite-calendar.ts';
import type { InviteDraft, InviteRecord, MailTeller } from '#main/invites/invite.ts';
import { readReply } from '#main/invites/itip/read.ts';
import { isAddress, oneLine } from '#main/invites/plain-text.ts';
import { createSender, nextDueMs, type SenderParts } from '#main/invites/sender.ts';
import { isZone } from '#main/kernel/zone.ts';
import type { Interval } from '#main/kernel/interval.ts';

export interface OutboxParts extends SenderParts {
  /** A new random id, such as a UUID. */
  readonly newId: () => string;
}

interface AppliedReply {
  readonly invite: InviteRecord;
  /** The guest's address as the invite knows it. */
  readonly from: string;
  readonly answer: Rsvp;
  readonly isCounter: boolean;
}

export interface ConnectedCalendar {
  readonly id: CalendarId;
  /** What the server calls it; what lies in it is called so too, with a slash and more at the end. */
  readonly ref: string;
}

/**
 * Invites on their way out and the answers to them. Every method but `tick` only writes down what the user wants, on
 * disk when it returns; `tick` sends. Nothing leaves without one of them.
 */
export interface Outbox {
  /** Oldest first. */
  list(): readonly InviteRecord[];
  read(id: InviteId): InviteRecord | null;
  /** The click. A second one on the same proposal gives the invite that is there. */
  enqueue(draft: InviteDraft): Outcome<InviteRecord>;
  undo(id: InviteId): Outcome<InviteRecord>;
  move(id: InviteId, interval: Interval): Outcome<InviteRecord>;
  cancel(id: InviteId): Outcome<InviteRecord>;
  /** `instead`: who tells the guests where the calendar's server has stopped doing so. */
  sendAnyway(id: InviteId, instead?: MailTeller): Outcome<InviteRecord>;
  recordAnswer(id: InviteId, email: string, answer: Rsvp): Outcome<InviteRecord>;
  /** An iTIP REPLY or COUNTER, as .ics or .eml. */
  applyReply(text: string): Promise<Outcome<AppliedReply>>;
  /**
   * What the user's calendar on a server says of an invite now; null: it is not in it any more. False, and nothing is
   * written, where that is nothing new.
   */
  noticeCopy(id: InviteId, found: FoundCopy | null): boolean;
  /** These calendars can be reached again: what waits for them leaves with the next `tick`. */
  retryCalendars(ids: readonly CalendarId[]): void;
  /**
   * These calendars are connected (again), under new ids: they are the home of what lies or should lie in them, where
   * the calendar that it was written for is not connected any more.
   */
  adoptCalendars(calendars: readonly ConnectedCalendar[], isConnected: (id: CalendarId) => boolean): void;
  /** When `tick` has something to do next; null: when something changes. */
  nextDueMs(): EpochMs | null;
  tick(): Promise<EpochMs | null>;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock, newId, onChanged } = parts;
  const sender = createSender(parts);

  function change(
    id: InviteId,
    decide: (record: InviteRecord) => Outcome<InviteRecord>,
  ): Outcome<InviteRecord> {
    let decision: Outcome<InviteRecord> = fail('not-found', `There is no invite ${id}. Reload the page.`);
    store.update(
      id,
      (record) => {
        decision = decide(record);
        return decision.ok ? decision.value : null;
      },
      calendarEventOf,
    );
    if (decision.ok) onChanged(id);
    return decision;
  }

  return {
    list: () => store.list(),
    read: (id) => store.read(id),
    enqueue(draft) {
      const problem = checkDraft(draft, clock());
      if (problem !== null) return fail('invalid-input', problem);
      const id = newId();
      const drafted = draftInvite(draft, { id: inviteId(id), uid: `${id}@golden-hour` }, clock());
      if (!drafted.ok) return drafted;
      const isSame = ({ proposalId, state }: InviteRecord): boolean =>
        proposalId !== null && proposalId === draft.proposalId && state.kind !== 'cancelled';
      const stored = store.insert(drafted.value, calendarEventOf, isSame);
      onChanged(stored.id);
      return succeed(stored);
    },
    undo: (id) => change(id, (record) => undoStep(record, clock())),
    move: (id, interval) => change(id, (record) => moveInvite(record, interval, clock())),
    cancel: (id) => change(id, (record) => cancelInvite(record, clock())),
    sendAnyway: (id, instead) => change(id, (record) => sendAnyway(record, clock(), instead)),
    recordAnswer: (id, email, answer) => change(id, (record) => recordTap(record, email, answer, clock())),
    async applyReply(text) {
      const reply = await readReply(text);
      if (!reply.ok) return reply;
      const { uid, answer, isCounter } = reply.value;
      const known = store.findByUid(uid);
      if (known === null) return fail('not-found', 'This answer belongs to no invite of Golden Hour.');
      let from = '';
      const changed = change(known.id, (record) => {
        const accepted = acceptReply(record, reply.value, clock());
        if (!accepted.ok) return accepted;
        from = accepted.value.from;
        return succeed(accepted.value.record);
      });
      return changed.ok ? succeed({ invite: changed.value, from, answer, isCounter }) : changed;
    },
    noticeCopy(id, found) {
      const seen = store.read(id);
      if (seen === null || applyCalendarCopy(seen, found, clock()) === seen) return false;
      return change(id, (record) => succeed(applyCalendarCopy(record, found, clock()))).ok;
    },
    retryCalendars(ids) {
      for (const { id, calendar } of store.list()) {
        if (calendar !== null && ids.includes(calendar.calendarId)) {
          change(id, (record) => succeed(retryCalendar(record, clock())));
        }
      }
    },
    adoptCalendars(calendars, isConnected) {
      for (const { id, calendar } of store.list()) {
        if (calendar === null || isConnected(calendar.calendarId)) continue;
        const home = calendars.find(({ ref }) =>
          calendar.ref.startsWith(ref.endsWith('/') ? ref : `${ref}/`),
        );
        if (home !== undefined)
          change(id, (record) => succeed(retryCalendar(adoptBy(record, home.id), clock())));
      }
    },
    nextDueMs: () => nextDueMs(store),
    tick: () => sender.tick(),
  };
}

/** What is wrong with a draft, in a sentence; null when nothing is. */
function checkDraft({ content }: InviteDraft, nowMs: EpochMs): string | null {
  const { guests, organizer, interval, zone } = content;
  if (guests.length === 0) return 'An invite needs at least one guest.';
  const addresses = [organizer.email, ...guests.map(({ email }) => email)];
  const wrong = addresses.find((email) => !isAddress(email));
  if (wrong !== undefined) return `'${oneLine(wrong)}' is no e-mail address. Correct it and try again.`;
  if (new Set(guests.map(({ email }) => email)).size < guests.length) {
    return 'Two guests have the same e-mail address. Correct one of them.';
  }
  const strangeZone = [zone, ...guests.flatMap((guest) => guest.zone ?? [])].find((id) => !isZone(id));
  if (strangeZone !== undefined)
    return `Unknown time zone '${oneLine(strangeZone)}'. Use a name such as Europe/Amsterdam.`;
  if (content.edited !== null && oneLine(content.edited.subject) === '')
    return 'The subject is empty. Write one.';
  return checkInterval(interval, nowMs);
}

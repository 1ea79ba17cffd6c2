import { beforeEach } from 'vitest';
import { calendarId, type InviteId } from '#contract/ids.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { copyAddress, createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import type { InviteDraft, InviteRecord, Teller } from '#main/invites/invite.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { createMemoryCollection, type MemoryCollection } from '../caldav/memory-collection.ts';
import { draft } from '../fixtures.ts';
import { unwrap } from '../outbox-world.ts';
import { type MailBench, setUpMailBench } from './mail-bench.ts';

export const HOME = calendarId('home');
const COLLECTION = 'https://cal.example.com/alex/home/';

export const addressOf = ({ uid }: Pick<InviteRecord, 'uid'>): string => copyAddress(COLLECTION, uid);

export const draftFor = (teller: Teller): InviteDraft => ({
  ...draft,
  route: 'calendar',
  home: { calendarId: HOME, teller, refOf: (uid) => addressOf({ uid }) },
});

/** Beside the mail server a calendar, and an outbox that reaches it. */
export interface CalendarBench {
  readonly mail: MailBench;
  readonly dav: MemoryCollection;
  outbox: Outbox;
  /** Another process whose calendar's server tells guests or does not. */
  openFor(teller: Teller): Outbox;
  /** The click, the undo window, the sending. */
  click(teller?: Teller): Promise<InviteRecord>;
  /** The undo window, the sending. */
  leave(id: InviteId): Promise<InviteRecord>;
  /** In the calendar; empty where it is not. */
  textOf(record: InviteRecord): string;
  /** What left by mail: method and address. */
  mails(): readonly string[];
}

/** For a file's top level: its parts are there while a test runs. */
export function setUpCalendarBench(): CalendarBench {
  const mail = setUpMailBench();
  let dav = createMemoryCollection();
  beforeEach(() => {
    dav = createMemoryCollection();
    mail.outbox = bench.openFor('smtp');
  });
  const bench: CalendarBench = {
    mail,
    get dav() {
      return dav;
    },
    get outbox() {
      return mail.outbox;
    },
    set outbox(next) {
      mail.outbox = next;
    },
    openFor: (teller) =>
      mail.world.open({
        openCalendar: async (id) =>
          id === HOME
            ? succeed(createCalDavInviteCalendar({ client: dav.client, mailsGuests: teller === 'server' }))
            : fail('not-found', 'No such calendar.'),
      }),
    async click(teller = 'smtp') {
      mail.outbox = bench.openFor(teller);
      const { id } = unwrap(mail.outbox.enqueue(draftFor(teller)));
      return bench.leave(id);
    },
    async leave(id) {
      mail.world.now += 10_000;
      await mail.outbox.tick();
      const record = mail.outbox.read(id);
      if (record === null) throw new Error(`Invite ${id} is gone.`);
      return record;
    },
    textOf: (record) => dav.resources.get(addressOf(record))?.text ?? '',
    mails: () => mail.server.inbox.map(({ calendar, envelopeTo }) => `${calendar?.method} ${envelopeTo[0]}`),
  };
  return bench;
}

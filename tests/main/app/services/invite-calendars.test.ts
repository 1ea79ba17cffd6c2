import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, calendarId } from '#contract/ids.ts';
import { fail } from '#contract/outcome.ts';
import { createInviteCalendars, type InviteCalendars } from '#main/app/services/invite-calendars.ts';
import { accountPassword } from '#main/app/secret-names.ts';
import { writeNewCopy } from '#main/invites/copy-writing.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { createOutbox, type Outbox } from '#main/invites/outbox.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import type { Store } from '#main/store/open.ts';
import { NOW, sent } from '#tests/main/invites/fixtures.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';

const ACCOUNT = accountId('account');
const HOME = calendarId('home');
const WORK = calendarId('work');
const SERVER = 'https://cal.example.com';

const record: InviteRecord = {
  ...sent,
  route: 'calendar',
  calendar: {
    calendarId: HOME,
    ref: `${SERVER}/home/inv-1@golden-hour.ics`,
    etag: '"1"',
    teller: 'smtp',
    copy: { state: 'written', attempts: 1, detail: null },
    mayBeThere: true,
    seen: {},
  },
};

let store: Store;
let outbox: Outbox;
let calendars: InviteCalendars;
/** What the server does when it is asked for an event. */
let answer: () => Promise<Response>;

beforeEach(async () => {
  store = temporaryStore();
  const secrets = createMemorySecrets();
  await secrets.set(accountPassword(ACCOUNT), 'secret');
  store.accounts.save({
    id: ACCOUNT,
    kind: 'caldav',
    host: 'cal.example.com',
    user: 'alex',
    connection: null,
    mailsGuests: false,
    calendars: [],
    trouble: null,
  });
  for (const id of [HOME, WORK]) {
    store.calendars.add(
      {
        id,
        name: id,
        kind: 'caldav',
        role: 'own',
        accountId: ACCOUNT,
        remoteRef: `${SERVER}/${id}/`,
        origin: 'cal.example.com',
        isWritable: true,
      },
      NOW,
    );
  }
  answer = async () => new Response('', { status: 404 });
  const settings: SettingsStore = {
    read: () => DEFAULT_SETTINGS,
    save: () => fail('refused', 'Not here.'),
    warnings: () => [],
  };
  calendars = createInviteCalendars({
    store,
    secrets,
    settings,
    fetch: () => answer(),
    clock: () => NOW,
    google: {
      tokens: { access: async () => fail('unauthorized', 'Not here.'), scopes: () => [] },
      apiRoot: null,
    },
  });
  outbox = createOutbox({
    store: store.outbox,
    owner: 'process',
    clock: () => NOW,
    random: () => 0,
    newId: () => 'unused',
    openTransport: async () => fail('not-found', 'This test sends nothing.'),
    openCalendar: (id) => calendars.open(id),
    isSlotFree: async () => ({ isFree: true }),
    onChanged: () => undefined,
  });
});

const keep = (invite: InviteRecord): void => {
  store.outbox.insert(
    invite,
    () => null,
    () => false,
  );
};
const state = (): InviteRecord['state'] => store.outbox.read(record.id)!.state;

describe('reading back what became of invites', () => {
  it('takes for deleted what its calendar does not have any more', async () => {
    keep(record);
    await calendars.readBack([HOME], outbox);
    expect(state()).toMatchObject({ kind: 'failed', problem: { kind: 'gone' } });
  });

  it('follows an invite into another calendar, whichever of the two was read first', async () => {
    keep(record);
    const ref = `${SERVER}/work/inv-1@golden-hour.ics`;
    store.resources.save(WORK, [
      {
        ref,
        etag: '"7"',
        text: writeNewCopy(record),
        uid: record.uid,
        events: 1,
        skipped: [],
        occurrences: [],
      },
    ]);
    await calendars.readBack([HOME], outbox);
    expect(state().kind).toBe('sent');
    expect(store.outbox.read(record.id)?.calendar).toMatchObject({ calendarId: WORK, ref });
  });

  it('does not take for deleted what arrived while it was asked for', async () => {
    const creating: InviteRecord = {
      ...record,
      state: { kind: 'sending' },
      calendar: { ...record.calendar!, copy: { state: 'creating', attempts: 1, detail: null } },
    };
    keep(creating);
    answer = async () => {
      // The sender's own request overtakes this one.
      store.outbox.update(
        record.id,
        () => record,
        () => null,
      );
      return new Response('', { status: 404 });
    };
    await calendars.readBack([HOME], outbox);
    expect(state().kind).not.toBe('failed');
  });

  it('lets other work in between two invites', async () => {
    for (const n of [1, 2, 3]) {
      const id = `inv-${n}` as InviteRecord['id'];
      keep({ ...record, id, uid: `${id}@golden-hour` });
    }
    store.resources.save(
      HOME,
      [1, 2, 3].map((n) => ({
        ref: `${SERVER}/home/${n}.ics`,
        etag: '"1"',
        text: writeNewCopy({ ...record, uid: `inv-${n}@golden-hour` }),
        uid: `inv-${n}@golden-hour`,
        events: 1,
        skipped: [],
        occurrences: [],
      })),
    );
    let turns = 0;
    let isReading = true;
    const count = (): void => {
      turns += 1;
      if (isReading) setImmediate(count);
    };
    setImmediate(count);
    await calendars.readBack([HOME], outbox);
    isReading = false;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('writes nothing any more once it is stopped', async () => {
    keep(record);
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    answer = () => {
      isAsked();
      return new Promise((resolve) => setTimeout(resolve, 50, new Response('', { status: 404 })));
    };
    const reading = calendars.readBack([HOME], outbox);
    await asked;
    calendars.stop();
    await reading;
    expect(state().kind).toBe('sent');
  });
});

import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { CalendarId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { ProposalView } from '#contract/outlook.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { until } from '#tests/support/until.ts';
import { readEvent } from '../invites/itip/read-event.ts';
import { type AppWorld, openAppWorld } from './app-world.ts';

let server: CalDavTestServer;
let world: AppWorld;
let proposal: ProposalView;
let home: CalendarId;

async function open(scheduling: boolean): Promise<void> {
  server = await startCalDavServer({
    scheduling,
    addresses: ['alex.morgan@example.com'],
    calendars: [
      { folder: 'work', name: 'Work' },
      { folder: 'family', name: 'Family' },
    ],
  });
  world = await openAppWorld();
  await world.call('sample.load', {});
  const account = await world.call('accounts.connectCaldav', {
    server: server.url,
    user: server.user,
    password: server.password,
  });
  await world.call('accounts.choose', {
    accountId: account.id,
    refs: account.calendars.map(({ ref }) => ref),
  });
  await sync();
  const { calendars } = await world.call('calendars.read', {});
  const chosen = calendars.find(({ name }) => name === 'Work');
  if (chosen === undefined) throw new Error('No calendar was chosen.');
  home = chosen.id;
  await world.call('calendars.setHome', { calendarId: home });
  const [first] = (await world.call('outlook.read', {})).proposals;
  if (first === undefined) throw new Error('The sample week has no idea.');
  proposal = first;
}

afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await server.close();
});

async function sync(): Promise<void> {
  await world.call('calendars.sync', { calendarId: null });
  await until(async () => {
    const { calendars } = await world.call('calendars.read', {});
    return calendars.every((calendar) => calendar.sync === null);
  });
}

async function pass(ms: number): Promise<void> {
  world.nowMs += ms;
  await world.app.wake();
}

async function invite(): Promise<InviteView> {
  const { id } = await world.call('proposals.invite', { proposalId: proposal.id });
  await pass(10_000);
  return readInvite(id);
}

async function readInvite(id: InviteView['id']): Promise<InviteView> {
  const found = (await world.call('invites.list', {})).find((each) => each.id === id);
  if (found === undefined) throw new Error(`Invite ${id} is gone.`);
  return found;
}

const onServer = () => server.list().map(({ text }) => readEvent(text));

describe('a home calendar whose server mails guests', () => {
  beforeEach(() => open(true));

  it('is named before the click, and is the only way on which it leaves', async () => {
    const preview = await world.call('proposals.preview', { proposalId: proposal.id });
    expect(preview.route).toBe('calendar');
    const sent = await invite();
    expect(sent).toMatchObject({ state: { kind: 'sent' }, calendarName: 'Work' });
    expect(server.mails.map(({ method, to }) => `${method} ${to}`)).toEqual(
      proposal.guests.map(({ email }) => `REQUEST ${email}`),
    );
    expect(onServer()).toMatchObject([
      { organizer: 'alex.morgan@example.com', startMs: Date.parse(sent.start) },
    ]);
  });

  it('brings the answers back, shows the event once, and goes on as a card', async () => {
    const { id, date, span } = await invite();
    const [guest] = proposal.guests;
    const uid = onServer()[0]!.uid;
    server.reply(uid, guest!.email, 'ACCEPTED');
    await sync();
    await until(async () => (await readInvite(id)).guests[0]?.answer === 'accepted');
    const view = await world.call('outlook.read', {});
    expect(view.invites).toHaveLength(1);
    const day = view.days.find((each) => each.date === date);
    expect(day?.busy.filter((block) => block.span.from === span.from)).toEqual([]);
  });

  test('field bug 6: own writing that comes back is not written again', async () => {
    const { id } = await invite();
    const before = await readInvite(id);
    for (let round = 0; round < 5; round++) await sync();
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(await readInvite(id)).toEqual(before);
  });

  it('follows what another program moved, and frees what it deleted', async () => {
    const { id, start } = await invite();
    const [object] = server.list();
    const moved = object!.text
      .replace(/DTSTART;TZID.*/, 'DTSTART:20260613T100000Z')
      .replace(/DTEND;TZID.*/, 'DTEND:20260613T120000Z');
    server.put(object!.name, moved.replace('SEQUENCE:0', 'SEQUENCE:1'));
    await sync();
    await until(async () => (await readInvite(id)).start !== start);
    expect(await readInvite(id)).toMatchObject({
      start: '2026-06-13T12:00:00+02:00',
      state: { kind: 'sent' },
      sequence: 1,
    });
    server.remove(object!.name);
    await sync();
    // The only event of a calendar: its going is asked about before it is believed.
    await world.call('calendars.believeEmpty', { calendarId: home, believe: true });
    await until(async () => (await readInvite(id)).state.kind === 'failed');
    expect((await readInvite(id)).state).toMatchObject({
      reason: expect.stringContaining('deleted in your calendar'),
    });
    await world.call('invites.cancel', { inviteId: id });
    await pass(10_000);
    expect((await readInvite(id)).state.kind).toBe('cancelled');
  });

  it('goes along into another calendar', async () => {
    const { id } = await invite();
    const [object] = server.list('work');
    server.put(object!.name, object!.text, 'family');
    server.remove(object!.name, 'work');
    await sync();
    await until(async () => (await readInvite(id)).calendarName === 'Family');
    await world.call('invites.cancel', { inviteId: id });
    await pass(10_000);
    expect((await readInvite(id)).state.kind).toBe('cancelled');
    expect(server.list('family')).toEqual([]);
  });

  it('waits for a new password, and leaves with it', async () => {
    const [account] = (await world.call('calendars.read', {})).accounts;
    await world.secrets.set(`account-password:${account!.id}`, 'changed elsewhere');
    const failed = await invite();
    expect(failed.state).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('Connect it again'),
    });
    expect(server.mails).toEqual([]);
    await world.call('accounts.reconnect', { accountId: account!.id, password: server.password });
    await pass(0);
    expect((await readInvite(failed.id)).state.kind).toBe('sent');
    expect(server.mails).toHaveLength(proposal.guests.length);
  });

  it('leaves sending to the process that has the password', async () => {
    const other = await openAppWorld({ folder: world.folder });
    try {
      const { id } = await world.call('proposals.invite', { proposalId: proposal.id });
      other.nowMs = world.nowMs + 10_000;
      await other.app.wake();
      expect((await readInvite(id)).state.kind).toBe('undo-window');
      await pass(10_000);
      expect((await readInvite(id)).state.kind).toBe('sent');
    } finally {
      await other.app.stop();
    }
  });

  it('is looked at just before: what somebody put there meanwhile is not walked over', async () => {
    const { id, start } = await world.call('proposals.invite', { proposalId: proposal.id });
    const stamp = new Date(start).toISOString().replaceAll(/[-:]|\.000/g, '');
    server.put(
      'dentist.ics',
      `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:dentist\r\nDTSTAMP:20260601T000000Z\r\nDTSTART:${stamp}\r\nDURATION:PT1H\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    );
    await pass(10_000);
    expect((await readInvite(id)).state).toMatchObject({
      kind: 'slot-taken',
      reason: expect.stringContaining('Dentist'),
    });
    expect(server.mails).toEqual([]);
  });
});

describe('a home calendar whose server tells nobody', () => {
  let smtp: SmtpTestServer;

  beforeEach(async () => {
    smtp = await startSmtpServer({ from: 'alex.morgan@example.com' });
    await open(false);
  });
  afterEach(() => smtp.close());

  it('with a mail account: the event and a mail to each guest', async () => {
    await world.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });
    const sent = await invite();
    expect(sent).toMatchObject({ state: { kind: 'sent' }, calendarName: 'Work' });
    expect(smtp.inbox.flatMap(({ envelopeTo }) => envelopeTo)).toEqual(
      proposal.guests.map(({ email }) => email),
    );
    expect(onServer()).toHaveLength(1);
    expect(server.mails).toEqual([]);
  });

  it('without one: the event, and the rest is handed over', async () => {
    const sent = await invite();
    expect(sent.state.kind).toBe('handed-over');
    const { ics } = await world.call('invites.files', { inviteId: sent.id });
    expect(readEvent(ics.text).uid).toBe(onServer()[0]?.uid);
    expect(server.mails).toEqual([]);
  });
});

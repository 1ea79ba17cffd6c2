import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import type { ProposalView } from '#contract/outlook.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;
let first: ProposalView;

async function findFirst(): Promise<ProposalView> {
  const [earliest] = (await world.call('outlook.read', {})).proposals;
  if (earliest === undefined) throw new Error('The sample week has no idea.');
  return earliest;
}

beforeEach(async () => {
  world = await openAppWorld();
  await world.call('sample.load', {});
  first = await findFirst();
});

afterEach(() => world[Symbol.asyncDispose]());

describe('without a mail account', () => {
  it('one click hands the invite over, once', async () => {
    const invite = await world.call('proposals.invite', { proposalId: first.id });
    expect(invite.state.kind).toBe('handed-over');
    expect(await world.call('proposals.invite', { proposalId: first.id })).toEqual(invite);
    const { eml, ics } = await world.call('invites.files', { inviteId: invite.id });
    expect(eml.text).toContain('X-Unsent: 1');
    expect(ics.text).toContain('METHOD:REQUEST');
    const { text } = await world.call('calendars.export', {});
    expect(text).toContain('METHOD:PUBLISH');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });

  it('takes its day and its people, and is a card instead of a block', async () => {
    await world.call('proposals.invite', { proposalId: first.id });
    const view = await world.call('outlook.read', {});
    expect(view.invites).toMatchObject([{ date: first.date }]);
    const asked = new Set(first.guests.map(({ email }) => email));
    for (const { date, guests } of view.proposals) {
      expect(date).not.toBe(first.date);
      expect(guests.some(({ email }) => asked.has(email))).toBe(false);
    }
    const day = view.days.find(({ date }) => date === first.date);
    expect(day?.busy.some(({ span }) => span.from === first.span.from)).toBe(false);
  });
});

describe('nobody knows from whom it is', () => {
  it('is said before anything is made', async () => {
    await world.call('sample.remove', {});
    const people =
      '[{"name":"Sam","emails":["sam@example.com"]},{"name":"Kim","emails":["kim@example.com"]}]';
    await world.call('files.import', { name: 'p.json', text: people });
    const { id } = await findFirst();
    const refused = await world.refuse('proposals.invite', { proposalId: id });
    expect(refused).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('e-mail address'),
    });
    expect(await world.call('invites.list', {})).toEqual([]);
  });
});

describe('with a mail account', () => {
  let smtp: SmtpTestServer;

  beforeEach(async () => {
    smtp = await startSmtpServer({ from: 'alex.morgan@example.com' });
    await world.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });
  });

  afterEach(() => smtp.close());

  const pass = async (ms: number): Promise<void> => {
    world.nowMs += ms;
    await world.app.wake();
  };

  it('leaves after ten seconds, to every guest once', async () => {
    const invite = await world.call('proposals.invite', { proposalId: first.id });
    expect(invite.state).toEqual({ kind: 'undo-window', sendsAt: '2026-06-01T09:00:10+02:00' });
    await pass(9_999);
    expect(smtp.inbox).toEqual([]);
    await pass(1);
    await pass(60_000);
    expect(smtp.inbox.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(
      first.guests.map(({ email }) => email).toSorted(),
    );
    expect((await world.call('invites.list', {}))[0]?.state.kind).toBe('sent');
    expect(world.events.filter(({ name }) => name === 'invite.changed').length).toBeGreaterThan(1);
    expect(world.bugs).toEqual([]);
  });

  it('is the same idea again when it is undone', async () => {
    const { id } = await world.call('proposals.invite', { proposalId: first.id });
    expect((await world.call('invites.undo', { inviteId: id })).state.kind).toBe('cancelled');
    const view = await world.call('outlook.read', {});
    expect(view.proposals.map((proposal) => proposal.id)).toContain(first.id);
    expect(view.invites).toEqual([]);
    await pass(60_000);
    expect(smtp.inbox).toEqual([]);
    // And may be sent after all.
    await world.call('proposals.invite', { proposalId: first.id });
    await pass(10_000);
    expect(smtp.inbox).toHaveLength(first.guests.length);
  });

  it('carries what was edited', async () => {
    await world.call('proposals.invite', { proposalId: first.id, subject: 'Sun?' });
    await pass(10_000);
    for (const mail of smtp.inbox) {
      expect(mail.subject).toBe('Sun?');
      expect(mail.text.length).toBeGreaterThan(20);
    }
  });

  it('stays when the calendar has changed, and goes when the user says so', async () => {
    const { id } = await world.call('proposals.invite', { proposalId: first.id });
    const start = new Date(first.start).toISOString().replaceAll(/[-:]|\.000/g, '');
    const clash = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:c\r\nDTSTART:${start}\r\nDURATION:PT30M\r\nSUMMARY:Fire drill\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
    await world.call('files.import', { name: 'clash.ics', text: clash });
    await pass(10_000);
    const [blocked] = await world.call('invites.list', {});
    expect(blocked?.state).toMatchObject({
      kind: 'slot-taken',
      reason: expect.stringContaining('Fire drill'),
    });
    expect(smtp.inbox).toEqual([]);
    await world.call('invites.sendAnyway', { inviteId: id });
    await pass(1);
    expect(smtp.inbox).toHaveLength(first.guests.length);
  });

  it('asks first when it is more than an hour late', async () => {
    await world.call('proposals.invite', { proposalId: first.id });
    await pass(3_700_000);
    expect((await world.call('invites.list', {}))[0]?.state.kind).toBe('still-send');
    expect(smtp.inbox).toEqual([]);
  });

  it('counts the answers: a no gives rest, and a second one a pause', async () => {
    const [guest] = first.guests;
    if (guest === undefined) throw new Error('Nobody is invited.');
    const { id } = await world.call('proposals.invite', { proposalId: first.id });
    await pass(10_000);
    const answered = await world.call('invites.answer', {
      inviteId: id,
      email: guest.email,
      answer: 'declined',
    });
    expect(answered.guests.find(({ email }) => email === guest.email)?.answer).toBe('declined');
    const { proposals } = await world.call('outlook.read', {});
    expect(proposals.flatMap(({ guests }) => guests.map(({ email }) => email))).not.toContain(guest.email);
    const refused = await world.refuse('invites.answer', {
      inviteId: id,
      email: 'no@example.com',
      answer: 'accepted',
    });
    expect(refused.code).toBe('not-found');
  });

  it('is moved and called off under one UID', async () => {
    const { id } = await world.call('proposals.invite', { proposalId: first.id });
    await pass(10_000);
    const start = new Date(Date.parse(first.start) + 900_000).toISOString();
    const moved = await world.call('invites.move', { inviteId: id, start });
    expect(moved).toMatchObject({ step: 'move', sequence: 1, state: { kind: 'undo-window' } });
    expect(moved.span.until - moved.span.from).toBe(first.span.until - first.span.from);
    await pass(10_000);
    const cancelled = await world.call('invites.cancel', { inviteId: id });
    expect(cancelled).toMatchObject({ step: 'cancel', sequence: 2 });
    await pass(10_000);
    expect((await world.call('invites.list', {}))[0]?.state.kind).toBe('cancelled');
    expect(new Set(smtp.inbox.map(({ calendar }) => /UID:(\S+)/.exec(calendar?.text ?? '')?.[1])).size).toBe(
      1,
    );
    expect(smtp.inbox).toHaveLength(3 * first.guests.length);
  });

  it('is sent once where two processes share the data, and both see it', async () => {
    const second = await openAppWorld({ folder: world.folder });
    try {
      // Which has no keyring either, and so not the password: it leaves the sending to the first.
      await second.call('outlook.read', {});
      await world.call('proposals.invite', { proposalId: first.id });
      world.nowMs += 10_000;
      second.nowMs = world.nowMs;
      await second.app.wake();
      expect(smtp.inbox).toEqual([]);
      await Promise.all([second.app.wake(), world.app.wake()]);
      expect(smtp.inbox.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(
        first.guests.map(({ email }) => email).toSorted(),
      );
      expect((await second.call('outlook.read', {})).invites).toMatchObject([{ state: { kind: 'sent' } }]);
      expect(second.events).toContainEqual({ name: 'changed', payload: { what: 'outlook' } });
    } finally {
      await second[Symbol.asyncDispose]();
    }
  });

  it('says what is missing when the password is gone with the process that knew it', async () => {
    await world.secrets.remove('smtp-password');
    await world.call('proposals.invite', { proposalId: first.id });
    await pass(10_000);
    expect((await world.call('invites.list', {}))[0]?.state.kind).toBe('undo-window');
    await pass(60_000);
    expect((await world.call('invites.list', {}))[0]?.state).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('Type it again'),
    });
  });

  it('that nobody knows is not found', async () => {
    const gone = inviteId('gone');
    for (const refused of [
      await world.refuse('invites.undo', { inviteId: gone }),
      await world.refuse('invites.cancel', { inviteId: gone }),
      await world.refuse('invites.files', { inviteId: gone }),
      await world.refuse('invites.move', { inviteId: gone, start: first.start }),
    ]) {
      expect(refused.code).toBe('not-found');
    }
  });
});

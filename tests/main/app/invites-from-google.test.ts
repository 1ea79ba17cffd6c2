import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { AccountId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { ProposalView } from '#contract/outlook.ts';
import { requestsKey } from '#main/app/account-notes.ts';
import { giveConsent } from '#tests/servers/google/consent.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { BARE_MODES, type GoogleModes } from '#tests/servers/google/modes.ts';
import type { EventResource } from '#tests/servers/google/resources.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { until } from '#tests/support/until.ts';
import { type AppWorld, openAppWorld } from './app-world.ts';

const MISSING = whyNoGoogle();
const NOW = Date.parse('2026-06-01T09:00:00+02:00');
const HOUR_MS = 3_600_000;

describe.skipIf(MISSING !== null)(`invites from a Google calendar ${MISSING ?? ''}`, () => {
  let server: GoogleServer;
  let world: AppWorld;
  let account: AccountId;
  let isOpen = false;

  async function open(modes: Partial<GoogleModes> = {}): Promise<void> {
    server = await startGoogle({ ...modes, clock: () => (isOpen ? world.nowMs : NOW) });
    world = await openAppWorld({ google: server });
    isOpen = true;
    await world.call('sample.load', {});
    await consent('read', null);
    const { accounts } = await world.call('calendars.read', {});
    account = accounts[0]!.id;
    await sync();
  }

  async function consent(access: 'read' | 'write', accountId: AccountId | null): Promise<void> {
    const { address } = await world.call('accounts.connectGoogle', { accountId, access });
    expect(await giveConsent(address)).toBe(200);
    await until(async () => (await world.call('calendars.read', {})).connecting === null);
  }

  beforeEach(() => {
    isOpen = false;
  });
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
    await server.stop();
    const wrong = [...world.bugs, ...server.violations];
    if (wrong.length > 0) throw new AggregateError(wrong, `Bugs or forbidden requests: ${wrong.join('; ')}`);
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

  const proposals = async (): Promise<readonly ProposalView[]> =>
    (await world.call('outlook.read', {})).proposals;

  async function click(): Promise<InviteView> {
    const [first] = await proposals();
    if (first === undefined) throw new Error('The sample week has no idea.');
    return world.call('proposals.invite', { proposalId: first.id });
  }

  async function invite(): Promise<InviteView> {
    const { id } = await click();
    await pass(10_000);
    return read(id);
  }

  async function read(id: InviteView['id']): Promise<InviteView> {
    const found = (await world.call('invites.list', {})).find((each) => each.id === id);
    if (found === undefined) throw new Error(`Invite ${id} is gone.`);
    return found;
  }

  const ours = (): readonly EventResource[] => server.events().filter(({ status }) => status !== 'cancelled');
  const writes = (): number =>
    server.requests.filter(({ method, id }) => method !== 'GET' && id?.includes('events.') === true).length;

  it('waits for the right to write, and leaves as soon as the user gave it', async () => {
    await open();
    const waiting = await invite();
    expect(waiting.state).toMatchObject({ kind: 'failed', hold: 'permission', retryAt: null });
    expect(writes()).toBe(0);
    await consent('write', account);
    await until(async () => {
      await world.app.wake();
      return (await read(waiting.id)).state.kind === 'sent';
    });
    expect(ours()).toMatchObject([{ attendees: waiting.guests.map(({ email }) => ({ email })) }]);
    expect(server.mails.map(({ kind, to }) => `${kind} ${to}`)).toEqual(
      waiting.guests.map(({ email }) => `invitation ${email}`),
    );
  });

  it('counts what it asks of Google with what the user wants', async () => {
    await open();
    await consent('write', account);
    await sync();
    const counted = (): number => {
      // As services/request-counter.ts writes it.
      const { minutes } = JSON.parse(world.store.meta.read(requestsKey(account)) ?? '{}') as {
        readonly minutes: readonly (readonly [number, number, number])[];
      };
      return minutes.reduce((sum, [, own, asked]) => sum + own + asked, 0);
    };
    const asked = (): number =>
      server.requests.filter(({ id }) => id?.startsWith('calendar.') === true).length;
    const before = { counted: counted(), asked: asked() };
    expect((await invite()).state.kind).toBe('sent');
    await until(() => counted() - before.counted >= asked() - before.asked);
    expect(counted() - before.counted).toBe(asked() - before.asked);
    expect(writes()).toBe(1);
  });

  describe.each([
    ['Google', {}],
    ['a server that knows only the plainest part', BARE_MODES],
  ] as const)('%s', (_name, modes) => {
    beforeEach(async () => {
      await open(modes);
      await consent('write', account);
      await sync();
    });

    it('brings answers and comments back', async () => {
      const sent = await invite();
      expect(sent.state.kind).toBe('sent');
      const [guest] = sent.guests;
      const [event] = ours();
      server.answer(event!.id, guest!.email, 'declined', 'Away that week, sorry');
      await sync();
      await until(async () => (await read(sent.id)).guests[0]?.answer === 'declined');
      expect((await read(sent.id)).guests[0]?.comment).toBe('Away that week, sorry');
    });

    it('drops a guest whom somebody took off the list, and plans with them again', async () => {
      const sent = await invite();
      const [event] = ours();
      const attendees = event!.attendees ?? [];
      if (attendees.length < 2) throw new Error('The sample week asks one guest only.');
      server.setAttendees(event!.id, attendees.slice(1));
      await sync();
      await until(async () => (await read(sent.id)).guests.length === attendees.length - 1);
      expect((await read(sent.id)).guests.map(({ email }) => email)).toEqual(
        attendees.slice(1).map(({ email }) => email),
      );
      await world.call('invites.cancel', { inviteId: sent.id });
      await pass(10_000);
      expect(server.mails.filter(({ kind }) => kind === 'cancellation').map(({ to }) => to)).toEqual(
        attendees.slice(1).map(({ email }) => email),
      );
    });

    test('field bug 6: own writing that comes back is not written again', async () => {
      const sent = await invite();
      const before = await read(sent.id);
      for (let round = 0; round < 5; round++) await sync();
      expect(writes()).toBe(1);
      expect(await read(sent.id)).toEqual(before);
    });

    it('shows the event once', async () => {
      const { date, span } = await invite();
      await sync();
      const view = await world.call('outlook.read', {});
      const day = view.days.find((each) => each.date === date);
      expect(day?.busy.filter((block) => block.span.from === span.from)).toEqual([]);
      expect(view.invites).toHaveLength(1);
    });

    it('is not in its own way when it moves by half an hour', async () => {
      const sent = await invite();
      await sync();
      const later = new Date(Date.parse(sent.start) + HOUR_MS / 2).toISOString();
      await world.call('invites.move', { inviteId: sent.id, start: later });
      await pass(10_000);
      const moved = await read(sent.id);
      expect(moved.state.kind).toBe('sent');
      expect(Date.parse(moved.start)).toBe(Date.parse(later));
      expect(server.mails.filter(({ kind }) => kind === 'update')).toHaveLength(sent.guests.length);
      expect(ours()).toHaveLength(1);
    });

    it('follows what another program moved, and says what it deleted', async () => {
      const sent = await invite();
      const [event] = ours();
      server.reschedule(
        event!.id,
        { dateTime: '2026-06-13T12:00:00+02:00', timeZone: 'Europe/Amsterdam' },
        { dateTime: '2026-06-13T14:00:00+02:00', timeZone: 'Europe/Amsterdam' },
      );
      await sync();
      await until(async () => (await read(sent.id)).start === '2026-06-13T12:00:00+02:00');
      server.remove(event!.id);
      await sync();
      const { calendars } = await world.call('calendars.read', {});
      for (const { id, trouble } of calendars) {
        if (trouble?.kind === 'emptied')
          await world.call('calendars.believeEmpty', { calendarId: id, believe: true });
      }
      await until(async () => (await read(sent.id)).state.kind === 'failed');
      expect((await read(sent.id)).state).toMatchObject({ cause: 'gone' });
    });

    test("field bug 2: its own id deleted elsewhere: no loop, no resurrection, but at the user's word", async () => {
      const sent = await invite();
      const [event] = ours();
      server.remove(event!.id);
      await world.call('invites.move', { inviteId: sent.id, start: '2026-06-13T12:00:00+02:00' });
      await pass(10_000);
      for (let round = 0; round < 5; round++) await pass(HOUR_MS);
      expect((await read(sent.id)).state).toMatchObject({ kind: 'failed', cause: 'gone' });
      expect(ours()).toEqual([]);
      await world.call('invites.sendAnyway', { inviteId: sent.id });
      await pass(0);
      expect((await read(sent.id)).state.kind).toBe('sent');
      expect(ours()).toMatchObject([{ id: event!.id, status: 'confirmed' }]);
    });
  });

  test('field bug 5: a used-up quota holds all invites of the account, visibly, and ends by itself', async () => {
    await open();
    await consent('write', account);
    server.modes.isReadOnly = true;
    const first = await invite();
    expect(first.state).toMatchObject({
      kind: 'failed',
      hold: 'paused',
      retryAt: '2026-06-01T10:00:10+02:00',
    });
    const before = server.requests.length;
    const second = await invite();
    expect(second.state).toMatchObject({
      kind: 'failed',
      hold: 'paused',
      retryAt: '2026-06-01T10:00:10+02:00',
    });
    expect(writes()).toBe(1);
    await pass(HOUR_MS - 60_000);
    expect(writes()).toBe(1);
    expect(server.requests.length).toBeGreaterThanOrEqual(before);
    await pass(60_000);
    expect(writes()).toBe(2);
    expect((await read(first.id)).state).toMatchObject({
      hold: 'paused',
      retryAt: '2026-06-01T12:00:20+02:00',
    });
    expect((await read(second.id)).state).toMatchObject({ hold: 'paused' });
    server.modes.isReadOnly = false;
    await pass(2 * HOUR_MS);
    expect((await read(first.id)).state.kind).toBe('sent');
    expect((await read(second.id)).state.kind).toBe('sent');
    expect(server.mails).toHaveLength(first.guests.length + second.guests.length);
  });

  test('field bug 11: a right that was taken away keeps the outbox, and connecting again sends it', async () => {
    await open();
    await consent('write', account);
    server.revoke();
    const waiting = await invite();
    expect(waiting.state).toMatchObject({
      kind: 'failed',
      retryAt: null,
      reason: expect.stringContaining('Connect'),
    });
    await consent('write', account);
    await until(async () => {
      await world.app.wake();
      return (await read(waiting.id)).state.kind === 'sent';
    });
    expect(server.mails).toHaveLength(waiting.guests.length);
  });
});

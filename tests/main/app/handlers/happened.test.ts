import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { PersonPage } from '#contract/people.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;
let invite: InviteView;
const DAY_MS = 86_400_000;

const asks = async (): Promise<readonly string[]> =>
  (await world.call('outlook.read', {})).happenedAsks.map(({ id }) => id);

const pages = (): Promise<readonly PersonPage[]> =>
  Promise.all(invite.guests.map(({ personId }) => world.call('people.read', { personId })));

/** Who was met at the invite, by what their own page says. */
const met = async (): Promise<readonly string[]> =>
  (await pages())
    .filter(({ touches }) =>
      touches.some(({ date, kind }) => date === invite.date && kind === 'get-together'),
    )
    .map(({ person }) => person.name);

const names = (): readonly string[] => invite.guests.map(({ name }) => name);

beforeEach(async () => {
  world = await openAppWorld();
  await world.call('sample.load', {});
  const { proposals } = await world.call('outlook.read', {});
  const idea = proposals.find(({ guests }) => guests.length > 1);
  if (idea === undefined) throw new Error('The sample week has no idea for two.');
  invite = await world.call('proposals.invite', { proposalId: idea.id });
});

afterEach(() => world[Symbol.asyncDispose]());

const goToMorningAfter = (): void => {
  world.nowMs = Date.parse(`${invite.date}T08:00:00+02:00`) + DAY_MS;
};

describe('the morning after', () => {
  beforeEach(async () => {
    const [guest] = invite.guests;
    if (guest === undefined) throw new Error('Nobody is invited.');
    await world.call('invites.answer', { inviteId: invite.id, email: guest.email, answer: 'accepted' });
    goToMorningAfter();
  });

  it('asks, and without an answer counts who accepted', async () => {
    world.nowMs = Date.parse(invite.end);
    expect(await asks()).toEqual([]);
    goToMorningAfter();
    expect(await asks()).toEqual([invite.id]);
    expect(await met()).toEqual([invite.guests[0]?.name]);
    world.nowMs += 7 * DAY_MS;
    expect(await asks()).toEqual([]);
    expect(await met()).toEqual([invite.guests[0]?.name]);
  });

  it('yes counts for all, no for nobody; the question ends and can be asked again', async () => {
    world.nowMs += 60_000;
    const said = await world.call('invites.happened', { inviteId: invite.id, what: 'yes' });
    expect(said.id).toBe(invite.id);
    expect(await asks()).toEqual([]);
    expect(await met()).toEqual(names());
    expect(world.events.slice(-2)).toEqual([
      { name: 'changed', payload: { what: 'outlook' } },
      { name: 'changed', payload: { what: 'people' } },
    ]);
    await world.call('invites.happened', { inviteId: invite.id, what: 'no' });
    expect(await met()).toEqual([]);
    await world.call('invites.happened', { inviteId: invite.id, what: null });
    expect(await asks()).toEqual([invite.id]);
    expect(await met()).toEqual([invite.guests[0]?.name]);
    expect(world.bugs).toEqual([]);
  });

  it('moved, without a new time: the gap goes on as if it had never been', async () => {
    await world.call('invites.happened', { inviteId: invite.id, what: 'yes' });
    const after = (await pages()).map(({ person }) => person.gap);
    await world.call('invites.happened', { inviteId: invite.id, what: 'moved' });
    expect(await asks()).toEqual([]);
    for (const [index, { person }] of (await pages()).entries())
      expect(person.gap).toBeGreaterThan(after[index] ?? 0);
  });

  it('moved, with a new time: one invite at another time, which is asked about anew', async () => {
    const start = new Date(Date.parse(invite.start) + 3 * DAY_MS).toISOString();
    const moved = await world.call('invites.move', { inviteId: invite.id, start });
    expect(moved).toMatchObject({ step: 'move', sequence: 1 });
    expect(await asks()).toEqual([]);
    expect(await met()).toEqual([]);
    world.nowMs += 3 * DAY_MS;
    expect(await asks()).toEqual([invite.id]);
  });
});

it('is refused before it is over, and for what is not there or cancelled', async () => {
  expect(await world.refuse('invites.happened', { inviteId: invite.id, what: 'yes' })).toMatchObject({
    code: 'conflict',
    message: 'It is not over yet. Say afterwards whether it happened.',
  });
  const nobody = { inviteId: inviteId('none'), what: 'yes' } as const;
  expect((await world.refuse('invites.happened', nobody)).code).toBe('not-found');
  await world.call('invites.cancel', { inviteId: invite.id });
  goToMorningAfter();
  expect(await asks()).toEqual([]);
  const refused = await world.refuse('invites.happened', { inviteId: invite.id, what: 'no' });
  expect(refused.message).toContain('cancelled');
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProposalView } from '#contract/outlook.ts';
import { createLimitedDisk, type LimitedDisk } from '#tests/support/fire/limited-disk.ts';
import { type AppWorld, openAppWorld } from './app-world.ts';

let world: AppWorld;
let disk: LimitedDisk;
let first: ProposalView;

beforeEach(async () => {
  disk = createLimitedDisk();
  world = await openAppWorld({ migrations: disk.migrations });
  const [earliest] = (await world.call('sample.load', {})).proposals;
  if (earliest === undefined) throw new Error('The sample week has no idea.');
  first = earliest;
});

afterEach(() => world[Symbol.asyncDispose]());

describe.each([
  ['full', () => disk.fill(), /disk is full.*Free some space and try again/],
  ['read-only', () => disk.protect(), /may not write its data.*Check that the disk is not read-only/],
])('on a disk that is %s', (_name, limit, sentence) => {
  it('an invite is refused with a sentence, and goes out once there is room again', async () => {
    limit();
    const refused = await world.try('proposals.invite', { proposalId: first.id });
    expect(refused).toMatchObject({ ok: false, code: 'refused', message: expect.stringMatching(sentence) });
    expect(world.bugs).toEqual([]);
    expect(await world.call('invites.list', {})).toEqual([]);
    disk.free();
    const invited = await world.call('proposals.invite', { proposalId: first.id });
    expect(await world.call('invites.list', {})).toEqual([invited]);
  });

  it('everything can still be looked at, and nothing that was there is lost', async () => {
    const invited = await world.call('proposals.invite', { proposalId: first.id });
    const people = await world.call('people.list', {});
    const [other] = (await world.call('outlook.read', {})).proposals;
    if (other === undefined) throw new Error('There is one idea only.');
    limit();
    // Long, so that no page that the first one left half empty has room for it.
    const text = 'Shall we? '.repeat(900);
    expect(await world.refuse('proposals.invite', { proposalId: other.id, text })).toMatchObject({
      code: 'refused',
    });
    expect(await world.call('invites.list', {})).toEqual([invited]);
    expect(await world.call('people.list', {})).toEqual(people);
    expect((await world.call('outlook.read', {})).proposals).not.toEqual([]);
    expect((await world.call('proposals.preview', { proposalId: other.id })).texts).not.toEqual([]);
    disk.free();
    expect(await world.call('invites.list', {})).toEqual([invited]);
    expect((await world.call('invites.cancel', { inviteId: invited.id })).state.kind).toBe('cancelled');
    expect(world.bugs).toEqual([]);
  });
});

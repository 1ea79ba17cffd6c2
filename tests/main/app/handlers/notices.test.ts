import { describe, expect, it, vi } from 'vitest';
import { type AppWorld, openAppWorld } from '../app-world.ts';

const MONDAY = '2026-06-01T09:00:00+02:00';

async function openSample(): Promise<AppWorld> {
  const world = await openAppWorld({ now: MONDAY });
  await world.call('sample.load', {});
  return world;
}

describe('what interrupts', () => {
  it('is given once, also to another host on the same data', async () => {
    await using world = await openSample();
    await using other = await openAppWorld({ now: MONDAY, folder: world.folder });
    const [first, second] = await Promise.all([
      world.call('notices.take', {}),
      other.call('notices.take', {}),
    ]);
    expect([...first, ...second]).toMatchObject([{ kind: 'weekly-plan', page: 'week' }]);
    expect(await world.call('notices.take', {})).toEqual([]);
  });

  it('is switched off kind by kind, where it appears', async () => {
    await using world = await openSample();
    expect((await world.call('notices.turnOff', { kind: 'weekly-plan' })).notices).toMatchObject({
      weeklyPlan: null,
      answers: true,
      decisions: true,
    });
    expect((await world.call('notices.turnOff', { kind: 'answer' })).notices.answers).toBe(false);
    expect((await world.call('notices.turnOff', { kind: 'decision' })).notices.decisions).toBe(false);
    expect((await world.call('notices.turnOff', { kind: 'happened' })).notices.happened).toBe(false);
    expect(await world.call('notices.take', {})).toEqual([]);
  });

  it('rests until tomorrow, or until it is told not to', async () => {
    await using world = await openSample();
    const paused = await world.call('notices.pause', { until: 'tomorrow' });
    expect(paused.noticesPausedUntil).toBe('2026-06-02T00:00:00+02:00');
    expect(await world.call('notices.take', {})).toEqual([]);
    expect((await world.call('notices.pause', { until: null })).noticesPausedUntil).toBeNull();
    await world.call('notices.pause', { until: 'next-week' });
    world.nowMs = Date.parse('2026-06-08T00:00:00+02:00');
    expect((await world.call('app.status', {})).noticesPausedUntil).toBeNull();
  });

  it('is no answer that the user told of', async () => {
    await using world = await openSample();
    await world.call('notices.take', {});
    const [proposal] = (await world.call('outlook.read', {})).proposals;
    if (proposal === undefined) throw new Error('The sample week has no idea.');
    const { id: inviteId, guests } = await world.call('proposals.invite', { proposalId: proposal.id });
    const [guest] = guests;
    if (guest === undefined) throw new Error('The idea has no guest.');
    world.nowMs += 11_000;
    await world.app.wake();
    await vi.waitFor(async () =>
      expect((await world.call('invites.list', {}))[0]?.state.kind).toMatch(/^(?:sent|handed-over)$/),
    );
    await world.call('invites.answer', { inviteId, email: guest.email, answer: 'accepted' });
    expect(await world.call('notices.take', {})).toEqual([]);
    // What nobody told of is news.
    world.store.noticeLog.save([]);
    await world.call('notices.turnOff', { kind: 'weekly-plan' });
    expect(await world.call('notices.take', {})).toMatchObject([{ kind: 'answer', page: 'outlook' }]);
  });
});

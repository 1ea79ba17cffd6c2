import { expect, it, vi } from 'vitest';
import { followApp } from '#main/electron/tray/follow-app.ts';
import type { TrayState } from '#main/electron/tray/tray-state.ts';
import { openAppWorld } from '#tests/main/app/app-world.ts';

it('the tray is as the app is: its language, and the send that can be undone as soon as there is one', async () => {
  // Invites that go to the user's mail program leave at once; those by mail can be undone.
  const smtp = { host: '127.0.0.1', port: 9, security: 'none', user: '', from: 'me@example.org' } as const;
  await using world = await openAppWorld({ now: '2026-06-01T09:00:00+02:00', settings: { smtp } });
  await world.call('sample.load', {});
  const states: TrayState[] = [];
  const stop = followApp(world.app, {
    update: (state) => states.push(state),
    showWeek: () => {},
    dispose: () => {},
  });
  const last = () => states.at(-1);
  await vi.waitFor(() => expect(last()).toMatchObject({ language: 'en', undo: null }), 5_000);

  const [proposal] = (await world.call('outlook.read', {})).proposals;
  if (proposal === undefined) throw new Error('The sample week has no idea.');
  const invite = await world.call('proposals.invite', { proposalId: proposal.id });
  await vi.waitFor(() => expect(last()?.undo?.inviteId).toBe(invite.id), 5_000);
  expect(last()?.undo?.label).toMatch(/^Undo: /);

  await world.call('invites.undo', { inviteId: invite.id });
  await vi.waitFor(() => expect(last()?.undo).toBeNull(), 5_000);
  await world.call('settings.save', { changes: { language: 'nl' } });
  await vi.waitFor(() => expect(last()?.language).toBe('nl'), 5_000);
  stop();
  const before = states.length;
  await world.call('notices.pause', { until: 'tomorrow' });
  await new Promise((resolve) => setTimeout(resolve, 1_700));
  expect(states).toHaveLength(before);
});

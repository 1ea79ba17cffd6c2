import './undo-bar.css';
import type { InviteView } from '#contract/models.ts';
import { useCall, useHost, useViewValue } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useShortcuts } from '#renderer/ui/shortcuts.ts';
import { type Text, useText } from '#renderer/ui/text/text.tsx';
import { usePending } from '#renderer/features/pending.ts';

function describePending(invite: InviteView, seconds: number, { words }: Text): string {
  const { undo } = words.common;
  const what = invite.activity.name;
  const guests = invite.guests.map(({ name }) => name);
  if (seconds === 0) return undo.leaving(what);
  switch (invite.step) {
    case 'create':
      return undo.sending(what, guests, seconds);
    case 'move':
      return undo.moving(what, guests, seconds);
    case 'cancel':
      return undo.cancelling(what, guests, seconds);
  }
}

/** What is about to leave, on every screen; `u` takes the newest back. */
export function UndoBars() {
  const text = useText();
  const { undo } = text.words.common;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const invites = useViewValue('invites.list') ?? [];
  const pending = usePending(invites);

  const takeBack = async (invite: InviteView): Promise<void> => {
    const outcome = await call('invites.undo', { inviteId: invite.id });
    if (outcome.ok) notify({ kind: 'good', text: undo.undone });
    else notifyFailure(outcome);
    await Promise.all([views.reload('invites.list'), views.reload('outlook.read')]);
  };

  useShortcuts((key, event) => {
    const newest = pending.at(-1);
    if (key !== 'u' || newest === undefined || isBusy) return;
    event.preventDefault();
    void takeBack(newest.invite);
  });

  return (
    <section className="undo-bars" aria-label={undo.label}>
      <p className="visually-hidden" role="status">
        {pending.map(({ invite }) => undo.announce(invite.activity.name)).join(' ')}
      </p>
      {pending.map(({ invite, seconds }) => (
        <div key={invite.id} className="undo-bar">
          {/* The status above says it once; a second each second would be noise. */}
          <span className="undo-bar-text">{describePending(invite, seconds, text)}</span>
          <button
            type="button"
            className="undo-button"
            aria-disabled={isBusy || undefined}
            onClick={() => {
              if (!isBusy) void takeBack(invite);
            }}
          >
            {undo.action}
          </button>
          <span
            className="undo-progress"
            aria-hidden="true"
            style={{ transform: `scaleX(${Math.max(0, seconds - 1) / 10})` }}
          />
        </div>
      ))}
    </section>
  );
}

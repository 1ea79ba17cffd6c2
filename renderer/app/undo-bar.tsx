import './undo-bar.css';
import type { InviteView } from '#contract/invites.ts';
import { useView, useViewValue } from '#renderer/bridge/host.tsx';
import { type Pending, readHostClock, usePending } from '#renderer/features/pending.ts';
import { daysOfWeek } from '#renderer/features/plan-cards.ts';
import { useUndo } from '#renderer/features/use-undo.ts';
import { useShortcuts } from '#renderer/ui/shortcuts.ts';
import { type Text, useText } from '#renderer/ui/text/text.tsx';

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

/** What is about to leave, on every screen; `u` takes the newest back. The rows of the weekly plan show their own. */
export function UndoBars({ isWeekShown }: { readonly isWeekShown: boolean }) {
  const text = useText();
  const { undo } = text.words.common;
  const { takeBack, isBusy } = useUndo();
  const invites = useViewValue('invites.list') ?? [];
  const plan = useView('outlook.read');
  const pending = usePending(invites, readHostClock(plan));
  const isInRow = ({ invite }: Pending): boolean =>
    isWeekShown && plan.kind === 'ready' && daysOfWeek(plan.value).some(({ date }) => date === invite.date);

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
      {pending
        .filter((waiting) => !isInRow(waiting))
        .map(({ invite, seconds }) => (
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

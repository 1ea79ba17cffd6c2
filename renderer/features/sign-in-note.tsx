import './sign-in.css';
import type { ConnectingView } from '#contract/calendars.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { SignInLink } from './sign-in-panel.tsx';
import { useSignIn } from './use-sign-in.ts';
import { useTimeLeft } from './use-time-left.ts';

function TimeLeft({ until }: Pick<ConnectingView, 'until'>) {
  const { words } = useText();
  const left = useTimeLeft(until);
  if (left === null) return null;
  return (
    // Every second anew: said aloud, it would never end.
    <span className="tabular sign-in-left" aria-hidden="true">
      {words.google.waiting.left(left)}
    </span>
  );
}

/** A question to a provider that is open, or came to nothing, wherever it was asked. `isBoxed`: among forms, not over the plan. */
export function SignInNote({ isBoxed = false }: { readonly isBoxed?: boolean }) {
  const { words } = useText();
  const labels = words.google.note;
  const { begin, end, isBusy } = useSignIn();
  const connecting = useViewValue('calendars.read')?.connecting ?? null;
  const isWaiting = connecting?.state === 'waiting';
  const retry = (): void => {
    if (connecting === null || isBusy) return;
    void begin({ accountId: connecting.accountId, access: connecting.access });
  };
  return (
    <div
      className={
        connecting === null ? 'visually-hidden' : `sign-in-note ${isBoxed ? 'sign-in-box' : 'caveats'}`
      }
    >
      <p role="status">{connecting !== null && (isWaiting ? labels.waiting : connecting.text)}</p>
      {connecting !== null && (
        <p className="sign-in-tools">
          {isWaiting && <TimeLeft until={connecting.until} />}
          {isWaiting ? (
            <SignInLink className="sign-in-link" address={connecting.address} />
          ) : (
            <button type="button" className="link-button" aria-disabled={isBusy || undefined} onClick={retry}>
              {labels.retry}
            </button>
          )}
          <button type="button" className="link-button" onClick={() => void end(connecting)}>
            {isWaiting ? labels.cancel : labels.close}
          </button>
        </p>
      )}
    </div>
  );
}

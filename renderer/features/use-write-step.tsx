import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import type { WritePermission } from '#contract/outlook.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { findOpenQuestion } from './sign-in-steps.ts';
import { useSignIn } from './use-sign-in.ts';

/** Gives whether it was taken. */
type Send = () => Promise<boolean>;

interface WriteStep {
  /** Sends at once, or after the one step where the account has not let Golden Hour write yet. */
  readonly guard: (send: Send) => void;
  readonly dialog: ReactNode;
}

interface WriteDialogProps {
  readonly permission: WritePermission;
  readonly onContinue: () => void;
  readonly onClose: () => void;
}

function WriteDialog({ permission, onContinue, onClose }: WriteDialogProps) {
  const { words } = useText();
  const labels = words.google.write;
  return (
    <Dialog title={labels.title} onClose={onClose} shape="small">
      <p>{labels.text(permission.accountName)}</p>
      <p>{labels.kept}</p>
      <div className="dialog-actions">
        <Button kind="gold" onClick={onContinue}>
          {labels.submit}
        </Button>
        <Button onClick={onClose}>{labels.notNow}</Button>
      </div>
    </Dialog>
  );
}

/** `permission`: as the plan says it. What is sent is kept by the host before the provider is asked. */
export function useWriteStep(permission: WritePermission | null): WriteStep {
  const { begin } = useSignIn();
  const { notifyFailure } = useNotices();
  const connecting = useViewValue('calendars.read')?.connecting ?? null;
  const [waiting, setWaiting] = useState<{
    readonly send: Send;
    readonly permission: WritePermission;
  } | null>(null);

  const ask = async ({ accountId }: WritePermission): Promise<void> => {
    const outcome = await begin({ accountId, access: 'write' });
    if (!outcome.ok) notifyFailure(outcome);
  };
  const goOn = async ({ send, permission: wanted }: NonNullable<typeof waiting>): Promise<void> => {
    // The page is reachable again before `send` moves the keyboard on it.
    flushSync(() => setWaiting(null));
    if (await send()) await ask(wanted);
  };

  return {
    guard: (send) => {
      const request = permission && { accountId: permission.accountId, access: 'write' as const };
      const isAsked = request !== null && findOpenQuestion(connecting, request) !== null;
      if (permission === null || isAsked) void send();
      else setWaiting({ send, permission });
    },
    dialog: waiting !== null && (
      <WriteDialog
        permission={waiting.permission}
        onContinue={() => void goOn(waiting)}
        onClose={() => setWaiting(null)}
      />
    ),
  };
}

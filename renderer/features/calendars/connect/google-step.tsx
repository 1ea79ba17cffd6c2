import { useEffect, useRef, useState } from 'react';
import type { AccountView, CalendarsView } from '#contract/calendars.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { SignInPanel } from '#renderer/features/sign-in-panel.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import type { CalendarActions } from '../use-calendar-actions.ts';
import { GoogleClientForm } from './google-client-form.tsx';

interface GoogleStepProps {
  readonly client: CalendarsView['googleClient'];
  readonly actions: CalendarActions;
  readonly onConnected: (account: AccountView) => void;
  /** For whoever listens rather than looks. */
  readonly onSay: (said: string) => void;
  readonly onBack: (() => void) | null;
  readonly onClose: () => void;
}

const newAccount = { accountId: null, access: 'read' } as const;

/** A client first, where the build has none; then one sentence on what is asked, and the browser. */
export function GoogleStep({ client, actions, onConnected, onSay, onBack, onClose }: GoogleStepProps) {
  const { words } = useText();
  const labels = words.google;
  const persists = useViewValue('app.status')?.capabilities.secretsPersist !== false;
  const [isTyping, setTyping] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const needsClient = client === 'none' || isTyping;
  const shown = useRef(needsClient);

  useEffect(() => {
    if (shown.current !== needsClient) body.current?.querySelector<HTMLElement>('input, button')?.focus();
    shown.current = needsClient;
  }, [needsClient]);

  if (needsClient) {
    return (
      <div ref={body}>
        <GoogleClientForm
          client={client}
          actions={actions}
          onSaved={(said) => {
            setTyping(false);
            onSay(said);
          }}
          onBack={isTyping ? () => setTyping(false) : onBack}
        />
      </div>
    );
  }
  return (
    <div ref={body}>
      <SignInPanel
        request={newAccount}
        submitLabel={labels.ask.submit}
        onAnswered={onConnected}
        onCancelled={onBack ?? onClose}
        others={
          <>
            {onBack !== null && (
              <Button kind="quiet" onClick={onBack}>
                {words.common.back}
              </Button>
            )}
            <Button kind="quiet" onClick={() => setTyping(true)}>
              {client === 'own' ? labels.client.change : labels.client.useOwn}
            </Button>
          </>
        }
      >
        <p className="explanation">{labels.ask.reads}</p>
        <p className="explanation">{labels.ask.stays}</p>
        {!persists && <p className="field-note small">{labels.ask.notPersisted}</p>}
      </SignInPanel>
    </div>
  );
}

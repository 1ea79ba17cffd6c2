import './sign-in.css';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AccountView, CalendarsView, ConnectingView } from '#contract/calendars.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { describeFailure, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { type AskedQuestion, findOpenQuestion, followSignIn, listAccountIds } from './sign-in-steps.ts';
import { type SignInRequest, useSignIn } from './use-sign-in.ts';
import { useTimeLeft } from './use-time-left.ts';

/** The page of the provider once more: where none opened, or the tab is gone. */
export function SignInLink({ address, className }: Pick<ConnectingView, 'address'> & { className: string }) {
  const { words } = useText();
  return (
    <a className={className} href={address} target="_blank" rel="noopener noreferrer">
      {words.google.waiting.again}
    </a>
  );
}

function Waiting({ connecting, onCancel }: { connecting: ConnectingView; onCancel: () => void }) {
  const { words } = useText();
  const labels = words.google.waiting;
  const left = useTimeLeft(connecting.until);
  return (
    <>
      <h3 className="sign-in-title" tabIndex={-1}>
        {labels.title}
      </h3>
      <p>
        {labels.text}{' '}
        {left !== null && (
          // Every second anew: said aloud, it would never end.
          <span className="dim tabular sign-in-left" aria-hidden="true">
            {labels.left(left)}
          </span>
        )}
      </p>
      <div className="dialog-actions">
        <SignInLink className="button" address={connecting.address} />
        <Button kind="quiet" onClick={onCancel}>
          {labels.cancel}
        </Button>
      </div>
      <TextField
        label={labels.address}
        hint={labels.addressHint}
        value={connecting.address}
        onChange={() => {}}
        onFocus={(event) => event.target.select()}
        readOnly
      />
    </>
  );
}

interface SignInPanelProps {
  readonly request: SignInRequest;
  /** What is asked for. */
  readonly children: ReactNode;
  readonly submitLabel: string;
  /** Beside the button that asks. */
  readonly others?: ReactNode;
  /** The click that opened this was the word to ask. */
  readonly asksAtOnce?: boolean;
  /** The user said yes, to all of it or to a part. */
  readonly onAnswered: (account: AccountView) => void;
  /** Called off by the user. */
  readonly onCancelled: () => void;
}

function Panel(props: SignInPanelProps & { readonly view: CalendarsView }) {
  const { view, request, children, submitLabel, others, asksAtOnce = false, onAnswered, onCancelled } = props;
  const text = useText();
  const labels = text.words.google;
  const { begin, end, isBusy } = useSignIn();
  const [asked, setAsked] = useState<AskedQuestion | null>(() => {
    const open = findOpenQuestion(view.connecting, request);
    return open === null ? null : { attemptId: open.attemptId, known: listAccountIds(view) };
  });
  const [problem, setProblem] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const step = followSignIn(asked, view, request);

  const send = (): void => {
    const known = listAccountIds(view);
    void begin(request).then((outcome) => {
      if (outcome.ok) setAsked({ attemptId: outcome.value.attemptId, known });
      else setProblem(describeFailure(outcome, text).text);
    });
  };
  const ask = (): void => {
    setProblem(null);
    // The one before this is over as soon as this one begins, and must not pass for answered.
    setAsked(null);
    send();
  };
  const sendAtOnce = useEffectEvent(() => {
    if (asksAtOnce && asked === null) send();
  });
  useEffect(() => sendAtOnce(), []);

  const answer = useEffectEvent(() => {
    if (step.kind === 'over' && step.account !== null) onAnswered(step.account);
  });
  const shown = useRef(step.kind);
  useEffect(() => {
    answer();
    // The words that the keyboard was at are gone: it goes on where the new ones begin.
    if (shown.current !== step.kind) body.current?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
    shown.current = step.kind;
  }, [step.kind]);

  const isAnswered = step.kind === 'over' && step.account !== null;
  const isUnheard = step.kind === 'over' && step.account === null;
  const said = problem ?? (isUnheard ? labels.notHeard : null);
  const cancel = (connecting: ConnectingView): void => {
    setAsked(null);
    void end(connecting).then(onCancelled);
  };

  switch (step.kind) {
    case 'waiting':
      return (
        <div className="sign-in" ref={body}>
          <Waiting connecting={step.connecting} onCancel={() => cancel(step.connecting)} />
        </div>
      );
    case 'failed':
      return (
        <div className="sign-in" ref={body}>
          <h3 className="sign-in-title" tabIndex={-1}>
            {labels.failed.title}
          </h3>
          <p role="alert">{step.connecting.text}</p>
          <div className="dialog-actions">
            <Button kind="gold" isBusy={isBusy} onClick={ask}>
              {labels.failed.retry}
            </Button>
            <Button kind="quiet" onClick={() => cancel(step.connecting)}>
              {text.words.common.cancel}
            </Button>
          </div>
        </div>
      );
    case 'not-asked':
    case 'over':
      return (
        <div className="sign-in" ref={body}>
          {children}
          {said !== null && (
            <p className="problem" role="alert">
              {said}
            </p>
          )}
          <div className="dialog-actions connect-actions">
            <Button kind="gold" isBusy={isBusy || isAnswered} onClick={ask}>
              {submitLabel}
            </Button>
            {others}
            <p className="dim small connect-busy" role="status">
              {isBusy && labels.ask.busy}
            </p>
          </div>
        </div>
      );
  }
}

/** One question to the provider from asking to the answer. It stays open when this is put away, until its time is over. */
export function SignInPanel(props: SignInPanelProps) {
  const view = useViewValue('calendars.read');
  return view === null ? <LoadingState /> : <Panel {...props} view={view} />;
}

import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { useProblemFocus } from '../use-problem-focus.ts';

interface ConnectFormProps {
  /** `busy` is said while it is under way. */
  readonly labels: { readonly submit: string; readonly busy: string };
  readonly isBusy: boolean;
  readonly problem: { readonly field: string; readonly text: string } | null;
  readonly onSubmit: () => void;
  /** Null: there is nothing to go back to. */
  readonly onBack: (() => void) | null;
  readonly children: ReactNode;
}

/** The frame of a form that asks a server something: its fields stay as they are, however it ends. */
export function ConnectForm(props: ConnectFormProps) {
  const { labels, isBusy, problem, onSubmit, onBack, children } = props;
  const { words } = useText();
  const form = useProblemFocus(problem);
  return (
    <form
      ref={form}
      className="connect-form"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
      }}
    >
      {children}
      {problem?.field === 'form' && (
        <p className="problem" role="alert">
          {problem.text}
        </p>
      )}
      <div className="dialog-actions connect-actions">
        <Button type="submit" kind="gold" isBusy={isBusy}>
          {labels.submit}
        </Button>
        {onBack !== null && (
          <Button kind="quiet" onClick={onBack}>
            {words.common.back}
          </Button>
        )}
        <p className="dim small connect-busy" role="status">
          {isBusy && labels.busy}
        </p>
      </div>
    </form>
  );
}

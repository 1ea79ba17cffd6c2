import { useState } from 'react';
import type { AccountView, CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import type { Outcome } from '#contract/outcome.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { LiteralField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { SecretNote } from './secret-note.tsx';
import type { CalendarActions } from './use-calendar-actions.ts';
import { useProblemFocus } from './use-problem-focus.ts';

interface AgainDialogProps {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly hint: string;
  readonly missing: string;
  readonly isPassword: boolean;
  readonly submitLabel: string;
  readonly said: string;
  readonly isBusy: boolean;
  readonly submit: (secret: string) => Promise<Outcome<CalendarsView>>;
  readonly onClose: () => void;
}

/** One secret that is needed again. A refusal stands at the field, and what was typed stays. */
function AgainDialog(props: AgainDialogProps) {
  const { title, text, label, hint, missing, isPassword, submitLabel, said, isBusy, submit, onClose } = props;
  const allText = useText();
  const { notify } = useNotices();
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<{ readonly text: string } | null>(null);
  const form = useProblemFocus(problem);

  const send = async (): Promise<void> => {
    if (secret.trim() === '') {
      setProblem({ text: missing });
      return;
    }
    const outcome = await submit(secret);
    if (!outcome.ok) {
      setProblem({ text: describeFailure(outcome, allText).text });
      return;
    }
    notify({ kind: 'good', text: said });
    onClose();
  };

  return (
    <Dialog title={title} onClose={onClose} shape="small" isForm>
      <form
        ref={form}
        className="connect-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void send();
        }}
      >
        <p>{text}</p>
        <LiteralField
          label={label}
          type={isPassword ? 'password' : 'text'}
          hint={hint}
          problem={problem?.text}
          value={secret}
          onChange={setSecret}
        />
        <SecretNote />
        <div className="dialog-actions">
          <Button type="submit" kind="gold" isBusy={isBusy}>
            {submitLabel}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {allText.words.common.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function PasswordDialog({
  account,
  actions,
  onClose,
}: {
  readonly account: AccountView;
  readonly actions: CalendarActions;
  readonly onClose: () => void;
}) {
  const { words } = useText();
  const { account: labels, connect, secret } = words.calendars;
  return (
    <AgainDialog
      title={labels.passwordTitle}
      text={labels.passwordText(account.user, account.host)}
      label={connect.caldav.password}
      hint={secret.password}
      missing={connect.caldav.needsPassword}
      isPassword
      submitLabel={labels.reconnect}
      said={labels.reconnected(account.name)}
      isBusy={actions.isBusy}
      submit={(password) => actions.run('accounts.reconnect', { accountId: account.id, password })}
      onClose={onClose}
    />
  );
}

export function AddressDialog({
  calendar,
  actions,
  onClose,
}: {
  readonly calendar: CalendarSourceView;
  readonly actions: CalendarActions;
  readonly onClose: () => void;
}) {
  const { words } = useText();
  const { address: labels, connect, secret } = words.calendars;
  return (
    <AgainDialog
      title={labels.title}
      text={labels.text(calendar.name, calendar.origin ?? calendar.name)}
      label={connect.feed.address}
      hint={secret.feed}
      missing={connect.feed.needsAddress}
      isPassword={false}
      submitLabel={labels.save}
      said={labels.saved(calendar.name)}
      isBusy={actions.isBusy}
      submit={(address) =>
        actions.run('calendars.setAddress', { calendarId: calendar.id, address: address.trim() })
      }
      onClose={onClose}
    />
  );
}

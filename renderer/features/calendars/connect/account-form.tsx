import { useState } from 'react';
import type { AccountView } from '#contract/calendars.ts';
import type { FailureCode } from '#contract/outcome.ts';
import { ChoiceField, LiteralField, TextField } from '#renderer/ui/field.tsx';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { SecretNote } from '../secret-note.tsx';
import type { CalendarActions } from '../use-calendar-actions.ts';
import { ConnectForm } from './connect-form.tsx';
import { type AccountDraft, KNOWN_SERVERS, PROVIDERS, readAccountDraft } from './drafts.ts';

interface AccountFormProps {
  readonly draft: AccountDraft;
  readonly onDraft: (draft: AccountDraft) => void;
  readonly actions: CalendarActions;
  readonly onConnected: (account: AccountView) => void;
  readonly onBack: (() => void) | null;
}

interface AccountProblem {
  readonly field: 'server' | 'user' | 'password' | 'form';
  readonly text: string;
}

/** Where a refusal belongs: to the password, or to the server where that was typed. */
function placeRefusal(code: FailureCode, isServerTyped: boolean): AccountProblem['field'] {
  if (code === 'unauthorized') return 'password';
  return isServerTyped && code !== 'bug' && code !== 'busy' ? 'server' : 'form';
}

export function AccountForm({ draft, onDraft, actions, onConnected, onBack }: AccountFormProps) {
  const text = useText();
  const { caldav: labels } = text.words.calendars.connect;
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const { provider } = draft;
  const isServerTyped = KNOWN_SERVERS[provider] === undefined;
  const missing = {
    server: labels.needsServer,
    user: labels.needsUser,
    password: labels.needsPassword,
  };
  const problemOf = (field: AccountProblem['field']): string | null =>
    problem?.field === field ? problem.text : null;
  const change = (changes: Partial<AccountDraft>): void => onDraft({ ...draft, ...changes });

  const connect = async (): Promise<void> => {
    const read = readAccountDraft(draft);
    if (read.kind === 'missing') {
      setProblem({ field: read.field, text: missing[read.field] });
      return;
    }
    setProblem(null);
    const outcome = await actions.connect(read.login);
    if (outcome.ok) onConnected(outcome.value);
    else {
      setProblem({
        field: placeRefusal(outcome.code, isServerTyped),
        text: describeFailure(outcome, text).text,
      });
    }
  };

  return (
    <ConnectForm
      labels={labels}
      isBusy={actions.isBusy}
      problem={problem}
      onSubmit={() => void connect()}
      onBack={onBack}
    >
      <ChoiceField
        legend={labels.provider}
        value={provider}
        options={PROVIDERS.map((value) => ({ value, label: labels.providers[value] }))}
        onChange={(chosen) => change({ provider: chosen })}
      />
      {isServerTyped && (
        <LiteralField
          label={labels.server}
          value={draft.server}
          onChange={(server) => change({ server })}
          hint={labels.serverHint[provider]}
          problem={problemOf('server')}
        />
      )}
      <LiteralField
        label={labels.user}
        value={draft.user}
        onChange={(user) => change({ user })}
        hint={labels.userHint[provider]}
        problem={problemOf('user')}
      />
      <TextField
        label={labels.password}
        type="password"
        value={draft.password}
        onChange={(password) => change({ password })}
        hint={labels.passwordHint[provider]}
        problem={problemOf('password')}
        autoComplete="off"
      />
      <p className="hint">{labels.docs}</p>
      <SecretNote />
    </ConnectForm>
  );
}

import { useState } from 'react';
import type { CalendarsView } from '#contract/calendars.ts';
import { Button } from '#renderer/ui/button.tsx';
import { LiteralField, TextField } from '#renderer/ui/field.tsx';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { SecretNote } from '../secret-note.tsx';
import type { CalendarActions } from '../use-calendar-actions.ts';
import { ConnectForm } from './connect-form.tsx';
import { type ClientProblem, CONSOLE_STEPS, readClientDraft } from './google-client.ts';

interface GoogleClientFormProps {
  readonly client: CalendarsView['googleClient'];
  readonly actions: CalendarActions;
  /** `said`: what has happened, in words. */
  readonly onSaved: (said: string) => void;
  readonly onBack: (() => void) | null;
}

const fieldOf = {
  'needs-id': 'id',
  'bad-id': 'id',
  'needs-secret': 'secret',
} as const satisfies Record<ClientProblem, string>;

function Steps() {
  const { words } = useText();
  const labels = words.google.client;
  return (
    <div className="client-steps small">
      <p id="client-steps" className="label">
        {labels.stepsLabel}
      </p>
      <ol aria-labelledby="client-steps">
        {CONSOLE_STEPS.map(({ step, href }) => (
          <li key={step}>
            <a href={href} target="_blank" rel="noopener noreferrer">
              {labels.steps[step]}
            </a>
          </li>
        ))}
      </ol>
      <p className="dim">{labels.docs}</p>
    </div>
  );
}

/** The user's own client at Google: where to get one, and the two parts of it. */
export function GoogleClientForm({ client, actions, onSaved, onBack }: GoogleClientFormProps) {
  const text = useText();
  const labels = text.words.google.client;
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [problem, setProblem] = useState<{
    readonly field: 'id' | 'secret' | 'form';
    readonly text: string;
  } | null>(null);
  const sentences = {
    'needs-id': labels.needsId,
    'bad-id': labels.badId,
    'needs-secret': labels.needsSecret,
  };
  const problemOf = (field: 'id' | 'secret'): string | null =>
    problem?.field === field ? problem.text : null;

  const save = async (): Promise<void> => {
    const read = readClientDraft({ clientId, clientSecret });
    if (read.kind === 'problem') {
      setProblem({ field: fieldOf[read.problem], text: sentences[read.problem] });
      return;
    }
    setProblem(null);
    const outcome = await actions.run('accounts.setGoogleClient', read.client);
    if (outcome.ok) onSaved(labels.saved);
    else setProblem({ field: 'form', text: describeFailure(outcome, text).text });
  };
  const forget = async (): Promise<void> => {
    const outcome = await actions.run('accounts.setGoogleClient', { clientId: null, clientSecret: null });
    if (outcome.ok) onSaved(labels.forgotten);
    else setProblem({ field: 'form', text: describeFailure(outcome, text).text });
  };

  return (
    <ConnectForm
      labels={labels}
      isBusy={actions.isBusy}
      problem={problem}
      onSubmit={() => void save()}
      onBack={onBack}
    >
      <p className="explanation">{client === 'none' ? labels.text : labels.ownText}</p>
      <Steps />
      <LiteralField
        label={labels.id}
        value={clientId}
        onChange={setClientId}
        hint={labels.idHint}
        problem={problemOf('id')}
      />
      <TextField
        label={labels.secret}
        type="password"
        value={clientSecret}
        onChange={setClientSecret}
        hint={labels.secretHint}
        problem={problemOf('secret')}
        autoComplete="off"
        spellCheck={false}
      />
      <SecretNote />
      {client === 'own' && (
        <div>
          <Button kind="quiet" size="small" className="button-flush" onClick={() => void forget()}>
            {labels.forget}
          </Button>
        </div>
      )}
    </ConnectForm>
  );
}

import { useState } from 'react';
import type { CalendarsView } from '#contract/calendars.ts';
import { LiteralField, TextField } from '#renderer/ui/field.tsx';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { SecretNote } from '../secret-note.tsx';
import type { CalendarActions } from '../use-calendar-actions.ts';
import { ConnectForm } from './connect-form.tsx';
import { type FeedDraft, isFeedAddress } from './drafts.ts';
import { RoleField } from './role-field.tsx';

interface FeedFormProps {
  readonly draft: FeedDraft;
  readonly onDraft: (draft: FeedDraft) => void;
  readonly actions: CalendarActions;
  readonly onAdded: (view: CalendarsView) => void;
  readonly onBack: (() => void) | null;
}

export function FeedForm({ draft, onDraft, actions, onAdded, onBack }: FeedFormProps) {
  const text = useText();
  const { connect, secret } = text.words.calendars;
  const labels = connect.feed;
  const [problem, setProblem] = useState<{ readonly field: 'address'; readonly text: string } | null>(null);
  const change = (changes: Partial<FeedDraft>): void => onDraft({ ...draft, ...changes });

  const add = async (): Promise<void> => {
    if (!isFeedAddress(draft.address)) {
      setProblem({ field: 'address', text: labels.needsAddress });
      return;
    }
    setProblem(null);
    const outcome = await actions.run('calendars.addFeed', {
      address: draft.address.trim(),
      name: draft.name.trim() || null,
      role: draft.role,
    });
    if (outcome.ok) onAdded(outcome.value);
    else setProblem({ field: 'address', text: describeFailure(outcome, text).text });
  };

  return (
    <ConnectForm
      labels={labels}
      isBusy={actions.isBusy}
      problem={problem}
      onSubmit={() => void add()}
      onBack={onBack}
    >
      <LiteralField
        label={labels.address}
        value={draft.address}
        onChange={(address) => change({ address })}
        hint={labels.addressHint}
        problem={problem?.text}
        inputMode="url"
      />
      <p className="explanation small">{secret.feed}</p>
      <div className="form-grid">
        <TextField
          label={labels.name}
          value={draft.name}
          onChange={(name) => change({ name })}
          hint={labels.nameHint}
          autoComplete="off"
        />
        <RoleField role={draft.role} onChange={(role) => change({ role })} />
      </div>
      <SecretNote />
    </ConnectForm>
  );
}

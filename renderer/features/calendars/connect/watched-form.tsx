import { useState } from 'react';
import type { CalendarsView } from '#contract/calendars.ts';
import { LiteralField } from '#renderer/ui/field.tsx';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import type { CalendarActions } from '../use-calendar-actions.ts';
import { ConnectForm } from './connect-form.tsx';
import { isWholePath, type WatchedDraft } from './drafts.ts';
import { RoleField } from './role-field.tsx';

interface WatchedFormProps {
  readonly draft: WatchedDraft;
  readonly onDraft: (draft: WatchedDraft) => void;
  readonly actions: CalendarActions;
  readonly onAdded: (view: CalendarsView) => void;
  readonly onBack: (() => void) | null;
}

export function WatchedForm({ draft, onDraft, actions, onAdded, onBack }: WatchedFormProps) {
  const text = useText();
  const labels = text.words.calendars.connect.watched;
  const [problem, setProblem] = useState<{ readonly field: 'path'; readonly text: string } | null>(null);

  const watch = async (): Promise<void> => {
    if (!isWholePath(draft.path)) {
      setProblem({ field: 'path', text: labels.needsPath });
      return;
    }
    setProblem(null);
    const outcome = await actions.run('calendars.watchFile', { ...draft, path: draft.path.trim() });
    if (outcome.ok) onAdded(outcome.value);
    else setProblem({ field: 'path', text: describeFailure(outcome, text).text });
  };

  return (
    <ConnectForm
      labels={labels}
      isBusy={actions.isBusy}
      problem={problem}
      onSubmit={() => void watch()}
      onBack={onBack}
    >
      <LiteralField
        label={labels.path}
        value={draft.path}
        onChange={(path) => onDraft({ ...draft, path })}
        hint={labels.pathHint}
        problem={problem?.text}
      />
      <RoleField role={draft.role} onChange={(role) => onDraft({ ...draft, role })} />
    </ConnectForm>
  );
}

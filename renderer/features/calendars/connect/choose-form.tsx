import { useState } from 'react';
import type { AccountView, CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import { Button } from '#renderer/ui/button.tsx';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { chooseFirst, findDroppedHome } from '../arrange-calendars.ts';
import { hasColours, Swatch } from '../calendar-row.tsx';
import type { CalendarActions } from '../use-calendar-actions.ts';
import { ConnectForm } from './connect-form.tsx';

interface ChooseFormProps {
  readonly account: AccountView;
  /** All that are read, of whatever account. */
  readonly read: readonly CalendarSourceView[];
  readonly actions: CalendarActions;
  readonly onChosen: (view: CalendarsView) => void;
}

export function ChooseForm({ account, read, actions, onChosen }: ChooseFormProps) {
  const text = useText();
  const labels = text.words.calendars.connect.choose;
  const [chosen, setChosen] = useState(() => new Set(chooseFirst(account).map(({ ref }) => ref)));
  const [problem, setProblem] = useState<{ readonly field: 'form'; readonly text: string } | null>(null);
  const { calendars } = account;
  const dropped = calendars.filter(({ ref, calendarId }) => calendarId !== null && !chosen.has(ref));
  const droppedHome = findDroppedHome(read, account, chosen);

  const choose = async (): Promise<void> => {
    setProblem(null);
    const refs = calendars.filter(({ ref }) => chosen.has(ref)).map(({ ref }) => ref);
    const outcome = await actions.run('accounts.choose', { accountId: account.id, refs });
    if (outcome.ok) onChosen(outcome.value);
    else setProblem({ field: 'form', text: describeFailure(outcome, text).text });
  };
  const lookAgain = async (): Promise<void> => {
    const outcome = await actions.run('accounts.refresh', { accountId: account.id });
    if (!outcome.ok) setProblem({ field: 'form', text: describeFailure(outcome, text).text });
  };
  const toggle = (ref: string, isChosen: boolean): void =>
    setChosen((before) => {
      const next = new Set(before);
      if (isChosen) next.add(ref);
      else next.delete(ref);
      return next;
    });

  if (calendars.length === 0) {
    return (
      <div className="connect-form">
        <p>{labels.none}</p>
        <div className="dialog-actions">
          <Button isBusy={actions.isBusy} onClick={() => void lookAgain()}>
            {labels.again}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <ConnectForm
      labels={{ submit: labels.submit, busy: text.words.common.loading }}
      isBusy={actions.isBusy}
      problem={problem}
      onSubmit={() => void choose()}
      onBack={null}
    >
      <p className="explanation">{labels.text(account.name)}</p>
      <fieldset className="checks choose-list">
        <legend className="visually-hidden">{labels.legend}</legend>
        {calendars.map(({ ref, name, colour, isWritable }) => (
          <label key={ref} className="check">
            <input
              type="checkbox"
              checked={chosen.has(ref)}
              onChange={(event) => toggle(ref, event.target.checked)}
            />
            {hasColours(account) && <Swatch colour={colour} />}
            <span>{name}</span>
            {!isWritable && <span className="dim small">{labels.readOnly}</span>}
          </label>
        ))}
      </fieldset>
      <div className="small" role="status">
        {dropped.length > 0 && <p>{labels.forgets(dropped.map(({ name }) => name))}</p>}
        {droppedHome !== null && <p>{text.words.calendars.removeHome(droppedHome.name)}</p>}
      </div>
    </ConnectForm>
  );
}

import { useId, useState } from 'react';
import type { CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import type { CalendarId } from '#contract/ids.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { chooseDelivery, type Delivery } from './arrange-calendars.ts';
import type { CalendarActions } from './use-calendar-actions.ts';

interface OptionProps {
  readonly group: string;
  readonly label: string;
  readonly text: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Option({ group, label, text, isChosen, onChoose }: OptionProps) {
  const id = useId();
  return (
    <div className="home-option">
      <input
        type="radio"
        id={id}
        name={group}
        checked={isChosen}
        aria-describedby={`${id}-how`}
        onChange={onChoose}
      />
      <label htmlFor={id}>{label}</label>
      <p className="dim small" id={`${id}-how`}>
        {text}
      </p>
    </div>
  );
}

interface HomeChoiceProps {
  readonly view: CalendarsView;
  readonly actions: CalendarActions;
  /** Not where leaving would lose the place. */
  readonly hasMailLink?: boolean;
}

/** Which calendar invites go out from, each with how its guests get them; saved as soon as it is chosen. */
export function HomeChoice({ view, actions, hasMailLink = false }: HomeChoiceProps) {
  const text = useText();
  const labels = text.words.calendars.homeChoice;
  const group = useId();
  const settings = useViewValue('settings.read');
  const [wanted, setWanted] = useState<CalendarId | 'mail' | null>(null);
  const [outcome, setOutcome] = useState<{ readonly isGood: boolean; readonly text: string } | null>(null);
  const writable = view.calendars.filter(({ isWritable, kind }) => isWritable && kind !== 'local');
  const home = writable.find(({ isHome }) => isHome)?.id ?? 'mail';
  const chosen = wanted ?? home;
  const smtp = settings?.smtp ?? null;
  const accountOf = (calendar: CalendarSourceView) =>
    view.accounts.find(({ id }) => id === calendar.accountId) ?? null;

  const say = (delivery: Delivery): string => {
    switch (delivery.kind) {
      case 'server':
        return labels.how.server(delivery.host);
      case 'google': {
        const mails = labels.how.server(text.words.google.name);
        return delivery.asks ? `${mails} ${text.words.google.write.atFirst}` : mails;
      }
      case 'smtp':
        return labels.how.smtp(delivery.from);
      case 'handed-over':
        return labels.how.handedOver;
    }
  };
  const nameOf = (calendar: CalendarSourceView): string => {
    const account = accountOf(calendar);
    // Google calls the main calendar by the account's own address.
    const isNamed = account === null || account.name === calendar.name;
    return isNamed ? calendar.name : labels.of(calendar.name, account.name);
  };
  const choose = async (calendar: CalendarSourceView | null): Promise<void> => {
    setWanted(calendar?.id ?? 'mail');
    const answer = await actions.run('calendars.setHome', { calendarId: calendar?.id ?? null });
    const said = calendar === null ? labels.savedMail : labels.saved(calendar.name);
    setOutcome({ isGood: answer.ok, text: answer.ok ? said : describeFailure(answer, text).text });
    setWanted(null);
  };

  const byMail = chooseDelivery(null, smtp);
  if (writable.length === 0) {
    return (
      <p className="explanation">
        {labels.nowhere} {say(byMail)}
      </p>
    );
  }
  return (
    <>
      <p className="explanation">{labels.text}</p>
      <fieldset className="home-options">
        <legend className="visually-hidden">{labels.legend}</legend>
        {writable.map((calendar) => (
          <Option
            key={calendar.id}
            group={group}
            label={nameOf(calendar)}
            text={say(chooseDelivery(accountOf(calendar), smtp))}
            isChosen={chosen === calendar.id}
            onChoose={() => void choose(calendar)}
          />
        ))}
        <Option
          group={group}
          label={labels.mailOnly}
          text={`${labels.mailOnlyText} ${say(byMail)}`}
          isChosen={chosen === 'mail'}
          onChoose={() => void choose(null)}
        />
      </fieldset>
      {outcome?.isGood === false && (
        <p className="problem" role="alert">
          {outcome.text}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {outcome?.isGood === true && outcome.text}
      </p>
      {hasMailLink && byMail.kind === 'handed-over' && (
        <p>
          <a href={hrefs.settingsSection('mail')}>{labels.setMail}</a>
        </p>
      )}
    </>
  );
}

import type { AccountView, CalendarSourceView } from '#contract/calendars.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { accessToAskAgain, type Remedy } from './arrange-calendars.ts';
import type { Wish } from './calendar-row.tsx';
import type { CalendarActions } from './use-calendar-actions.ts';

interface RemediesProps {
  readonly remedy: Remedy;
  readonly calendar: CalendarSourceView;
  readonly account: AccountView | null;
  readonly actions: CalendarActions;
  readonly onWish: (wish: Wish) => void;
}

/** The button, or the two answers to the one question, that mend what is wrong with a calendar. */
export function Remedies({ remedy, calendar, account, actions, onWish }: RemediesProps) {
  const { words } = useText();
  const labels = words.calendars.trouble;
  const { id, name } = calendar;
  const retry = (
    <Button
      size="small"
      isBusy={actions.isBusy}
      aria-label={labels.retryOf(name)}
      onClick={() => void actions.runAloud('calendars.sync', { calendarId: id })}
    >
      {labels.retry}
    </Button>
  );
  switch (remedy) {
    case 'retry':
      return retry;
    case 'sign-in':
      return account === null ? (
        retry
      ) : (
        <Button
          size="small"
          onClick={() => onWish({ kind: 'sign-in', account, access: accessToAskAgain(account) })}
        >
          {words.google.account.reconnect}
        </Button>
      );
    case 'password':
    case 'choose':
      return account === null ? (
        retry
      ) : (
        <Button size="small" onClick={() => onWish({ kind: remedy, account })}>
          {remedy === 'password' ? labels.typePassword : labels.chooseAgain}
        </Button>
      );
    case 'address':
      return (
        <Button size="small" onClick={() => onWish({ kind: 'address', calendar })}>
          {labels.typeAddress}
        </Button>
      );
    case 'answer': {
      const answer = (believe: boolean): void => {
        const said = believe ? labels.believed(name) : labels.disbelieved(name);
        void actions.runAloud('calendars.believeEmpty', { calendarId: id, believe }, said);
      };
      return (
        <>
          <Button size="small" isBusy={actions.isBusy} onClick={() => answer(false)}>
            {labels.disbelieve}
          </Button>
          <Button kind="quiet" size="small" isBusy={actions.isBusy} onClick={() => answer(true)}>
            {labels.believe}
          </Button>
        </>
      );
    }
  }
}

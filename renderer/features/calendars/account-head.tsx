import type { AccountView, CalendarSourceView, SyncTrouble } from '#contract/calendars.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { findAccountRemedy } from './arrange-calendars.ts';
import type { Wish } from './calendar-row.tsx';
import { TroubleNote } from './trouble-note.tsx';
import type { CalendarActions } from './use-calendar-actions.ts';

interface AccountHeadProps {
  readonly account: AccountView;
  readonly calendars: readonly CalendarSourceView[];
  /** What is said above for all. */
  readonly shared: SyncTrouble | null;
  readonly actions: CalendarActions;
  readonly onWish: (wish: Wish) => void;
}

/** An account's name, what is wrong with it as a whole, and what concerns all of its calendars. */
export function AccountHead({ account, calendars, shared, actions, onWish }: AccountHeadProps) {
  const { words } = useText();
  const { account: labels, trouble } = words.calendars;
  const remedy = findAccountRemedy(account, shared);
  return (
    <>
      <div className="calendar-group-head">
        <h3>{account.name}</h3>
        {!account.name.includes(account.host) && <span className="dim small">{labels.on(account.host)}</span>}
        <span className="calendar-group-tools">
          {calendars.length > 0 && (
            <Button
              kind="quiet"
              size="small"
              aria-label={labels.chooseOf(account.name)}
              onClick={() => onWish({ kind: 'choose', account })}
            >
              {labels.choose}
            </Button>
          )}
          <Button
            kind="quiet"
            size="small"
            aria-label={labels.removeOf(account.name)}
            onClick={() => onWish({ kind: 'remove-account', account })}
          >
            {labels.remove}
          </Button>
        </span>
      </div>
      {account.trouble !== null && remedy !== null && (
        <TroubleNote trouble={account.trouble}>
          {remedy === 'password' ? (
            <Button size="small" onClick={() => onWish({ kind: 'password', account })}>
              {trouble.typePassword}
            </Button>
          ) : (
            <Button
              size="small"
              isBusy={actions.isBusy}
              aria-label={trouble.retryOf(account.name)}
              onClick={() => void actions.runAloud('accounts.refresh', { accountId: account.id })}
            >
              {trouble.retry}
            </Button>
          )}
        </TroubleNote>
      )}
      {calendars.length === 0 && account.trouble === null && (
        <div className="trouble">
          <p>{labels.noneChosen}</p>
          <div className="choices">
            <Button size="small" onClick={() => onWish({ kind: 'choose', account })}>
              {labels.choose}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

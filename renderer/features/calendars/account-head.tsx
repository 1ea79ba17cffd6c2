import type { AccountView, CalendarSourceView, SyncTrouble } from '#contract/calendars.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { accessToAskAgain, findAccountRemedy } from './arrange-calendars.ts';
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

/** Which service it is on, and what it lets Golden Hour do where the user decides that bit by bit. */
function Whereabouts({ account }: Pick<AccountHeadProps, 'account'>) {
  const { words } = useText();
  const { google, calendars } = words;
  if (account.kind === 'google') {
    const allowed = [
      account.access.write ? google.account.writes : google.account.reads,
      ...(account.access.contacts ? [google.account.contacts] : []),
    ];
    return (
      <span className="dim small">
        {google.name}. {allowed.join(' ')}
      </span>
    );
  }
  if (account.name.includes(account.host)) return null;
  return <span className="dim small">{calendars.account.on(account.host)}</span>;
}

interface AccountRemedyProps extends Pick<AccountHeadProps, 'account' | 'actions' | 'onWish'> {
  readonly remedy: NonNullable<ReturnType<typeof findAccountRemedy>>;
}

function AccountRemedy({ remedy, account, actions, onWish }: AccountRemedyProps) {
  const { words } = useText();
  const { trouble } = words.calendars;
  switch (remedy) {
    case 'password':
      return (
        <Button size="small" onClick={() => onWish({ kind: 'password', account })}>
          {trouble.typePassword}
        </Button>
      );
    case 'sign-in':
      return (
        <Button
          size="small"
          aria-label={words.google.account.reconnectOf(account.name)}
          onClick={() => onWish({ kind: 'sign-in', account, access: accessToAskAgain(account) })}
        >
          {words.google.account.reconnect}
        </Button>
      );
    case 'retry':
      return (
        <Button
          size="small"
          isBusy={actions.isBusy}
          aria-label={trouble.retryOf(account.name)}
          onClick={() => void actions.runAloud('accounts.refresh', { accountId: account.id })}
        >
          {trouble.retry}
        </Button>
      );
  }
}

/** What was asked for and not granted. Connecting anew asks for it as well, and comes first. */
function Missing({ account, onWish }: Pick<AccountHeadProps, 'account' | 'onWish'>) {
  const { words } = useText();
  const labels = words.google.account;
  const { missing, missingAccess, trouble } = account;
  if (missingAccess === null || trouble?.kind === 'unauthorized' || trouble?.kind === 'secret-lost')
    return null;
  return (
    <div className="trouble">
      <div className="trouble-words">
        {missing.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className="choices">
        <Button
          size="small"
          aria-label={labels.allowOf(account.name)}
          onClick={() => onWish({ kind: 'sign-in', account, access: missingAccess })}
        >
          {labels.allow}
        </Button>
      </div>
    </div>
  );
}

/** An account's name, what is wrong with it as a whole, and what concerns all of its calendars. */
export function AccountHead({ account, calendars, shared, actions, onWish }: AccountHeadProps) {
  const { words } = useText();
  const { account: labels } = words.calendars;
  const remedy = findAccountRemedy(account, shared);
  return (
    <>
      <div className="calendar-group-head">
        <h3>{account.name}</h3>
        <Whereabouts account={account} />
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
          <AccountRemedy remedy={remedy} account={account} actions={actions} onWish={onWish} />
        </TroubleNote>
      )}
      <Missing account={account} onWish={onWish} />
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

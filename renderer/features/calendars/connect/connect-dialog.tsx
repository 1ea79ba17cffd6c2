import { useEffect, useRef, useState } from 'react';
import type { CalendarsView } from '#contract/calendars.ts';
import type { AccountId } from '#contract/ids.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { HomeChoice } from '../home-choice.tsx';
import { useCalendarActions } from '../use-calendar-actions.ts';
import { AccountForm } from './account-form.tsx';
import { ChooseForm } from './choose-form.tsx';
import type { AccountDraft, FeedDraft, WatchedDraft } from './drafts.ts';
import { FeedForm } from './feed-form.tsx';
import { GoogleStep } from './google-step.tsx';
import { type ConnectKind, KindChoice } from './kind-choice.tsx';
import { WatchedForm } from './watched-form.tsx';

export type ConnectStep =
  | { readonly kind: 'pick' }
  | { readonly kind: ConnectKind }
  | { readonly kind: 'choose'; readonly accountId: AccountId }
  | { readonly kind: 'home' };

interface ConnectDialogProps {
  readonly start: ConnectStep;
  readonly onClose: () => void;
}

/** What was typed outlives a step back. */
function useDrafts() {
  const [account, setAccount] = useState<AccountDraft>({
    provider: 'icloud',
    server: '',
    user: '',
    password: '',
  });
  const [feed, setFeed] = useState<FeedDraft>({ address: '', name: '', role: 'own' });
  const [watched, setWatched] = useState<WatchedDraft>({ path: '', role: 'own' });
  return { account, setAccount, feed, setFeed, watched, setWatched };
}

/** A new calendar from wherever it comes, step by step; also the choice among an account's calendars, later on. */
export function ConnectDialog({ start, onClose }: ConnectDialogProps) {
  const { words } = useText();
  const labels = words.calendars.connect;
  const actions = useCalendarActions();
  const { notify } = useNotices();
  const view = useViewValue('calendars.read');
  const [step, setStep] = useState(start);
  const drafts = useDrafts();
  const body = useRef<HTMLDivElement>(null);
  const shown = useRef(step.kind);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (shown.current !== step.kind) {
      body.current?.querySelector<HTMLElement>('input:not([type=file]), button, a')?.focus();
    }
    shown.current = step.kind;
  }, [step]);

  const titles = {
    pick: labels.title,
    google: words.google.ask.title,
    caldav: labels.caldav.title,
    feed: labels.feed.title,
    watched: labels.watched.title,
    choose: labels.choose.title,
    home: labels.home.title,
  } as const satisfies Record<ConnectStep['kind'], string>;
  const onBack = start.kind === 'pick' ? () => setStep({ kind: 'pick' }) : null;

  const finishAdded = (after: CalendarsView): void => {
    const known = new Set(view?.calendars.map(({ id }) => id));
    const added = after.calendars.find(({ id }) => !known.has(id));
    if (added !== undefined) notify({ kind: 'good', text: labels.feed.added(added.name) });
    onClose();
  };
  const finishChosen = (after: CalendarsView): void => {
    const isNew = start.kind !== 'choose';
    const canWrite = after.calendars.some(({ isWritable, kind }) => isWritable && kind !== 'local');
    if (isNew && canWrite) setStep({ kind: 'home' });
    else onClose();
  };

  const renderStep = () => {
    switch (step.kind) {
      case 'pick':
        return <KindChoice onChoose={(kind) => setStep({ kind })} onFiles={onClose} />;
      case 'google':
        return view === null ? (
          <LoadingState />
        ) : (
          <GoogleStep
            client={view.googleClient}
            actions={actions}
            onConnected={(account) => {
              setSaid(words.google.connected(account.name));
              setStep({ kind: 'choose', accountId: account.id });
            }}
            onSay={setSaid}
            onBack={onBack}
            onClose={onClose}
          />
        );
      case 'caldav':
        return (
          <AccountForm
            draft={drafts.account}
            onDraft={drafts.setAccount}
            actions={actions}
            onConnected={(account) => setStep({ kind: 'choose', accountId: account.id })}
            onBack={onBack}
          />
        );
      case 'feed':
        return (
          <FeedForm
            draft={drafts.feed}
            onDraft={drafts.setFeed}
            actions={actions}
            onAdded={finishAdded}
            onBack={onBack}
          />
        );
      case 'watched':
        return (
          <WatchedForm
            draft={drafts.watched}
            onDraft={drafts.setWatched}
            actions={actions}
            onAdded={finishAdded}
            onBack={onBack}
          />
        );
      case 'choose': {
        const account = view?.accounts.find(({ id }) => id === step.accountId);
        if (view === null || account === undefined) return <LoadingState />;
        return (
          <ChooseForm account={account} read={view.calendars} actions={actions} onChosen={finishChosen} />
        );
      }
      case 'home':
        return (
          <div className="connect-form">
            {view !== null && <HomeChoice view={view} actions={actions} />}
            <div className="dialog-actions">
              <Button kind="gold" onClick={onClose}>
                {labels.home.done}
              </Button>
            </div>
          </div>
        );
    }
  };

  return (
    <Dialog title={titles[step.kind]} onClose={onClose} isForm>
      <div ref={body}>{renderStep()}</div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </Dialog>
  );
}

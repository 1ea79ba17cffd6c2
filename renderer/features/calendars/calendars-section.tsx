import './calendars.css';
import { useRef, useState } from 'react';
import type { CalendarsView, SyncTrouble } from '#contract/calendars.ts';
import { useHost, useView } from '#renderer/bridge/host.tsx';
import { SignInNote } from '#renderer/features/sign-in-note.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { saveFile } from '#renderer/ui/download.ts';
import { useNotices } from '#renderer/ui/notices.tsx';
import { FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { AccountHead } from './account-head.tsx';
import { AddressDialog, PasswordDialog } from './again-dialogs.tsx';
import { type CalendarGroup, findSharedOffline, groupCalendars } from './arrange-calendars.ts';
import { CalendarRow, type Wish } from './calendar-row.tsx';
import { ConnectDialog, type ConnectStep } from './connect/connect-dialog.tsx';
import { HomeChoice } from './home-choice.tsx';
import { RemoveAccountDialog, RemoveCalendarDialog } from './remove-dialogs.tsx';
import { SampleWeek } from './sample-week.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import { SyncAnnouncer } from './sync-announcer.tsx';
import { TroubleNote } from './trouble-note.tsx';
import { type CalendarActions, useCalendarActions } from './use-calendar-actions.ts';

interface GroupProps {
  readonly group: CalendarGroup;
  readonly shared: SyncTrouble | null;
  readonly actions: CalendarActions;
  readonly onWish: (wish: Wish) => void;
}

function Rows({ group, shared, actions, onWish }: GroupProps) {
  const account = group.kind === 'account' ? group.account : null;
  if (group.calendars.length === 0) return null;
  return (
    <ul>
      {group.calendars.map((calendar) => (
        <CalendarRow
          key={calendar.id}
          calendar={calendar}
          account={account}
          shared={shared}
          actions={actions}
          onWish={onWish}
        />
      ))}
    </ul>
  );
}

function Group({ group, shared, actions, onWish }: GroupProps) {
  const { words } = useText();
  return (
    <div className="calendar-group">
      {group.kind === 'account' ? (
        <AccountHead
          account={group.account}
          calendars={group.calendars}
          shared={shared}
          actions={actions}
          onWish={onWish}
        />
      ) : (
        <div className="calendar-group-head">
          <h3>{group.kind !== 'sample' && words.calendars.groups[group.kind]}</h3>
        </div>
      )}
      <Rows group={group} shared={shared} actions={actions} onWish={onWish} />
    </div>
  );
}

interface WishDialogProps {
  readonly wish: Wish;
  readonly view: CalendarsView;
  readonly actions: CalendarActions;
  readonly onClose: () => void;
}

function WishDialog({ wish, view, actions, onClose }: WishDialogProps) {
  switch (wish.kind) {
    case 'remove':
      return <RemoveCalendarDialog calendar={wish.calendar} actions={actions} onClose={onClose} />;
    case 'remove-account':
      return (
        <RemoveAccountDialog
          account={wish.account}
          calendars={view.calendars}
          actions={actions}
          onClose={onClose}
        />
      );
    case 'password':
      return <PasswordDialog account={wish.account} actions={actions} onClose={onClose} />;
    case 'address':
      return <AddressDialog calendar={wish.calendar} actions={actions} onClose={onClose} />;
    case 'sign-in':
      return <SignInDialog account={wish.account} access={wish.access} onClose={onClose} />;
    case 'choose':
      return <ConnectDialog start={{ kind: 'choose', accountId: wish.account.id }} onClose={onClose} />;
  }
}

function Calendars({ view }: { readonly view: CalendarsView }) {
  const { words } = useText();
  const labels = words.calendars;
  const { bridge } = useHost();
  const { notifyFailure } = useNotices();
  const actions = useCalendarActions();
  const [wish, setWish] = useState<Wish | null>(null);
  const [connecting, setConnecting] = useState<ConnectStep | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const all = groupCalendars(view);
  const groups = all.filter(({ kind }) => kind !== 'sample');
  const sample = all.find(({ kind }) => kind === 'sample');
  const shared = findSharedOffline(view);
  const syncAll = (): void => void actions.runAloud('calendars.sync', { calendarId: null });
  const isSyncing = view.calendars.some(({ sync }) => sync !== null);
  const hasSynced = view.calendars.some(({ kind }) => ['feed', 'caldav', 'google', 'watched'].includes(kind));

  const close = (): void => {
    setWish(null);
    setConnecting(null);
    // The row that the dialog came from may be gone, and the keyboard's place with it.
    setTimeout(() => {
      if (document.activeElement === document.body) top.current?.focus();
    });
  };
  const exportOwn = async (): Promise<void> => {
    const outcome = await bridge.call('calendars.export', {});
    if (outcome.ok) saveFile(outcome.value, 'text/calendar');
    else notifyFailure(outcome);
  };

  return (
    <>
      <div className="calendars-top" ref={top} tabIndex={-1}>
        <p className="explanation">{labels.text}</p>
        <div className="choices">
          <Button onClick={() => setConnecting({ kind: 'pick' })}>{labels.add}</Button>
          {hasSynced && (
            <Button kind="quiet" isBusy={isSyncing || actions.isBusy} onClick={syncAll}>
              {isSyncing ? labels.syncing : labels.syncNow}
            </Button>
          )}
        </div>
      </div>
      <SyncAnnouncer calendars={view.calendars} />
      {/* Where a dialog shows it, it says so there. */}
      {wish === null && connecting === null && <SignInNote isBoxed />}
      {shared !== null && (
        <TroubleNote trouble={shared}>
          <Button size="small" isBusy={actions.isBusy} onClick={syncAll}>
            {labels.trouble.retry}
          </Button>
        </TroubleNote>
      )}
      {all.length === 0 && <p>{labels.none}</p>}
      {groups.map((group) => (
        <Group
          key={group.kind === 'account' ? group.account.id : group.kind}
          group={group}
          shared={shared}
          actions={actions}
          onWish={setWish}
        />
      ))}
      <div>
        <Button kind="quiet" size="small" className="button-flush" onClick={() => void exportOwn()}>
          {labels.export}
        </Button>
      </div>
      <div className="calendars-more">
        <h3>{labels.homeChoice.title}</h3>
        <HomeChoice view={view} actions={actions} hasMailLink />
      </div>
      <SampleWeek>
        {sample !== undefined && <Rows group={sample} shared={null} actions={actions} onWish={setWish} />}
      </SampleWeek>
      {wish !== null && <WishDialog wish={wish} view={view} actions={actions} onClose={close} />}
      {connecting !== null && <ConnectDialog start={connecting} onClose={close} />}
    </>
  );
}

/** Everything that is read, where it comes from and how fresh it is; and where invites go. */
export function CalendarsSection() {
  const { views } = useHost();
  const state = useView('calendars.read');
  switch (state.kind) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      return <FailedState failure={state.failure} onRetry={() => void views.reload('calendars.read')} />;
    case 'ready':
      return <Calendars view={state.value} />;
  }
}

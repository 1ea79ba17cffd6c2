import type { ReactNode } from 'react';
import type { AccountView, CalendarSourceView } from '#contract/calendars.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import type { CalendarActions } from './use-calendar-actions.ts';

interface ConfirmProps {
  readonly title: string;
  readonly label: string;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Confirm({ title, label, isBusy, onConfirm, onClose, children }: ConfirmProps) {
  const { words } = useText();
  return (
    <Dialog title={title} onClose={onClose} shape="small">
      {children}
      <div className="dialog-actions">
        <Button kind="danger" isBusy={isBusy} onClick={onConfirm}>
          {label}
        </Button>
        <Button onClick={onClose}>{words.calendars.keep}</Button>
      </div>
    </Dialog>
  );
}

interface RemoveCalendarProps {
  readonly calendar: CalendarSourceView;
  readonly actions: CalendarActions;
  readonly onClose: () => void;
}

/** Says what is forgotten, and that the source is left alone. */
export function RemoveCalendarDialog({ calendar, actions, onClose }: RemoveCalendarProps) {
  const { words, format } = useText();
  const labels = words.calendars;
  const events = labels.eventCount(format.number(calendar.events), calendar.events === 1);
  const { kind } = calendar;
  const forgets = labels.removeForgets[kind === 'local' || kind === 'sample' ? 'file' : kind];
  return (
    <Confirm
      title={labels.removeTitle(calendar.name)}
      label={labels.remove}
      isBusy={actions.isBusy}
      onConfirm={() => {
        // A refusal is told as a notice, which a dialog would cover.
        void actions.removeCalendar(calendar).finally(onClose);
      }}
      onClose={onClose}
    >
      <p>{forgets(events)}</p>
      {calendar.isHome && <p>{labels.removeHome(calendar.name)}</p>}
    </Confirm>
  );
}

interface RemoveAccountProps {
  readonly account: AccountView;
  readonly calendars: readonly CalendarSourceView[];
  readonly actions: CalendarActions;
  readonly onClose: () => void;
}

export function RemoveAccountDialog({ account, calendars, actions, onClose }: RemoveAccountProps) {
  const { words } = useText();
  const { account: labels, removeHome } = words.calendars;
  const isGoogle = account.kind === 'google';
  const removeForgets = isGoogle ? words.google.account.removeForgets : labels.removeForgets;
  const read = calendars.filter(({ accountId }) => accountId === account.id);
  const home = read.find(({ isHome }) => isHome);
  return (
    <Confirm
      title={labels.removeTitle(account.name)}
      label={labels.remove}
      isBusy={actions.isBusy}
      onConfirm={() => {
        const said = labels.removed(account.name);
        void actions.runAloud('accounts.remove', { accountId: account.id }, said).finally(onClose);
      }}
      onClose={onClose}
    >
      <p>{removeForgets(read.length)}</p>
      {isGoogle && <p>{words.google.account.removeKeeps}</p>}
      {home !== undefined && <p>{removeHome(home.name)}</p>}
    </Confirm>
  );
}

import { useState } from 'react';
import type { InviteGuestView, InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { useAllowWriting } from '#renderer/features/use-allow-writing.ts';
import { useConnectAgain } from '#renderer/features/use-connect-again.ts';
import { useMessageFiles } from '#renderer/features/use-message-files.ts';
import { useUndo } from '#renderer/features/use-undo.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import {
  describeWhen,
  explainState,
  findCause,
  findHold,
  fullNames,
  isTrouble,
  nameRemedy,
} from '#renderer/features/describe-plan.ts';
import { PanelHead, PanelSection } from './panel-parts.tsx';
import { TimeForm } from '#renderer/features/time-form.tsx';
import type { PlanActions } from '#renderer/features/use-plan-actions.ts';

const tappable = ['accepted', 'tentative', 'declined'] as const satisfies readonly Rsvp[];

interface AnswerRowProps {
  readonly guest: InviteGuestView;
  /** Null while nobody can have answered: the first invite has not left. */
  readonly onAnswer: ((answer: Rsvp) => void) | null;
}

/** One tap for what somebody said on the phone; the same again takes it back. */
function AnswerRow({ guest, onAnswer }: AnswerRowProps) {
  const { words } = useText();
  const { invite, answersShort } = words.outlook;
  const names = { accepted: invite.setYes, tentative: invite.setMaybe, declined: invite.setNo };
  return (
    <li className="answer-row">
      <Avatar initials={guest.initials} colourKey={guest.email} />
      <span className="answer-row-name">
        <strong>{guest.name}</strong>
        <span className="dim small">{guest.comment ?? words.common.answers[guest.answer]}</span>
      </span>
      <span className="answer-buttons">
        {(onAnswer === null ? [] : tappable).map((answer) => (
          <button
            key={answer}
            type="button"
            className="answer-button"
            aria-label={names[answer](guest.name)}
            title={names[answer](guest.name)}
            aria-pressed={guest.answer === answer}
            onClick={() => onAnswer?.(guest.answer === answer ? 'needs-action' : answer)}
          >
            <span aria-hidden="true">{answersShort[answer]}</span>
          </button>
        ))}
      </span>
    </li>
  );
}

/** What was changed in the calendar asks something of the user; what did not leave is a problem. */
function chooseStateTone(invite: InviteView): string {
  const hold = findHold(invite);
  if (!isTrouble(invite) || hold === 'paused') return '';
  return findCause(invite) === null && hold === null ? 'state-line-problem' : 'state-line-question';
}

function HandedOverFiles({ invite }: { readonly invite: InviteView }) {
  const { words } = useText();
  const saveMessage = useMessageFiles();
  return (
    <PanelSection title={words.outlook.invite.files}>
      <div className="panel-actions-row">
        <Button size="small" onClick={() => void saveMessage(invite.id, 'eml')}>
          {words.outlook.invite.eml}
        </Button>
        <Button size="small" onClick={() => void saveMessage(invite.id, 'ics')}>
          {words.outlook.invite.ics}
        </Button>
      </div>
    </PanelSection>
  );
}

interface InvitePanelProps {
  readonly view: OutlookView;
  readonly invite: InviteView;
  readonly actions: PlanActions;
  readonly onClose: (() => void) | null;
}

/** It leaves as soon as the account's provider lets it be written, or not at all. */
function HeldActions({ view, invite, actions }: Omit<InvitePanelProps, 'onClose'>) {
  const { words } = useText();
  const labels = words.google.hold;
  const undo = useUndo();
  const allowing = useAllowWriting(view.permission, ({ id }) => void actions.sendAnyway(id));
  const isBusy = actions.isBusy || undo.isBusy || allowing.isBusy;
  return (
    <div className="panel-actions">
      <div className="panel-actions-row">
        <Button kind="gold" isBusy={isBusy} onClick={() => allowing.allow(invite)}>
          {labels.allow}
        </Button>
        <Button isBusy={isBusy} onClick={() => void undo.takeBack(invite)}>
          {labels.cancel}
        </Button>
      </div>
    </div>
  );
}

function InviteActions({ view, invite, actions }: Omit<InvitePanelProps, 'onClose'>) {
  const text = useText();
  const { words } = text;
  const labels = words.outlook.invite;
  const [dialog, setDialog] = useState<'move' | 'cancel' | null>(null);
  const connectAgain = useConnectAgain(invite);
  const cause = findCause(invite);
  const isLeaving = invite.state.kind === 'undo-window' || invite.state.kind === 'sending';
  const close = (): void => setDialog(null);

  const cancel = async (): Promise<void> => {
    if (await actions.cancelInvite(invite.id)) close();
  };
  const move = async (start: string): Promise<void> => {
    if (await actions.moveInvite(invite.id, start)) close();
  };

  if (isLeaving) return null;
  return (
    <div className="panel-actions">
      <div className="panel-actions-row">
        {connectAgain !== null && (
          <Button kind="gold" isBusy={connectAgain.isBusy} onClick={connectAgain.connect}>
            {words.google.account.reconnect}
          </Button>
        )}
        {isTrouble(invite) && connectAgain === null && (
          <Button kind="gold" isBusy={actions.isBusy} onClick={() => void actions.sendAnyway(invite.id)}>
            {nameRemedy(invite, text)}
          </Button>
        )}
        {cause === 'moved' && (
          <Button isBusy={actions.isBusy} onClick={() => void actions.leaveAsItIs(invite.id)}>
            {words.outlook.stateText.leaveAsItIs}
          </Button>
        )}
        <Button onClick={() => setDialog('move')}>{labels.move}</Button>
        <Button kind="quiet" onClick={() => setDialog('cancel')}>
          {labels.cancel}
        </Button>
      </div>
      {dialog === 'move' && (
        <Dialog title={labels.moveTitle} onClose={close} shape="small">
          <p>{labels.moveText}</p>
          <TimeForm
            days={view.days}
            zone={view.zone}
            date={invite.date}
            minute={invite.span.from}
            isBusy={actions.isBusy}
            label={labels.move}
            onChoose={(start) => void move(start)}
          />
        </Dialog>
      )}
      {dialog === 'cancel' && (
        <Dialog title={labels.cancelTitle(invite.activity.name)} onClose={close} shape="small">
          <p>{labels.cancelText(fullNames(invite.guests))}</p>
          <div className="dialog-actions">
            <Button kind="danger" isBusy={actions.isBusy} onClick={() => void cancel()}>
              {labels.cancelConfirm}
            </Button>
            <Button onClick={close}>{labels.keep}</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

export function InvitePanel({ view, invite, actions, onClose }: InvitePanelProps) {
  const text = useText();
  const labels = text.words.outlook.invite;
  const [first, ...rest] = explainState(invite, view, text);
  const hasLeft =
    invite.step !== 'create' ||
    findCause(invite) !== null ||
    ['sent', 'handed-over'].includes(invite.state.kind);
  return (
    <>
      <div className="panel-scroll">
        <div className="panel-body">
          <PanelHead
            when={describeWhen(invite.date, invite.span, text)}
            title={invite.activity.name}
            tone="sent"
            onClose={onClose}
          />
          <div className={`state-line ${chooseStateTone(invite)}`} role="status">
            <p>{first}</p>
            {rest.map((sentence) => (
              <p key={sentence} className="small">
                {sentence}
              </p>
            ))}
          </div>
          {invite.state.kind === 'handed-over' && <HandedOverFiles invite={invite} />}
          <PanelSection title={labels.answers}>
            <ul>
              {invite.guests.map((guest) => (
                <AnswerRow
                  key={guest.email}
                  guest={guest}
                  onAnswer={hasLeft ? (answer) => void actions.answer(invite.id, guest.email, answer) : null}
                />
              ))}
            </ul>
          </PanelSection>
          {invite.calendarName !== null && (
            <PanelSection title={labels.calendar}>
              <p>{invite.calendarName}</p>
            </PanelSection>
          )}
          {invite.location !== null && (
            <PanelSection title={text.words.outlook.panel.place}>
              <p>{invite.location}</p>
            </PanelSection>
          )}
          {invite.fallbackName !== null && (
            <PanelSection title={labels.fallback}>
              <p>{invite.fallbackName}</p>
            </PanelSection>
          )}
        </div>
      </div>
      {findHold(invite) === 'permission' ? (
        <HeldActions key={invite.id} view={view} invite={invite} actions={actions} />
      ) : (
        <InviteActions key={invite.id} view={view} invite={invite} actions={actions} />
      )}
    </>
  );
}

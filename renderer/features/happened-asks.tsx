import './happened-asks.css';
import { useEffect, useId, useRef, useState } from 'react';
import type { InviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import { HAPPENED, type Happened } from '#contract/vocabulary.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { firstNames } from './describe-plan.ts';
import { arrangeAsks, type Said, type SaidOf } from './happened-rows.ts';
import { TimeForm } from './time-form.tsx';
import type { PlanActions } from './use-plan-actions.ts';

const DAY_MS = 86_400_000;

/** The button that was pressed has gone with its row: the focus waits on what came in its place. */
function focusIfLost(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus();
}

function What({ invite, view }: { readonly invite: InviteView; readonly view: OutlookView }) {
  const { words, format } = useText();
  const isYesterday = Date.parse(view.today) - Date.parse(invite.date) === DAY_MS;
  const when = isYesterday ? words.happened.yesterday : format.dayShort(invite.date);
  return (
    <>
      <strong>{invite.activity.name}</strong> {words.outlook.card.with(firstNames(invite.guests))}, {when}.
    </>
  );
}

interface AskProps {
  readonly invite: InviteView;
  readonly view: OutlookView;
  readonly isBusy: boolean;
  /** It was answered here, and the answer was taken back. */
  readonly isBack: boolean;
  readonly onAnswer: (what: Happened) => void;
}

function Ask({ invite, view, isBusy, isBack, onAnswer }: AskProps) {
  const { words } = useText();
  const buttons = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (isBack) focusIfLost(buttons.current?.querySelector('button') ?? null);
    // oxlint-disable-next-line react/exhaustive-deps -- only when it comes: later the focus is the user's
  }, []);
  return (
    <li className="happened-ask">
      <p id={id} className="happened-words">
        <What invite={invite} view={view} />{' '}
        <span className="happened-question">{words.happened.question}</span>
      </p>
      <div className="happened-buttons" role="group" aria-labelledby={id} ref={buttons}>
        {HAPPENED.map((what) => (
          <Button key={what} size="small" isBusy={isBusy} onClick={() => onAnswer(what)}>
            {words.happened.answers[what]}
          </Button>
        ))}
      </div>
    </li>
  );
}

interface NotedProps {
  readonly invite: InviteView;
  readonly view: OutlookView;
  readonly said: Said;
  readonly isBusy: boolean;
  readonly onTakeBack: () => void;
}

/** A new time is undone where all that is about to leave is undone. */
function Noted({ invite, view, said, isBusy, onTakeBack }: NotedProps) {
  const { words } = useText();
  const row = useRef<HTMLLIElement>(null);
  const id = useId();
  useEffect(() => focusIfLost(row.current?.querySelector('button') ?? row.current), []);
  return (
    <li className="happened-ask" ref={row} tabIndex={-1}>
      <p id={id} className="happened-words">
        <What invite={invite} view={view} /> {words.happened.noted[said]}
      </p>
      {said !== 'later' && (
        <Button size="small" kind="quiet" isBusy={isBusy} aria-describedby={id} onClick={onTakeBack}>
          {words.common.undo.action}
        </Button>
      )}
    </li>
  );
}

interface NewTimeProps {
  readonly invite: InviteView;
  readonly view: OutlookView;
  readonly actions: PlanActions;
  readonly onMoved: () => void;
  readonly onNotYet: () => void;
  readonly onClose: () => void;
}

function NewTime({ invite, view, actions, onMoved, onNotYet, onClose }: NewTimeProps) {
  const { words } = useText();
  const { invite: labels } = words.outlook;
  const move = async (start: string): Promise<void> => {
    if (await actions.moveInvite(invite.id, start)) onMoved();
  };
  return (
    <Dialog title={words.happened.movedTitle} onClose={onClose} shape="small">
      <p>{labels.moveText}</p>
      <TimeForm
        days={view.days}
        zone={view.zone}
        date={view.days[1]?.date ?? view.today}
        minute={invite.span.from}
        isBusy={actions.isBusy}
        label={labels.move}
        onChoose={(start) => void move(start)}
      />
      <div className="dialog-actions">
        <Button kind="quiet" isBusy={actions.isBusy} onClick={onNotYet}>
          {words.happened.notYet}
        </Button>
      </div>
    </Dialog>
  );
}

interface HappenedAsksProps {
  readonly view: OutlookView;
  readonly actions: PlanActions;
}

/** 'Did it happen?' of invites that are over, to be answered or left. What was answered here can be taken back here. */
export function HappenedAsks({ view, actions }: HappenedAsksProps) {
  const { words } = useText();
  const [said, setSaid] = useState<ReadonlyMap<InviteId, SaidOf>>(new Map());
  const [movedId, setMovedId] = useState<InviteId | null>(null);
  const rows = arrangeAsks(view.happenedAsks, said);
  const moved = view.happenedAsks.find(({ id }) => id === movedId);
  if (rows.length === 0) return null;

  const note = (invite: InviteView, what: Said): void => {
    setSaid((before) => new Map(before).set(invite.id, { invite, what }));
    setMovedId(null);
  };
  const answer = async (invite: InviteView, what: Happened): Promise<void> => {
    if (await actions.sayHappened(invite.id, what)) note(invite, what);
  };

  return (
    <section className="happened" aria-label={words.happened.label}>
      <ul>
        {rows.map(({ invite, noted, isBack }) =>
          noted === null ? (
            <Ask
              key={`ask:${invite.id}`}
              invite={invite}
              view={view}
              isBusy={actions.isBusy}
              isBack={isBack}
              onAnswer={(what) => {
                if (what === 'moved') setMovedId(invite.id);
                else void answer(invite, what);
              }}
            />
          ) : (
            <Noted
              key={`noted:${invite.id}`}
              invite={invite}
              view={view}
              said={noted}
              isBusy={actions.isBusy}
              onTakeBack={() => void actions.sayHappened(invite.id, null)}
            />
          ),
        )}
      </ul>
      {moved !== undefined && (
        <NewTime
          invite={moved}
          view={view}
          actions={actions}
          onMoved={() => note(moved, 'later')}
          onNotYet={() => void answer(moved, 'moved')}
          onClose={() => setMovedId(null)}
        />
      )}
    </section>
  );
}

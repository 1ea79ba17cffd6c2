import './week-entry.css';
import { type ReactNode, useId } from 'react';
import { needsDecision } from '#contract/invite-states.ts';
import type { InviteView } from '#contract/invites.ts';
import type { DayView, OutlookView, ProposalView } from '#contract/outlook.ts';
import {
  describeState,
  explainState,
  findHold,
  firstNames,
  fullNames,
  isTrouble,
  nameRemedy,
} from '#renderer/features/describe-plan.ts';
import { useConnectAgain } from '#renderer/features/use-connect-again.ts';
import { Button } from '#renderer/ui/button.tsx';
import { type Text, useText } from '#renderer/ui/text/text.tsx';
import { describeQuiet, type WeekEntry } from './week-rows.ts';
import { InviteStory, ProposalWhy, QuietDay } from './week-why.tsx';

/** What can be done with an entry. */
export interface WeekActions {
  readonly isBusy: boolean;
  readonly invite: (key: string, proposal: ProposalView) => void;
  readonly undo: (key: string, invite: InviteView) => void;
  readonly editBeforeSending: (key: string, entry: ProposalView | InviteView) => void;
  readonly sendAnyway: (invite: InviteView) => void;
  /** Asks the account's provider whether Golden Hour may write. */
  readonly allow: (invite: InviteView) => void;
  /** Null where the host opens the mail program by itself. */
  readonly saveMessage: ((invite: InviteView) => void) | null;
}

/** 'Sending in 7 s' while it can be undone; null once it cannot. */
function describeCounting(invite: InviteView, seconds: number | null, { words }: Text): string | null {
  const { counting } = words.week;
  if (invite.state.kind === 'sending') return counting.now;
  if (invite.state.kind !== 'undo-window' || seconds === null) return null;
  return seconds === 0 ? counting.now : counting[invite.step](seconds);
}

function Title({
  activity,
  guests,
}: Pick<ProposalView, 'guests'> & { readonly activity: { readonly name: string } }) {
  const { words } = useText();
  return (
    <span className="week-title">
      <strong>{activity.name}</strong> {words.outlook.card.with(firstNames(guests))}
    </span>
  );
}

/** The answers that are there, as small marks: 'Priya ✓'. */
function Answers({ invite }: { readonly invite: InviteView }) {
  const { words } = useText();
  const names = firstNames(invite.guests);
  const answered = invite.guests
    .map(({ email, answer }, index) => ({ email, answer, name: names[index] ?? '' }))
    .filter(({ answer }) => answer !== 'needs-action');
  return answered.map(({ email, answer, name }) => (
    <span key={email} className="week-answer">
      <span aria-hidden="true">
        {name} {words.outlook.answersShort[answer]}
      </span>
      <span className="visually-hidden">
        {words.outlook.invite.answered(name, words.common.answers[answer])}
      </span>
    </span>
  ));
}

interface InviteLinesProps {
  readonly invite: InviteView;
  readonly view: OutlookView;
  readonly isCounting: boolean;
}

function InviteLines({ invite, view, isCounting }: InviteLinesProps) {
  const text = useText();
  const inTrouble = isTrouble(invite);
  return (
    <>
      {!isCounting && (
        <span className={`week-state ${inTrouble ? 'week-state-trouble' : ''}`}>
          {describeState(invite, text)}
        </span>
      )}
      {inTrouble && (
        <span className="week-reason">{explainState(invite, view, text).slice(1).join(' ')}</span>
      )}
      <span className="week-detail tabular">
        <span>{text.format.span(invite.span)}</span> <Answers invite={invite} />
      </span>
    </>
  );
}

function Lines({
  entry,
  day,
  view,
  isCounting,
}: Pick<EntryProps, 'entry' | 'day' | 'view'> & { readonly isCounting: boolean }) {
  const text = useText();
  switch (entry.kind) {
    case 'quiet':
      return <span className="week-words">{describeQuiet(day, text)}</span>;
    case 'proposal': {
      const { proposal } = entry;
      return (
        <>
          <Title activity={proposal.activity} guests={proposal.guests} />
          <span className="week-detail tabular">
            <span>{text.format.span(proposal.span)}</span>{' '}
            {proposal.weatherText !== null && <span>{proposal.weatherText}</span>}
          </span>
        </>
      );
    }
    case 'invite':
      return (
        <>
          <Title activity={entry.invite.activity} guests={entry.invite.guests} />
          <InviteLines invite={entry.invite} view={view} isCounting={isCounting} />
        </>
      );
  }
}

interface TroubleButtonProps {
  readonly invite: InviteView;
  /** For whoever listens rather than looks. */
  readonly what: string;
  readonly actions: WeekActions;
}

/** The one thing that helps. */
function TroubleButton({ invite, what, actions }: TroubleButtonProps) {
  const text = useText();
  const connectAgain = useConnectAgain(invite);
  if (connectAgain !== null) {
    return (
      <Button kind="gold" size="small" isBusy={connectAgain.isBusy} onClick={connectAgain.connect}>
        {text.words.google.account.reconnect}
        <span className="visually-hidden">{what}</span>
      </Button>
    );
  }
  return (
    <Button
      // Gold means your move: what is tried again by itself asks for none.
      kind={needsDecision(invite.state) ? 'gold' : 'plain'}
      size="small"
      isBusy={actions.isBusy}
      onClick={() => actions.sendAnyway(invite)}
    >
      {nameRemedy(invite, text)}
      <span className="visually-hidden">{what}</span>
    </Button>
  );
}

function InviteButtons({
  entry,
  actions,
}: {
  readonly entry: WeekEntry & { kind: 'invite' };
  readonly actions: WeekActions;
}) {
  const text = useText();
  const { words } = text;
  const { invite, key } = entry;
  const what = words.week.forInvite(invite.activity.name, fullNames(invite.guests));
  if (invite.state.kind === 'undo-window') {
    return (
      <>
        <Button isBusy={actions.isBusy} onClick={() => actions.undo(key, invite)}>
          {words.common.undo.action}
          <span className="visually-hidden">{what}</span>
        </Button>
        {invite.step === 'create' && (
          <button
            type="button"
            className="link-button week-edit"
            aria-disabled={actions.isBusy || undefined}
            onClick={() => {
              if (!actions.isBusy) actions.editBeforeSending(key, invite);
            }}
          >
            {words.outlook.panel.editFirst}
          </button>
        )}
      </>
    );
  }
  if (findHold(invite) === 'permission') {
    return (
      <>
        <Button kind="gold" size="small" isBusy={actions.isBusy} onClick={() => actions.allow(invite)}>
          {words.google.hold.allow}
          <span className="visually-hidden">{what}</span>
        </Button>
        <Button kind="quiet" size="small" isBusy={actions.isBusy} onClick={() => actions.undo(key, invite)}>
          {words.google.hold.cancel}
          <span className="visually-hidden">{what}</span>
        </Button>
      </>
    );
  }
  if (isTrouble(invite)) return <TroubleButton invite={invite} what={what} actions={actions} />;
  const { saveMessage } = actions;
  if (invite.state.kind !== 'handed-over' || saveMessage === null) return null;
  return (
    <Button size="small" onClick={() => saveMessage(invite)}>
      {words.week.saveMessage}
      <span className="visually-hidden">{what}</span>
    </Button>
  );
}

interface EntryProps {
  readonly entry: WeekEntry;
  readonly day: DayView;
  readonly view: OutlookView;
  /** Of the first idea: gold means your move, and there is one move at a time. */
  readonly isNext: boolean;
  readonly isOpen: boolean;
  /** The one that Tab leads to; arrows lead to the others. */
  readonly isCurrent: boolean;
  /** Left of the undo window; null for what is not in it. */
  readonly seconds: number | null;
  readonly actions: WeekActions;
  readonly onToggle: () => void;
  /** The focus has come to it. */
  readonly onVisit: () => void;
}

export function Entry(props: EntryProps) {
  const { entry, day, view, isNext, isOpen, isCurrent, seconds, actions, onToggle, onVisit } = props;
  const text = useText();
  const { words } = text;
  const counting = entry.kind === 'invite' ? describeCounting(entry.invite, seconds, text) : null;
  const proposal = entry.kind === 'proposal' ? entry.proposal : null;
  const inTrouble = entry.kind === 'invite' && isTrouble(entry.invite);
  const accent = inTrouble ? 'week-trouble' : isNext ? 'week-next' : '';
  const id = useId();
  const [linesId, whyId] = [`${id}-lines`, `${id}-why`];
  let story: ReactNode;
  if (proposal !== null) {
    const edit = (): void => actions.editBeforeSending(entry.key, proposal);
    story = <ProposalWhy proposal={proposal} onEdit={edit} />;
  } else if (entry.kind === 'invite') story = <InviteStory invite={entry.invite} view={view} />;
  else story = <QuietDay day={day} />;
  return (
    <div className={`week-entry week-${entry.kind} ${accent}`} data-entry={entry.key}>
      <button
        type="button"
        className="week-toggle"
        data-stop={entry.key}
        tabIndex={isCurrent ? 0 : -1}
        aria-expanded={isOpen}
        aria-controls={isOpen ? whyId : undefined}
        aria-labelledby={`day-${day.date} ${linesId}`}
        onFocus={onVisit}
        onClick={onToggle}
      >
        <span id={linesId} className="week-lines">
          <Lines entry={entry} day={day} view={view} isCounting={counting !== null} />
        </span>
      </button>
      {/* The page says once that it is about to leave: in the button's name, every second would be said. */}
      {counting !== null && (
        <p className="week-state week-counting" aria-hidden="true">
          {counting}
        </p>
      )}
      <div className="week-buttons">
        {proposal !== null && (
          <Button
            kind={isNext ? 'gold' : 'plain'}
            isBusy={actions.isBusy}
            onClick={() => actions.invite(entry.key, proposal)}
          >
            {words.outlook.panel.invite}
            <span className="visually-hidden">
              {words.week.forInvite(proposal.activity.name, fullNames(proposal.guests))}
            </span>
          </Button>
        )}
        {entry.kind === 'invite' && <InviteButtons entry={entry} actions={actions} />}
      </div>
      {isOpen && (
        <div id={whyId} className="week-why">
          {story}
        </div>
      )}
      {seconds !== null && (
        <span
          className="week-progress"
          aria-hidden="true"
          style={{ transform: `scaleX(${Math.max(0, seconds - 1) / 10})` }}
        />
      )}
    </div>
  );
}

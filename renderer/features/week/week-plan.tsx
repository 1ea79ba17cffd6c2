import { type ReactNode, useRef, useState } from 'react';
import type { ProposalId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { EditDialog } from '#renderer/features/edit-dialog.tsx';
import { HappenedAsks } from '#renderer/features/happened-asks.tsx';
import { usePending } from '#renderer/features/pending.ts';
import { PlanCaveats } from '#renderer/features/plan-caveats.tsx';
import { usePlanActions } from '#renderer/features/use-plan-actions.ts';
import { useMessageFiles } from '#renderer/features/use-message-files.ts';
import { useAllowWriting } from '#renderer/features/use-allow-writing.ts';
import { useUndo } from '#renderer/features/use-undo.ts';
import { useWriteStep } from '#renderer/features/use-write-step.tsx';
import { useShortcuts } from '#renderer/ui/shortcuts.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { DayHead } from './day-head.tsx';
import { Entry, type WeekActions } from './week-entry.tsx';
import { WeekFooter } from './week-footer.tsx';
import { arrangeWeek, countLater, listGuests, moveInList, type WeekEntry } from './week-rows.ts';

function focusStop(root: HTMLElement | null, key: string): void {
  const stop = [...(root?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])].find(
    (candidate) => candidate.dataset['stop'] === key,
  );
  stop?.focus();
}

/** What the buttons and keys of the rows do. */
function useWeekActions(
  permission: OutlookView['permission'],
  onEdit: (id: ProposalId) => void,
  focus: (key: string) => void,
): WeekActions & { readonly plan: ReturnType<typeof usePlanActions>; readonly dialog: ReactNode } {
  const plan = usePlanActions();
  const undo = useUndo();
  const writeStep = useWriteStep(permission);
  const sendAnyway = (invite: InviteView): void => void plan.sendAnyway(invite.id);
  const allowing = useAllowWriting(permission, sendAnyway);
  const save = useMessageFiles();
  const opensMail = useViewValue('app.status')?.capabilities.opensMailProgram === true;
  // The button that was pressed goes away with its state: the focus waits on the row.
  const after = <Result,>(key: string, work: Promise<Result>): Promise<Result> => {
    focus(key);
    return work;
  };
  const takeBackAndEdit = async (invite: InviteView): Promise<void> => {
    if ((await undo.takeBack(invite)) && invite.proposalId !== null) onEdit(invite.proposalId);
  };
  return {
    plan,
    dialog: writeStep.dialog,
    isBusy: plan.isBusy || undo.isBusy || allowing.isBusy,
    invite: (key, proposal) => writeStep.guard(() => after(key, plan.invite(proposal.id))),
    undo: (key, invite) => void after(key, undo.takeBack(invite)),
    allow: allowing.allow,
    editBeforeSending: (key, subject) => {
      if ('state' in subject) void after(key, takeBackAndEdit(subject));
      else onEdit(subject.id);
    },
    sendAnyway,
    saveMessage: opensMail ? null : (invite) => void save(invite.id, 'eml'),
  };
}

interface WeekPlanProps {
  readonly view: OutlookView;
  readonly receivedAt: number;
  readonly isPopover: boolean;
}

export function WeekPlan({ view, receivedAt, isPopover }: WeekPlanProps) {
  const { words } = useText();
  const root = useRef<HTMLDivElement>(null);
  const closesPopover = useViewValue('app.status')?.capabilities.popover === true && isPopover;
  const rows = arrangeWeek(view);
  const entries = rows.flatMap((row) => row.entries);
  const keys = entries.map(({ key }) => key);
  const next = entries.find(({ kind }) => kind === 'proposal')?.key ?? null;
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [visitedKey, setVisitedKey] = useState<string | null>(null);
  const [editedId, setEditedId] = useState<ProposalId | null>(null);
  const current = visitedKey !== null && keys.includes(visitedKey) ? visitedKey : (next ?? keys[0] ?? null);
  const pending = usePending(view.invites, { now: view.now, receivedAt });
  const focus = (key: string): void => focusStop(root.current, key);
  const actions = useWeekActions(view.permission, setEditedId, focus);
  const edited = view.proposals.find(({ id }) => id === editedId);
  const later = countLater(view);

  const inviteAt = (key: string | null): void => {
    const entry = entries.find((candidate) => candidate.key === key);
    if (entry?.kind === 'proposal' && !actions.isBusy) actions.invite(entry.key, entry.proposal);
  };

  useShortcuts((key, event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-entry]') : null;
    const here = target?.dataset['entry'] ?? null;
    // In the host's popover the shell puts all of it away.
    if (key === 'Escape' && !closesPopover) setOpenKey(null);
    // On a row it means that row, elsewhere the one that is open.
    if (key === 'i') inviteAt(here ?? openKey);
    const isArrow = key === 'ArrowUp' || key === 'ArrowDown';
    const wanted = here === null ? (isArrow ? current : null) : moveInList(keys, here, key);
    if (wanted === null) return;
    event.preventDefault();
    focus(wanted);
  });

  const secondsOf = (entry: WeekEntry): number | null =>
    entry.kind === 'invite'
      ? (pending.find(({ invite }) => invite.id === entry.invite.id)?.seconds ?? null)
      : null;

  return (
    <div className="week" ref={root}>
      <div className="week-head">
        <h1>{words.week.title}</h1>
        <p>{view.headline}</p>
      </div>
      <div className="week-scroll">
        <PlanCaveats view={view} />
        <HappenedAsks view={view} actions={actions.plan} />
        <ol className="week-days" aria-label={words.week.days}>
          {rows.map(({ day, entries: ofDay }) => (
            <li key={day.date} className="week-day">
              <DayHead day={day} isToday={day.date === view.today} guests={listGuests(ofDay)} />
              <div className="week-entries">
                {ofDay.map((entry) => (
                  <Entry
                    key={entry.key}
                    entry={entry}
                    day={day}
                    view={view}
                    isNext={entry.key === next}
                    isOpen={entry.key === openKey}
                    isCurrent={entry.key === current}
                    seconds={secondsOf(entry)}
                    actions={actions}
                    onVisit={() => setVisitedKey(entry.key)}
                    onToggle={() => setOpenKey(entry.key === openKey ? null : entry.key)}
                  />
                ))}
              </div>
            </li>
          ))}
        </ol>
        {later > 0 && <p className="week-later">{words.week.later(later)}</p>}
      </div>
      <WeekFooter view={view} plan={actions.plan} />
      {edited !== undefined && (
        <EditDialog
          proposal={edited}
          permission={view.permission}
          onClose={() => setEditedId(null)}
          onInvited={actions.plan.acceptInvite}
        />
      )}
      {actions.dialog}
    </div>
  );
}

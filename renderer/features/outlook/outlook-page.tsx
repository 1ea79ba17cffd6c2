import './outlook-page.css';
import { useState } from 'react';
import type { ProposalId } from '#contract/ids.ts';
import type { OutlookView } from '#contract/outlook.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useShortcuts } from '#renderer/ui/shortcuts.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { instantAt } from '#renderer/ui/text/format.ts';
import {
  arrangeDays,
  type Card,
  followSelection,
  selectCard,
  type Selection,
} from '#renderer/features/plan-cards.ts';
import { Columns } from './columns.tsx';
import { DayList } from './day-list.tsx';
import { describeWhen } from '#renderer/features/describe-plan.ts';
import { HappenedAsks } from '#renderer/features/happened-asks.tsx';
import { PlanCaveats } from '#renderer/features/plan-caveats.tsx';
import { PlanGate } from '#renderer/features/plan-gate.tsx';
import { PlanNotes } from './overview-panel.tsx';
import type { ProposalDialog } from './proposal-panel.tsx';
import { SidePanel } from './side-panel.tsx';
import type { DragTarget } from './use-card-drag.ts';
import { usePlanActions } from '#renderer/features/use-plan-actions.ts';
import { useWriteStep } from '#renderer/features/use-write-step.tsx';
import { useOutlookLayout } from './use-layout.ts';

function OutlookSkeleton() {
  const { words } = useText();
  return (
    <div className="outlook-main">
      <h1 className="visually-hidden">{words.outlook.title}</h1>
      <p className="visually-hidden" role="status">
        {words.common.loading}
      </p>
      <div className="outlook-skeleton" aria-hidden="true">
        {Array.from({ length: 10 }, (_, index) => (
          <div key={index} className="skeleton" />
        ))}
      </div>
    </div>
  );
}

function ViewSwitch({ view, choose }: Pick<ReturnType<typeof useOutlookLayout>, 'view' | 'choose'>) {
  const { words } = useText();
  const labels = words.outlook.view;
  return (
    <div className="view-switch" role="group" aria-label={labels.label}>
      {(['columns', 'list'] as const).map((choice) => (
        <button key={choice} type="button" aria-pressed={view === choice} onClick={() => choose(choice)}>
          {labels[choice]}
        </button>
      ))}
    </div>
  );
}

/** What is open when the page opens: the first idea where there is room beside the plan, else nothing. */
function chooseFirst(view: OutlookView, hasSidePanel: boolean): Selection {
  const card = arrangeDays(view)
    .flatMap(({ cards }) => cards)
    .find(({ kind }) => kind === 'proposal');
  return card !== undefined && hasSidePanel ? selectCard(card) : { kind: 'overview' };
}

function Outlook({ view, receivedAt }: { readonly view: OutlookView; readonly receivedAt: number }) {
  const text = useText();
  const actions = usePlanActions();
  const writeStep = useWriteStep(view.permission);
  const layout = useOutlookLayout();
  const [chosen, setChosen] = useState<Selection>(() => chooseFirst(view, layout.hasSidePanel));
  const [dialog, setDialog] = useState<ProposalDialog>(null);
  const columns = arrangeDays(view);
  const selection = followSelection(chosen, view);

  const select = (next: Selection): void => {
    setChosen(next);
    setDialog(null);
  };
  const close = (): void => select({ kind: 'overview' });
  const invite = (id: ProposalId): void => writeStep.guard(() => actions.invite(id));

  const drop = ({ proposal, date, span }: DragTarget): void => {
    const start = instantAt(date, span.from, view.zone);
    setChosen({ kind: 'proposal', id: proposal.id });
    void actions.move(proposal.id, proposal.activity.id, start, describeWhen(date, span, text));
  };

  const actOn = (key: string, card: Card | null): void => {
    const proposal = card?.kind === 'proposal' ? card.proposal : null;
    if (proposal === null) return;
    if (key === 'i' && !actions.isBusy) {
      setChosen({ kind: 'proposal', id: proposal.id });
      invite(proposal.id);
    }
    if (key === 't') {
      setChosen({ kind: 'proposal', id: proposal.id });
      setDialog('time');
    }
  };

  useShortcuts((key, event) => {
    if (key === 'Escape' && selection.kind !== 'overview') close();
    if (key === 'l' && layout.canChoose) layout.choose(layout.view === 'list' ? 'columns' : 'list');
    if (key !== 'i' && key !== 't') return;
    event.preventDefault();
    // On a card it means that card, elsewhere the one that is open.
    const stop = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stop]') : null;
    const cards = columns.flatMap((column) => column.cards);
    const open = selection.kind === 'proposal' ? `proposal:${selection.id}` : null;
    const wanted = stop?.dataset['stop'] ?? open;
    actOn(
      key,
      cards.find((card) => card.kind === 'proposal' && `proposal:${card.proposal.id}` === wanted) ?? null,
    );
  });

  const panel = (
    <SidePanel
      view={view}
      columns={columns}
      selection={selection}
      actions={actions}
      dialog={dialog}
      onDialog={setDialog}
      onInvite={invite}
      onSelect={select}
      onClose={layout.hasSidePanel ? close : null}
    />
  );

  return (
    <div className={`outlook ${layout.hasSidePanel ? 'outlook-with-panel' : ''}`}>
      <div className="outlook-main">
        <div className="outlook-top">
          <h1>{view.headline}</h1>
          {layout.canChoose && <ViewSwitch view={layout.view} choose={layout.choose} />}
        </div>
        <PlanCaveats view={view} />
        {!layout.hasSidePanel && <HappenedAsks view={view} actions={actions} />}
        {layout.view === 'columns' ? (
          <Columns
            view={view}
            receivedAt={receivedAt}
            columns={columns}
            selection={selection}
            onSelect={select}
            onMove={drop}
          />
        ) : (
          <>
            <DayList view={view} columns={columns} selection={selection} onSelect={select} />
            {!layout.hasSidePanel && (
              <div className="outlook-aside panel-body">
                <PlanNotes view={view} actions={actions} />
              </div>
            )}
          </>
        )}
      </div>
      {layout.hasSidePanel && (
        <aside className="panel" aria-label={text.words.outlook.panel.label}>
          {panel}
        </aside>
      )}
      {!layout.hasSidePanel && selection.kind !== 'overview' && (
        <Dialog title={text.words.outlook.panel.label} onClose={close} shape="sheet">
          {panel}
        </Dialog>
      )}
      {writeStep.dialog}
    </div>
  );
}

export function OutlookPage() {
  return (
    <PlanGate skeleton={<OutlookSkeleton />}>
      {(view, receivedAt) => <Outlook view={view} receivedAt={receivedAt} />}
    </PlanGate>
  );
}

import './panel.css';
import type { ProposalId } from '#contract/ids.ts';
import type { OutlookView } from '#contract/outlook.ts';
import type { DayColumn, Selection } from '#renderer/features/plan-cards.ts';
import { DayPanel } from './day-panel.tsx';
import { InvitePanel } from './invite-panel.tsx';
import { OverviewPanel } from './overview-panel.tsx';
import { type ProposalDialog, ProposalPanel } from './proposal-panel.tsx';
import type { PlanActions } from '#renderer/features/use-plan-actions.ts';

interface SidePanelProps {
  readonly view: OutlookView;
  readonly columns: readonly DayColumn[];
  readonly selection: Selection;
  readonly actions: PlanActions;
  readonly dialog: ProposalDialog;
  readonly onDialog: (dialog: ProposalDialog) => void;
  readonly onInvite: (id: ProposalId) => void;
  readonly onSelect: (selection: Selection) => void;
  readonly onClose: (() => void) | null;
}

export function SidePanel(props: SidePanelProps) {
  const { view, columns, selection, actions, dialog, onDialog, onInvite, onSelect, onClose } = props;
  switch (selection.kind) {
    case 'proposal': {
      const proposal = view.proposals.find(({ id }) => id === selection.id);
      if (proposal === undefined) break;
      return (
        <ProposalPanel
          key={proposal.id}
          view={view}
          proposal={proposal}
          actions={actions}
          dialog={dialog}
          onDialog={onDialog}
          onInvite={onInvite}
          onClose={onClose}
        />
      );
    }
    case 'invite': {
      const invite = view.invites.find(({ id }) => id === selection.id);
      if (invite === undefined) break;
      return <InvitePanel view={view} invite={invite} actions={actions} onClose={onClose} />;
    }
    case 'day': {
      const column = columns.find(({ day }) => day.date === selection.date);
      if (column === undefined) break;
      return <DayPanel column={column} onSelect={onSelect} onClose={onClose} />;
    }
    case 'overview':
  }
  return <OverviewPanel view={view} columns={columns} actions={actions} onSelect={onSelect} />;
}

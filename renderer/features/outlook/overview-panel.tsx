import type { OutlookView } from '#contract/outlook.ts';
import { Button } from '#renderer/ui/button.tsx';
import { HappenedAsks } from '#renderer/features/happened-asks.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { type DayColumn, keyOfCard, type Selection } from '#renderer/features/plan-cards.ts';
import { GlanceCard } from './glance-card.tsx';
import { PanelSection } from './panel-parts.tsx';
import { RibbonLegend } from './ribbon-legend.tsx';
import type { PlanActions } from '#renderer/features/use-plan-actions.ts';

interface OverviewPanelProps {
  readonly view: OutlookView;
  readonly columns: readonly DayColumn[];
  readonly actions: PlanActions;
  readonly onSelect: (selection: Selection) => void;
}

/** What the plan says beside its cards: warnings, whose weather it is, and 'not this week'. */
export function PlanNotes({ view, actions }: Pick<OverviewPanelProps, 'view' | 'actions'>) {
  const { words } = useText();
  const { overview, constructed } = words.outlook;
  const { forecast } = view;
  return (
    <>
      {view.warnings.length > 0 && (
        <PanelSection title={overview.warnings}>
          {view.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </PanelSection>
      )}
      {view.proposals.length > 0 && (
        <div>
          <Button size="small" isBusy={actions.isBusy} onClick={() => void actions.notThisWeek()}>
            {overview.notThisWeek}
          </Button>
        </div>
      )}
      {forecast !== null && (
        <p className="hint">
          {forecast.constructed ? (
            constructed
          ) : (
            <a href={forecast.attributionUrl} target="_blank" rel="noreferrer">
              {forecast.attribution}
            </a>
          )}
        </p>
      )}
    </>
  );
}

export function OverviewPanel({ view, columns, actions, onSelect }: OverviewPanelProps) {
  const { words } = useText();
  const { overview } = words.outlook;
  const cards = columns.flatMap((column) => column.cards);
  const ideas = cards.filter(({ kind }) => kind === 'proposal');
  const sent = cards.filter(({ kind }) => kind === 'invite');
  return (
    <div className="panel-scroll">
      <div className="panel-body">
        <h2 className="panel-title">{overview.title}</h2>
        <HappenedAsks view={view} actions={actions} />
        {ideas.length === 0 && <p>{overview.nothing}</p>}
        {ideas.length > 0 && (
          <PanelSection title={overview.ideas}>
            {ideas.map((card) => (
              <GlanceCard key={keyOfCard(card)} card={card} onSelect={onSelect} />
            ))}
            <p className="hint">{overview.hint}</p>
          </PanelSection>
        )}
        {sent.length > 0 && (
          <PanelSection title={overview.sent}>
            {sent.map((card) => (
              <GlanceCard key={keyOfCard(card)} card={card} onSelect={onSelect} />
            ))}
          </PanelSection>
        )}
        <PlanNotes view={view} actions={actions} />
        {view.ribbon.length > 0 && <RibbonLegend />}
      </div>
    </div>
  );
}

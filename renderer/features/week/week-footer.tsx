import type { OutlookView } from '#contract/outlook.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { describeAge, isPlanStale } from '#renderer/features/age-text.ts';
import type { PlanActions } from '#renderer/features/use-plan-actions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { useText } from '#renderer/ui/text/text.tsx';

interface WeekFooterProps {
  readonly view: OutlookView;
  readonly plan: PlanActions;
}

export function WeekFooter({ view, plan }: WeekFooterProps) {
  const text = useText();
  const { words } = text;
  // The plan may be older than the last look at its calendars, which then says more.
  const calendars = useViewValue('calendars.read')?.calendars ?? view.calendars;
  return (
    <footer className="week-foot">
      <a className="week-all" href={hrefs.outlook}>
        {words.week.openOutlook}
      </a>
      {view.proposals.length > 0 && (
        <Button kind="quiet" size="small" isBusy={plan.isBusy} onClick={() => void plan.notThisWeek()}>
          {words.outlook.overview.notThisWeek}
        </Button>
      )}
      {isPlanStale(view, calendars) && <p className="week-age">{describeAge(view, calendars, text)}</p>}
    </footer>
  );
}

import './week.css';
import { PlanGate } from '#renderer/features/plan-gate.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { WeekPlan } from './week-plan.tsx';

function WeekSkeleton() {
  const { words } = useText();
  return (
    <div className="week">
      <div className="week-head">
        <h1>{words.week.title}</h1>
        <p role="status">{words.common.loading}</p>
      </div>
      <div className="week-skeleton" aria-hidden="true">
        {Array.from({ length: 7 }, (_, index) => (
          <div key={index} className="skeleton" />
        ))}
      </div>
    </div>
  );
}

/** Seven days at a glance: a page of the main window, or all of the popover. */
export function WeekPage({ isPopover }: { readonly isPopover: boolean }) {
  return (
    <PlanGate skeleton={<WeekSkeleton />}>
      {(view, receivedAt) => <WeekPlan view={view} receivedAt={receivedAt} isPopover={isPopover} />}
    </PlanGate>
  );
}

import './week.css';
import { useHost, useView } from '#renderer/bridge/host.tsx';
import { PlanEmpty } from '#renderer/features/plan-empty.tsx';
import { FailedState } from '#renderer/ui/states.tsx';
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
  const { views } = useHost();
  const { words } = useText();
  const state = useView('outlook.read');
  switch (state.kind) {
    case 'loading':
      return <WeekSkeleton />;
    case 'failed':
      return (
        <FailedState
          level={1}
          failure={state.failure}
          title={words.outlook.failed}
          onRetry={() => void views.reload('outlook.read')}
        />
      );
    case 'ready': {
      const hasCalendar = state.value.calendars.some(({ kind }) => kind !== 'local');
      if (!hasCalendar && state.value.invites.length === 0) return <PlanEmpty />;
      return <WeekPlan view={state.value} receivedAt={state.receivedAt} isPopover={isPopover} />;
    }
  }
}

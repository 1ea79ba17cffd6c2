import type { ReactNode } from 'react';
import type { OutlookView } from '#contract/outlook.ts';
import { useHost, useView } from '#renderer/bridge/host.tsx';
import { FailedState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { PlanEmpty } from './plan-empty.tsx';

interface PlanGateProps {
  /** Stands there until the plan comes. */
  readonly skeleton: ReactNode;
  readonly children: (view: OutlookView, receivedAt: number) => ReactNode;
}

/** What every page of the plan shows as long as there is none: it is on its way, it failed, or no calendar is read. */
export function PlanGate({ skeleton, children }: PlanGateProps) {
  const { views } = useHost();
  const { words } = useText();
  const state = useView('outlook.read');
  switch (state.kind) {
    case 'loading':
      return skeleton;
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
      return children(state.value, state.receivedAt);
    }
  }
}

import { useState } from 'react';
import type { IsoInstant } from '#contract/time.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { readWallClock } from '#renderer/ui/text/format.ts';
import { useText } from '#renderer/ui/text/text.tsx';

/** Says when something was, seen from the plan's today; from the page's own while there is no plan. */
export function useMoment(): (instant: IsoInstant) => string {
  const { format } = useText();
  const outlook = useViewValue('outlook.read');
  const status = useViewValue('app.status');
  const zone = outlook?.zone ?? status?.zone ?? 'UTC';
  const [openedMs] = useState(() => Date.now());
  const today = outlook?.today ?? readWallClock(openedMs, zone).date;
  return (instant) => format.moment(instant, zone, today);
}

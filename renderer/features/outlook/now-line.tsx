import { useEffect, useState } from 'react';
import type { OutlookView } from '#contract/models.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { isShown, toPercent } from './scale.ts';

/** The minute of the day now: what the plan said when it came, and the time since. */
function useNowMinute(atReceipt: number, receivedAt: number): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const update = (): void => setElapsed(Math.floor((performance.now() - receivedAt) / 60_000));
    update();
    const timer = setInterval(update, 15_000);
    return () => clearInterval(timer);
  }, [receivedAt]);
  return atReceipt + Math.max(0, elapsed);
}

export function NowLine({ view, receivedAt }: { readonly view: OutlookView; readonly receivedAt: number }) {
  const { words, format } = useText();
  const minute = useNowMinute(view.nowMinute, receivedAt);
  const column = view.days.findIndex(({ date }) => date === view.today);
  if (column === -1 || !isShown({ from: minute, until: minute + 1 })) return null;
  return (
    <div
      className="now-line"
      title={words.outlook.now(format.time(minute))}
      style={{
        insetBlockStart: `${toPercent(minute)}%`,
        insetInlineStart: `${(column / view.days.length) * 100}%`,
        inlineSize: `${100 / view.days.length}%`,
      }}
    />
  );
}

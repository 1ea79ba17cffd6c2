import { useEffect, useState } from 'react';
import type { OutlookView } from '#contract/outlook.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { isShown, toPercent } from './scale.ts';

const MINUTE_MS = 60_000;
/** A timer may fire a little early, and would find the old minute. */
const LATE_MS = 50;

/** The minute of the day now: what the plan said when it came, and the time since. */
function useNowMinute(atReceipt: number, receivedAt: number): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const update = (): void => setElapsed(Math.floor((performance.now() - receivedAt) / MINUTE_MS));
    update();
    // Once a minute, as soon as the minute is another: more often would keep the machine awake for nothing.
    const restMs = MINUTE_MS - ((performance.now() - receivedAt) % MINUTE_MS);
    let timer = setTimeout(() => {
      update();
      timer = setInterval(update, MINUTE_MS);
    }, restMs + LATE_MS);
    // Both kinds of timer are ended by either.
    return () => clearTimeout(timer);
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

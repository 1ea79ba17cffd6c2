import { useEffect, useState } from 'react';
import type { IsoInstant } from '#contract/time.ts';
import { useView } from '#renderer/bridge/host.tsx';
import { readHostClock } from './pending.ts';

/** '4:05' of 245 seconds. */
export const formatTimeLeft = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** Whole seconds until an instant of the host, begun ones counted; null while its clock is not known. */
export function estimateSecondsLeft(
  until: IsoInstant,
  clock: ReturnType<typeof readHostClock>,
  now: number,
): number | null {
  if (clock === null) return null;
  // A tick may be older than the answer of the host that came since.
  const hostNow = Date.parse(clock.now) + Math.max(0, now - clock.receivedAt);
  return Math.max(0, Math.ceil((Date.parse(until) - hostNow) / 1_000));
}

/** '4:05' until an instant of the host, counted down as long as it is looked at. */
export function useTimeLeft(until: IsoInstant): string | null {
  const clock = readHostClock(useView('outlook.read'));
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = estimateSecondsLeft(until, clock, now);
  return seconds === null ? null : formatTimeLeft(seconds);
}

import { useEffect, useState } from 'react';
import type { InviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import type { IsoInstant } from '#contract/time.ts';
import type { ViewState } from '#renderer/bridge/views.ts';

const WINDOW_MS = 10_000;

export interface Pending {
  readonly invite: InviteView;
  readonly seconds: number;
}

/** What the host's clock showed when the page's own counter stood at `receivedAt`. */
interface HostClock {
  readonly now: IsoInstant;
  readonly receivedAt: number;
}

/** The clock that the stored deadlines are of; null until it is known. Without a plan the page's own has to do. */
export function readHostClock(plan: ViewState<OutlookView>): HostClock | null {
  switch (plan.kind) {
    case 'loading':
      return null;
    case 'failed':
      return { now: new Date().toISOString(), receivedAt: performance.now() };
    case 'ready':
      return { now: plan.value.now, receivedAt: plan.receivedAt };
  }
}

/**
 * How long an invite still waits, as seen when it first appeared. A clock that was set in the meantime would give
 * nonsense: then the whole window counts from now.
 */
export function estimateRemaining(sendsAt: string, nowMs: number): number {
  const remaining = Date.parse(sendsAt) - nowMs;
  return remaining > -2_000 && remaining <= WINDOW_MS + 2_000
    ? Math.min(WINDOW_MS, Math.max(0, remaining))
    : WINDOW_MS;
}

/** The invites in their undo window with the seconds that are left, counted on a clock that nobody can set. */
export function usePending(invites: readonly InviteView[], clock: HostClock | null): readonly Pending[] {
  const [deadlines, setDeadlines] = useState<ReadonlyMap<InviteId, { sendsAt: string; at: number }>>(
    new Map(),
  );
  const [now, setNow] = useState(() => performance.now());
  const waiting = invites.filter(({ state }) => state.kind === 'undo-window');
  const key = waiting
    .map(({ id, state }) => id + (state.kind === 'undo-window' ? state.sendsAt : ''))
    .join(' ');

  const isClockKnown = clock !== null;
  useEffect(() => {
    if (clock === null) return;
    const current = performance.now();
    const nowOfHost = Date.parse(clock.now) + current - clock.receivedAt;
    setNow(current);
    setDeadlines((known) => {
      const next = new Map<InviteId, { sendsAt: string; at: number }>();
      for (const { id, state } of waiting) {
        if (state.kind !== 'undo-window') continue;
        const before = known.get(id);
        const at =
          before?.sendsAt === state.sendsAt
            ? before.at
            : current + estimateRemaining(state.sendsAt, nowOfHost);
        next.set(id, { sendsAt: state.sendsAt, at });
      }
      return next;
    });
    // oxlint-disable-next-line react/exhaustive-deps -- the key says all that matters of `waiting`; the clock matters when one appears
  }, [key, isClockKnown]);

  useEffect(() => {
    if (deadlines.size === 0) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [deadlines]);

  return waiting.map((invite) => {
    const deadline = deadlines.get(invite.id);
    const left = deadline === undefined ? WINDOW_MS : deadline.at - now;
    return { invite, seconds: Math.max(0, Math.ceil(left / 1_000)) };
  });
}

import type { EpochMs } from '#contract/time.ts';

// How many requests a metered account (Google's) may be asked of the app's own accord in any 24 hours, and who has
// them: the home calendar (or the first one) always, the others and what is merely good to know as long as enough is
// left for it. What the user asks for by hand is counted and never refused.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const FIRST_CALENDAR = 100;
const FURTHER_CALENDAR = 24;
/** While somebody looks: so that with a look at the clock every 20 seconds nothing is older than a quarter of an hour. */
export const METERED_MS = 15 * MINUTE_MS - 10_000;
/** Further calendars, when the day's requests run low. */
const STRETCHED_MS = HOUR_MS;
/** Nobody looks, or nothing else is left. */
const IDLE_MS = 2 * HOUR_MS;
/** As long as somebody may go on looking today: for so many hours the further calendars keep an hour. */
const LOOKED_AT_MS = 16 * HOUR_MS;
/** A reading that is due before the next look at the clock is due. */
const LOOKAROUND_MS = 30_000;

/** Requests of one minute: of the app's own accord, and because the user asked for something. */
export interface MinuteOfRequests {
  /** Since 1970. */
  readonly minute: number;
  readonly own: number;
  readonly asked: number;
}

/** What an account was asked in the last 24 hours, ascending. */
export type RequestLog = readonly MinuteOfRequests[];

/** Whose doing a request is. */
export type Asker = 'own' | 'asked';

export const dailyBudget = (calendars: number): number =>
  FIRST_CALENDAR + FURTHER_CALENDAR * Math.max(0, calendars - 1);

/** A request counts until 24 hours after the end of its minute: never for too short a time. */
const endOf = ({ minute }: MinuteOfRequests): EpochMs => (minute + 1) * MINUTE_MS + DAY_MS;

/** With `count` more now, and without what is older than a day; a clock that was set back empties it. */
export function noteRequests(log: RequestLog, count: number, asker: Asker, nowMs: EpochMs): RequestLog {
  const minute = Math.floor(nowMs / MINUTE_MS);
  const recent = log.filter((entry) => endOf(entry) > nowMs && entry.minute <= minute);
  if (count === 0) return recent;
  const last = recent.at(-1);
  const before = last?.minute === minute ? last : { minute, own: 0, asked: 0 };
  const next = { ...before, [asker]: before[asker] + count };
  return [...(last?.minute === minute ? recent.slice(0, -1) : recent), next];
}

/** In the 24 hours before now. */
export function countRequests(log: RequestLog, nowMs: EpochMs): Readonly<Record<Asker, number>> {
  let own = 0;
  let asked = 0;
  for (const entry of log) {
    if (endOf(entry) <= nowMs || entry.minute * MINUTE_MS > nowMs) continue;
    own += entry.own;
    asked += entry.asked;
  }
  return { own, asked };
}

/** An account's calendars that are read, by what one reading of them costs in requests: mostly 1. */
export interface Costs {
  /** The home calendar's if it is one of them, otherwise the first one's. */
  readonly first: number;
  readonly further: readonly number[];
}

/** What could be asked for now. */
export type Wish =
  | { readonly kind: 'first'; readonly lastTriedMs: EpochMs }
  | {
      readonly kind: 'further';
      readonly lastTriedMs: EpochMs;
      readonly cost: number;
      readonly isLooking: boolean;
    }
  /** Good to know: free/busy. */
  | { readonly kind: 'extra'; readonly cost: number };

/**
 * Whether the app may ask for it of its own accord. In any 24 hours it never asks for more than the budget; the first
 * calendar has its quarter of an hour even if somebody looks all day, the others have at least two hours.
 */
export function mayAsk(wish: Wish, log: RequestLog, costs: Costs, nowMs: EpochMs): boolean {
  const budget = dailyBudget(1 + costs.further.length);
  const fits = (cost: number, furtherNeeds: Needs, counts: 'own' | 'all'): boolean =>
    fitsBeside(cost, (ms) => firstNeeds(costs, ms) + furtherNeeds(costs, ms), log, counts, budget, nowMs);
  switch (wish.kind) {
    case 'first':
      // Where one reading takes several requests, as without sync tokens, there are fewer readings.
      return (
        (costs.first === 1 || nowMs - wish.lastTriedMs >= Math.min(costs.first, budget) * METERED_MS) &&
        countRequests(log, nowMs).own + Math.min(costs.first, budget) <= budget
      );
    case 'further': {
      const ageMs = nowMs - wish.lastTriedMs + LOOKAROUND_MS;
      if (ageMs >= STRETCHED_MS && wish.isLooking && fits(wish.cost, atLeast, 'own')) return true;
      if (ageMs >= IDLE_MS) return fits(wish.cost, nothing, 'own');
      return wish.isLooking && fits(wish.cost, wellKept, 'all');
    }
    case 'extra':
      return fits(wish.cost, wellKept, 'all');
  }
}

/** How many requests the next so many milliseconds may need. */
type Needs = (costs: Costs, ms: number) => number;

const times = (ms: number, everyMs: number): number => Math.ceil(Math.max(0, ms) / everyMs);

/** Somebody may look all the time. */
const firstNeeds: Needs = ({ first }, ms) => times(ms, METERED_MS * first) * first;
const wellKept: Needs = ({ further }, ms) =>
  sum(further) * (times(Math.min(ms, LOOKED_AT_MS), STRETCHED_MS) + times(ms - LOOKED_AT_MS, IDLE_MS));
const atLeast: Needs = ({ further }, ms) => sum(further) * times(ms, IDLE_MS);
const nothing: Needs = () => 0;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * Whether `cost` more now leave room for what is needed at every moment of the next 24 hours, as the older requests
 * cease to count. The sum is largest just before one of them does, or at the end.
 */
function fitsBeside(
  cost: number,
  needs: (ms: number) => number,
  log: RequestLog,
  counts: 'own' | 'all',
  budget: number,
  nowMs: EpochMs,
): boolean {
  let used = cost;
  if (used + needs(DAY_MS) > budget) return false;
  for (const entry of log.toReversed()) {
    const leftMs = endOf(entry) - nowMs;
    if (leftMs <= 0) break;
    used += entry.own + (counts === 'all' ? entry.asked : 0);
    if (used + needs(Math.min(leftMs, DAY_MS)) > budget) return false;
  }
  return true;
}

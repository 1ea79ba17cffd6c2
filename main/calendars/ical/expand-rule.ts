import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { expandSimple, isSimple } from '#main/calendars/ical/expand-simple.ts';
import { expandYearly, needsYearlyExpansion } from '#main/calendars/ical/expand-yearly.ts';
import {
  type ExpansionLimits,
  ExpansionProblem,
  type RuleStart,
  TOO_OFTEN,
} from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import { DAY_MS, type WallMs } from '#main/calendars/ical/wall-time.ts';

// Honest rules stay far below: an hourly one over two years needs 17,520 steps, a daily one since 1900 some 46,000.
const MAXIMUM_STEPS = 100_000;
/** Dense rules are expanded in stretches of about this many instances, so that the limits are seen in time. */
const STRETCH_INSTANCES = 5_000;

const DAYS_BY_FREQUENCY = {
  SECONDLY: 1 / 86_400,
  MINUTELY: 1 / 1440,
  HOURLY: 1 / 24,
  DAILY: 1,
  WEEKLY: 7,
  MONTHLY: 28,
  YEARLY: 365,
} as const;

/**
 * The instances of a rule from `fromMs` to `toMs`, both included, ascending, without repeats, on the wall clock: that
 * is what recurs, whatever the offset. Seeks to the window where there is no COUNT. UNTIL is the caller's business.
 * @throws ExpansionProblem when the rule costs more than the limits allow
 */
export function expandRule(
  rule: Rule,
  start: RuleStart,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  limits: ExpansionLimits,
): WallMs[] {
  const fromMs = Math.max(window.fromMs, start.wallMs);
  if (fromMs > window.toMs) return [];
  if (needsYearlyExpansion(rule)) return expandYearly(rule, start, { fromMs, toMs: window.toMs }, limits);
  if (isSimple(rule, start)) return expandSimple(rule, start, { fromMs, toMs: window.toMs }, limits);
  if (isTooOften(rule, start, window.toMs - fromMs, limits)) throw new ExpansionProblem(TOO_OFTEN);
  const engine = createEngine(rule, start, limits);
  const stepMs = stretchMs(rule, start);
  const instances: WallMs[] = [];
  for (let at = fromMs; at <= window.toMs; at += stepMs) {
    if (limits.isOverdue()) throw new ExpansionProblem(TOO_OFTEN);
    const until = Math.min(at + stepMs - 1, window.toMs);
    for (const instance of runEngine(engine, at, until)) {
      if (instance !== instances.at(-1)) instances.push(instance);
    }
    if (instances.length > limits.maximumInstances) throw new ExpansionProblem(TOO_OFTEN);
  }
  return instances;
}

/** How many times of day a rule names. */
const clockTimes = (rule: Rule, start: RuleStart): number =>
  start.isDate
    ? 1
    : Math.max(rule.byHour.length, 1) * Math.max(rule.byMinute.length, 1) * Math.max(rule.bySecond.length, 1);

/** How often a rule can give an instance at most, each day. */
const timesADay = (rule: Rule, start: RuleStart): number =>
  clockTimes(rule, start) / Math.min(DAYS_BY_FREQUENCY[rule.freq] * rule.interval, 1);

/** How much of the window to expand at once: all of it, unless the rule is dense. */
function stretchMs(rule: Rule, start: RuleStart): number {
  const most = timesADay(rule, start);
  // With COUNT each stretch would begin at DTSTART again.
  if (most <= 24 || (rule.count !== null && rule.count <= MAXIMUM_STEPS)) return Infinity;
  return Math.ceil((STRETCH_INSTANCES / most) * DAY_MS);
}

/** Seen without expanding: a rule that nothing limits, one day of it that is too much, or a file that is full. */
function isTooOften(rule: Rule, start: RuleStart, lengthMs: number, limits: ExpansionLimits): boolean {
  if (clockTimes(rule, start) > limits.maximumInstances) return true;
  const parts = [rule.byMonth, rule.byMonthDay, rule.byDay, rule.byYearDay, rule.byWeekNo, rule.bySetPos];
  const clock = [rule.byHour, rule.byMinute, rule.bySecond];
  const isLimited = [...parts, ...clock].some((part) => part.length > 0);
  if (isLimited || rule.count !== null) return false;
  return (lengthMs / DAY_MS) * timesADay(rule, start) > limits.maximumInstances + 1;
}

function createEngine(rule: Rule, start: RuleStart, limits: ExpansionLimits): RRuleTemporal {
  const list = <T>(values: readonly T[]): T[] | undefined => (values.length > 0 ? [...values] : undefined);
  const clock = <T>(values: readonly T[]): T[] | undefined => (start.isDate ? undefined : list(values));
  const parts = {
    byHour: clock(rule.byHour),
    byMinute: clock(rule.byMinute),
    bySecond: clock(rule.bySecond),
    byDay: list(daysOf(rule)),
    byMonth: list(monthsOf(rule, start)),
    byMonthDay: list(rule.byMonthDay),
    byYearDay: list(rule.byYearDay),
    byWeekNo: list(rule.byWeekNo),
    bySetPos: list(rule.bySetPos),
    count: rule.count ?? undefined,
    wkst: rule.wkst ?? undefined,
    rscale: rule.rscale ?? undefined,
    skip: rule.rscale === null ? undefined : (rule.skip ?? undefined),
    // Where it is set the engine counts every date that it tries, and takes thirty times as long for it.
    maxCandidateEvaluations: timesADay(rule, start) > 24 ? limits.maximumCandidates : undefined,
  };
  try {
    return new RRuleTemporal({
      freq: rule.freq,
      interval: rule.interval,
      dtstart: Temporal.Instant.fromEpochMilliseconds(start.wallMs).toZonedDateTimeISO('UTC'),
      tzid: 'UTC',
      maxIterations: MAXIMUM_STEPS,
      cache: false,
      ...keepDefined(parts),
    });
  } catch (cause) {
    throw toProblem(cause);
  }
}

/** Only months and years have a second Tuesday; elsewhere the number says nothing (RFC 5545, 3.3.10). */
function daysOf(rule: Rule): readonly string[] {
  if (rule.freq === 'MONTHLY' || rule.freq === 'YEARLY') return rule.byDay;
  return [...new Set(rule.byDay.map((day) => day.slice(-2)))];
}

/** A yearly BYMONTHDAY without a month is in DTSTART's month, as libical reads it: nobody means all twelve. */
function monthsOf(rule: Rule, start: RuleStart): readonly (number | string)[] {
  const isMonthOpen =
    rule.freq === 'YEARLY' &&
    rule.rscale === null &&
    rule.byMonthDay.length > 0 &&
    rule.byMonth.length + rule.byDay.length + rule.byYearDay.length === 0;
  return isMonthOpen ? [new Date(start.wallMs).getUTCMonth() + 1] : rule.byMonth;
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The engine tells an absent option from an undefined one. */
function keepDefined<T extends object>(options: T): Defined<T> {
  const defined = Object.entries(options).filter(([, value]) => value !== undefined);
  // Only entries of T are left, and none of them undefined.
  return Object.fromEntries(defined) as Defined<T>;
}

function runEngine(engine: RRuleTemporal, fromMs: WallMs, toMs: WallMs): WallMs[] {
  try {
    return engine
      .between(new Date(fromMs), new Date(toMs), true)
      .map((instance) => instance.epochMilliseconds);
  } catch (cause) {
    throw toProblem(cause);
  }
}

function toProblem(cause: unknown): ExpansionProblem {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/exceeded/.test(message)) return new ExpansionProblem(TOO_OFTEN, { cause });
  return new ExpansionProblem(`recurs by a rule that cannot be read: ${message}`, { cause });
}

import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import {
  type ExpansionLimits,
  ExpansionProblem,
  type RuleStart,
  TOO_OFTEN,
} from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import { countClock } from '#main/calendars/ical/rule-parts.ts';
import type { WallMs } from '#main/calendars/ical/wall-time.ts';

/** Those that rrule-temporal knows; it takes every other name for the Gregorian calendar without a word. */
const KNOWN = ['CHINESE', 'HEBREW', 'INDIAN'];
const DAYS = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
/** A birthday by such a calendar takes one step a year, a daily event since 1900 some 46,000. */
const MAXIMUM_STEPS = 50_000;

/** A rule of another calendar than the Gregorian (RFC 7529). */
export const isOfOtherCalendar = (rule: Rule): boolean => rule.rscale !== null && rule.rscale !== 'GREGORIAN';

/**
 * The same as `expandRule`, for these rules.
 * @throws ExpansionProblem also when the calendar is unknown
 */
export function expandOtherCalendar(
  rule: Rule,
  start: RuleStart,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  limits: ExpansionLimits,
): WallMs[] {
  if (!KNOWN.includes(rule.rscale ?? '')) {
    throw new ExpansionProblem(`recurs by the calendar '${rule.rscale ?? ''}', which is not supported.`);
  }
  if (!DAYS.includes(rule.freq) || countClock(rule, start) > 24 || limits.isOverdue())
    throw new ExpansionProblem(TOO_OFTEN);
  try {
    const instances = createEngine(rule, start)
      .between(new Date(window.fromMs), new Date(window.toMs), true)
      .map((instance) => instance.epochMilliseconds);
    if (instances.length > limits.maximumInstances) throw new ExpansionProblem(TOO_OFTEN);
    return instances;
  } catch (cause) {
    if (cause instanceof ExpansionProblem) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (/exceeded/.test(message)) throw new ExpansionProblem(TOO_OFTEN, { cause });
    throw new ExpansionProblem(`recurs by a rule that cannot be read: ${message}`, { cause });
  }
}

function createEngine(rule: Rule, start: RuleStart): RRuleTemporal {
  const list = <T>(values: readonly T[]): T[] | undefined => (values.length > 0 ? [...values] : undefined);
  const clock = <T>(values: readonly T[]): T[] | undefined => (start.isDate ? undefined : list(values));
  const parts = {
    byHour: clock(rule.byHour),
    byMinute: clock(rule.byMinute),
    bySecond: clock(rule.bySecond),
    byDay: list(rule.byDay),
    byMonth: list(rule.byMonth),
    byMonthDay: list(rule.byMonthDay),
    byYearDay: list(rule.byYearDay),
    byWeekNo: list(rule.byWeekNo),
    bySetPos: list(rule.bySetPos),
    count: rule.count ?? undefined,
    wkst: rule.wkst ?? undefined,
    rscale: rule.rscale ?? undefined,
    skip: rule.skip ?? undefined,
  };
  return new RRuleTemporal({
    freq: rule.freq,
    interval: rule.interval,
    dtstart: Temporal.Instant.fromEpochMilliseconds(start.wallMs).toZonedDateTimeISO('UTC'),
    tzid: 'UTC',
    maxIterations: MAXIMUM_STEPS,
    cache: false,
    ...keepDefined(parts),
  });
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The engine tells an absent option from an undefined one. */
function keepDefined<T extends object>(options: T): Defined<T> {
  const defined = Object.entries(options).filter(([, value]) => value !== undefined);
  // Only entries of T are left, and none of them undefined.
  return Object.fromEntries(defined) as Defined<T>;
}

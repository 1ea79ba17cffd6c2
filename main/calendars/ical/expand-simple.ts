import {
  type ExpansionLimits,
  ExpansionProblem,
  type RuleStart,
  TOO_OFTEN,
} from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import { DAY_MS, type WallMs } from '#main/calendars/ical/wall-time.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Every n days, or every n weeks on some weekdays: nearly all that calendars hold, and no more than a sum. */
export function isSimple(rule: Rule, start: RuleStart): boolean {
  const others = [rule.byMonth, rule.byMonthDay, rule.byYearDay, rule.byWeekNo, rule.bySetPos];
  const clock = start.isDate ? [] : [rule.byHour, rule.byMinute, rule.bySecond];
  const isOpen = [...others, ...clock].every((part) => part.length === 0);
  const isKnown = rule.freq === 'WEEKLY' || (rule.freq === 'DAILY' && rule.byDay.length === 0);
  return isOpen && isKnown;
}

/** The same as `expandRule`, for these rules. */
export function expandSimple(
  rule: Rule,
  start: RuleStart,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  limits: ExpansionLimits,
): WallMs[] {
  const { firstMs, offsetsMs, stepMs } =
    rule.freq === 'DAILY' ? dailyPlan(rule, start) : weeklyPlan(rule, start);
  const skipped = Math.max(0, Math.floor((window.fromMs - firstMs) / stepMs) - 1);
  const instances: WallMs[] = [];
  // With COUNT the instances before the window count too, but those of the first period that lie before DTSTART.
  const early = skipped === 0 ? 0 : offsetsMs.filter((offsetMs) => firstMs + offsetMs < start.wallMs).length;
  let left = (rule.count ?? Infinity) - (skipped * offsetsMs.length - early);
  for (let periodMs = firstMs + skipped * stepMs; periodMs <= window.toMs && left > 0; periodMs += stepMs) {
    for (const offsetMs of offsetsMs) {
      const wallMs = periodMs + offsetMs;
      if (wallMs < start.wallMs) continue;
      if (wallMs > window.toMs || left === 0) break;
      left -= 1;
      if (wallMs >= window.fromMs) instances.push(wallMs);
    }
    if (instances.length > limits.maximumInstances) throw new ExpansionProblem(TOO_OFTEN);
  }
  return instances;
}

interface Plan {
  /** Where the first period begins: at DTSTART, or at its time of day on the first day of its week. */
  readonly firstMs: WallMs;
  /** Instances within a period, ascending. */
  readonly offsetsMs: readonly number[];
  readonly stepMs: number;
}

const dailyPlan = (rule: Rule, start: RuleStart): Plan => ({
  firstMs: start.wallMs,
  offsetsMs: [0],
  stepMs: rule.interval * DAY_MS,
});

function weeklyPlan(rule: Rule, start: RuleStart): Plan {
  const weekStart = rule.wkst === null ? 0 : WEEKDAYS.indexOf(rule.wkst);
  // Monday is 0; day 0, 1970-01-01, was a Thursday.
  const startWeekday = (((Math.floor(start.wallMs / DAY_MS) + 3) % 7) + 7) % 7;
  const days =
    rule.byDay.length === 0 ? [startWeekday] : rule.byDay.map((day) => WEEKDAYS.indexOf(day.slice(-2)));
  const offsets = new Set(days.map((day) => (day - weekStart + 7) % 7));
  return {
    firstMs: start.wallMs - ((startWeekday - weekStart + 7) % 7) * DAY_MS,
    offsetsMs: [...offsets].toSorted((a, b) => a - b).map((offset) => offset * DAY_MS),
    stepMs: rule.interval * 7 * DAY_MS,
  };
}

import { expandClock, isClockRule } from '#main/calendars/ical/expand-clock.ts';
import { expandDays } from '#main/calendars/ical/expand-days.ts';
import { expandOtherCalendar, isOfOtherCalendar } from '#main/calendars/ical/expand-other-calendar.ts';
import { expandSimple, isSimple } from '#main/calendars/ical/expand-simple.ts';
import type { ExpansionLimits, RuleStart } from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import type { WallMs } from '#main/calendars/ical/wall-time.ts';

/**
 * The instances of a rule from `fromMs` to `toMs`, both included, ascending, without repeats, on the wall clock: that
 * is what recurs, whatever the offset. Seeks to the window where there is no COUNT. UNTIL is the caller's business.
 * The cost is counted in dates tried, so that the same rule is refused on every machine.
 * @throws ExpansionProblem when the rule costs more than the limits allow
 */
export function expandRule(
  rule: Rule,
  start: RuleStart,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  limits: ExpansionLimits,
): WallMs[] {
  const walls = { fromMs: Math.max(window.fromMs, start.wallMs), toMs: window.toMs };
  if (walls.fromMs > walls.toMs) return [];
  // Days and weeks are the same in every calendar.
  if (isSimple(rule, start)) return expandSimple(rule, start, walls, limits);
  if (isOfOtherCalendar(rule)) return expandOtherCalendar(rule, start, walls, limits);
  return isClockRule(rule) ? expandClock(rule, start, walls, limits) : expandDays(rule, start, walls, limits);
}

import { civilOf, dayOf, daysInMonth, weekdayOf } from '#main/calendars/ical/gregorian.ts';
import {
  type ExpansionLimits,
  ExpansionProblem,
  type RuleStart,
  TOO_OFTEN,
} from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import {
  listWithinHour,
  listWithinMinute,
  matches,
  selectPositions,
  WEEKDAYS,
} from '#main/calendars/ical/rule-parts.ts';
import { DAY_MS, type WallMs } from '#main/calendars/ical/wall-time.ts';

const UNITS = { HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1000 } as const;

/** Hours, minutes or seconds are what such a rule counts in. */
export const isClockRule = (rule: Rule): rule is Rule & { readonly freq: keyof typeof UNITS } =>
  rule.freq in UNITS;

/** The same as `expandRule`, for hourly rules and faster ones: period by period, over what the rule leaves out. */
export function expandClock(
  rule: Rule & { readonly freq: keyof typeof UNITS },
  start: RuleStart,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  limits: ExpansionLimits,
): WallMs[] {
  const unitMs = UNITS[rule.freq];
  const stepMs = unitMs * rule.interval;
  const firstMs = Math.floor(start.wallMs / unitMs) * unitMs;
  const offsetsMs = selectPositions(listWithinPeriod(rule, start), rule.bySetPos);
  const nextAllowed = openGate(rule, start);
  const instances: WallMs[] = [];
  if (offsetsMs.length === 0) return instances;
  const periodFrom = (ms: WallMs): WallMs => firstMs + Math.ceil((ms - firstMs) / stepMs) * stepMs;
  let left = rule.count ?? Infinity;
  let last = start.wallMs - 1;
  let at = rule.count === null ? periodFrom(Math.max(firstMs, window.fromMs - unitMs)) : firstMs;
  for (let tried = 1; at <= window.toMs && left > 0; tried++) {
    if (tried > limits.maximumCandidates || instances.length > limits.maximumInstances)
      throw new ExpansionProblem(TOO_OFTEN);
    const allowedMs = nextAllowed(at);
    if (allowedMs > at) {
      at = periodFrom(allowedMs);
      continue;
    }
    for (const offsetMs of offsetsMs) {
      const wallMs = at + offsetMs;
      if (wallMs <= last) continue;
      if (left === 0 || wallMs > window.toMs) break;
      last = wallMs;
      left -= 1;
      if (wallMs >= window.fromMs) instances.push(wallMs);
    }
    at += stepMs;
  }
  return instances;
}

function listWithinPeriod(rule: Rule, start: RuleStart): readonly number[] {
  if (rule.freq === 'HOURLY') return listWithinHour(rule, start);
  return rule.freq === 'MINUTELY' ? listWithinMinute(rule, start) : [0];
}

/** A moment that the rule allows, itself or the first hour, minute or second after it that may be. */
function openGate(rule: Rule, start: RuleStart): (at: WallMs) => WallMs {
  let knownDay = -Infinity;
  let isKnownAllowed = false;
  const isFaster = (unitMs: number): boolean =>
    UNITS.HOURLY > unitMs && UNITS[rule.freq as keyof typeof UNITS] <= unitMs;
  const gates = [
    { allowed: rule.byHour, unitMs: UNITS.HOURLY, size: 24, isLimit: true },
    { allowed: rule.byMinute, unitMs: UNITS.MINUTELY, size: 60, isLimit: isFaster(UNITS.MINUTELY) },
    { allowed: rule.bySecond, unitMs: UNITS.SECONDLY, size: 60, isLimit: isFaster(UNITS.SECONDLY) },
  ].filter(({ allowed, isLimit }) => isLimit && allowed.length > 0 && !start.isDate);
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    if (day !== knownDay) {
      knownDay = day;
      isKnownAllowed = isDayAllowed(day, rule);
    }
    if (!isKnownAllowed) return (day + 1) * DAY_MS;
    for (const { allowed, unitMs, size } of gates) {
      const count = Math.floor(at / unitMs);
      const value = ((count % size) + size) % size;
      if (allowed.includes(value)) continue;
      const next = allowed.find((other) => other > value) ?? size;
      return (count + Math.min(next, size) - value) * unitMs;
    }
    return at;
  };
}

/** The parts of the rule that name days limit it; a number before a weekday says nothing here (RFC 5545, 3.3.10). */
function isDayAllowed(day: number, rule: Rule): boolean {
  if (rule.byDay.length > 0) {
    const name = WEEKDAYS[weekdayOf(day)] ?? '';
    if (!rule.byDay.some((entry) => entry.endsWith(name))) return false;
  }
  if (rule.byMonth.length + rule.byMonthDay.length + rule.byYearDay.length === 0) return true;
  const { year, month, date } = civilOf(day);
  const first = dayOf(year, 1, 1);
  return (
    (rule.byMonth.length === 0 || rule.byMonth.includes(month)) &&
    matches(rule.byMonthDay, date, daysInMonth(year, month)) &&
    matches(rule.byYearDay, day - first + 1, dayOf(year + 1, 1, 1) - first)
  );
}

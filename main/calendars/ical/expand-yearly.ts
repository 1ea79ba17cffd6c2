import {
  type ExpansionLimits,
  ExpansionProblem,
  type RuleStart,
  TOO_OFTEN,
} from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import { DAY_MS, type WallMs } from '#main/calendars/ical/wall-time.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** More in one year is no calendar's entry. */
const MAXIMUM_IN_A_YEAR = 100_000;
const LAST_YEAR = 9999;

/**
 * Yearly rules that combine parts which limit one another (RFC 5545, the table of 3.3.10), and all with BYWEEKNO: the
 * library unites some of them instead, takes a 53rd Sunday from the next year, and misses the days of January that
 * belong to the last week of the year before.
 */
export const needsYearlyExpansion = (rule: Rule): boolean =>
  rule.freq === 'YEARLY' &&
  rule.rscale === null &&
  (rule.byWeekNo.length > 0 ||
    (rule.byYearDay.length > 0 && rule.byDay.length + rule.byMonthDay.length + rule.byMonth.length > 0) ||
    rule.byDay.some((day) => day.length > 2));

/** The same as `expandRule`, for these rules: the days of a year that every part allows, times the clock. */
export function expandYearly(
  rule: Rule,
  start: RuleStart,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  limits: ExpansionLimits,
): WallMs[] {
  const clock = listClock(rule, start);
  const startYear = yearOf(start.wallMs);
  const skippedYears = rule.count === null ? Math.max(0, yearOf(window.fromMs) - startYear) : 0;
  let year = startYear + skippedYears - (skippedYears % rule.interval);
  let left = rule.count ?? Infinity;
  const instances: WallMs[] = [];
  for (; year <= LAST_YEAR && firstDayOf(year) * DAY_MS <= window.toMs && left > 0; year += rule.interval) {
    if (limits.isOverdue()) throw new ExpansionProblem(TOO_OFTEN);
    const days = listDays(year, rule, start);
    if (days.length * clock.length > MAXIMUM_IN_A_YEAR) throw new ExpansionProblem(TOO_OFTEN);
    const candidates = days.flatMap((day) => clock.map((time) => day * DAY_MS + time));
    for (const wallMs of selectPositions(candidates, rule.bySetPos)) {
      if (wallMs < start.wallMs) continue;
      if (left === 0 || wallMs > window.toMs) break;
      left -= 1;
      if (wallMs >= window.fromMs) instances.push(wallMs);
    }
    if (instances.length > limits.maximumInstances) throw new ExpansionProblem(TOO_OFTEN);
  }
  return instances;
}

const yearOf = (wallMs: WallMs): number => new Date(wallMs).getUTCFullYear();

function firstDayOf(year: number): number {
  const date = new Date(0);
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, 0, 1);
  return date.getTime() / DAY_MS;
}

/** Monday is 0; day 0, 1970-01-01, was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Times of day, ascending; what the rule does not say is DTSTART's. */
function listClock(rule: Rule, start: RuleStart): number[] {
  const time = start.wallMs - Math.floor(start.wallMs / DAY_MS) * DAY_MS;
  if (start.isDate) return [time];
  const hours = rule.byHour.length > 0 ? rule.byHour : [Math.floor(time / 3_600_000)];
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [Math.floor(time / 60_000) % 60];
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [Math.floor(time / 1000) % 60];
  if (hours.length * minutes.length * seconds.length > MAXIMUM_IN_A_YEAR)
    throw new ExpansionProblem(TOO_OFTEN);
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => (hour * 3600 + minute * 60 + second) * 1000)),
  );
}

function listDays(year: number, rule: Rule, start: RuleStart): number[] {
  const first = firstDayOf(year);
  const length = firstDayOf(year + 1) - first;
  const startWeekday = WEEKDAYS[weekdayOf(Math.floor(start.wallMs / DAY_MS))] ?? 'MO';
  const isWeekdayOpen = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0;
  const byDay = isWeekdayOpen ? [startWeekday] : rule.byDay;
  const days: number[] = [];
  for (let yearDay = 1; yearDay <= length; yearDay++) {
    const day = first + yearDay - 1;
    if (
      matches(rule.byYearDay, yearDay, length) &&
      matchesMonth(rule, day) &&
      matchesWeek(rule, day) &&
      matchesDay(byDay, rule, day, yearDay, length)
    ) {
      days.push(day);
    }
  }
  return days;
}

/** `position` counts from 1; negative values count from the end of `length`. An empty list allows everything. */
const matches = (allowed: readonly number[], position: number, length: number): boolean =>
  allowed.length === 0 || allowed.includes(position) || allowed.includes(position - length - 1);

function matchesMonth(rule: Rule, day: number): boolean {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth() + 1;
  return (
    (rule.byMonth.length === 0 || rule.byMonth.includes(month)) &&
    matches(rule.byMonthDay, date.getUTCDate(), daysInMonth(date))
  );
}

const daysInMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** Week 1 is the first with at least four days in its year; weeks begin on WKST. */
function matchesWeek(rule: Rule, day: number): boolean {
  if (rule.byWeekNo.length === 0) return true;
  const weekStart = rule.wkst === null ? 0 : WEEKDAYS.indexOf(rule.wkst);
  const fourthDay = (of: number): number => of - ((weekdayOf(of) - weekStart + 7) % 7) + 3;
  const weekYear = yearOf(fourthDay(day) * DAY_MS);
  const first = firstDayOf(weekYear);
  const weekOf = (of: number): number => Math.floor((fourthDay(of) - first) / 7) + 1;
  // 28 December lies in its year's last week, whatever day weeks begin on.
  return matches(rule.byWeekNo, weekOf(day), weekOf(firstDayOf(weekYear + 1) - 4));
}

function matchesDay(
  byDay: readonly string[],
  rule: Rule,
  day: number,
  yearDay: number,
  yearLength: number,
): boolean {
  if (byDay.length === 0) return true;
  const weekday = WEEKDAYS[weekdayOf(day)] ?? '';
  const date = new Date(day * DAY_MS);
  const isMonthly = rule.byMonth.length > 0;
  const position = isMonthly ? date.getUTCDate() : yearDay;
  const length = isMonthly ? daysInMonth(date) : yearLength;
  return byDay.some((entry) => {
    if (!entry.endsWith(weekday)) return false;
    const ordinal = Number(entry.slice(0, -2));
    // A week holds each weekday once: an ordinal says nothing beside BYWEEKNO.
    if (ordinal === 0 || rule.byWeekNo.length > 0) return true;
    return ordinal === Math.ceil(position / 7) || ordinal === -Math.ceil((length - position + 1) / 7);
  });
}

function selectPositions(candidates: readonly WallMs[], positions: readonly number[]): readonly WallMs[] {
  if (positions.length === 0) return candidates;
  return candidates.filter((_, index) => matches(positions, index + 1, candidates.length));
}

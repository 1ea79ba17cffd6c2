import { civilOf, dayOf, daysInMonth, weekdayOf } from '#main/calendars/ical/gregorian.ts';
import {
  type ExpansionLimits,
  ExpansionProblem,
  type RuleStart,
  TOO_OFTEN,
} from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import {
  countClock,
  listClock,
  matches,
  selectPositions,
  WEEKDAYS,
} from '#main/calendars/ical/rule-parts.ts';
import { DAY_MS, type WallMs } from '#main/calendars/ical/wall-time.ts';

/**
 * The same as `expandRule`, for daily to yearly rules: period by period, the days that every part of the rule allows
 * (RFC 5545, the table of 3.3.10), times the clock.
 */
export function expandDays(
  rule: Rule,
  start: RuleStart,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  limits: ExpansionLimits,
): WallMs[] {
  const startDay = Math.floor(start.wallMs / DAY_MS);
  const periods = openPeriods(rule, startDay);
  const first = periods.indexOf(startDay);
  // One period early, for a skipped date may have moved on into the next.
  const reached = periods.indexOf(Math.floor(window.fromMs / DAY_MS)) - 1;
  const seek = rule.count === null ? Math.max(0, Math.floor((reached - first) / rule.interval)) : 0;
  const timesADay = countClock(rule, start);
  if (timesADay > limits.maximumCandidates) throw new ExpansionProblem(TOO_OFTEN);
  const clock = listClock(rule, start);
  const instances: WallMs[] = [];
  let left = rule.count ?? Infinity;
  let tried = 0;
  let last = start.wallMs - 1;
  for (let index = first + seek * rule.interval; left > 0; index += rule.interval) {
    if ((periods.firstDay(index) - periods.reach) * DAY_MS > window.toMs) break;
    const days = periods.listDays(index);
    tried += 1 + days.length * timesADay;
    if (tried > limits.maximumCandidates) throw new ExpansionProblem(TOO_OFTEN);
    const candidates = days.flatMap((day) => clock.map((time) => day * DAY_MS + time));
    for (const wallMs of selectPositions(candidates, rule.bySetPos)) {
      if (wallMs <= last) continue;
      if (left === 0 || wallMs > window.toMs) break;
      last = wallMs;
      left -= 1;
      if (wallMs >= window.fromMs) instances.push(wallMs);
    }
    if (instances.length > limits.maximumInstances) throw new ExpansionProblem(TOO_OFTEN);
  }
  return instances;
}

/** Periods of a frequency, numbered. */
interface Periods {
  indexOf(day: number): number;
  firstDay(index: number): number;
  /** How many days before its period a date can lie: one that does not exist may be moved back. */
  readonly reach: number;
  /** Ascending. */
  listDays(index: number): readonly number[];
}

function openPeriods(rule: Rule, startDay: number): Periods {
  const parts = completeParts(rule, startDay);
  const reach = parts.skip === 'BACKWARD' ? 31 : 0;
  if (rule.freq === 'YEARLY') {
    return {
      indexOf: (day) => civilOf(day).year,
      firstDay: (year) => dayOf(year, 1, 1),
      reach,
      listDays: (year) => listOfYear(year, parts),
    };
  }
  if (rule.freq === 'MONTHLY') {
    return {
      indexOf: (day) => monthIndex(day),
      firstDay: (index) => dayOf(0, index + 1, 1),
      reach,
      listDays: (index) => listOfMonth(Math.floor(index / 12), (index % 12) + 1, parts),
    };
  }
  const length = rule.freq === 'WEEKLY' ? 7 : 1;
  // Week 0 is the one of 1970-01-01, a Thursday.
  const firstDay = (index: number): number => (length === 7 ? index * 7 - 3 + parts.weekStart : index);
  return {
    indexOf: (day) => Math.floor((day - firstDay(0)) / length),
    firstDay,
    reach,
    listDays: (index) => listBetween(firstDay(index), length, parts),
  };
}

function monthIndex(day: number): number {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
}

interface Parts {
  readonly months: readonly (number | string)[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  readonly weekNos: readonly number[];
  readonly weekdays: readonly { readonly weekday: number; readonly ordinal: number }[];
  /** What the number before a weekday counts within; null: it says nothing. */
  readonly ordinalsIn: 'month' | 'year' | null;
  readonly weekStart: number;
  readonly skip: Rule['skip'];
}

/** What the rule does not say is DTSTART's. */
function completeParts(rule: Rule, startDay: number): Parts {
  const { freq } = rule;
  const isYearly = freq === 'YEARLY';
  const isMonthly = freq === 'MONTHLY';
  const start = civilOf(startDay);
  const weekNos = isYearly ? rule.byWeekNo : [];
  const isDayOpen = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0;
  const isDateOpen = isDayOpen && weekNos.length === 0 && (isYearly || isMonthly);
  const isWeekdayOpen = isDayOpen && (freq === 'WEEKLY' || weekNos.length > 0);
  // A yearly BYMONTHDAY without a month is in DTSTART's month, as libical reads it: nobody means all twelve.
  const isMonthOpen =
    isYearly && rule.byMonth.length + rule.byDay.length + rule.byYearDay.length + weekNos.length === 0;
  const ordinalsIn = isMonthly || (isYearly && rule.byMonth.length > 0) ? 'month' : isYearly ? 'year' : null;
  return {
    months: isMonthOpen ? [start.month] : rule.byMonth,
    monthDays: isDateOpen ? [start.date] : rule.byMonthDay,
    yearDays: rule.byYearDay,
    weekNos,
    weekdays: isWeekdayOpen
      ? [{ weekday: weekdayOf(startDay), ordinal: 0 }]
      : rule.byDay.map((day) => ({
          weekday: WEEKDAYS.indexOf(day.slice(-2)),
          ordinal: Number(day.slice(0, -2)),
        })),
    // A week holds each weekday once: an ordinal says nothing beside BYWEEKNO.
    ordinalsIn: weekNos.length > 0 ? null : ordinalsIn,
    weekStart: rule.wkst === null ? 0 : WEEKDAYS.indexOf(rule.wkst),
    skip: rule.rscale === null ? null : rule.skip,
  };
}

function listOfYear(year: number, parts: Parts): readonly number[] {
  const first = dayOf(year, 1, 1);
  const length = dayOf(year + 1, 1, 1) - first;
  if (parts.weekNos.length > 0) return listBetween(first, length, parts);
  if (parts.yearDays.length > 0) {
    const days = parts.yearDays.flatMap((yearDay) => place(yearDay, first, length, parts.skip));
    return ascending(days).filter((day) => isAllowed(day, { ...parts, yearDays: [] }));
  }
  const months = parts.months.length > 0 ? parts.months : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  return ascending(
    months.flatMap((month) => (typeof month === 'number' ? listOfMonth(year, month, parts) : [])),
  );
}

function listOfMonth(year: number, month: number, parts: Parts): readonly number[] {
  const { months, monthDays } = parts;
  if (months.length > 0 && !months.includes(month)) return [];
  const first = dayOf(year, month, 1);
  const length = daysInMonth(year, month);
  if (monthDays.length === 0) return listBetween(first, length, parts);
  const days = monthDays.flatMap((monthDay) => place(monthDay, first, length, parts.skip));
  // The date may have left its month: what is left to ask is the rest.
  return ascending(days).filter((day) => isAllowed(day, { ...parts, months: [], monthDays: [] }));
}

/** The day at a position of a month or year; where there is none, what SKIP says (RFC 7529, 4.1). */
function place(position: number, first: number, length: number, skip: Rule['skip']): number[] {
  const offset = position > 0 ? position - 1 : length + position;
  if (offset >= 0 && offset < length) return [first + offset];
  if (skip === 'FORWARD') return [offset < 0 ? first : first + length];
  if (skip === 'BACKWARD') return [offset < 0 ? first - 1 : first + length - 1];
  return [];
}

const ascending = (days: readonly number[]): number[] => [...new Set(days)].toSorted((a, b) => a - b);

function listBetween(first: number, length: number, parts: Parts): number[] {
  const days: number[] = [];
  for (let day = first; day < first + length; day++) if (isAllowed(day, parts)) days.push(day);
  return days;
}

function isAllowed(day: number, parts: Parts): boolean {
  const { months, monthDays, yearDays, weekNos, weekdays } = parts;
  if (weekdays.length > 0) {
    const weekday = weekdayOf(day);
    if (!weekdays.some((entry) => entry.weekday === weekday && isOrdinal(entry.ordinal, day, parts)))
      return false;
  }
  if (months.length + monthDays.length + yearDays.length + weekNos.length === 0) return true;
  const { year, month, date } = civilOf(day);
  if (months.length > 0 && !months.includes(month)) return false;
  if (monthDays.length > 0 && !matches(monthDays, date, daysInMonth(year, month))) return false;
  if (weekNos.length > 0 && !isInWeek(day, parts)) return false;
  const first = dayOf(year, 1, 1);
  return yearDays.length === 0 || matches(yearDays, day - first + 1, dayOf(year + 1, 1, 1) - first);
}

function isOrdinal(ordinal: number, day: number, { ordinalsIn }: Parts): boolean {
  if (ordinal === 0 || ordinalsIn === null) return true;
  const { year, month, date } = civilOf(day);
  const isInMonth = ordinalsIn === 'month';
  const position = isInMonth ? date : day - dayOf(year, 1, 1) + 1;
  const length = isInMonth ? daysInMonth(year, month) : dayOf(year + 1, 1, 1) - dayOf(year, 1, 1);
  return ordinal === Math.ceil(position / 7) || ordinal === -Math.ceil((length - position + 1) / 7);
}

/** Week 1 is the first with at least four days in its year; weeks begin on WKST. */
function isInWeek(day: number, { weekNos, weekStart }: Parts): boolean {
  const fourthDay = (of: number): number => of - ((weekdayOf(of) - weekStart + 7) % 7) + 3;
  const weekYear = civilOf(fourthDay(day)).year;
  const first = dayOf(weekYear, 1, 1);
  const weekOf = (of: number): number => Math.floor((fourthDay(of) - first) / 7) + 1;
  // 28 December lies in its year's last week, whatever day weeks begin on.
  return matches(weekNos, weekOf(day), weekOf(dayOf(weekYear, 12, 28)));
}

import type { RuleStart } from '#main/calendars/ical/limits.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import { DAY_MS, type WallMs } from '#main/calendars/ical/wall-time.ts';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** `position` counts from 1; negative values count from the end of `length`. An empty list allows everything. */
export const matches = (allowed: readonly (number | string)[], position: number, length: number): boolean =>
  allowed.length === 0 || allowed.includes(position) || allowed.includes(position - length - 1);

/** Times of day in milliseconds, ascending; what the rule does not say is DTSTART's. */
export function listClock(rule: Rule, start: RuleStart): number[] {
  const time = start.wallMs - Math.floor(start.wallMs / DAY_MS) * DAY_MS;
  if (start.isDate) return [time];
  const hours = rule.byHour.length > 0 ? rule.byHour : [Math.floor(time / 3_600_000)];
  return hours.flatMap((hour) => listWithinHour(rule, start).map((offsetMs) => hour * 3_600_000 + offsetMs));
}

/** How many that are, without making them. */
export const countClock = (rule: Rule, start: RuleStart): number =>
  start.isDate
    ? 1
    : Math.max(rule.byHour.length, 1) * Math.max(rule.byMinute.length, 1) * Math.max(rule.bySecond.length, 1);

export function listWithinHour(rule: Rule, start: RuleStart): number[] {
  const minutes =
    rule.byMinute.length > 0 && !start.isDate ? rule.byMinute : [Math.floor(start.wallMs / 60_000) % 60];
  return minutes.flatMap((minute) =>
    listWithinMinute(rule, start).map((offsetMs) => ((minute + 60) % 60) * 60_000 + offsetMs),
  );
}

export function listWithinMinute(rule: Rule, start: RuleStart): number[] {
  if (rule.bySecond.length > 0 && !start.isDate) return rule.bySecond.map((second) => second * 1000);
  return [(((Math.floor(start.wallMs / 1000) % 60) + 60) % 60) * 1000];
}

/** BYSETPOS: those at the positions given, ascending; all of them where none is given. */
export function selectPositions(
  candidates: readonly WallMs[],
  positions: readonly number[],
): readonly WallMs[] {
  if (positions.length === 0) return candidates;
  const indices = positions.map((position) => (position > 0 ? position - 1 : candidates.length + position));
  return [...new Set(indices)].toSorted((a, b) => a - b).flatMap((index) => candidates[index] ?? []);
}

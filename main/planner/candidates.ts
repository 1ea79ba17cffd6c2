import type { ActivityId } from '#contract/ids.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs, MinuteOfDay } from '#contract/time.ts';
import type { Activity } from '#main/activities/activity.ts';
import type { WorkWeek } from '#main/calendars/work-week.ts';
import { daysBetween } from '#main/kernel/dates.ts';
import { needsFallback } from '#main/planner/constraints/far-lead.ts';
import { type GroupBounds, groupBounds } from '#main/planner/constraints/group-size.ts';
import { noticeFor } from '#main/planner/constraints/notice.ts';
import { isQuiet } from '#main/planner/constraints/quiet-weekdays.ts';
import { isExposed, travelMinutesOf } from '#main/planner/constraints/severe-weather.ts';
import { isBelowFloor } from '#main/planner/constraints/suitability-floor.ts';
import { type Opening, startsIn } from '#main/planner/openings.ts';
import type { Candidate } from '#main/planner/plan-types.ts';
import { fromMicro, toMicro, WEIGHTS } from '#main/planner/weights.ts';
import type { createWorthTable } from '#main/planner/worth.ts';
import type { Suitability } from '#main/weather/suitability.ts';

const MINUTE_MS = 60_000;

export interface CandidateContext {
  readonly settings: Settings;
  readonly week: WorkWeek;
  readonly nowMs: EpochMs;
  readonly suitability: Suitability;
  readonly activities: readonly Activity[];
  readonly worth: ReturnType<typeof createWorthTable>;
  /** As if nobody's free/busy were known; null: nobody's is. */
  readonly worthIfFree?: ReturnType<typeof createWorthTable> | null;
}

/** Why an activity at a start is no candidate; the days without a proposal speak of these. */
export type Refusal = 'quiet' | 'notice' | 'severe' | 'weather' | 'far' | 'nobody' | 'busy';

export interface CandidateSet {
  /** Ascending by start, then by activity id. */
  readonly candidates: readonly Candidate[];
  readonly refused: readonly {
    readonly activity: Activity;
    readonly startMs: EpochMs;
    readonly endMs: EpochMs;
    readonly reason: Refusal;
  }[];
}

/** Minutes on the wall clock of the start's date; an end after midnight is beyond 1440. */
function liesWithinHours(activity: Activity, startMs: EpochMs, minutes: number, week: WorkWeek): boolean {
  const { zone } = week;
  const endMs = startMs + minutes * MINUTE_MS;
  const from: MinuteOfDay = zone.minuteOf(startMs);
  const until = zone.minuteOf(endMs) + (zone.dateOf(endMs) === zone.dateOf(startMs) ? 0 : 24 * 60);
  return from >= activity.from && until <= activity.until;
}

/** 0.15 weekday evening, 0.05 weekend or day off, 0 lunch; spend; travel pro rata; hosting at home by the dial. */
export function burdenMicroOf(activity: Activity, startMs: EpochMs, week: WorkWeek, hosting: number): number {
  const { burden } = WEIGHTS;
  let total = burden.spend[activity.spend] + (burden.travelPerHalfHour * travelMinutesOf(activity)) / 30;
  if (week.isEvening(startMs)) total += burden.evening;
  else if (week.isDayOff(week.zone.dateOf(startMs))) total += burden.dayOff;
  if (activity.home) total += burden.hosting * hosting;
  return toMicro(total);
}

/** weather = s * (1 + delight) + (1 - s) * keep; unknown suitability is counted as 0. */
export function weatherMicroOf(activity: Activity, suitability: number | null, hasFallback: boolean): number {
  const s = suitability ?? 0;
  const keep = hasFallback ? WEIGHTS.keep : 0;
  return toMicro(s * (1 + WEIGHTS.delight[activity.setting]) + (1 - s) * keep);
}

/** One guest alone at somebody's home is another matter than a group there, so the two are different candidates. */
function variantsOf(bounds: GroupBounds, atHome: boolean): (GroupBounds & { readonly solo: boolean })[] {
  if (!atHome || bounds.minimum > 1) return [{ ...bounds, solo: false }];
  const alone = { minimum: 1, maximum: 1, solo: true };
  return bounds.maximum > 1 ? [alone, { minimum: 2, maximum: bounds.maximum, solo: false }] : [alone];
}

/** An activity at a start, before anybody is thought of. */
interface Draft {
  readonly activity: Activity;
  readonly fallback: Activity | null;
  readonly bounds: GroupBounds;
}

export function buildCandidates(openings: readonly Opening[], context: CandidateContext): CandidateSet {
  const { settings, week, activities } = context;
  const today = week.zone.dateOf(context.nowMs);
  const hosting = settings.dials.hosting;
  const usable = activities.filter((activity) => hosting !== null || !activity.home);
  // Who never hosts does not fall back on hosting either.
  const byId = new Map<ActivityId, Activity>(usable.map((activity) => [activity.id, activity]));
  const candidates: Candidate[] = [];
  const refused: CandidateSet['refused'][number][] = [];
  for (const opening of openings) {
    const dateIndex = daysBetween(today, opening.date);
    const quiet = isQuiet(opening.date, settings);
    for (const activity of usable) {
      for (const startMs of startsIn(opening, activity.minutes, week.zone)) {
        if (!liesWithinHours(activity, startMs, activity.minutes, week)) continue;
        const named = activity.fallback === null ? undefined : byId.get(activity.fallback);
        const fallback =
          named && liesWithinHours(named, startMs, Math.min(named.minutes, activity.minutes), week)
            ? named
            : null;
        const bounds = groupBounds(activity, fallback);
        if (!bounds) continue;
        const made = quiet
          ? 'quiet'
          : makeCandidates({ activity, fallback, bounds }, opening, startMs, dateIndex, context);
        if (typeof made !== 'string') candidates.push(...made);
        else refused.push({ activity, startMs, endMs: startMs + activity.minutes * MINUTE_MS, reason: made });
      }
    }
  }
  candidates.sort((a, b) => a.startMs - b.startMs || compareText(a.activity.id, b.activity.id));
  return { candidates, refused };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function makeCandidates(
  draft: Draft,
  opening: Opening,
  startMs: EpochMs,
  dateIndex: number,
  context: CandidateContext,
): Candidate[] | Refusal {
  const { settings, week, nowMs } = context;
  const { activity, fallback, bounds } = draft;
  const endMs = startMs + activity.minutes * MINUTE_MS;
  const interval = { startMs, endMs };
  const notice = noticeFor(activity, startMs, nowMs);
  if (notice === 'nobody') return 'notice';
  if (isExposed(activity) && context.suitability.isSevere(interval)) return 'severe';
  const raw = context.suitability.of(activity, interval, dateIndex);
  const suitability = raw === null ? null : fromMicro(toMicro(raw));
  if (isBelowFloor(activity.setting, suitability)) return 'weather';
  if (needsFallback(activity, dateIndex) && !fallback) return 'far';
  const weatherMicro = weatherMicroOf(activity, suitability, fallback !== null);
  const burdenMicro = burdenMicroOf(activity, startMs, week, settings.dials.hosting ?? 0);
  const isEvening = week.isEvening(startMs);
  const atHome = activity.home || fallback?.home === true;
  const made: Candidate[] = [];
  let isBusy = false;
  for (const { minimum, maximum, solo } of variantsOf(bounds, atHome)) {
    const occasion = { activity, fallback, isEvening, solo };
    const worthMicro = context.worth(occasion, startMs, endMs, opening.date, notice);
    if (!worthMicro.some((worth) => worth > 0)) {
      const ifFree = context.worthIfFree?.(occasion, startMs, endMs, opening.date, notice);
      isBusy ||= ifFree?.some((worth) => worth > 0) === true;
      continue;
    }
    made.push({
      activity,
      startMs,
      endMs,
      date: opening.date,
      dateIndex,
      suitability,
      weatherMicro,
      burdenMicro,
      minimumGuests: minimum,
      maximumGuests: maximum,
      fallback,
      worthMicro,
    });
  }
  if (made.length > 0) return made;
  if (isBusy) return 'busy';
  // Nobody spontaneous is due: for everybody else it is too soon.
  return notice === 'spontaneous-only' ? 'notice' : 'nobody';
}

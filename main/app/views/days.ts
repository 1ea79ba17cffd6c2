import { LOCAL_CALENDAR } from '#contract/ids.ts';
import type { BusyBlock, DayView } from '#contract/outlook.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { isBusy, userRsvp } from '#main/calendars/busy.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { Zone } from '#main/kernel/zone.ts';
import { explainRestingDay } from '#main/planner/explain/explain-rest.ts';
import type { Plan } from '#main/planner/make-plan.ts';
import { protectedIntervals, readBusy } from '#main/planner/openings.ts';
import { confidenceOf } from '#main/planner/proposal.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { dayWeatherOn } from '#main/weather/ribbon.ts';

const DAY_MINUTES = 1440;

/** What of an interval lies on a local date, in minutes of its wall clock; null where nothing does. */
export function spanOn({ startMs, endMs }: Interval, date: IsoDate, zone: Zone): MinuteSpan | null {
  const dayStartMs = zone.toEpochMs(date, 0);
  const dayEndMs = zone.toEpochMs(date, DAY_MINUTES);
  if (startMs >= dayEndMs || endMs <= dayStartMs) return null;
  const from = startMs <= dayStartMs ? 0 : zone.minuteOf(startMs);
  const until = endMs >= dayEndMs ? DAY_MINUTES : zone.minuteOf(endMs);
  // In an hour that the clock shows twice an end may be earlier on the wall than its start.
  return { from, until: Math.max(until, from) };
}

/** The dates of the horizon, today first: what is there, and why nothing is. */
export function viewDays(plan: Plan, forecast: Forecast | null, language: Language): DayView[] {
  const { zone, week } = plan;
  const blocks = listBlocks(plan);
  return plan.dates.map((date, index) => ({
    date,
    confidence: confidenceOf(index),
    dayOff: week.isDayOff(date),
    holiday: week.holidayName(date),
    workHours: week.workHours(date),
    openings: plan.openings
      .filter((opening) => opening.date === date)
      .flatMap((opening) => spanOn(opening, date, zone) ?? []),
    busy: blocks
      .flatMap(({ interval, kind, title }) => {
        const span = spanOn(interval, date, zone);
        return span === null ? [] : [{ span, title, kind }];
      })
      .toSorted((a, b) => a.span.from - b.span.from || b.span.until - a.span.until),
    allDay: plan.input.occurrences
      .filter((occurrence) => isNote(occurrence, date, plan.input.settings.me))
      .map(({ summary }) => summary),
    weather: forecast === null ? null : dayWeatherOn(forecast, zone, date),
    sun: plan.sunOf(date),
    resting: explainRestingDay(plan, date, language),
  }));
}

interface Block {
  readonly interval: Interval;
  readonly title: string;
  readonly kind: BusyBlock['kind'];
}

/** Invites of ours are cards of their own, so their copies in Golden Hour's calendar and on a server are no blocks. */
function listBlocks(plan: Plan): Block[] {
  const { settings, occurrences, sent } = plan.input;
  const ours = new Set(sent.map(({ uid }) => uid));
  const others = occurrences.filter(({ calendarId, uid }) => calendarId !== LOCAL_CALENDAR && !ours.has(uid));
  return [
    ...readBusy(others, settings, plan.zone).map(
      ({ startMs, endMs, kind, title }): Block => ({
        interval: { startMs, endMs },
        title,
        kind: kind === 'busy' ? 'busy' : 'away',
      }),
    ),
    ...protectedIntervals(settings, plan.zone, plan.dates).map(
      ({ name, startMs, endMs }): Block => ({
        interval: { startMs, endMs },
        title: name,
        kind: 'protected',
      }),
    ),
  ];
}

/** An all-day event that takes no time: a birthday, a place to work, something marked free. */
function isNote(occurrence: Occurrence, date: IsoDate, me: readonly string[]): boolean {
  const { time, status } = occurrence;
  return (
    time.kind === 'all-day' &&
    time.startDate <= date &&
    date < time.endDate &&
    status !== 'cancelled' &&
    userRsvp(occurrence, me) !== 'declined' &&
    !isBusy(occurrence, me)
  );
}

import type { IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { daysBetween, weekdayOf } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { readGuestBusy } from '#main/planner/constraints/guest-busy.ts';
import { isQuiet } from '#main/planner/constraints/quiet-weekdays.ts';
import { fitsOneADay } from '#main/planner/constraints/one-a-day.ts';
import { fitsOneAWeekend } from '#main/planner/constraints/one-a-weekend.ts';
import { fitsWindow } from '#main/planner/constraints/per-week.ts';
import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';
import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import { proposalOn } from '#main/planner/explain/explain-proposal.ts';
import { clockText, percentOf, weekdayName, wordsFor } from '#main/planner/explain/format.ts';
import type { Words } from '#main/planner/explain/words.ts';
import type { Plan } from '#main/planner/make-plan.ts';
import { urgency } from '#main/planner/worth.ts';
import type { WeatherReason } from '#main/weather/reasons.ts';

/** How many failed starts of a date are looked at for the weather in words; the least bad one speaks. */
const SAMPLES = 12;
const MOST_NAMES = 3;

/** Why a date has no proposal, in sentences; empty where it has one. */
export function explainRestingDay(plan: Plan, date: IsoDate, language: Language): string[] {
  if (proposalOn(plan, date)) return [];
  const words = wordsFor(language);
  return explainClosed(plan, date, words) ?? explainOpen(plan, date, words);
}

/** Reasons that need no look at the candidates; null where the date is open. */
function explainClosed(plan: Plan, date: IsoDate, words: Words): string[] | null {
  const planned = plan.fixed.find((together) => together.date === date && together.kind !== 'happened');
  if (planned) return [words.planned(titleOf(plan, planned.uid) ?? planned.activityId ?? '')];
  if (isQuiet(date, plan.input.settings)) return [words.quiet(weekdayName(date, words))];
  if (date < (plan.input.holds.nothingBefore ?? '')) return [words.notThisWeek];
  if (plan.openings.some((opening) => opening.date === date)) return null;
  const day: Interval = { startMs: plan.zone.toEpochMs(date, 0), endMs: plan.zone.toEpochMs(date, 1440) };
  const closing = plan.busy.find(
    (block) => block.kind !== 'busy' && block.startMs <= day.startMs && block.endMs >= day.endMs,
  );
  if (closing) return [closing.kind === 'away' ? words.away : words.closedBy(closing.title)];
  const [today] = plan.dates;
  return [date === today && plan.week.willingHours(date).length > 0 ? words.dayOver : words.fullDay];
}

const titleOf = (plan: Plan, uid: string): string | null =>
  plan.book.getTogethers.find((together) => together.uid === uid)?.occurrence.summary ?? null;

function explainOpen(plan: Plan, date: IsoDate, words: Words): string[] {
  const refused = plan.refused.filter((refusal) => plan.zone.dateOf(refusal.startMs) === date);
  if (plan.candidates.some((candidate) => candidate.date === date))
    return [scheduleReason(plan, date, words)];
  const reasons: string[] = [];
  if (refused.some((refusal) => refusal.reason === 'notice')) reasons.push(words.notice);
  else if (refused.some((refusal) => refusal.reason === 'busy')) {
    reasons.push(words.guestsBusy(namesOfBusy(plan, refused)));
  } else if (refused.some((refusal) => refusal.reason === 'nobody')) reasons.push(words.nobodyDue);
  const weather = reasons.length === 0 ? weatherOf(plan, date, words) : null;
  if (weather !== null) reasons.push(weather);
  return reasons.length > 0 ? reasons : [words.littleGained];
}

/** Who would be asked if their own free/busy allowed it. Nothing but the name is told of it; null: too many to name. */
function namesOfBusy(plan: Plan, refused: Plan['refused']): readonly string[] | null {
  const isBusy = readGuestBusy(plan.input.guestsBusy ?? new Map());
  const slots = refused.filter(({ reason }) => reason === 'busy');
  const busy = plan.askable.filter(
    ({ person, gap }) =>
      urgency(gap.gap) > 0 && slots.some(({ startMs, endMs }) => isBusy(person.id, startMs, endMs)),
  );
  return busy.length === 0 || busy.length > MOST_NAMES ? null : busy.map(({ person }) => person.name);
}

/** Something could be done on this date: which rule or which better date kept it free. */
function scheduleReason(plan: Plan, date: IsoDate, words: Words): string {
  const [today] = plan.dates;
  if (today === undefined) return words.betterElsewhere;
  const day: ScheduledDay = { dateIndex: daysBetween(today, date), big: false };
  const others: ScheduledDay[] = [
    ...plan.fixed.map((f) => ({ dateIndex: daysBetween(today, f.date), big: isBigGroup(f.guestCount) })),
    ...plan.proposals.map((p) => ({ dateIndex: p.candidate.dateIndex, big: isBigGroup(p.guests.length) })),
  ];
  const { perWeek } = plan.input.settings.dials;
  if (!fitsOneADay(others, day)) return words.enough(1);
  if (!fitsOneAWeekend(others, day, weekdayOf(date))) return words.weekendTaken;
  if (!fitsWindow(others, day, perWeek)) return words.enough(perWeek);
  const isBeside = plan.proposals.some((p) => Math.abs(p.candidate.dateIndex - day.dateIndex) === 1);
  if (isBeside) return words.adjacent;
  return plan.proposals.length > 0 ? words.betterElsewhere : words.littleGained;
}

/** 'Windy, dark by 17:10': what kept the sky's activities out, by the least bad of their starts. */
function weatherOf(plan: Plan, date: IsoDate, words: Words): string | null {
  const failed = plan.refused.filter(
    (refusal) =>
      (refusal.reason === 'weather' || refusal.reason === 'severe') &&
      plan.zone.dateOf(refusal.startMs) === date,
  );
  const step = Math.max(1, Math.floor(failed.length / SAMPLES));
  let fewest: readonly WeatherReason[] | null = null;
  for (let i = 0; i < failed.length; i += step) {
    const refusal = failed[i];
    if (!refusal) continue;
    const reasons = plan.suitability.reasons(refusal.activity.envelope, refusal);
    if (reasons.length > 0 && (fewest === null || reasons.length < fewest.length)) fewest = reasons;
  }
  const parts = (fewest ?? []).map((reason) => reasonText(reason, words)).filter((text) => text !== null);
  if (parts.length === 0) return null;
  const text = words.list(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A reason of the weather in a few words; null for 'nobody knows'. */
export function reasonText(reason: WeatherReason, words: Words): string | null {
  switch (reason.kind) {
    case 'dark':
      if (reason.sunset !== null) return words.darkBy(clockText(reason.sunset));
      return reason.sunrise !== null ? words.darkUntil(clockText(reason.sunrise)) : words.dark;
    case 'rain':
      return words.wet(percentOf(reason.probability));
    case 'wind':
      return words.windy(reason.gustKmh);
    case 'cold':
      return words.cold(reason.apparentC);
    case 'hot':
      return words.hot(reason.apparentC);
    case 'air':
      return words.badAir;
    case 'thunder':
      return words.thunder;
    case 'freezing-rain':
      return words.freezingRain;
    case 'storm':
      return words.storm;
    case 'unknown':
      return null;
  }
}

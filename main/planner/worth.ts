import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { ComfortLine } from '#contract/vocabulary.ts';
import type { Activity } from '#main/activities/activity.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';
import { type GuestsBusy, readGuestBusy } from '#main/planner/constraints/guest-busy.ts';
import { isGuestHour } from '#main/planner/constraints/guest-hours.ts';
import type { NoticeClass } from '#main/planner/constraints/notice.ts';
import type { AnswerCount, PersonState } from '#main/planner/plan-types.ts';
import { toMicro, WEIGHTS } from '#main/planner/weights.ts';

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** urgency(g) = clamp((g - 0.5) / 0.5, 0, 2) */
export const urgency = (gap: number): number =>
  clamp((gap - WEIGHTS.urgency.from) / WEIGHTS.urgency.span, 0, WEIGHTS.urgency.max);

/** accept = (2 + yes) / (3 + yes + no); silence is neither. */
export const accept = (answers: AnswerCount): number =>
  (WEIGHTS.accept.yes + answers.yes) / (WEIGHTS.accept.all + answers.yes + answers.no);

/** What of a candidate matters for how welcome it is. */
export interface Occasion {
  readonly activity: Activity;
  /** Null where it is not possible at that start: then it cannot happen. */
  readonly fallback: Activity | null;
  readonly isEvening: boolean;
  /** One guest and nobody else. */
  readonly solo: boolean;
}

const CLOSE_CIRCLES: ReadonlySet<string> = new Set(['reports', 'leaders', 'customers']);

/** The comfort sheet's lines that speak of an activity. */
function linesOf(activity: Activity): ComfortLine[] {
  const lines: ComfortLine[] = [];
  if (activity.home) lines.push('home');
  if (activity.alcohol) lines.push('alcohol');
  if (activity.children) lines.push('family');
  return lines;
}

/**
 * 0 never, 0.5 rather not, 1 fine: the least over the lines that apply. Unknown is 1, but alone in a private home
 * unknown is 0 for reports, leaders and customers, 0.5 otherwise.
 */
export function comfort(state: PersonState, occasion: Occasion): number {
  const { person } = state;
  const options = occasion.fallback ? [occasion.activity, occasion.fallback] : [occasion.activity];
  const lines = new Set(options.flatMap(linesOf));
  if (occasion.isEvening) lines.add('weekdayEvening');
  let least = 1;
  for (const line of lines) {
    const answer = person.comfort[line];
    if (answer !== undefined) least = Math.min(least, WEIGHTS.comfort[answer]);
    else if (line === 'home' && occasion.solo) {
      const unknown = CLOSE_CIRCLES.has(person.circle)
        ? WEIGHTS.comfort.soloAtHomeClose
        : WEIGHTS.comfort.soloAtHome;
      least = Math.min(least, unknown);
    }
  }
  return least;
}

export const novelty = (state: PersonState, activity: Activity): number =>
  state.lastActivity === activity.id ? WEIGHTS.novelty : 1;

export interface WorthContext {
  readonly people: readonly PersonState[];
  readonly answersOf: (state: PersonState) => AnswerCount;
  /** Lives more than an hour away: only what is remote counts. */
  readonly isFar: (state: PersonState) => boolean;
  /** May not be asked for this date at all: a hold. */
  readonly isHeld: (state: PersonState, date: IsoDate) => boolean;
  /** Absent: nothing is known of anybody's free/busy. */
  readonly guestsBusy?: GuestsBusy;
  readonly zone: Zone;
}

/**
 * Gives each candidate its worth per person (position in `people`, millionths). Candidates for which every reason is
 * the same share one array, which is what keeps 200 people times 5,000 candidates cheap.
 */
export function createWorthTable(
  context: WorthContext,
): (
  occasion: Occasion,
  startMs: EpochMs,
  endMs: EpochMs,
  date: IsoDate,
  notice: NoticeClass,
) => Float64Array {
  const { people } = context;
  const base = people.map(
    (state) => state.person.importance * urgency(state.gap.gap) * accept(context.answersOf(state)),
  );
  const isFar = people.map(context.isFar);
  const zones = [...new Set(people.map((state) => state.person.zone ?? context.zone.id))].map(openZone);
  const zoneIndex = people.map((state) =>
    zones.findIndex((zone) => zone.id === (state.person.zone ?? context.zone.id)),
  );
  const held = new Map<IsoDate, { key: string; flags: readonly boolean[] }>();
  const byReason = new Map<string, Float64Array>();
  const { guestsBusy = new Map() } = context;
  const isBusy = readGuestBusy(guestsBusy);
  /** Positions of those of whom anything is known. */
  const told = people.flatMap(({ person }, i) =>
    guestsBusy.has(person.id) ? [[i, person.id] as const] : [],
  );

  const heldOn = (date: IsoDate): { key: string; flags: readonly boolean[] } => {
    let known = held.get(date);
    if (!known) {
      const flags = people.map((state) => context.isHeld(state, date));
      known = { flags, key: flags.some(Boolean) ? flags.map(Number).join('') : '' };
      held.set(date, known);
    }
    return known;
  };

  return (occasion, startMs, endMs, date, notice) => {
    const awake = zones.map((zone) => isGuestHour(startMs, endMs, zone));
    const hold = heldOn(date);
    const busy = told.flatMap(([i, id]) => (isBusy(id, startMs, endMs) ? [i] : []));
    const { activity, fallback, isEvening, solo } = occasion;
    const key = `${activity.id}|${fallback?.id ?? ''}|${isEvening}|${solo}|${notice}|${awake.map(Number).join('')}|${hold.key}|${busy.join()}`;
    let worth = byReason.get(key);
    if (worth) return worth;
    worth = new Float64Array(people.length);
    for (const [i, state] of people.entries()) {
      const excluded =
        hold.flags[i] === true ||
        busy.includes(i) ||
        awake[zoneIndex[i] ?? 0] === false ||
        (isFar[i] === true && activity.setting !== 'remote') ||
        (notice === 'spontaneous-only' && !state.person.spontaneous);
      if (excluded) continue;
      const value = (base[i] ?? 0) * comfort(state, occasion) * novelty(state, activity) * activity.quality;
      worth[i] = toMicro(value);
    }
    byReason.set(key, worth);
    return worth;
  };
}

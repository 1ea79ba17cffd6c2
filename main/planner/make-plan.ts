import type { PersonId } from '#contract/ids.ts';
import type { EpochMs, IsoDate, MinuteOfDay } from '#contract/time.ts';
import type { BusyInterval } from '#main/calendars/busy.ts';
import { createWorkWeek, type WorkWeek } from '#main/calendars/work-week.ts';
import { datesFrom } from '#main/kernel/dates.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';
import { collectTouches, type TouchBook, type TouchContext } from '#main/people/touch.ts';
import { isFarAway } from '#main/places/travel.ts';
import {
  buildInstance,
  findApartPairs,
  groupSeparations,
  type InstanceContext,
} from '#main/planner/build-instance.ts';
import { buildCandidates, type CandidateSet } from '#main/planner/candidates.ts';
import { findFixed } from '#main/planner/fixed.ts';
import { findOpenings, homeNamesOf, type Opening, readBusy } from '#main/planner/openings.ts';
import { readPeople } from '#main/planner/people-today.ts';
import type {
  Candidate,
  FixedGetTogether,
  PersonState,
  PlanInput,
  Proposal,
} from '#main/planner/plan-types.ts';
import { makeProposal } from '#main/planner/proposal.ts';
import { type ChosenProposal, type KeptProposal, UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';
import { dropDominated } from '#main/planner/solve/reduce.ts';
import { settleTies } from '#main/planner/solve/settle-ties.ts';
import { solvePlan } from '#main/planner/solve/solve.ts';
import { findSurvivors, type Survivor } from '#main/planner/stay.ts';
import { LIMITS, toMicro, WEIGHTS } from '#main/planner/weights.ts';
import { createWorthTable, type WorthContext } from '#main/planner/worth.ts';
import { sunOn } from '#main/weather/daylight.ts';
import { prepareSuitability, type Suitability } from '#main/weather/suitability.ts';

/** What the calendar says, before anything is proposed. */
export interface Situation {
  readonly zone: Zone;
  readonly week: WorkWeek;
  /** Today first. */
  readonly dates: readonly IsoDate[];
  readonly book: TouchBook;
  /** Everybody, the larger gap first. */
  readonly people: readonly PersonState[];
  readonly busy: readonly BusyInterval[];
  readonly openings: readonly Opening[];
  readonly fixed: readonly FixedGetTogether[];
}

export interface SolverReport {
  readonly valueMicro: number;
  readonly boundMicro: number;
  readonly milliseconds: number;
  readonly nodes: number;
  readonly candidates: number;
}

export interface Plan extends Situation {
  readonly input: PlanInput;
  readonly nowMs: EpochMs;
  /** Those who can be asked, in the order of `Candidate.worthMicro`. */
  readonly askable: readonly PersonState[];
  /** Pairs of positions in `askable`. */
  readonly apart: readonly (readonly [number, number])[];
  readonly candidates: readonly Candidate[];
  readonly refused: CandidateSet['refused'];
  readonly suitability: Suitability;
  /** Minutes since midnight of sunrise and sunset; null where the place is not known or the sun does not rise. */
  sunOf(date: IsoDate): { readonly rise: MinuteOfDay; readonly set: MinuteOfDay } | null;
  /** Ascending by start. */
  readonly proposals: readonly Proposal[];
  readonly adjacencyMicro: number;
  readonly solver: SolverReport;
}

/** Reads the calendar: touches, gaps, busy time, openings. */
export function readSituation(input: PlanInput): Situation {
  const { settings, nowMs } = input;
  const zone = openZone(input.zone);
  const week = createWorkWeek(settings, zone, input.holidays);
  const today = zone.dateOf(nowMs);
  const dates = datesFrom(today, LIMITS.horizonDays);
  const context: TouchContext = {
    me: settings.me,
    week,
    homeNames: homeNamesOf(settings),
    offices: settings.offices,
    nowMs,
  };
  const book = collectTouches(input.occurrences, input.people, input.logged, context);
  const busy = readBusy(input.occurrences, settings, zone);
  return {
    zone,
    week,
    dates,
    book,
    people: readPeople(input.people, book, input.activities, today),
    busy,
    openings: findOpenings(busy, { settings, week, nowMs, dates }),
    fixed: findFixed(book, input.sent, today, nowMs),
  };
}

/** Followed, not booked, without an open ask, and not met on a date of the horizon as it is. */
function findAskable({ people, fixed, dates }: Situation, input: PlanInput): PersonState[] {
  const taken = new Set<PersonId>([
    ...input.sent.filter((invite) => invite.startMs > input.nowMs).flatMap((invite) => invite.personIds),
    ...fixed.filter(({ date }) => dates.includes(date)).flatMap(({ personIds }) => personIds),
  ]);
  return people.filter(
    ({ person, bookedOn }) => person.status === 'followed' && bookedOn === null && !taken.has(person.id),
  );
}

/**
 * The plan for the ten dates from today, proven best up to the solver's node limit. Pure: the same input gives the same
 * plan on every machine; `stopwatch` (milliseconds) only fills in how long it took.
 */
export function makePlan(input: PlanInput, stopwatch: () => number): Plan {
  const situation = readSituation(input);
  const { zone, week, dates } = situation;
  const { settings, nowMs } = input;
  const [today] = dates;
  if (today === undefined) throw new Error('A horizon has at least one date.');
  const askable = findAskable(situation, input);
  const place = settings.home ?? input.forecast?.place ?? null;
  const suitability = prepareSuitability(place === null ? null : input.forecast, {
    place: place ?? { lat: 0, lon: 0 },
    zone,
    today,
  });
  const worthContext: WorthContext = {
    people: askable,
    answersOf: (state) => input.answers.get(state.person.id) ?? { yes: 0, no: 0 },
    isFar: (state) => isFarAway(settings.home, state.person.place),
    isHeld: (state, date) => date < (input.holds.personUntil.get(state.person.id) ?? ''),
    zone,
  };
  const guestsBusy = input.guestsBusy ?? new Map();
  const open = situation.openings.filter((opening) => opening.date >= (input.holds.nothingBefore ?? ''));
  const { candidates, refused } = buildCandidates(open, {
    settings,
    week,
    nowMs,
    suitability,
    activities: input.activities,
    worth: createWorthTable({ ...worthContext, guestsBusy }),
    worthIfFree: guestsBusy.size === 0 ? null : createWorthTable(worthContext),
  });
  const apart = findApartPairs(askable, settings);
  const context = {
    people: askable,
    settings,
    dates,
    fixed: situation.fixed,
    separations: groupSeparations(apart),
  };
  const from = stopwatch();
  const solved = solveWithShown(candidates, input, context);
  const milliseconds = stopwatch() - from;
  const proposals = solved.proposals.toSorted((a, b) => a.candidate.startMs - b.candidate.startMs);
  const onDate = new Set(proposals.map((proposal) => proposal.candidate.dateIndex));
  const pairs = [...onDate].filter((d) => onDate.has(d + 1)).length;
  const adjacencyMicro = pairs * toMicro(WEIGHTS.adjacency);
  const valueMicro = proposals.reduce((sum, proposal) => sum + proposal.valueMicro, 0) - adjacencyMicro;
  return {
    ...situation,
    input,
    nowMs,
    askable,
    apart,
    candidates,
    refused,
    suitability,
    sunOf: (date) => (place === null ? null : sunOn(place, zone, date)),
    proposals,
    adjacencyMicro,
    solver: {
      valueMicro,
      boundMicro: solved.isProven ? valueMicro : Math.max(valueMicro, solved.boundMicro),
      milliseconds,
      nodes: solved.nodes,
      candidates: candidates.length,
    },
  };
}

interface Solved {
  readonly proposals: readonly Proposal[];
  /** The plan is the best there is, so its bound is its value. */
  readonly isProven: boolean;
  readonly boundMicro: number;
  readonly nodes: number;
}

/** A shown proposal stays until it is impossible or the best plan beats the shown one, valued today, by 0.3. */
function solveWithShown(
  candidates: readonly Candidate[],
  input: PlanInput,
  context: InstanceContext,
): Solved {
  // No activity twice in the horizon, what stands in the calendar included.
  const taken = new Set(
    context.fixed.filter(({ date }) => context.dates.includes(date)).map(({ activityId }) => activityId),
  );
  const open = candidates.filter((candidate) => !taken.has(candidate.activity.id));
  const survivors = findSurvivors(input.shown, open, context);
  const pinned = survivors.filter((survivor) => survivor.isPinned);
  const usable = dropDominated(open);
  const best = solveKeeping(pinned, usable, input, context);
  if (survivors.length === pinned.length) return best;
  const stayed = solveKeeping(survivors, usable, input, context);
  const advantage = best.valueMicro - stayed.valueMicro;
  if (advantage >= toMicro(WEIGHTS.stay)) return best;
  return {
    proposals: stayed.proposals,
    isProven: best.isProven && advantage === 0,
    boundMicro: best.boundMicro,
    nodes: best.nodes + stayed.nodes,
  };
}

function solveKeeping(
  survivors: readonly Survivor[],
  usable: readonly Candidate[],
  input: PlanInput,
  context: InstanceContext,
): Solved & { readonly valueMicro: number } {
  const { people, settings } = context;
  // In an order that is not the input's: ties must not depend on it.
  const activityIds = input.activities.map((activity) => activity.id).toSorted();
  const kept: KeptProposal[] = survivors.map(({ candidate, guests, value }) => ({
    dateIndex: candidate.dateIndex,
    guests,
    activity: activityIds.indexOf(candidate.activity.id),
    value,
  }));
  const instance = buildInstance(usable, kept, activityIds, context);
  const solution = solvePlan(instance);
  const chosen = settleTies(solution.chosen, instance);
  const make = (candidate: Candidate, guests: readonly number[]): Proposal =>
    makeProposal(
      candidate,
      guests.flatMap((p) => {
        const state = people[p];
        return state ? [{ state, worthMicro: candidate.worthMicro[p] ?? 0 }] : [];
      }),
      settings.dials.company,
    );
  const added = chosen.flatMap(({ candidate, guests }: ChosenProposal) => {
    const original = usable[candidate];
    return original ? [make(original, guests)] : [];
  });
  return {
    proposals: [...survivors.map(({ candidate, guests }) => make(candidate, guests)), ...added],
    isProven: solution.bound <= solution.value,
    boundMicro: Math.round(solution.bound / UNITS_PER_MICRO),
    valueMicro: Math.round(solution.value / UNITS_PER_MICRO),
    nodes: solution.nodes,
  };
}

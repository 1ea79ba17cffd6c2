import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Skipped } from '#main/calendars/event.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { type Reason, reasonsOf } from '#main/planner/explain/explain-proposal.ts';
import { explainRestingDay } from '#main/planner/explain/explain-rest.ts';
import { findApartPairs } from '#main/planner/build-instance.ts';
import type { Plan, Situation } from '#main/planner/make-plan.ts';
import type { Candidate, PersonState, Proposal } from '#main/planner/plan-types.ts';
import { fromMicro, LIMITS, WEIGHTS } from '#main/planner/weights.ts';
import type { Settings } from '#contract/settings.ts';
import type { Language } from '#contract/vocabulary.ts';

/** One calendar that was read, as the command line tells of it. No addresses: a feed's would be a credential. */
export interface CalendarSource {
  readonly id: CalendarId;
  readonly name: string;
  readonly asOfMs: EpochMs;
  readonly events: number;
  readonly occurrences: number;
  readonly skipped: readonly Skipped[];
}

export interface PlanSources {
  readonly calendars: readonly CalendarSource[];
  readonly forecast: Forecast | null;
  readonly warnings: readonly string[];
}

const VERSION = 1;

/** The parts that need no plan: who is due, and when the user is free. */
export function situationJson(situation: Situation, nowMs: EpochMs) {
  const { zone, dates, people, openings } = situation;
  return {
    version: VERSION,
    now: zone.format(nowMs),
    zone: zone.id,
    horizon: { start: dates[0] ?? '', end: dates.at(-1) ?? '' },
    people: people.map(personJson),
    openings: openings.map(({ startMs, endMs }) => ({
      start: zone.format(startMs),
      end: zone.format(endMs),
    })),
  };
}

function personJson(state: PersonState) {
  const { person, gap, touches, bookedOn } = state;
  return {
    name: person.name,
    email: person.emails[0] ?? '',
    circle: person.circle,
    department: person.department,
    cadenceDays: person.cadenceDays,
    maximumDays: person.maximumDays,
    gap: gap.gap,
    gapAll: gap.all,
    gapOutside: gap.outside,
    touches: touches.map(({ date, kind, weight }) => ({ date, kind, weight })),
    bookedOn,
  };
}

/** All numbers that an outsider needs to recompute values, with the user's dials in them. */
function weightsJson(settings: Settings) {
  return {
    ...WEIGHTS,
    crowdDial: settings.dials.company,
    hostingDial: settings.dials.hosting,
    perWeek: settings.dials.perWeek,
    perWeekend: LIMITS.perWeekend,
    perDay: 1,
    bigGroupFrom: LIMITS.bigGroupFrom,
    bigGroupsPerWindow: LIMITS.bigGroupsPerWindow,
    windowDays: LIMITS.windowDays,
    unnamedPlaceMinutes: LIMITS.unnamedPlaceMinutes,
    suitabilityFloor: LIMITS.suitabilityFloor,
  };
}

const emailsOf = (states: readonly PersonState[]): string[] =>
  states.map(({ person }) => person.emails[0] ?? '');

function proposalJson(proposal: Proposal, plan: Plan, language: Language) {
  const { candidate, terms } = proposal;
  const { activity, fallback } = candidate;
  return {
    id: proposal.id,
    start: plan.zone.format(candidate.startMs),
    end: plan.zone.format(candidate.endMs),
    activity: { id: activity.id, name: activity.name[language], setting: activity.setting },
    guests: emailsOf(proposal.guests),
    suitability: candidate.suitability,
    leadDays: candidate.dateIndex,
    confidence: proposal.confidence,
    fallback: fallback && { id: fallback.id, name: fallback.name[language] },
    terms: { ...terms, worth: Object.fromEntries(terms.worth.map(({ email, value }) => [email, value])) },
    value: fromMicro(proposal.valueMicro),
    reasons: reasonsOf(proposal, plan, language).map((reason) => reasonText(reason, proposal)),
  };
}

/** The figure belongs to the sentence: a changed term is a changed sentence. */
function reasonText({ term, personId, text, amount }: Reason, proposal: Proposal): string {
  const guest = proposal.guests.find(({ person }) => person.id === personId);
  const sentence = guest ? `${guest.person.name}: ${text}` : text;
  if (term === 'weather') return `${sentence} (x ${figure(amount)})`;
  return `${sentence} (${amount < 0 ? '-' : '+'}${figure(Math.abs(amount))})`;
}

const figure = (amount: number): string => String(Number(amount.toFixed(6)));

function candidateJson(candidate: Candidate, plan: Plan) {
  const { zone, askable } = plan;
  const worth = askable.flatMap(({ person }, i) => {
    const micro = candidate.worthMicro[i] ?? 0;
    return micro > 0 ? [[person.emails[0] ?? '', fromMicro(micro)] as const] : [];
  });
  return {
    start: zone.format(candidate.startMs),
    end: zone.format(candidate.endMs),
    activity: candidate.activity.id,
    suitability: candidate.suitability,
    weather: fromMicro(candidate.weatherMicro),
    burden: fromMicro(candidate.burdenMicro),
    minimumGuests: candidate.minimumGuests,
    maximumGuests: candidate.maximumGuests,
    worth: Object.fromEntries(worth),
  };
}

/** What the solver saw, so that somebody else can find the optimum by brute force. */
function solverInputJson(plan: Plan) {
  const emailAt = (i: number): string => plan.people[i]?.person.emails[0] ?? '';
  return {
    candidates: plan.candidates.map((candidate) => candidateJson(candidate, plan)),
    apart: findApartPairs(plan.people, plan.input.settings).map(([a, b]) => [emailAt(a), emailAt(b)]),
    fixed: plan.fixed.map((together) => ({
      date: together.date,
      start: plan.zone.format(together.startMs),
      end: plan.zone.format(together.endMs),
      kind: together.kind,
      activity: together.activityId,
      guests: emailsOf(plan.people.filter(({ person }) => together.personIds.includes(person.id))),
      guestCount: together.guestCount,
    })),
  };
}

/** The command line's answer to `plan --json`. Its keys are a promise to scripts; docs/command-line.md lists them. */
export function planJson(
  plan: Plan,
  sources: PlanSources,
  options: { language: Language; withCandidates: boolean },
) {
  const { zone, solver } = plan;
  const { people, openings, ...head } = situationJson(plan, plan.nowMs);
  const gapMicro = solver.boundMicro - solver.valueMicro;
  return {
    ...head,
    weights: weightsJson(plan.input.settings),
    sources: {
      calendars: sources.calendars.map(({ asOfMs, ...calendar }) => ({
        name: calendar.name,
        asOf: zone.format(asOfMs),
        events: calendar.events,
        occurrences: calendar.occurrences,
        skipped: calendar.skipped,
      })),
      forecast: sources.forecast && {
        source: sources.forecast.source,
        issuedAt: sources.forecast.issuedAtMs === null ? null : zone.format(sources.forecast.issuedAtMs),
        members: sources.forecast.members.length,
      },
    },
    people,
    openings,
    proposals: plan.proposals.map((proposal) => proposalJson(proposal, plan, options.language)),
    adjacency: fromMicro(plan.adjacencyMicro),
    solver: {
      value: fromMicro(solver.valueMicro),
      bound: fromMicro(solver.boundMicro),
      optimalityGap: gapMicro === 0 ? 0 : gapMicro / Math.max(1, Math.abs(solver.valueMicro)),
      milliseconds: Math.round(solver.milliseconds * 10) / 10,
      nodes: solver.nodes,
      candidates: solver.candidates,
    },
    restingDays: plan.dates.flatMap((date) => {
      const reasons = explainRestingDay(plan, date, options.language);
      return reasons.length > 0 ? [{ date, reasons }] : [];
    }),
    warnings: sources.warnings,
    ...(options.withCandidates ? solverInputJson(plan) : {}),
  };
}

import { type ProposalId, proposalId } from '#contract/ids.ts';
import type { Confidence } from '#contract/vocabulary.ts';
import { fnv1a } from '#main/kernel/hash.ts';
import type { Candidate, PersonState, Proposal, Terms } from '#main/planner/plan-types.ts';
import { fromMicro, MICRO, toMicro, WEIGHTS } from '#main/planner/weights.ts';

/** Firm 0 to 2, likely 3 to 6, pencil 7 to 9. */
export function confidenceOf(leadDays: number): Confidence {
  if (leadDays <= 2) return 'firm';
  return leadDays <= 6 ? 'likely' : 'pencil';
}

/** The same activity, start and guests have the same id, today and tomorrow. */
export function proposalIdOf(
  activityId: string,
  startMs: number,
  date: string,
  emails: readonly string[],
): ProposalId {
  const hash = fnv1a([activityId, startMs, ...[...emails].toSorted()].join('|'));
  return proposalId(`${date}-${activityId}-${hash.toString(36)}`);
}

/** 0.15 * (circles - 1) + 0.05 * sum over circles of (departments there - 1); no department counts as none. */
function mixingOf(guests: readonly PersonState[]): number {
  const departmentsByCircle = new Map<string, Set<string>>();
  for (const { person } of guests) {
    const departments = departmentsByCircle.get(person.circle) ?? new Set();
    if (person.department !== null) departments.add(person.department);
    departmentsByCircle.set(person.circle, departments);
  }
  const departments = [...departmentsByCircle.values()].reduce(
    (sum, set) => sum + Math.max(0, set.size - 1),
    0,
  );
  return WEIGHTS.mixing.circle * (departmentsByCircle.size - 1) + WEIGHTS.mixing.department * departments;
}

/** The terms of a get-together as they are shown, and its value from exactly these. */
export function makeProposal(
  candidate: Candidate,
  guests: readonly { readonly state: PersonState; readonly worthMicro: number }[],
  companyDial: number,
): Proposal {
  const states = guests.map((guest) => guest.state);
  const worthMicro = guests.reduce((sum, guest) => sum + guest.worthMicro, 0);
  const mixingMicro = toMicro(mixingOf(states));
  const crowdMicro = toMicro(WEIGHTS.crowd * companyDial) * states.length * (states.length - 1);
  const exact =
    (candidate.weatherMicro * (worthMicro + mixingMicro - crowdMicro)) / MICRO - candidate.burdenMicro;
  const terms: Terms = {
    worth: guests.map(({ state, worthMicro: worth }) => ({
      personId: state.person.id,
      email: state.person.emails[0] ?? '',
      value: fromMicro(worth),
    })),
    mixing: fromMicro(mixingMicro),
    crowd: fromMicro(crowdMicro),
    weather: fromMicro(candidate.weatherMicro),
    burden: fromMicro(candidate.burdenMicro),
  };
  const emails = terms.worth.map((part) => part.email);
  return {
    id: proposalIdOf(candidate.activity.id, candidate.startMs, candidate.date, emails),
    candidate,
    guests: states,
    terms,
    valueMicro: Math.round(exact),
    confidence: confidenceOf(candidate.dateIndex),
  };
}

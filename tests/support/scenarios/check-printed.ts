import type { PrintedPlan, PrintedProposal } from '#tests/support/scenarios/printed-plan.ts';
import {
  adjacentPairs,
  brokenDateRules,
  dateIndexOf,
  type Guest,
  isWorthwhile,
  micro,
  takenActivities,
  valueUnits,
} from '#tests/support/scenarios/rules.ts';

export interface CheckedPlan {
  /** Recomputed from the candidates, adjacency included; whole millionths of millionths. */
  readonly units: number;
  readonly faults: readonly string[];
}

/** Recomputes a printed plan from its own candidates and lists what is wrong with it. */
export function checkPrintedPlan(plan: PrintedPlan): CheckedPlan {
  const { proposals } = plan;
  const faults = brokenDateRules(
    plan,
    proposals.map(({ start, guests }) => ({
      dateIndex: dateIndexOf(plan, start),
      guestCount: guests.length,
    })),
  );
  let units = 0;
  for (const proposal of proposals) {
    const found = checkProposal(plan, proposal);
    units += found.units;
    faults.push(...found.faults.map((fault) => `${proposal.start} ${proposal.activity.id}: ${fault}`));
  }
  const activities = [...takenActivities(plan), ...proposals.map(({ activity }) => activity.id)];
  if (new Set(activities).size < activities.length) faults.push('an activity twice');
  const guests = proposals.flatMap((proposal) => proposal.guests);
  if (new Set(guests).size < guests.length) faults.push('a person twice');
  const cost =
    micro(plan.weights.adjacency) * adjacentPairs(proposals.map(({ start }) => dateIndexOf(plan, start)));
  if (micro(plan.adjacency) !== cost) faults.push(`adjacency is ${cost / 1e6}, not ${plan.adjacency}`);
  const sum = proposals.reduce((total, { value }) => total + micro(value), 0) - cost;
  if (micro(plan.solver.value) !== sum)
    faults.push(`the values sum to ${sum / 1e6}, not ${plan.solver.value}`);
  return { units: units - cost * 1e6, faults };
}

function checkProposal(plan: PrintedPlan, proposal: PrintedProposal): CheckedPlan {
  const { start, end, activity, guests, terms, value } = proposal;
  const faults: string[] = [];
  const candidate = plan.candidates.find(
    (other) =>
      other.start === start &&
      other.activity === activity.id &&
      guests.length >= Math.max(1, other.minimumGuests) &&
      guests.length <= other.maximumGuests,
  );
  if (!candidate) return { units: 0, faults: ['no candidate holds this group'] };
  if (candidate.end !== end) faults.push(`it ends ${end}, its candidate ${candidate.end}`);
  const instant = (text: string): number => Date.parse(text);
  const isOpen = plan.openings.some(
    (opening) => instant(opening.start) <= instant(start) && instant(opening.end) >= instant(end),
  );
  if (!isOpen) faults.push('it lies in no opening');
  for (const email of guests) {
    const worth = candidate.worth[email] ?? 0;
    if (worth <= 0) faults.push(`${email} is worth nothing`);
    if (terms.worth[email] !== worth) faults.push(`${email} is worth ${worth}, not ${terms.worth[email]}`);
  }
  if (Object.keys(terms.worth).length !== guests.length) faults.push('worth is not of the guests');
  for (const [a, b] of plan.apart)
    if (guests.includes(a) && guests.includes(b)) faults.push(`${a} with ${b}`);
  const people = plan.people.filter(({ email }) => guests.includes(email));
  const units = valueUnits(
    plan,
    candidate,
    people.map((person): Guest => ({ ...person, worth: candidate.worth[person.email] ?? 0 })),
  );
  if (!isWorthwhile(plan, units)) faults.push(`it is worth only ${units / 1e12}`);
  if (micro(value) !== Math.round(units / 1e6)) faults.push(`it is worth ${units / 1e12}, not ${value}`);
  const worths = Object.values(terms.worth).reduce((sum, worth) => sum + worth, 0);
  const byTerms = terms.weather * (worths + terms.mixing - terms.crowd) - terms.burden;
  if (!isNear(byTerms, value)) faults.push(`its terms make ${byTerms}, not ${value}`);
  const byReasons = sumReasons(proposal.reasons);
  if (!isNear(byReasons, value)) faults.push(`its reasons make ${byReasons}, not ${value}`);
  return { units, faults };
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6;

/** Each sentence ends in its figure: '(+0.9)', '(-0.4)', and '(x 1.05)' for the weather; the burden comes after that. */
function sumReasons(reasons: readonly string[]): number {
  let inside = 0;
  let weather: number | null = null;
  let outside = 0;
  for (const reason of reasons) {
    const [, sign, figure] = /\(([+-]|x )([\d.]+)\)$/.exec(reason) ?? [];
    const amount = Number(figure);
    if (sign === 'x ') weather = amount;
    else if (weather === null) inside += sign === '-' ? -amount : amount;
    else outside += sign === '-' ? -amount : amount;
  }
  return (weather ?? Number.NaN) * inside + outside;
}

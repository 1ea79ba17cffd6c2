import type { ProposalDetail, ProposalView, WeatherHour } from '#contract/outlook.ts';
import type { GuestView } from '#contract/people.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import type { Language } from '#contract/vocabulary.ts';
import { initialsOf } from '#main/invites/view.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { Zone } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import { findAlternatives } from '#main/planner/alternatives.ts';
import { explainProposal } from '#main/planner/explain/explain-proposal.ts';
import { reasonText } from '#main/planner/explain/explain-rest.ts';
import { wordsFor } from '#main/planner/explain/format.ts';
import type { Plan } from '#main/planner/make-plan.ts';
import type { Candidate, Proposal } from '#main/planner/plan-types.ts';
import { fromMicro } from '#main/planner/weights.ts';

const HOUR_MS = 3_600_000;
/** All that a page can show; one for each activity and date. */
const MOST_ALTERNATIVES = 24;

const viewGuest = (person: Person): GuestView => ({
  personId: person.id,
  name: person.name,
  initials: initialsOf(person.name),
  email: person.emails[0] ?? '',
  circle: person.circle,
});

/** On the date of its start; what ends on a later date is cut at midnight. */
function spanOf({ startMs, endMs }: Interval, zone: Zone): MinuteSpan {
  const isSameDate = zone.dateOf(startMs) === zone.dateOf(endMs);
  return { from: zone.minuteOf(startMs), until: isSameDate ? zone.minuteOf(endMs) : 1440 };
}

export function viewProposal(proposal: Proposal, plan: Plan, language: Language): ProposalView {
  const { candidate, terms } = proposal;
  const { activity, fallback } = candidate;
  const { zone } = plan;
  return {
    id: proposal.id,
    date: candidate.date,
    span: spanOf(candidate, zone),
    start: zone.format(candidate.startMs),
    end: zone.format(candidate.endMs),
    activity: { id: activity.id, name: activity.name[language], setting: activity.setting },
    guests: proposal.guests.map(({ person }) => viewGuest(person)),
    suitability: candidate.suitability,
    confidence: proposal.confidence,
    fallback: fallback === null ? null : { id: fallback.id, name: fallback.name[language] },
    ...explainProposal(proposal, plan, language),
    terms: {
      ...terms,
      worth: Object.fromEntries(terms.worth.map(({ email, value }) => [email, value])),
    },
    value: fromMicro(proposal.valueMicro),
  };
}

export function viewDetail(proposal: Proposal, plan: Plan, language: Language): ProposalDetail {
  return {
    proposalId: proposal.id,
    weatherHours: listHours(proposal.candidate).map((hour) =>
      viewHour(hour, proposal.candidate, plan, language),
    ),
    alternatives: findAlternatives(proposal, plan, MOST_ALTERNATIVES).map(({ candidate, valueMicro }) => ({
      start: plan.zone.format(candidate.startMs),
      date: candidate.date,
      span: spanOf(candidate, plan.zone),
      activity: { id: candidate.activity.id, name: candidate.activity.name[language] },
      suitability: candidate.suitability,
      value: fromMicro(valueMicro),
    })),
  };
}

/** The parts of the clock's hours that it touches. All zones in use begin their hours on quarters of UTC's. */
function listHours({ startMs, endMs }: Interval): Interval[] {
  const hours: Interval[] = [];
  for (let fromMs = startMs; fromMs < endMs; ) {
    const untilMs = Math.min(endMs, (Math.floor(fromMs / HOUR_MS) + 1) * HOUR_MS);
    hours.push({ startMs: fromMs, endMs: untilMs });
    fromMs = untilMs;
  }
  return hours;
}

function viewHour(hour: Interval, candidate: Candidate, plan: Plan, language: Language): WeatherHour {
  const { activity, dateIndex } = candidate;
  const summary = plan.suitability.summary(hour);
  const isInside = activity.setting === 'indoor' || activity.setting === 'remote';
  const reasons = isInside ? [] : plan.suitability.reasons(activity.envelope, hour);
  return {
    minute: plan.zone.minuteOf(hour.startMs),
    apparentC: summary?.apparentC ?? null,
    rainMm: summary?.rainMm ?? null,
    gustKmh: summary?.gustKmh ?? null,
    suitability: plan.suitability.of(activity, hour, dateIndex),
    reasons: reasons.flatMap((reason) => reasonText(reason, wordsFor(language)) ?? []),
  };
}

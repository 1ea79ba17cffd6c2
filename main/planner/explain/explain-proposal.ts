import type { PersonId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import type { ComfortLine, Language } from '#contract/vocabulary.ts';
import { clockText, percentOf, wordsFor } from '#main/planner/explain/format.ts';
import { gapText } from '#main/planner/explain/gap-text.ts';
import type { Words } from '#main/planner/explain/words.ts';
import { travelMinutesOf } from '#main/planner/constraints/severe-weather.ts';
import type { Plan } from '#main/planner/make-plan.ts';
import type { PersonState, Proposal } from '#main/planner/plan-types.ts';
import { WEIGHTS } from '#main/planner/weights.ts';
import { type Occasion, comfort } from '#main/planner/worth.ts';

/** A sentence and the term of the value that it speaks of, with its sign as it counts. */
export interface Reason {
  readonly term: 'worth' | 'mixing' | 'crowd' | 'weather' | 'burden';
  readonly personId: PersonId | null;
  readonly amount: number;
  readonly text: string;
}

/** One sentence for each term that is not nothing, in the order of the formula. No sentence without a term. */
export function reasonsOf(proposal: Proposal, plan: Plan, language: Language): Reason[] {
  const words = wordsFor(language);
  const { terms, guests } = proposal;
  const [today] = plan.dates;
  const reasons: Reason[] = [];
  for (const [i, state] of guests.entries()) {
    const amount = terms.worth[i]?.value ?? 0;
    if (today === undefined || amount === 0) continue;
    const text = [gapText(state, today, language), ...worthNotes(state, proposal, plan, words)].join(' ');
    reasons.push({ term: 'worth', personId: state.person.id, amount, text });
  }
  if (terms.mixing !== 0) {
    reasons.push({ term: 'mixing', personId: null, amount: terms.mixing, text: mixingText(guests, words) });
  }
  if (terms.crowd !== 0) {
    reasons.push({ term: 'crowd', personId: null, amount: -terms.crowd, text: words.crowd(guests.length) });
  }
  reasons.push({
    term: 'weather',
    personId: null,
    amount: terms.weather,
    text: weatherSentence(proposal, plan, language),
  });
  if (terms.burden !== 0) {
    reasons.push({
      term: 'burden',
      personId: null,
      amount: -terms.burden,
      text: burdenText(proposal, plan, words),
    });
  }
  return reasons;
}

export interface ProposalWords {
  readonly whyPeople: readonly { readonly personId: PersonId; readonly text: string }[];
  readonly whyTime: readonly string[];
  readonly weatherText: string | null;
}

export function explainProposal(proposal: Proposal, plan: Plan, language: Language): ProposalWords {
  const reasons = reasonsOf(proposal, plan, language);
  return {
    whyPeople: reasons.flatMap(({ personId, text }) => (personId === null ? [] : [{ personId, text }])),
    whyTime: reasons.filter(({ personId }) => personId === null).map(({ text }) => text),
    weatherText: shortWeather(proposal, plan, wordsFor(language)),
  };
}

/** What else made this person worth more or less here: the factors that are not 1. */
function worthNotes(state: PersonState, proposal: Proposal, plan: Plan, words: Words): string[] {
  const { activity, fallback, startMs } = proposal.candidate;
  const notes: string[] = [];
  const { importance, comfort: sheet } = state.person;
  if (importance !== 1) notes.push(words.importance(importance > 1));
  const answers = plan.input.answers.get(state.person.id);
  if (answers && answers.yes + answers.no > 0)
    notes.push(words.answers(answers.yes, answers.yes + answers.no));
  const isEvening = plan.week.isEvening(startMs);
  const occasion: Occasion = { activity, fallback, isEvening, solo: proposal.guests.length === 1 };
  if (comfort(state, occasion) < 1) {
    const lines: readonly (readonly [ComfortLine, boolean])[] = [
      ['home', activity.home || fallback?.home === true],
      ['weekdayEvening', isEvening],
      ['alcohol', activity.alcohol || fallback?.alcohol === true],
      ['family', activity.children || fallback?.children === true],
    ];
    const asked = lines
      .filter(([line, applies]) => applies && sheet[line] === 'rather-not')
      .map(([line]) => line);
    notes.push(...asked.map((line) => words.ratherNot(line)));
    if (asked.length === 0) notes.push(words.aloneAtHome);
  }
  if (state.lastActivity === activity.id) notes.push(words.sameAsLast(nameOf(activity, words)));
  return notes;
}

const nameOf = (
  activity: { readonly name: { readonly en: string; readonly nl: string } },
  words: Words,
): string => (words.locale.startsWith('nl') ? activity.name.nl : activity.name.en);

function mixingText(guests: readonly PersonState[], words: Words): string {
  const circles = [...new Set(guests.map(({ person }) => person.circle))];
  if (circles.length > 1) return words.mixing(circles);
  return words.mixingDepartments(
    [...new Set(guests.map(({ person }) => person.department))].filter((d) => d !== null),
  );
}

function burdenText(proposal: Proposal, plan: Plan, words: Words): string {
  const { activity, startMs, date } = proposal.candidate;
  const parts: string[] = [];
  if (plan.week.isEvening(startMs)) parts.push(words.evening);
  else if (plan.week.isDayOff(date)) parts.push(words.dayOff);
  if (activity.spend > 0) parts.push(words.spend[activity.spend]);
  const minutes = travelMinutesOf(activity);
  if (minutes > 0) parts.push(words.travel(minutes));
  if (activity.home) parts.push(words.hosting);
  return words.burden(parts);
}

/** 'dry and 21° (85 %)'; null indoors and where the forecast does not reach. */
function shortWeather(proposal: Proposal, plan: Plan, words: Words): string | null {
  const { activity, suitability, startMs, endMs } = proposal.candidate;
  if (activity.setting === 'indoor' || activity.setting === 'remote' || suitability === null) return null;
  const summary = plan.suitability.summary({ startMs, endMs });
  if (!summary) return null;
  const rain = summary.rainProbability ?? 0;
  const kind = rain < 0.3 ? 'dry' : rain < 0.6 ? 'maybe' : 'wet';
  return `${words.sky(kind, summary.apparentC)} (${words.chance(percentOf(suitability))})`;
}

function weatherSentence(proposal: Proposal, plan: Plan, language: Language): string {
  const words = wordsFor(language);
  const { activity, fallback, date, endMs } = proposal.candidate;
  if (activity.setting === 'indoor') return words.inside(nameOf(activity, words));
  if (activity.setting === 'remote') return words.remote(nameOf(activity, words));
  const short = shortWeather(proposal, plan, words);
  const parts = [short === null ? words.skyUnknown : `${short.charAt(0).toUpperCase()}${short.slice(1)}.`];
  const sunset = activity.envelope?.daylight ? (plan.sunOf(date)?.set ?? null) : null;
  if (sunset !== null && plan.zone.minuteOf(endMs) <= sunset) parts.push(words.sunUntil(clockText(sunset)));
  if (fallback && proposal.terms.weather < 1 + WEIGHTS.delight.outdoor) {
    parts.push(words.fallback(nameOf(fallback, words)));
  }
  return parts.join(' ');
}

export const activityName = (proposal: Proposal, language: Language): string =>
  nameOf(proposal.candidate.activity, wordsFor(language));

/** For a date of the horizon: its proposal, if it has one. */
export const proposalOn = (plan: Plan, date: IsoDate): Proposal | undefined =>
  plan.proposals.find((proposal) => proposal.candidate.date === date);

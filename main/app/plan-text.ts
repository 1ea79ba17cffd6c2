import type { Language } from '#contract/vocabulary.ts';
import { clockText, weekdayName, wordsFor } from '#main/planner/explain/format.ts';
import { explainProposal } from '#main/planner/explain/explain-proposal.ts';
import { explainRestingDay } from '#main/planner/explain/explain-rest.ts';
import { gapText } from '#main/planner/explain/gap-text.ts';
import { headline } from '#main/planner/explain/headline.ts';
import type { Plan, Situation } from '#main/planner/make-plan.ts';
import type { PersonState } from '#main/planner/plan-types.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { IsoDate } from '#contract/time.ts';

function dayLabel(date: IsoDate, language: Language): string {
  const weekday = weekdayName(date, wordsFor(language), 'short').padEnd(3);
  return `${weekday} ${date}`;
}

const spanText = (span: Interval, { zone }: Situation): string =>
  `${clockText(zone.minuteOf(span.startMs))}-${clockText(zone.minuteOf(span.endMs))}`;

/** The plan for a person to read: a line a day, and the why below each proposal. */
export function planLines(plan: Plan, language: Language): string[] {
  const words = wordsFor(language);
  const lines = [headline(plan, language), ''];
  for (const date of plan.dates) {
    const proposal = plan.proposals.find(({ candidate }) => candidate.date === date);
    if (!proposal) {
      lines.push(`${dayLabel(date, language)}  -  ${explainRestingDay(plan, date, language).join(' ')}`);
      continue;
    }
    const { candidate, guests, id } = proposal;
    const names = words.list(guests.map(({ person }) => person.name));
    const why = explainProposal(proposal, plan, language);
    lines.push(
      `${dayLabel(date, language)}  *  ${spanText(candidate, plan)}  ${candidate.activity.name[language]}: ${names}`,
    );
    for (const sentence of [
      ...why.whyPeople.map(({ text }, i) => `${guests[i]?.person.name ?? ''}: ${text}`),
      ...why.whyTime,
    ]) {
      lines.push(`                   ${sentence}`);
    }
    lines.push(`                   invite ${id}`);
  }
  return lines;
}

export function gapLine(state: PersonState, situation: Situation, language: Language): string {
  const [today] = situation.dates;
  const text = today === undefined ? '' : gapText(state, today, language);
  return `${state.gap.gap.toFixed(2)}  ${state.person.name}: ${text}${state.bookedOn === null ? '' : ` (${state.bookedOn})`}`;
}

export const openingLine = (
  opening: Interval & { readonly date: IsoDate },
  situation: Situation,
  language: Language,
): string => `${dayLabel(opening.date, language)}  ${spanText(opening, situation)}`;

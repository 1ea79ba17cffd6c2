import { performance } from 'node:perf_hooks';
import type { Language } from '#contract/vocabulary.ts';
import { planJson, situationJson } from '#main/app/plan-json.ts';
import type { PreparedPlan } from '#main/app/plan-request.ts';
import { gapLine, openingLine, planLines } from '#main/app/plan-text.ts';
import { makePlan, readSituation } from '#main/planner/make-plan.ts';

/** One answer in two forms: an object for programs, lines for people. */
export interface PlanAnswer {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
}

export function answerPlan(
  { input, sources }: PreparedPlan,
  options: { readonly language: Language; readonly withCandidates: boolean },
): PlanAnswer {
  const plan = makePlan(input, () => performance.now());
  return {
    json: planJson(plan, sources, options),
    lines: planLines(plan, options.language),
    warnings: sources.warnings,
  };
}

/** What the calendar says, before anything is proposed. */
export function answerSituation(
  { input, sources }: PreparedPlan,
  part: 'gaps' | 'openings',
  language: Language,
): PlanAnswer {
  const situation = readSituation(input);
  const { people, openings, ...head } = situationJson(situation, input.nowMs);
  const { warnings } = sources;
  if (part === 'gaps') {
    return {
      json: { ...head, people, warnings },
      lines: situation.people.map((state) => gapLine(state, situation, language)),
      warnings,
    };
  }
  return {
    json: { ...head, openings, warnings },
    lines: situation.openings.map((opening) => openingLine(opening, situation, language)),
    warnings,
  };
}

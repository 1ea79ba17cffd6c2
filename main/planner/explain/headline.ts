import type { Language } from '#contract/vocabulary.ts';
import { activityName } from '#main/planner/explain/explain-proposal.ts';
import { weekdayName, wordsFor } from '#main/planner/explain/format.ts';
import type { Plan } from '#main/planner/make-plan.ts';

/** One sentence over the plan: 'Two ideas. The next: grill at home on Thursday.' None is a good week, and it says so. */
export function headline(plan: Plan, language: Language): string {
  const words = wordsFor(language);
  const [next] = plan.proposals;
  if (!next) return words.noIdeas;
  const idea = words.idea(activityName(next, language), weekdayName(next.candidate.date, words));
  return words.ideas(plan.proposals.length, idea);
}

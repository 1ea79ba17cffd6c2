import type { DayView, ForecastAge, ProposalDetail, ProposalView, RibbonHour } from '#contract/outlook.ts';
import type { PeopleView } from '#contract/people.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { InviteContent } from '#main/invites/invite.ts';
import { headline } from '#main/planner/explain/headline.ts';
import type { Plan } from '#main/planner/make-plan.ts';
import type { Proposal, ShownProposal } from '#main/planner/plan-types.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { createRibbon } from '#main/weather/ribbon.ts';
import { viewDays } from './days.ts';
import { type PersonToday, readDirections, readPeopleToday } from './people.ts';
import { viewDetail, viewProposal } from './proposals.ts';

/** A proposal with all that may be asked of it while it is on the screen. */
export interface PlannedProposal {
  readonly view: ProposalView;
  readonly detail: ProposalDetail;
  readonly shown: ShownProposal;
  /** What an invite is made of, before the user and the languages are added. */
  readonly what: Pick<InviteContent, 'activity' | 'fallback' | 'interval'> & { readonly atHome: boolean };
}

/** A plan as the screens need it: plain data, so that it can come from a worker. */
export interface PlannedWeek {
  readonly plannedAtMs: EpochMs;
  readonly today: IsoDate;
  readonly zone: string;
  readonly days: readonly DayView[];
  readonly ribbon: readonly RibbonHour[];
  /** Ascending by start. */
  readonly proposals: readonly PlannedProposal[];
  readonly headline: string;
  /** By gap, largest first. */
  readonly people: readonly PersonToday[];
  readonly directions: PeopleView['directions'];
  readonly forecast: ForecastAge | null;
  readonly forecastProblem: string | null;
  readonly warnings: readonly string[];
}

export interface WeekSources {
  /** What was planned with; null where there is none or it is too old. */
  readonly usable: Forecast | null;
  readonly age: ForecastAge | null;
  readonly problem: string | null;
  readonly warnings: readonly string[];
}

export function viewWeek(plan: Plan, sources: WeekSources, language: Language): PlannedWeek {
  const { zone, dates, nowMs } = plan;
  const today = zone.dateOf(nowMs);
  const { usable } = sources;
  return {
    plannedAtMs: nowMs,
    today,
    zone: zone.id,
    days: viewDays(plan, usable, language),
    ribbon: usable === null ? [] : createRibbon(usable, { zone, today, days: dates.length }),
    proposals: plan.proposals.map((proposal) => planProposal(proposal, plan, language)),
    headline: headline(plan, language),
    people: readPeopleToday(plan, today, language),
    directions: readDirections(plan, today, nowMs),
    forecast: sources.age,
    forecastProblem: sources.problem,
    warnings: sources.warnings,
  };
}

function planProposal(proposal: Proposal, plan: Plan, language: Language): PlannedProposal {
  const { activity, fallback, startMs, endMs } = proposal.candidate;
  const guestEmails = proposal.terms.worth.map(({ email }) => email);
  const isSame = (shown: ShownProposal): boolean =>
    shown.activityId === activity.id &&
    shown.startMs === startMs &&
    shown.guestEmails.toSorted().join() === guestEmails.toSorted().join();
  return {
    view: viewProposal(proposal, plan, language),
    detail: viewDetail(proposal, plan, language),
    shown: {
      activityId: activity.id,
      startMs,
      guestEmails,
      pinned: plan.input.shown.find(isSame)?.pinned ?? false,
    },
    what: {
      activity: { id: activity.id, name: activity.name, setting: activity.setting },
      fallback: fallback === null ? null : { id: fallback.id, name: fallback.name },
      interval: { startMs, endMs },
      atHome: activity.home,
    },
  };
}

import { performance } from 'node:perf_hooks';
import { openZone } from '#main/kernel/zone.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { Store } from '#main/store/open.ts';
import { type CachedWeather, type ForecastProblem, readWeather } from '../forecast-cache.ts';
import { readOwnData } from '../own-data.ts';
import { viewForecastAge } from '../views/forecast.ts';
import { type PlannedWeek, viewWeek } from '../views/planned-week.ts';
import { viewWords, type ViewWords } from '../views/words.ts';
import type { PlanQuestion } from './heavy-work.ts';

/** Gathers from the store, plans, and turns the plan into what screens need. */
export function planWeek(
  store: Store,
  question: PlanQuestion,
): { readonly plan: Plan; readonly week: PlannedWeek } {
  const { nowMs, zone, language, settings, shown } = question;
  const weather = readWeather(store, settings, nowMs);
  const own = readOwnData(store, settings, weather.usable, { nowMs, zone, language });
  const plan = makePlan(shown === null ? own : { ...own, shown }, () => performance.now());
  const words = viewWords(language);
  const sources = {
    usable: weather.usable,
    age:
      weather.forecast === null
        ? null
        : viewForecastAge(weather.forecast, {
            zone: openZone(zone),
            nowMs,
            constructed: weather.constructed,
          }),
    problem: weather.problem === null ? null : problemText(weather.problem, words),
    warnings: listWarnings(weather, words),
  };
  return { plan, week: viewWeek(plan, sources, language) };
}

function problemText(problem: ForecastProblem, words: ViewWords): string {
  switch (problem) {
    case 'no-place':
      return words.noPlace;
    case 'off':
      return words.weatherOff;
    case 'none-yet':
      return words.noForecastYet;
    case 'expired':
      return words.forecastExpired;
    default:
      return words.forecastFailed[problem.failed];
  }
}

const listWarnings = ({ usable }: CachedWeather, words: ViewWords): string[] =>
  usable !== null && usable.members.length === 0 ? [words.noMembers] : [];

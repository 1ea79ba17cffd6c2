import { discoverAccount } from '#main/calendars/caldav/discover.ts';
import type { Plan } from '#main/planner/make-plan.ts';
import type { Store } from '#main/store/open.ts';
import { fetchForecast } from '#main/weather/open-meteo/fetch-forecast.ts';
import { forecastKey, saveFailure, saveForecast } from '../forecast-cache.ts';
import { viewTouches } from '../views/people.ts';
import { askFreeBusy } from './free-busy.ts';
import type { HeavyWork, PlanQuestion } from './heavy-work.ts';
import { importCalendar } from './import-calendar.ts';
import { importContacts } from './import-contacts.ts';
import { importPeople } from './import-people.ts';
import { listMerges } from './list-merges.ts';
import { listOffers } from './list-offers.ts';
import { loadSample } from './load-sample.ts';
import { planWeek } from './plan-week.ts';
import { rollCalendars, tidyCalendars } from './roll-calendars.ts';
import { syncCalendar } from './sync-calendar.ts';

/** On the store given, in whatever thread this runs. `fetch` reaches the weather service and the calendars. */
export function createHeavyWork(store: Store, fetch: typeof globalThis.fetch): HeavyWork {
  /** Of the plan that the screens show, for what else is asked of it: not all that it was made from. */
  let lastPeople: Plan['people'] | null = null;

  async function plan(question: PlanQuestion): Promise<ReturnType<typeof planWeek>> {
    await rollCalendars(store, question);
    const planned = planWeek(store, question);
    lastPeople = planned.plan.people;
    return planned;
  }

  return {
    planWeek: async (question) => (await plan(question)).week,
    async readTouches({ personId, ...moment }) {
      const people = lastPeople ?? (await plan({ ...moment, shown: null })).plan.people;
      return viewTouches(people.find(({ person }) => person.id === personId)?.touches ?? []);
    },
    findOffers: async (moment) => listOffers(store, moment),
    findMerges: async () => listMerges(store),
    importCalendar: (question) => importCalendar(store, question),
    syncCalendar: (question, controls) => syncCalendar(store, question, controls, fetch),
    tidyCalendars: (moment) => tidyCalendars(store, moment),
    askFreeBusy: (question) => askFreeBusy(store, question, fetch),
    discoverCaldav: (question) => discoverAccount({ ...question, fetch }),
    loadSample: (moment) => loadSample(store, moment),
    importContacts: (question) => importContacts(store, question, fetch),
    importPeople: async (question) => importPeople(store, question),
    async refreshForecast({ settings: { weather, home }, nowMs, apiKey }) {
      if (home === null) return 'not-found';
      const key = forecastKey(home);
      const answer = await fetchForecast({
        fetch,
        forecastUrl: weather.forecastUrl,
        ensembleUrl: weather.ensembleUrl,
        apiKey,
        place: home,
        nowMs,
      });
      if (answer.ok) {
        saveForecast(store, key, answer.value.forecast, nowMs);
        return null;
      }
      saveFailure(store, key, answer.code, nowMs);
      return answer.code;
    },
  };
}

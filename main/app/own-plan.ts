import { existsSync } from 'node:fs';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import { dataFolder, settingsPath, storePath } from '#main/app/data-folder.ts';
import { publicHolidays } from '#main/app/holidays.ts';
import { holidayYears, readOwnData } from '#main/app/own-data.ts';
import type { OwnPlan } from '#main/app/plan-request.ts';
import { readCachedForecast } from '#main/app/forecast-cache.ts';
import { usedSettings } from '#main/app/sample-state.ts';
import { tellSkipped } from '#main/calendars/household.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { openStore } from '#main/store/open.ts';

/**
 * The user's own data for a plan, read and left as it is: nothing is fetched and nothing is remembered as shown.
 * `given` replaces the stored settings. Without any data yet it is an empty life, which plans to nothing.
 */
export async function readOwnPlan(
  given: Settings | null,
  zone: string,
  nowMs: EpochMs,
): Promise<Outcome<OwnPlan>> {
  const folder = dataFolder();
  const stored = given ?? openSettingsFile(settingsPath(folder)).read();
  const usedZone = stored.zone ?? zone;
  if (!existsSync(storePath(folder))) return succeed(emptyPlan(stored, usedZone, nowMs));
  const opened = openStore(storePath(folder));
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    // As on the screen: the made-up user's settings count while the sample week is loaded.
    const settings = given ?? usedSettings(store, stored);
    const forecast = readCachedForecast(store, settings, nowMs);
    // Scripts read English unless a language was chosen.
    const language = settings.language === 'system' ? 'en' : settings.language;
    const input = readOwnData(store, settings, forecast, { nowMs, zone: usedZone, language });
    const calendars = store.calendars.list().filter(({ name }) => !settings.ignoredCalendars.includes(name));
    return succeed({
      input,
      calendars: calendars.map((calendar) => ({
        id: calendar.id,
        name: calendar.name,
        asOfMs: calendar.asOfMs,
        events: calendar.events,
        occurrences: calendar.occurrences,
        skipped: tellSkipped(calendar),
      })),
    });
  } finally {
    store.close();
  }
}

function emptyPlan(settings: Settings, zone: string, nowMs: EpochMs): OwnPlan {
  return {
    input: {
      nowMs,
      zone,
      settings,
      holidays: publicHolidays(settings.country, holidayYears(nowMs)),
      people: [],
      occurrences: [],
      logged: [],
      answers: new Map(),
      activities: CATALOGUE,
      forecast: null,
      sent: [],
      shown: [],
      holds: { personUntil: new Map(), nothingBefore: null },
    },
    calendars: [],
  };
}

import { type Failure, type Outcome, succeed } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Activity } from '#main/activities/activity.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import { isKnownCountry, publicHolidays } from '#main/app/holidays.ts';
import { holidayYears } from '#main/app/own-data.ts';
import {
  overrideSettings,
  readActivitiesFile,
  readCalendarFiles,
  readForecastFiles,
  readingWindow,
  readPeopleFile,
  readPreviousFile,
  readSettingsFile,
  type SettingOverrides,
} from '#main/app/plan-files.ts';
import type { CalendarSource, PlanSources } from '#main/app/plan-json.ts';
import { countOnce } from '#main/calendars/same-event.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { PlanInput } from '#main/planner/plan-types.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';

/** Which files stand in for the user's own data, and what is said on top of the settings. Paths are absolute. */
export interface PlanRequest extends SettingOverrides {
  readonly calendars: readonly string[];
  readonly people: string | null;
  readonly forecasts: readonly string[];
  readonly activities: string | null;
  readonly settings: string | null;
  readonly previous: string | null;
  readonly zone: string | null;
  readonly nowMs: EpochMs;
  /** The machine's own zone, where neither the request nor the settings name one. */
  readonly machineZone: string;
}

/** The user's own data, as far as they have any. */
export interface OwnPlan {
  readonly input: PlanInput;
  readonly calendars: readonly CalendarSource[];
}

export interface PreparedPlan {
  readonly input: PlanInput;
  readonly sources: PlanSources;
}

const NO_COUNTRY =
  'No country is set, so public holidays are not known. Add "country": "NL" (ISO 3166-1) to the settings.';
const unknownCountry = (country: string): string =>
  `No public holidays are known for the country '${country}'. Write its ISO 3166-1 code, such as NL.`;
const NO_ADDRESS =
  'None of your own addresses is known, so one attendee of each event is taken to be you. Give --me ADDRESS.';
const NO_PLACE = 'No place is known, so the weather is not. Give --place LAT,LON.';

/**
 * Puts the input of a plan together. `own` is asked only for what the request leaves open. A calendar or people from a
 * file are another life than the store's: its answers, invites and holds then do not count.
 */
export async function preparePlan(
  request: PlanRequest,
  own: (settings: Settings | null, zone: string) => Promise<Outcome<OwnPlan>>,
): Promise<Outcome<PreparedPlan>> {
  const { nowMs } = request;
  const warnings: string[] = [];
  const settingsFile = request.settings === null ? null : await readSettingsFile(request.settings);
  if (settingsFile?.ok === false) return settingsFile;
  if (settingsFile) warnings.push(...settingsFile.value.warnings);

  const fromFiles = request.calendars.length > 0 || request.people !== null;
  const ownZone = request.zone ?? settingsFile?.value.settings.zone ?? request.machineZone;
  const stored = fromFiles ? null : await own(settingsFile?.value.settings ?? null, ownZone);
  if (stored?.ok === false) return stored;
  const base = stored?.value ?? null;
  const settings = overrideSettings(
    settingsFile?.value.settings ?? base?.input.settings ?? DEFAULT_SETTINGS,
    request,
  );
  const zone = request.zone ?? settings.zone ?? request.machineZone;
  const today = openZone(zone).dateOf(nowMs);

  const people = request.people === null ? null : await readPeopleFile(request.people, today);
  if (people?.ok === false) return people;
  const activities = request.activities === null ? null : await readActivitiesFile(request.activities);
  if (activities?.ok === false) return activities;
  const forecast = request.forecasts.length === 0 ? null : await readForecastFiles(request.forecasts, nowMs);
  if (forecast?.ok === false) return forecast;
  const previous = request.previous === null ? null : await readPreviousFile(request.previous);
  if (previous?.ok === false) return previous;
  for (const read of [people, activities, forecast]) if (read) warnings.push(...read.value.warnings);

  const followed = people?.value.value ?? base?.input.people ?? [];
  const calendars = await readCalendars(
    request.calendars,
    readingWindow(followed, zone, nowMs),
    zone,
    settings,
  );
  if (!calendars.ok) return calendars;
  const input: PlanInput = {
    nowMs,
    zone,
    settings,
    holidays: publicHolidays(settings.country, holidayYears(nowMs)),
    people: followed,
    occurrences: fromFiles ? calendars.value.occurrences : (base?.input.occurrences ?? []),
    logged: base?.input.logged ?? [],
    answers: base?.input.answers ?? new Map(),
    activities: activities?.value.value ?? base?.input.activities ?? defaultActivities(),
    forecast: forecast ? forecast.value.value : (base?.input.forecast ?? null),
    sent: base?.input.sent ?? [],
    shown: previous?.value ?? base?.input.shown ?? [],
    holds: base?.input.holds ?? { personUntil: new Map(), nothingBefore: null },
    guestsBusy: base?.input.guestsBusy ?? new Map(),
  };
  if (settings.country === null) warnings.push(NO_COUNTRY);
  else if (!isKnownCountry(settings.country)) warnings.push(unknownCountry(settings.country));
  if (settings.me.length === 0 && input.occurrences.some(({ attendees }) => attendees.length > 0)) {
    warnings.push(NO_ADDRESS);
  }
  if (settings.home === null && input.forecast === null) warnings.push(NO_PLACE);
  return succeed({
    input,
    sources: {
      calendars: fromFiles ? calendars.value.sources : (base?.calendars ?? []),
      forecast: input.forecast,
      warnings,
    },
  });
}

const defaultActivities = (): readonly Activity[] => CATALOGUE;

async function readCalendars(
  paths: readonly string[],
  window: { readonly fromMs: EpochMs; readonly toMs: EpochMs },
  zone: string,
  settings: Settings,
): Promise<
  | Failure
  | {
      readonly ok: true;
      readonly value: { occurrences: PlanInput['occurrences']; sources: CalendarSource[] };
    }
> {
  const read = await readCalendarFiles(paths, window, zone);
  if (!read.ok) return read;
  const used = read.value.sources.filter((source) => !settings.ignoredCalendars.includes(source.name));
  const usedIds = new Set(used.map((source) => source.id));
  return succeed({
    sources: used,
    occurrences: countOnce(
      read.value.occurrences.filter((occurrence) => usedIds.has(occurrence.calendarId)),
      { me: settings.me, placeOf: () => 'other' },
    ),
  });
}

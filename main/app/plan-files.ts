import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { calendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { Activity } from '#main/activities/activity.ts';
import { parseActivities } from '#main/activities/read-activities.ts';
import { readFileBytes, readTextFile } from '#main/app/read-file.ts';
import { readCalendarInWorker } from '#main/app/workers/read-calendar.ts';
import type { CalendarSource } from '#main/app/plan-json.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { addDays } from '#main/kernel/dates.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { parsePeople } from '#main/people/import/parse-people.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import type { Person } from '#main/people/person.ts';
import { historyDays } from '#main/people/touch.ts';
import type { ShownProposal } from '#main/planner/plan-types.ts';
import { parseSettings, type SettingsReading } from '#main/store/settings.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { freshnessOf } from '#main/weather/freshness.ts';
import { mergeForecasts } from '#main/weather/merge-forecasts.ts';
import { parseOpenMeteo } from '#main/weather/open-meteo/parse.ts';

/** How far ahead the calendar is read: bookings within 60 days, and seven days beyond the horizon. */
const AHEAD_DAYS = 62;

/** The dates that planning looks at: history as far as the gaps need it, and bookings to come. */
export function readingWindow(
  people: readonly Person[],
  zoneId: string,
  nowMs: EpochMs,
): { readonly fromMs: EpochMs; readonly toMs: EpochMs } {
  const zone = openZone(zoneId);
  const today = zone.dateOf(nowMs);
  return {
    fromMs: zone.toEpochMs(addDays(today, -historyDays(people)), 0),
    toMs: zone.toEpochMs(addDays(today, AHEAD_DAYS), 0),
  };
}

export interface CalendarReadingResult {
  readonly occurrences: readonly Occurrence[];
  readonly sources: readonly CalendarSource[];
}

export async function readCalendarFiles(
  paths: readonly string[],
  window: { readonly fromMs: EpochMs; readonly toMs: EpochMs },
  zone: string,
): Promise<Outcome<CalendarReadingResult>> {
  const occurrences: Occurrence[] = [];
  const sources: CalendarSource[] = [];
  for (const [i, path] of paths.entries()) {
    const bytes = await readFileBytes(path);
    if (!bytes.ok) return bytes;
    const name = basename(path);
    const read = await readCalendarInWorker({
      source: bytes.value,
      calendarId: calendarId(`file-${i}`),
      name,
      window,
      zone,
    });
    if (!read.ok) return fail(read.code, `${path}: ${read.message}`);
    occurrences.push(...read.value.occurrences);
    sources.push({
      id: calendarId(`file-${i}`),
      name: read.value.name,
      asOfMs: Math.floor((await stat(path)).mtimeMs),
      events: read.value.events,
      occurrences: read.value.occurrences.length,
      skipped: read.value.skipped,
    });
  }
  return succeed({ occurrences, sources });
}

/** Text with what could not be used of it. */
interface Read<T> {
  readonly value: T;
  readonly warnings: readonly string[];
}

export async function readPeopleFile(path: string, today: IsoDate): Promise<Outcome<Read<Person[]>>> {
  const text = await readTextFile(path);
  if (!text.ok) return text;
  const read = parsePeople(text.value, basename(path));
  if (!read.ok) return fail(read.code, `${path}: ${read.message}`);
  return succeed({
    value: read.value.people.map((entry) => toPerson(entry, { today })),
    warnings: read.value.skipped.map(
      ({ uid, reason }) => `${basename(path)}: ${uid ? `${uid}: ` : ''}${reason}`,
    ),
  });
}

export async function readActivitiesFile(path: string): Promise<Outcome<Read<readonly Activity[]>>> {
  const text = await readTextFile(path);
  if (!text.ok) return text;
  const read = parseActivities(text.value);
  if (!read.ok) return fail(read.code, `${path}: ${read.message}`);
  return succeed({
    value: read.value.activities,
    warnings: read.value.skipped.map(
      ({ uid, reason }) => `${basename(path)}: ${uid ? `${uid}: ` : ''}${reason}`,
    ),
  });
}

export async function readSettingsFile(path: string): Promise<Outcome<SettingsReading>> {
  const text = await readTextFile(path);
  if (!text.ok) return text;
  const read = parseSettings(text.value);
  return read.ok ? read : fail(read.code, `${path}: ${read.message}`);
}

/** One or several recorded answers, forecast and ensemble in any order. One too old is not used, and that is said. */
export async function readForecastFiles(
  paths: readonly string[],
  nowMs: EpochMs,
): Promise<Outcome<Read<Forecast | null>>> {
  const parts: Forecast[] = [];
  for (const path of paths) {
    const text = await readTextFile(path);
    if (!text.ok) return text;
    let json: unknown;
    try {
      json = JSON.parse(text.value);
    } catch {
      // What the parser says of its own position helps nobody; the file's name does.
      return fail('unreadable', `${path} is not JSON. Give an answer of Open-Meteo as it was received.`);
    }
    const parsed = parseOpenMeteo(json, { receivedAtMs: null });
    if (!parsed.ok) return fail(parsed.code, `${path}: ${parsed.message}`);
    parts.push(parsed.value);
  }
  const merged = mergeForecasts(parts);
  if (merged && freshnessOf(merged.issuedAtMs, nowMs) === 'expired') {
    return succeed({ value: null, warnings: ['The forecast is older than 48 hours and is not used.'] });
  }
  return succeed({ value: merged, warnings: [] });
}

const previousSchema = z.object({
  proposals: z.array(
    z.object({ start: z.string(), activity: z.object({ id: z.string() }), guests: z.array(z.string()) }),
  ),
});

/** What `plan --json` printed before: its proposals stay put. */
export async function readPreviousFile(path: string): Promise<Outcome<ShownProposal[]>> {
  const text = await readTextFile(path);
  if (!text.ok) return text;
  try {
    const { proposals } = previousSchema.parse(JSON.parse(text.value));
    return succeed(
      proposals.map(({ start, activity, guests }) => ({
        activityId: activity.id,
        startMs: parseInstant(start),
        guestEmails: guests.map((email) => email.toLowerCase()),
        pinned: false,
      })),
    );
  } catch (error) {
    const why =
      error instanceof RangeError ? error.message : 'it lacks `proposals` with start, activity.id and guests';
    return fail('unreadable', `${path} is no plan: ${why}. Give what 'plan --json' printed.`);
  }
}

/** Settings with what the command line says on top of them. */
export interface SettingOverrides {
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly perWeek: 1 | 2 | 3 | null;
  readonly me: readonly string[];
}

export function overrideSettings(settings: Settings, overrides: SettingOverrides): Settings {
  const { place, perWeek, me } = overrides;
  return {
    ...settings,
    home: place === null ? settings.home : { ...place, label: settings.home?.label ?? '' },
    dials: perWeek === null ? settings.dials : { ...settings.dials, perWeek },
    me: me.length === 0 ? settings.me : me.map((address) => address.toLowerCase()),
  };
}

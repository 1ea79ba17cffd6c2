import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import { createSampleWeek } from '#main/app/sample/sample-week.ts';
import { expandOccurrences } from '#main/calendars/ical/expand-occurrences.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import { addDays } from '#main/kernel/dates.ts';
import { type IsoDate, isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { isFarAway } from '#main/places/travel.ts';
import { makePlan } from '#main/planner/make-plan.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';

const DAY_MS = 86_400_000;
const ZONES = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

function createAt(zoneId: string, date: IsoDate, language: 'en' | 'nl' = 'en') {
  const nowMs = openZone(zoneId).toEpochMs(date, 9 * 60);
  return { nowMs, week: createSampleWeek({ today: date, zone: zoneId, nowMs, language }) };
}

function readCalendar(text: string, zone: string, nowMs: number) {
  const parsed = parseCalendar(text, { calendarId: calendarId('sample'), name: 'sample' });
  if (!parsed.ok) throw new Error(parsed.message);
  const window = { startMs: nowMs - 401 * DAY_MS, endMs: nowMs + 62 * DAY_MS };
  const expanded = expandOccurrences(parsed.value.series, window, { zone });
  return { ...expanded, skipped: [...parsed.value.skipped, ...expanded.skipped], name: parsed.value.name };
}

function planAt(zone: string, date: IsoDate) {
  const { nowMs, week } = createAt(zone, date);
  return makePlan(
    {
      nowMs,
      zone,
      settings: { ...DEFAULT_SETTINGS, ...week.settings },
      holidays: new Map(),
      people: week.people,
      occurrences: readCalendar(week.calendar.text, zone, nowMs).occurrences,
      logged: [],
      answers: new Map(),
      activities: CATALOGUE,
      forecast: week.forecast,
      sent: [],
      shown: [],
      holds: { personUntil: new Map(), nothingBefore: null },
    },
    () => 0,
  );
}

describe('createSampleWeek', () => {
  it('is the same for the same day, zone and language', () => {
    const date = isoDate('2026-06-01');
    expect(createAt('Europe/Amsterdam', date)).toEqual(createAt('Europe/Amsterdam', date));
    expect(createAt('Europe/Amsterdam', date).week.forecast).not.toEqual(
      createAt('Europe/Amsterdam', addDays(date, 1)).week.forecast,
    );
  });

  it('is a team in all eight circles with departments, at addresses that nobody owns', () => {
    const { people } = createAt('Europe/Amsterdam', isoDate('2026-06-01')).week;
    expect(people.length).toBeGreaterThanOrEqual(12);
    expect(new Set(people.map(({ circle }) => circle)).size).toBe(8);
    expect(new Set(people.map(({ department }) => department)).size).toBeGreaterThan(6);
    expect(people.flatMap(({ emails }) => emails).every((email) => /[@.]example\.com$/.test(email))).toBe(
      true,
    );
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  });

  it('has one person who lives too far away', () => {
    const { people, settings } = createAt('Europe/Amsterdam', isoDate('2026-06-01')).week;
    expect(people.filter(({ place }) => isFarAway(settings.home, place)).map(({ name }) => name)).toEqual([
      'Rosa Lindqvist',
    ]);
  });

  it.each(['en', 'nl'] as const)('is read whole by the calendar reader, in %s', (language) => {
    const { week, nowMs } = createAt('Europe/Amsterdam', isoDate('2026-06-01'), language);
    const { occurrences, skipped, name } = readCalendar(week.calendar.text, 'Europe/Amsterdam', nowMs);
    expect(skipped).toEqual([]);
    expect(name).toBe(language === 'nl' ? 'Voorbeeldweek' : 'Sample week');
    expect(occurrences.length).toBeGreaterThan(500);
    const summaries = new Set(occurrences.map(({ summary }) => summary));
    expect(summaries).toContain(language === 'nl' ? 'Barbecue thuis met Henrik en Mei en Jonas' : 'Dentist');
  });

  it('folds every line below 75 octets', () => {
    const { text } = createAt('Europe/Amsterdam', isoDate('2026-06-01'), 'nl').week.calendar;
    const longest = Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)));
    expect(longest).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('says that its weather is constructed', () => {
    expect(createAt('UTC', isoDate('2026-06-01')).week.forecast.source).toMatch(/constructed/);
    expect(createAt('UTC', isoDate('2026-06-01'), 'nl').week.forecast.source).toMatch(/verzonnen/);
  });
});

describe('the weather of the sample', () => {
  const { forecast } = createAt('Europe/Amsterdam', isoDate('2026-12-21')).week;
  const spreadAt = (day: number): number => {
    const values = forecast.members.map(({ temperatureC }) => temperatureC[day * 24 + 15]!);
    return Math.max(...values) - Math.min(...values);
  };

  it('has 51 members over eleven days whose spread grows', () => {
    expect(forecast.members).toHaveLength(51);
    expect(forecast.hours).toHaveLength(11 * 24);
    expect(spreadAt(9)).toBeGreaterThan(2 * spreadAt(0));
  });

  it('is mild in December too', () => {
    const { temperatureC } = forecast.main;
    expect(Math.min(...temperatureC)).toBeGreaterThan(5);
    expect(Math.max(...temperatureC)).toBeLessThan(23);
  });

  it('has a windy day, a wet day and no severe weather', () => {
    const { gustKmh, precipitationMm, weatherCode } = forecast.main;
    expect(Math.max(...gustKmh)).toBeGreaterThan(52);
    expect(Math.max(...gustKmh)).toBeLessThan(75);
    expect(precipitationMm.reduce((sum, mm) => sum + mm, 0)).toBeGreaterThan(10);
    expect(weatherCode.every((code) => code < 95)).toBe(true);
  });
});

describe('the plan of the sample', () => {
  it.each(
    ZONES.flatMap((zone) =>
      [0, 1, 2, 3, 4, 5, 6].map((days) => [zone, addDays(isoDate('2026-06-01'), days)] as const),
    ),
  )('is a good week in %s from %s', (zone, date) => {
    const { proposals } = planAt(zone, date);
    expect(proposals.length).toBeGreaterThanOrEqual(2);
    const outside = proposals.filter(({ candidate }) => candidate.activity.setting === 'outdoor');
    expect(outside.some(({ candidate }) => (candidate.suitability ?? 0) > 0.8)).toBe(true);
    expect(proposals.some(({ candidate }) => candidate.activity.id === 'grill')).toBe(true);
  });

  it('is a good week in the dark of December and over a change of the clock', () => {
    for (const date of ['2026-12-21', '2026-03-25', '2026-10-22']) {
      expect(planAt('Europe/Amsterdam', isoDate(date)).proposals.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('shows one booked dinner, somebody red and somebody fresh', () => {
    const { people } = planAt('Europe/Amsterdam', isoDate('2026-06-01'));
    expect(people.filter(({ bookedOn }) => bookedOn !== null).map(({ person }) => person.name)).toEqual([
      'Jonas Weber',
    ]);
    expect(people[0]!.gap.gap).toBe(2);
    expect(people.at(-1)!.gap.gap).toBeLessThan(0.5);
  });
});

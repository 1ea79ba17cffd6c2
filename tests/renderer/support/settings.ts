import { activityId } from '#contract/ids.ts';
import type { ActivityState } from '#contract/activities.ts';
import type { AppStatus, DesktopState } from '#contract/status.ts';
import type { UpdateState } from '#contract/updates.ts';
import type { Settings } from '#contract/settings.ts';
import { clock, span, zone } from './plan.ts';

const lunch = span('12:00', '13:30');
const evening = span('17:30', '22:00');
const weekend = span('10:00', '22:00');
const work = span('9:00', '17:30');

export function createSettings(): Settings {
  return {
    language: 'en',
    theme: 'system',
    me: ['me@example.org'],
    myName: 'Alex Jansen',
    zone: null,
    country: 'NL',
    home: { lat: 52.37, lon: 4.9, label: 'Amsterdam, North Holland, Netherlands' },
    homeNames: ['Home'],
    offices: ['HQ', 'Room 4'],
    workHours: { 1: work, 2: work, 3: work, 4: work, 5: work, 6: null, 7: null },
    willingHours: {
      1: [lunch, evening],
      2: [lunch, evening],
      3: [lunch, evening],
      4: [lunch, evening],
      5: [lunch, evening],
      6: [weekend],
      7: [weekend],
    },
    holidayHours: [weekend],
    quietWeekdays: [],
    protectedBlocks: [{ name: 'Date night', weekdays: [5], date: null, span: span('19:00', '22:30') }],
    dials: { perWeek: 2, company: 1, hosting: 1 },
    mayMix: { customersAndReports: false, customersOfTwoCompanies: false },
    ignoredCalendars: [],
    smtp: null,
    weather: {
      forecastUrl: 'https://api.open-meteo.com',
      ensembleUrl: 'https://ensemble-api.open-meteo.com',
      geocodingUrl: 'https://geocoding-api.open-meteo.com',
      enabled: true,
    },
    notices: {
      weeklyPlan: { weekday: 1, minute: clock('8:30') },
      answers: true,
      decisions: true,
      happened: true,
      quietFrom: clock('20:00'),
      quietUntil: clock('8:00'),
    },
    startAtLogin: false,
    startHidden: true,
    shortcut: null,
    trayTitle: false,
    updates: { lookDaily: false, declined: null },
    firstRunDone: true,
  };
}

/** What a desktop says when all is well. */
/** What a look, a download and a restart lead to. */
export const NEXT_UPDATE = {
  'updates.check': { kind: 'found', version: '0.2.0', way: 'in-place' },
  'updates.fetch': { kind: 'ready', version: '0.2.0' },
  'updates.install': { kind: 'newest' },
} as const satisfies Record<string, UpdateState>;

export const createDesktop = (settings: Settings): DesktopState => ({
  hasTrayTitle: true,
  notifies: true,
  startAtLogin: settings.startAtLogin ? 'on' : 'off',
  // One of the system's own.
  shortcut: settings.shortcut === null ? 'none' : settings.shortcut === 'Alt+F4' ? 'refused' : 'works',
  updates: { kind: 'unknown' },
});

export function createStatus(settings: Settings): AppStatus {
  return {
    version: '0.1.0',
    capabilities: { tray: false, secretsPersist: false, opensMailProgram: false, popover: false },
    language: settings.language === 'system' ? 'en' : settings.language,
    theme: settings.theme,
    firstRunDone: settings.firstRunDone,
    sampleWeek: false,
    zone,
    noticesPausedUntil: null,
    desktop: null,
  };
}

export function createActivities(): readonly ActivityState[] {
  const base = {
    minutes: 120,
    from: clock('11:00'),
    until: clock('22:00'),
    minimumGuests: 1,
    maximumGuests: 6,
    spend: 1,
    quality: 1,
    home: false,
    alcohol: false,
    children: true,
    wheelchair: true,
    travelMinutes: null,
    fallback: null,
    words: [],
  } as const;
  const envelope = {
    apparentMinC: 14,
    apparentMaxC: 32,
    gustMaxKmh: 35,
    rainMaxMm: 1,
    daylight: true,
    airQualityMax: null,
    source: 'UTCI no thermal stress; Lawson sitting.',
  };
  return [
    {
      activity: {
        ...base,
        id: activityId('dinner-indoors'),
        name: { en: 'Dinner indoors', nl: 'Binnen eten' },
        setting: 'indoor',
        envelope: null,
      },
      enabled: true,
      edited: false,
    },
    {
      activity: {
        ...base,
        id: activityId('grill-at-home'),
        name: { en: 'Grill at home', nl: 'Barbecue thuis' },
        setting: 'outdoor',
        envelope,
        fallback: activityId('dinner-indoors'),
        home: true,
      },
      enabled: true,
      edited: true,
    },
    {
      activity: {
        ...base,
        id: activityId('picnic'),
        name: { en: 'Picnic', nl: 'Picknick' },
        setting: 'outdoor',
        envelope,
      },
      enabled: false,
      edited: false,
    },
  ];
}

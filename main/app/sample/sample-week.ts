import type { Settings } from '#contract/settings.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { writeSampleCalendar } from './calendar-text.ts';
import { inventEvents, SAMPLE_OFFICE } from './events.ts';
import { inventPeople, SAMPLE_USER } from './people.ts';
import { inventHome } from './place.ts';
import { inventForecast } from './weather.ts';

export interface SampleContext {
  readonly today: IsoDate;
  /** IANA. */
  readonly zone: string;
  readonly nowMs: EpochMs;
  readonly language: Language;
}

export interface SampleWeek {
  /** iCalendar text of the last 400 days and the days to come, for the same reader as any calendar. */
  readonly calendar: { readonly name: string; readonly text: string };
  readonly people: readonly Person[];
  /** Constructed, with 51 members; its `source` says so. */
  readonly forecast: Forecast;
  /** What of the settings the sample needs to be otherwise while it is shown. */
  readonly settings: Pick<
    Settings,
    'me' | 'myName' | 'home' | 'homeNames' | 'offices' | 'protectedBlocks' | 'dials'
  >;
}

/** A made-up manager's week: team, calendar and weather. The same for the same context. */
export function createSampleWeek({ today, zone: zoneId, nowMs, language }: SampleContext): SampleWeek {
  const say = (en: string, nl: string): string => (language === 'nl' ? nl : en);
  const zone = openZone(zoneId);
  const place = inventHome(zone, today);
  const name = say('Sample week', 'Voorbeeldweek');
  return {
    calendar: {
      name,
      text: writeSampleCalendar({
        name,
        zone: zoneId,
        owner: SAMPLE_USER,
        stampMs: nowMs,
        events: inventEvents({ today, language }),
      }),
    },
    people: inventPeople(place, today),
    forecast: inventForecast({ today, zone, nowMs, place, language }),
    settings: {
      me: [SAMPLE_USER.email],
      myName: SAMPLE_USER.name,
      home: { ...place, label: 'Lindenlaan 7' },
      homeNames: [],
      offices: [SAMPLE_OFFICE],
      protectedBlocks: [
        {
          name: say('Football practice', 'Voetbaltraining'),
          weekdays: [2],
          date: null,
          span: { from: 18 * 60, until: 19 * 60 + 30 },
        },
        {
          name: say('Date night', 'Avond samen'),
          weekdays: [5],
          date: null,
          span: { from: 18 * 60 + 30, until: 22 * 60 },
        },
      ],
      // Three a week, so that the sample shows what the app can propose beside the dinner that is booked.
      dials: { perWeek: 3, company: 1, hosting: 1 },
    },
  };
}

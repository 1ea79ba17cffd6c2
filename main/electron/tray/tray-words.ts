import type { Language } from '#contract/vocabulary.ts';

interface TrayWords {
  readonly thisWeek: string;
  readonly undo: (activity: string, guests: string) => string;
  readonly openOutlook: string;
  readonly pause: string;
  readonly untilTomorrow: string;
  readonly untilNextWeek: string;
  readonly resume: string;
  readonly settings: string;
  readonly quit: string;
  readonly next: (when: string, activity: string, guests: string) => string;
  /** At most a few characters beside the icon. */
  readonly title: (weekday: string, activity: string, guests: string) => string;
  readonly nothingPlanned: string;
  readonly and: string;
  readonly today: string;
  readonly tomorrow: string;
  /** Sunday first. */
  readonly weekdays: readonly string[];
}

const en: TrayWords = {
  thisWeek: 'This week',
  undo: (activity, guests) => `Undo: ${activity} with ${guests}`,
  openOutlook: 'Open the outlook',
  pause: 'Pause notifications',
  untilTomorrow: 'Until tomorrow',
  untilNextWeek: 'Until next week',
  resume: 'Resume notifications',
  settings: 'Settings…',
  quit: 'Quit Golden Hour',
  next: (when, activity, guests) => `${when}: ${activity} with ${guests}`,
  title: (weekday, activity, guests) => `${weekday} - ${activity} with ${guests}`,
  nothingPlanned: 'Golden Hour: nothing planned yet',
  and: 'and',
  today: 'Today',
  tomorrow: 'Tomorrow',
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const nl: TrayWords = {
  thisWeek: 'Deze week',
  undo: (activity, guests) => `Ongedaan maken: ${activity} met ${guests}`,
  openOutlook: 'Vooruitblik openen',
  pause: 'Meldingen pauzeren',
  untilTomorrow: 'Tot morgen',
  untilNextWeek: 'Tot volgende week',
  resume: 'Meldingen hervatten',
  settings: 'Instellingen…',
  quit: 'Golden Hour afsluiten',
  next: (when, activity, guests) => `${when}: ${activity} met ${guests}`,
  title: (weekday, activity, guests) => `${weekday} - ${activity} met ${guests}`,
  nothingPlanned: 'Golden Hour: nog niets gepland',
  and: 'en',
  today: 'Vandaag',
  tomorrow: 'Morgen',
  weekdays: ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'],
};

const WORDS = { en, nl } satisfies Record<Language, TrayWords>;

export const trayWords = (language: Language): TrayWords => WORDS[language];

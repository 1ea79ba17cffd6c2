import type { FailureCode } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';

/** The sentences of the views. One object a language; a missing sentence fails the build. */
export interface ViewWords {
  readonly weatherOff: string;
  readonly noPlace: string;
  readonly noForecastYet: string;
  readonly forecastFailed: Readonly<Record<FailureCode, string>>;
  readonly forecastExpired: string;
  readonly noMembers: string;
  /** What a block of the household's calendar is called. */
  readonly household: string;
}

const en: ViewWords = {
  weatherOff: 'Forecasts are switched off in the settings.',
  noPlace: 'Say where you are in the settings, and the weather counts too.',
  noForecastYet: 'The forecast has not arrived yet.',
  forecastFailed: {
    offline: 'The weather service cannot be reached. It is asked again within the hour.',
    busy: 'The weather service wants to be asked later. It is asked again within the hour.',
    unauthorized: 'The weather service does not accept the key. Check it in the settings.',
    refused: 'The weather service refuses the question. Check its address in the settings.',
    unreadable: 'The weather service gave no forecast. Check its address in the settings.',
    'invalid-input': 'The weather service cannot be asked like this. Check its address in the settings.',
    'not-found': 'There is no weather service at the address in the settings.',
    conflict: 'The forecast could not be kept. It is asked again within the hour.',
    bug: 'The forecast could not be read. It is asked again within the hour.',
  },
  forecastExpired: 'The last forecast is older than two days and is not used.',
  noMembers: 'The forecast came without its ensemble, so its chances are estimated.',
  household: 'Household',
};

const nl: ViewWords = {
  weatherOff: 'Weersverwachtingen staan uit in de instellingen.',
  noPlace: 'Zeg bij de instellingen waar je bent, dan telt het weer ook mee.',
  noForecastYet: 'De weersverwachting is er nog niet.',
  forecastFailed: {
    offline: 'De weerdienst is niet bereikbaar. Binnen een uur wordt het weer geprobeerd.',
    busy: 'De weerdienst wil later gevraagd worden. Binnen een uur wordt het weer geprobeerd.',
    unauthorized: 'De weerdienst accepteert de sleutel niet. Controleer die bij de instellingen.',
    refused: 'De weerdienst weigert de vraag. Controleer het adres bij de instellingen.',
    unreadable: 'De weerdienst gaf geen verwachting. Controleer het adres bij de instellingen.',
    'invalid-input': 'Zo kan de weerdienst niet gevraagd worden. Controleer het adres bij de instellingen.',
    'not-found': 'Er is geen weerdienst op het adres in de instellingen.',
    conflict: 'De verwachting kon niet bewaard worden. Binnen een uur wordt het weer geprobeerd.',
    bug: 'De verwachting kon niet gelezen worden. Binnen een uur wordt het weer geprobeerd.',
  },
  forecastExpired: 'De laatste weersverwachting is ouder dan twee dagen en wordt niet gebruikt.',
  noMembers: 'De verwachting kwam zonder ensemble; de kansen zijn geschat.',
  household: 'Thuis',
};

const WORDS = { en, nl } satisfies Record<Language, ViewWords>;

export const viewWords = (language: Language): ViewWords => WORDS[language];

import type { Language } from '#contract/vocabulary.ts';
import type { Right } from '#main/calendars/google/scopes.ts';

type Sentences = Readonly<Record<Right, string>>;

const en: Sentences = {
  list: 'You did not let Golden Hour see your list of calendars, so only your main calendar can be read.',
  events:
    'You did not let Golden Hour see your events, so nothing can be read. Connect again and tick that box.',
  'free-busy':
    'You did not let Golden Hour see free and busy times, so it cannot see when colleagues are free. All else works.',
  write:
    'You did not let Golden Hour write your invites, so they wait. Reading goes on; allow it when you like.',
  contacts: 'You did not let Golden Hour see your contacts, so they cannot be imported. All else works.',
};

const nl: Sentences = {
  list: 'Je liet Golden Hour je lijst met agenda’s niet zien; daarom is alleen je hoofdagenda te lezen.',
  events:
    'Je liet Golden Hour je afspraken niet zien; daarom is er niets te lezen. Verbind opnieuw en vink dat vakje aan.',
  'free-busy':
    'Je liet Golden Hour niet zien wanneer iemand vrij of bezet is; daarom weet het niet wanneer collega’s kunnen. De rest werkt.',
  write:
    'Je liet Golden Hour je uitnodigingen niet schrijven; daarom wachten ze. Het lezen gaat door; sta het toe wanneer je wilt.',
  contacts: 'Je liet Golden Hour je contacten niet zien; daarom kun je ze niet importeren. De rest werkt.',
};

const WORDS = { en, nl } satisfies Record<Language, Sentences>;

/** What was asked for and not granted, and what does not work without it. */
export const missingText = (right: Right, language: Language): string => WORDS[language][right];

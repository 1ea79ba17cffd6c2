import { type Failure, type FailureCode, fail } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { SyncFailure } from '#main/calendars/provider.ts';

type Source = 'feed' | 'file';
type Sentences = Readonly<Record<SyncFailure['kind'], (source: Source, where: string) => string>>;

const CODES: Readonly<Record<SyncFailure['kind'], FailureCode>> = {
  offline: 'offline',
  refused: 'refused',
  unauthorized: 'unauthorized',
  gone: 'not-found',
  unreadable: 'unreadable',
  'too-large': 'unreadable',
  unsafe: 'refused',
};

const en: Sentences = {
  offline: (source, where) =>
    source === 'feed'
      ? `${where} does not answer. Check the address and the network, then try again.`
      : `${where} cannot be reached. Is its drive there?`,
  refused: (source, where) =>
    source === 'feed'
      ? `${where} refuses to give the calendar. Copy the address anew from where it is shared.`
      : `${where} may not be read. Check who may open it.`,
  unauthorized: (_, where) =>
    `${where} asks for a name and password. Use the secret address of the calendar, or connect it as an account.`,
  gone: (source, where) =>
    source === 'feed'
      ? `${where} has no calendar at this address. Copy it again, from https to its end.`
      : `There is no file ${where}. Check the path.`,
  unreadable: (source, where) =>
    source === 'feed'
      ? `What ${where} gives is no calendar. Use the address that ends in .ics, or is called iCal address.`
      : `${where} is no calendar. Choose an .ics file.`,
  'too-large': (_, where) => `The calendar of ${where} is too large to read. Share or export a shorter time.`,
  unsafe: (_, where) => `${where} leads to an address that is not safe to ask. Ask for its https address.`,
};

const nl: Sentences = {
  offline: (source, where) =>
    source === 'feed'
      ? `${where} antwoordt niet. Controleer het adres en het netwerk en probeer het opnieuw.`
      : `${where} is niet bereikbaar. Is de schijf er?`,
  refused: (source, where) =>
    source === 'feed'
      ? `${where} weigert de agenda. Kopieer het adres opnieuw waar hij gedeeld wordt.`
      : `${where} mag niet gelezen worden. Kijk wie het mag openen.`,
  unauthorized: (_, where) =>
    `${where} vraagt om naam en wachtwoord. Gebruik het geheime adres van de agenda, of verbind hem als account.`,
  gone: (source, where) =>
    source === 'feed'
      ? `${where} heeft op dit adres geen agenda. Kopieer het opnieuw, van https tot het eind.`
      : `Er is geen bestand ${where}. Controleer het pad.`,
  unreadable: (source, where) =>
    source === 'feed'
      ? `Wat ${where} geeft, is geen agenda. Gebruik het adres dat op .ics eindigt of iCal-adres heet.`
      : `${where} is geen agenda. Kies een .ics-bestand.`,
  'too-large': (_, where) =>
    `De agenda van ${where} is te groot om te lezen. Deel of exporteer een kortere tijd.`,
  unsafe: (_, where) => `${where} verwijst naar een adres dat niet veilig is. Vraag om het https-adres.`,
};

const WORDS = { en, nl } satisfies Record<Language, Sentences>;

/** Why nothing was added. `where` is the host of a feed or the path of a file. */
export const explainFirstReading = (
  kind: SyncFailure['kind'],
  source: Source,
  where: string,
  language: Language,
): Failure => fail(CODES[kind], WORDS[language][kind](source, where));

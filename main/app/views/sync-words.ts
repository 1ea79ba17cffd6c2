import type { SyncTroubleKind } from '#contract/calendars.ts';
import type { Language } from '#contract/vocabulary.ts';

/** Where a calendar in trouble comes from: what helps is not the same. */
export type TroubledSource = 'file' | 'feed' | 'caldav' | 'google';

type Sentences = Readonly<Record<SyncTroubleKind, Readonly<Record<TroubledSource, string>>>>;

/** What happened, what is shown meanwhile, what to do: whatever the source. */
const same = (text: string): Readonly<Record<TroubledSource, string>> => ({
  file: text,
  feed: text,
  caldav: text,
  google: text,
});

const en: Sentences = {
  offline: {
    file: 'The file cannot be reached at the moment. What was read last is kept; it is tried again by itself.',
    feed: 'The server does not answer. What was read last is kept; it is tried again by itself.',
    caldav: 'The server does not answer. What was read last is kept; it is tried again by itself.',
    google: 'Google does not answer. What was read last is kept; it is tried again by itself.',
  },
  refused: {
    file: 'The file may not be read. What was read last is kept; check who may open it.',
    feed: 'The server refuses to give the calendar. What was read last is kept; if it stays so, copy the address anew from where the calendar is shared.',
    caldav:
      'The server refuses to give the calendar. What was read last is kept; if it stays so, check on the server that you may still read it.',
    google:
      'Google does not give the calendar for now. What was read last is kept; it is tried again by itself. If it stays so, check in Google Calendar that you may still see it.',
  },
  unauthorized: {
    file: 'The file may not be read. What was read last is kept; check who may open it.',
    feed: 'The server does not accept the address any more. Copy it anew from where the calendar is shared.',
    caldav:
      'The server does not accept the name and password. Type the password again, or make a new app password.',
    google:
      'Google does not let Golden Hour in any more. Connect again; everything is kept, your invites too.',
  },
  gone: {
    file: 'The file is not there any more. What was read last is kept; put it back, or remove this calendar.',
    feed: 'There is no calendar at the address any more. What was read last is kept; give the new address, or remove it.',
    caldav:
      'The server does not have this calendar any more. What was read last is kept; remove it if you do not need it.',
    google:
      'Google does not have this calendar any more. What was read last is kept; remove it if you do not need it.',
  },
  unreadable: {
    file: 'The file is no calendar, or only half of one. What was read last is kept; export it again.',
    feed: 'What the server gave is no calendar. What was read last is kept; open the address in a browser to see what it gives.',
    caldav:
      'What the server gave cannot be understood. What was read last is kept; it is tried again by itself.',
    google: 'What Google gave cannot be understood. What was read last is kept; it is tried again by itself.',
  },
  'too-large': same(
    'The calendar is too large to read. What was read last is kept; share or export a shorter time.',
  ),
  unsafe: {
    file: 'The file lies where it may not be read. Choose another place.',
    feed: 'The server leads to an address that is not safe to ask. What was read last is kept; ask for an https address.',
    caldav:
      'The server leads to an address that is not safe to ask. What was read last is kept; connect by its https address.',
    google:
      'Google leads to an address that is not safe to ask. What was read last is kept; it is tried again by itself.',
  },
  emptied: same(
    'Suddenly there is not one event left. What was there is kept until you say whether that is right.',
  ),
  'secret-lost': {
    file: 'The path of the file is lost. Add the file again.',
    feed: 'The address was kept in memory and is gone. Paste it again.',
    caldav: 'The password was kept in memory and is gone. Type it again.',
    google: 'The right to read your Google calendars was kept in memory and is gone. Connect again.',
  },
};

const nl: Sentences = {
  offline: {
    file: 'Het bestand is nu niet bereikbaar. Wat het laatst gelezen is, blijft; het wordt vanzelf weer geprobeerd.',
    feed: 'De server antwoordt niet. Wat het laatst gelezen is, blijft; het wordt vanzelf weer geprobeerd.',
    caldav: 'De server antwoordt niet. Wat het laatst gelezen is, blijft; het wordt vanzelf weer geprobeerd.',
    google: 'Google antwoordt niet. Wat het laatst gelezen is, blijft; het wordt vanzelf weer geprobeerd.',
  },
  refused: {
    file: 'Het bestand mag niet gelezen worden. Wat het laatst gelezen is, blijft; kijk wie het mag openen.',
    feed: 'De server weigert de agenda. Wat het laatst gelezen is, blijft; blijft het zo, kopieer het adres dan opnieuw waar de agenda gedeeld wordt.',
    caldav:
      'De server weigert de agenda. Wat het laatst gelezen is, blijft; blijft het zo, kijk dan op de server of je hem nog mag lezen.',
    google:
      'Google geeft de agenda nu niet. Wat het laatst gelezen is, blijft; het wordt vanzelf opnieuw geprobeerd. Blijft het zo, kijk dan in Google Agenda of je hem nog mag zien.',
  },
  unauthorized: {
    file: 'Het bestand mag niet gelezen worden. Wat het laatst gelezen is, blijft; kijk wie het mag openen.',
    feed: 'De server accepteert het adres niet meer. Kopieer het opnieuw waar de agenda gedeeld wordt.',
    caldav:
      'De server accepteert naam en wachtwoord niet. Typ het wachtwoord opnieuw, of maak een nieuw app-wachtwoord.',
    google: 'Google laat Golden Hour niet meer toe. Verbind opnieuw; alles blijft, ook je uitnodigingen.',
  },
  gone: {
    file: 'Het bestand is er niet meer. Wat het laatst gelezen is, blijft; zet het terug, of verwijder deze agenda.',
    feed: 'Op het adres is geen agenda meer. Wat het laatst gelezen is, blijft; geef het nieuwe adres, of verwijder de agenda.',
    caldav:
      'De server heeft deze agenda niet meer. Wat het laatst gelezen is, blijft; verwijder hem als je hem niet nodig hebt.',
    google:
      'Google heeft deze agenda niet meer. Wat het laatst gelezen is, blijft; verwijder hem als je hem niet nodig hebt.',
  },
  unreadable: {
    file: 'Het bestand is geen agenda, of maar een halve. Wat het laatst gelezen is, blijft; exporteer hem opnieuw.',
    feed: 'Wat de server gaf, is geen agenda. Wat het laatst gelezen is, blijft; open het adres in een browser om te zien wat het geeft.',
    caldav:
      'Wat de server gaf, is niet te begrijpen. Wat het laatst gelezen is, blijft; het wordt vanzelf weer geprobeerd.',
    google:
      'Wat Google gaf, is niet te begrijpen. Wat het laatst gelezen is, blijft; het wordt vanzelf weer geprobeerd.',
  },
  'too-large': same(
    'De agenda is te groot om te lezen. Wat het laatst gelezen is, blijft; deel of exporteer een kortere tijd.',
  ),
  unsafe: {
    file: 'Het bestand staat waar het niet gelezen mag worden. Kies een andere plek.',
    feed: 'De server verwijst naar een adres dat niet veilig is. Wat het laatst gelezen is, blijft; vraag om een https-adres.',
    caldav:
      'De server verwijst naar een adres dat niet veilig is. Wat het laatst gelezen is, blijft; verbind met het https-adres.',
    google:
      'Google verwijst naar een adres dat niet veilig is. Wat het laatst gelezen is, blijft; het wordt vanzelf weer geprobeerd.',
  },
  emptied: same('Ineens is er geen enkele afspraak meer. Wat er was, blijft tot je zegt of dat klopt.'),
  'secret-lost': {
    file: 'Het pad van het bestand is kwijt. Voeg het bestand opnieuw toe.',
    feed: 'Het adres stond alleen in het geheugen en is weg. Plak het opnieuw.',
    caldav: 'Het wachtwoord stond alleen in het geheugen en is weg. Typ het opnieuw.',
    google:
      'De toestemming om je Google-agenda’s te lezen stond alleen in het geheugen en is weg. Verbind opnieuw.',
  },
};

const WORDS = { en, nl } satisfies Record<Language, Sentences>;

export const troubleText = (kind: SyncTroubleKind, source: TroubledSource, language: Language): string =>
  WORDS[language][kind][source];

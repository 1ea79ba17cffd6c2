import { GOOGLE_FAILURES_IN_DUTCH } from './google-failures-in-dutch.ts';

/**
 * What the app says when something fails, in English as it is written where it fails, and in Dutch. `{}` stands for a
 * value, `{1}` for the first of them.
 */
export const FAILURES_IN_DUTCH: readonly (readonly [english: string, dutch: string])[] = [
  // Calendars and accounts.
  [
    'Only the desktop app looks for newer versions of itself.',
    'Alleen de desktop-app zoekt nieuwere versies van zichzelf.',
  ],
  ['There is no calendar {}. Reload the page.', 'Agenda {1} is er niet. Laad de pagina opnieuw.'],
  ['There is no account {}. Reload the page.', 'Account {1} is er niet. Laad de pagina opnieuw.'],
  [
    "Golden Hour's own calendar holds your invites. Cancel those instead.",
    'In de eigen agenda van Golden Hour staan je uitnodigingen. Annuleer die.',
  ],
  [
    'This belongs to the sample week. Remove the sample week as a whole.',
    'Dit hoort bij de voorbeeldweek. Verwijder de voorbeeldweek in zijn geheel.',
  ],
  [
    'This calendar is being added already. It will be there in a moment.',
    'Deze agenda wordt al toegevoegd. Hij is er zo.',
  ],
  [
    'This calendar is there already: {}. Remove it first to add it anew.',
    'Deze agenda is er al: {1}. Verwijder hem eerst om hem opnieuw toe te voegen.',
  ],
  [
    '{} can only be read. Choose a calendar that may be written.',
    '{1} kan alleen gelezen worden. Kies een agenda waarin geschreven mag worden.',
  ],
  [
    '{} is no whole path. Give it from the root of the disk, like /home/me/work.ics.',
    '{1} is geen volledig pad. Geef het vanaf het begin van de schijf, zoals /home/ik/werk.ics.',
  ],
  ['Reading {} was stopped. Add it again.', 'Het lezen van {1} is gestopt. Voeg het opnieuw toe.'],
  [
    '{} was removed while it was read. Add it again.',
    '{1} is verwijderd terwijl het gelezen werd. Voeg het opnieuw toe.',
  ],
  [
    '{} has no calendar {}. Read its list of calendars again.',
    '{1} heeft geen agenda {2}. Lees de lijst met agenda’s opnieuw.',
  ],
  [
    '{} at {} is connected already. Choose its calendars, or remove it first.',
    '{1} bij {2} is al verbonden. Kies de agenda’s ervan, of verwijder het account eerst.',
  ],
  ['The password of {} is gone. Type it again.', 'Het wachtwoord van {1} is weg. Typ het opnieuw.'],
  ['Give the address of the calendar.', 'Geef het adres van de agenda.'],
  [
    'The address is longer than {} characters. Copy it again.',
    'Het adres is langer dan {1} tekens. Kopieer het opnieuw.',
  ],
  [
    'This is no address of a calendar. Copy it again, from https to its end.',
    'Dit is geen adres van een agenda. Kopieer het opnieuw, van https tot het eind.',
  ],
  [
    'A calendar cannot be read from a {} address. Give one that begins with https, http or webcal.',
    'Van een {1}-adres kan geen agenda gelezen worden. Geef een adres dat met https, http of webcal begint.',
  ],
  [
    '{} holds more than {} events. Export a shorter time, or fewer calendars.',
    'In {1} staan meer dan {2} afspraken. Exporteer een kortere tijd, of minder agenda’s.',
  ],
  [
    '{} holds too many events that recur without end. Export it again without them.',
    'In {1} staan te veel afspraken die zich eindeloos herhalen. Exporteer het opnieuw zonder.',
  ],
  [
    '{} is too large to read. Export a shorter time, or fewer calendars.',
    '{1} is te groot om te lezen. Exporteer een kortere tijd, of minder agenda’s.',
  ],
  ['{} is empty. Export the calendar again.', '{1} is leeg. Exporteer de agenda opnieuw.'],
  [
    '{} is a web page, not a calendar. The address may ask for a log-in, or a link in the page leads to the calendar.',
    '{1} is een webpagina, geen agenda. Misschien moet je er inloggen, of leidt een link op de pagina naar de agenda.',
  ],
  [
    '{} holds contacts, not a calendar. Add it under People.',
    'In {1} staan contacten, geen agenda. Voeg het toe bij Mensen.',
  ],
  ['{} is JSON, not an iCalendar file.', '{1} is JSON, geen iCalendar-bestand.'],
  ['{} is XML, not an iCalendar file.', '{1} is XML, geen iCalendar-bestand.'],
  [
    '{} is a ZIP archive. Unpack it and give the .ics file inside.',
    '{1} is een ZIP-archief. Pak het uit en geef het .ics-bestand erin.',
  ],
  [
    '{} is not a calendar: it holds no BEGIN:VCALENDAR. Give an iCalendar file (.ics).',
    '{1} is geen agenda: er staat geen BEGIN:VCALENDAR in. Geef een iCalendar-bestand (.ics).',
  ],

  // Invites.
  ['There is no invite {}. Reload the page.', 'Uitnodiging {1} is er niet. Laad de pagina opnieuw.'],
  [
    'The idea {} is gone: the calendar or the weather has changed. Look at the new ones.',
    'Het idee {1} is weg: de agenda of het weer is veranderd. Kijk naar de nieuwe.',
  ],
  [
    '{} is busy at {}. Choose one of the other times on the card.',
    '{1} is bezet om {2}. Kies een van de andere tijden op de kaart.',
  ],
  [
    'It does not fit at {}. Choose one of the other times on the card.',
    'Het past niet om {1}. Kies een van de andere tijden op de kaart.',
  ],
  [
    'Nobody knows from whom the invite is. Add your own e-mail address in the settings.',
    'Niemand weet van wie de uitnodiging is. Vul je eigen e-mailadres in bij de instellingen.',
  ],
  ['An invite needs at least one guest.', 'Een uitnodiging heeft minstens één gast nodig.'],
  [
    "'{}' is no e-mail address. Correct it and try again.",
    "'{1}' is geen e-mailadres. Verbeter het en probeer het opnieuw.",
  ],
  [
    'Two guests have the same e-mail address. Correct one of them.',
    'Twee gasten hebben hetzelfde e-mailadres. Verbeter er een.',
  ],
  [
    "Unknown time zone '{}'. Use a name such as Europe/Amsterdam.",
    "Onbekende tijdzone '{1}'. Gebruik een naam zoals Europe/Amsterdam.",
  ],
  ['The subject is empty. Write one.', 'Het onderwerp is leeg. Schrijf er een.'],
  ['It ends before it starts. Choose a later end.', 'Het eindigt voordat het begint. Kies een later einde.'],
  [
    'This time has passed. Choose one that is still to come.',
    'Die tijd is voorbij. Kies er een die nog komt.',
  ],
  ['Its time has passed. Choose another time.', 'Het moment is al voorbij. Kies een andere tijd.'],
  [
    'It is leaving right now. Try again in a few seconds.',
    'Het gaat net weg. Probeer het over een paar seconden opnieuw.',
  ],
  [
    'This invite is cancelled. Make a new one from a proposal.',
    'Deze uitnodiging is geannuleerd. Maak een nieuwe van een voorstel.',
  ],
  [
    'It has left already. Cancel it, and the guests are told.',
    'Het is al weg. Annuleer het, dan horen de gasten het.',
  ],
  [
    "An invite that is '{}' cannot do '{}'. Reload the page to see where it is.",
    "Een uitnodiging die '{1}' is, kan niet '{2}'. Laad de pagina opnieuw om te zien waar ze is.",
  ],
  [
    'It is in your calendar or with guests already. Cancel it, and they are told.',
    'Het staat al in je agenda of is al bij gasten. Annuleer het, dan horen ze het.',
  ],
  [
    'This invite is cancelled; answers do not count.',
    'Deze uitnodiging is geannuleerd; antwoorden tellen niet.',
  ],
  [
    'It is not over yet. Say afterwards whether it happened.',
    'Het is nog niet voorbij. Zeg achteraf of het is doorgegaan.',
  ],
  ['{} is not a guest of this invite.', '{1} is geen gast van deze uitnodiging.'],
  [
    '{} is not a guest of this invite. Tap the answer on the card if you know it.',
    '{1} is geen gast van deze uitnodiging. Tik het antwoord op de kaart aan als je het weet.',
  ],
  [
    '{} answered an earlier time of this invite. Ask again if you are not sure.',
    '{1} antwoordde op een eerdere tijd van deze uitnodiging. Vraag het nog eens als je het niet zeker weet.',
  ],
  [
    '{} answers a version of this invite that was never sent.',
    '{1} antwoordt op een versie van deze uitnodiging die nooit verstuurd is.',
  ],
  [
    'A later answer of {} is known already. This one is left aside.',
    'Er is al een later antwoord van {1} bekend. Dit blijft buiten beschouwing.',
  ],
  [
    'This answer belongs to no invite of Golden Hour.',
    'Dit antwoord hoort bij geen uitnodiging van Golden Hour.',
  ],
  [
    'This answer names no event or nobody who answers.',
    'Dit antwoord noemt geen afspraak of niemand die antwoordt.',
  ],
  ['This file is too large to be an answer.', 'Dit bestand is te groot voor een antwoord.'],
  [
    'This mail holds no answer that a calendar program wrote. Tap the answer on the card instead.',
    'In deze mail staat geen antwoord van een agendaprogramma. Tik het antwoord op de kaart aan.',
  ],
  ['This answer cannot be read: {}.', 'Dit antwoord is niet te lezen: {1}.'],
  [
    'This is a calendar ({}) and not an answer to an invite.',
    'Dit is een agenda ({1}) en geen antwoord op een uitnodiging.',
  ],
  ['This is no mail that can be read: {}.', 'Dit is geen mail die te lezen is: {1}.'],

  // The mail account.
  [
    'No mail account is set up. Fill in and save one first.',
    'Er is geen mailaccount ingesteld. Vul er eerst een in en bewaar het.',
  ],
  [
    '{} would get the password and the invites unencrypted. Choose TLS or STARTTLS.',
    '{1} zou het wachtwoord en de uitnodigingen onversleuteld krijgen. Kies TLS of STARTTLS.',
  ],
  [
    '{} does not accept the login: {} Check name and password.',
    '{1} accepteert de aanmelding niet: {2} Controleer naam en wachtwoord.',
  ],
  [
    '{} does not answer: {} Check host, port and connection.',
    '{1} antwoordt niet: {2} Controleer server, poort en verbinding.',
  ],
  [
    '{} does not work like this: {} Check host, port and security.',
    '{1} werkt zo niet: {2} Controleer server, poort en beveiliging.',
  ],
  [
    '{} refuses: {} Try again later, or ask your mail provider.',
    '{1} weigert: {2} Probeer het later opnieuw, of vraag het je mailaanbieder.',
  ],
  ['Not saved: {}.', 'Niet bewaard: {1}.'],

  // People and activities.
  ['There is no person {}. Reload the page.', 'Persoon {1} is er niet. Laad de pagina opnieuw.'],
  ['{} belongs to {}. Change it there first.', '{1} hoort bij {2}. Verander het daar eerst.'],
  [
    "{} asked not to be invited. Add them as 'never'; change that on their page if they say otherwise.",
    "{1} wil niet uitgenodigd worden. Voeg toe als 'nooit'; verander dat op de eigen pagina als dat anders wordt.",
  ],
  ['{} is one entry. Choose two.', '{1} is één vermelding. Kies er twee.'],
  [
    'One of the two belongs to the sample week and will go with it. Remove the sample week first.',
    'Een van de twee hoort bij de voorbeeldweek en gaat daarmee weg. Verwijder eerst de voorbeeldweek.',
  ],
  ['{} is still to come. Log what has happened.', '{1} moet nog komen. Noteer wat er geweest is.'],
  [
    'The maximum of {} days is not longer than the {} days aimed for. Write a longer one.',
    'Het maximum van {1} dagen is niet langer dan de {2} dagen waar je naar streeft. Kies een langer maximum.',
  ],
  [
    "The fallback '{}' is no other activity. Choose one of the list.",
    "Het alternatief '{1}' is geen andere activiteit. Kies er een uit de lijst.",
  ],
  ['{} is empty. Export the contacts again.', '{1} is leeg. Exporteer de contacten opnieuw.'],
  [
    '{} is a calendar, not contacts. Add it under Calendars.',
    '{1} is een agenda, geen contacten. Voeg het toe bij Agenda’s.',
  ],
  [
    '{} is a ZIP archive or an Excel workbook. Save the sheet as CSV (UTF-8), or unpack the archive first.',
    '{1} is een ZIP-archief of een Excel-werkmap. Bewaar het blad als CSV (UTF-8), of pak het archief eerst uit.',
  ],
  ['{} is a PDF document. Give vCard, CSV or JSON.', '{1} is een PDF-document. Geef vCard, CSV of JSON.'],
  ['{} is written in UTF-16. Save it again as UTF-8.', '{1} is UTF-16. Bewaar het opnieuw als UTF-8.'],
  ['{} is a binary file. Give vCard, CSV or JSON.', '{1} is geen tekst. Geef vCard, CSV of JSON.'],
  [
    '{} is a web page, not contacts. The address may ask for a log-in; export the contacts to a file.',
    '{1} is een webpagina, geen contacten. Misschien moet je er inloggen; exporteer de contacten naar een bestand.',
  ],
  [
    '{} begins like JSON and is none ({}). Export it again.',
    '{1} begint als JSON en is het niet ({2}). Exporteer het opnieuw.',
  ],
  [
    "{} holds no people: it is no vCard, no JSON, and its first line names no column of e-mail addresses. Give a CSV file whose first line is 'name,emails', or export the contacts as vCard.",
    "In {1} staan geen mensen: het is geen vCard, geen JSON, en de eerste regel noemt geen kolom met e-mailadressen. Geef een CSV-bestand met 'name,emails' als eerste regel, of exporteer de contacten als vCard.",
  ],
  [
    '{} is JSON without people. Write a list, {}, or {}.',
    '{1} is JSON zonder mensen. Schrijf een lijst, {2}, of {3}.',
  ],

  // Places and the weather.
  [
    'Write a town or a postcode of at least two characters.',
    'Schrijf een plaats of een postcode van minstens twee tekens.',
  ],
  [
    "'{}' looks like a street. Write only the town or the postcode.",
    "'{1}' lijkt op een straat. Schrijf alleen de plaats of de postcode.",
  ],
  ['{} gave an answer that lists no towns.', '{1} gaf een antwoord zonder plaatsen.'],
  [
    '{} has trouble of its own ({}). Try again later.',
    '{1} heeft zelf een storing ({2}). Probeer het later opnieuw.',
  ],
  [
    '{} cannot be reached. Check the connection and the address in the settings.',
    '{1} is niet bereikbaar. Controleer de verbinding en het adres bij de instellingen.',
  ],
  [
    '{} did not answer with JSON. Is there a sign-in page in the network?',
    '{1} antwoordde niet met JSON. Is er een inlogpagina in het netwerk?',
  ],
  ['{} did not answer within {} seconds.', '{1} antwoordde niet binnen {2} seconden.'],
  ['The answer of {} is larger than {} bytes.', 'Het antwoord van {1} is groter dan {2} bytes.'],
  ['The question to {} was called off.', 'De vraag aan {1} is afgebroken.'],

  ...GOOGLE_FAILURES_IN_DUTCH,

  // The app itself.
  ['Golden Hour is closing. Start it again.', 'Golden Hour sluit af. Start het opnieuw.'],
  [
    'Something went wrong in {}. It is in the log under {}; nothing was lost that was saved.',
    'Er ging iets mis in {1}. Het staat in het logboek onder {2}; wat bewaard was, is er nog.',
  ],
  ['{} cannot use this: {}.', '{1} kan dit niet gebruiken: {2}.'],
  [
    'Another Golden Hour is busy with the same data. Try again in a moment.',
    'Een andere Golden Hour is bezig met dezelfde gegevens. Probeer het zo nog eens.',
  ],
  [
    'The disk is full, so this was not saved; what was saved before is safe. Free some space and try again.',
    'De schijf is vol, dus dit is niet bewaard; wat eerder bewaard is, is veilig. Maak ruimte en probeer het opnieuw.',
  ],
  [
    'Golden Hour may not write its data any more, so this was not saved; what was saved before is safe. Check that the disk is not read-only and that its folder is yours, and try again.',
    'Golden Hour mag zijn gegevens niet meer schrijven, dus dit is niet bewaard; wat eerder bewaard is, is veilig. Kijk of de schijf niet alleen-lezen is en of de map van jou is, en probeer het opnieuw.',
  ],
  [
    'The disk did not do what it should (I/O error), so this was not saved; what was saved before is safe. Check that it is not full or failing, and try again.',
    'De schijf deed niet wat ze moest (I/O-fout), dus dit is niet bewaard; wat eerder bewaard is, is veilig. Kijk of ze niet vol of kapot is, en probeer het opnieuw.',
  ],
  [
    'A part of the data on the disk is damaged. Close Golden Hour and put a copy of its file back; nothing was changed.',
    'Een deel van de gegevens op de schijf is beschadigd. Sluit Golden Hour en zet een kopie van het bestand terug; er is niets veranderd.',
  ],
  [
    'This host has no windows of its own. Follow the link in the page instead.',
    'Hier heeft Golden Hour geen eigen vensters. Volg de link op de pagina.',
  ],
];

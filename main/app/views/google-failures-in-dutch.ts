/** What signing in at Google may say; as in failures-in-dutch.ts. */
export const GOOGLE_FAILURES_IN_DUTCH: readonly (readonly [english: string, dutch: string])[] = [
  [
    'This copy of Golden Hour has no Google client ID. Make one in ten minutes as docs/connecting-google.md says, and type it in the settings.',
    'Dit exemplaar van Golden Hour heeft geen client-ID van Google. Maak er in tien minuten een, zoals docs/connecting-google.md uitlegt, en vul hem in bij de instellingen.',
  ],
  [
    'The secret of your Google client was kept in memory and is gone. Type it again in the settings.',
    'Het geheim van je Google-client stond alleen in het geheugen en is weg. Vul het opnieuw in bij de instellingen.',
  ],
  [
    '{} is no client ID. Copy the one that ends in .apps.googleusercontent.com.',
    '{1} is geen client-ID. Kopieer wat eindigt op .apps.googleusercontent.com.',
  ],
  [
    'Another Golden Hour is signing in to this account. Try again in a moment.',
    'Een andere Golden Hour meldt zich al aan bij dit account. Probeer het zo nog eens.',
  ],
  [
    'The right to read the calendars of {} is gone. Connect it again.',
    'De toestemming om de agenda’s van {1} te lezen is weg. Verbind het account opnieuw.',
  ],
  [
    'Google does not answer. It is tried again by itself.',
    'Google antwoordt niet. Het wordt vanzelf weer geprobeerd.',
  ],
  [
    'Google does not let Golden Hour in for {} any more. Connect again; everything is kept.',
    'Google laat Golden Hour niet meer toe voor {1}. Verbind opnieuw; alles blijft.',
  ],
  [
    'Nobody answered in the browser within five minutes. Connect again when it suits you.',
    'In de browser kwam binnen vijf minuten geen antwoord. Verbind opnieuw wanneer het je uitkomt.',
  ],
  [
    'Something went wrong on the way back from the browser. Connect again.',
    'Er ging iets mis op de terugweg uit de browser. Verbind opnieuw.',
  ],
  [
    'No port of this machine is free for the answer. Close other programs and try again.',
    'Op deze computer is geen poort vrij voor het antwoord. Sluit andere programma’s en probeer het opnieuw.',
  ],
  [
    'Google does not answer. Check the connection and try again.',
    'Google antwoordt niet. Controleer de verbinding en probeer het opnieuw.',
  ],
  [
    'Google refuses to list the calendars of {}. Try again later, or connect again and tick every box.',
    'Google weigert de lijst met agenda’s van {1}. Probeer het later, of verbind opnieuw en vink elk vakje aan.',
  ],
  [
    'What Google answered is no list of calendars. Try again later.',
    'Wat Google antwoordde, is geen lijst met agenda’s. Probeer het later opnieuw.',
  ],
  [
    '{} was connected by another version of Golden Hour. Connect it again.',
    '{1} is door een andere versie van Golden Hour verbonden. Verbind het opnieuw.',
  ],
  [
    '{} signs in at Google and has no password here. Connect it again there.',
    '{1} meldt zich aan bij Google en heeft hier geen wachtwoord. Verbind het daar opnieuw.',
  ],
  [
    '{} is connected already. Choose its calendars, or remove it first.',
    '{1} is al verbonden. Kies de agenda’s ervan, of verwijder het eerst.',
  ],
  [
    'You signed in as {}, and this account is {}. Nothing was changed: connect again and choose {}.',
    'Je meldde je aan als {1}, maar dit account is {2}. Er is niets veranderd: verbind opnieuw en kies {3}.',
  ],
  [
    'Google did not answer, so nothing was connected. Check the connection and try again.',
    'Google antwoordde niet, dus er is niets verbonden. Controleer de verbinding en probeer het opnieuw.',
  ],
  [
    'What Google answered to the sign-in cannot be understood. Try again later.',
    'Wat Google bij het aanmelden antwoordde, is niet te begrijpen. Probeer het later opnieuw.',
  ],
  [
    'You did not allow it at Google, so nothing was changed. Connect again and choose Continue when you like.',
    'Je stond het bij Google niet toe, dus er is niets veranderd. Verbind opnieuw en kies Doorgaan wanneer je wilt.',
  ],
  [
    'The sign-in took too long or was used twice. Connect again.',
    'Het aanmelden duurde te lang of werd twee keer gebruikt. Verbind opnieuw.',
  ],
  [
    'Google does not accept the client ID {} with its secret. Copy both anew, as docs/connecting-google.md says.',
    'Google accepteert de client-ID {1} met dit geheim niet. Kopieer beide opnieuw, zoals docs/connecting-google.md uitlegt.',
  ],
  [
    'The client ID {} is not one for a desktop app. Make one of the type Desktop app, as docs/connecting-google.md says.',
    'De client-ID {1} is niet voor een desktop-app. Maak er een van het type Desktop-app, zoals docs/connecting-google.md uitlegt.',
  ],
  [
    'The client ID {} is only for people of one organisation. Sign in with an address of theirs, or use another client ID.',
    'De client-ID {1} is alleen voor mensen van één organisatie. Meld je aan met een adres daarvan, of gebruik een andere client-ID.',
  ],
  [
    'Your organisation does not allow it. Ask its administrator to trust the client ID {}, or add your calendar by its secret address.',
    'Je organisatie staat het niet toe. Vraag de beheerder de client-ID {1} te vertrouwen, of voeg je agenda toe met het geheime adres ervan.',
  ],
  [
    'Google does not know what Golden Hour asks for. Enable the Google Calendar API for the client, as docs/connecting-google.md says.',
    'Google kent niet waar Golden Hour om vraagt. Zet de Google Calendar API aan voor de client, zoals docs/connecting-google.md uitlegt.',
  ],
  [
    'Google refused the sign-in ({}). Try again; docs/connecting-google.md says what helps.',
    'Google weigerde het aanmelden ({1}). Probeer het opnieuw; in docs/connecting-google.md staat wat helpt.',
  ],
  [
    'Golden Hour may not read the contacts of {} yet. Continue to Google and allow it there.',
    'Golden Hour mag de contacten van {1} nog niet lezen. Ga door naar Google en sta het daar toe.',
  ],
  [
    'The server of {} has no contacts. Export them there as vCard and add the file.',
    'De server van {1} heeft geen contacten. Exporteer ze daar als vCard en voeg het bestand toe.',
  ],
  [
    'Google refuses to list the contacts of {} ({}). Try again later; docs/connecting-google.md says what the client needs.',
    'Google weigert de lijst met contacten van {1} ({2}). Probeer het later; in docs/connecting-google.md staat wat de client nodig heeft.',
  ],
  [
    'What Google answered is no list of contacts. Try again later.',
    'Wat Google antwoordde, is geen lijst met contacten. Probeer het later opnieuw.',
  ],
  [
    '{} is {}. Give an https address, or http on this machine, without user name, question mark or hash, or leave it out.',
    '{1} is {2}. Geef een https-adres, of http op deze computer, zonder gebruikersnaam, vraagteken of hekje, of laat het weg.',
  ],
];

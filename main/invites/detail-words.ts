/** What our own parts say of a server or an account that does not play along, and the same in Dutch. */
const DUTCH: readonly (readonly [english: RegExp, dutch: string])[] = [
  [/^The server answered (\d+)\.$/, 'De server antwoordde $1.'],
  [/^The server answered (\d+) \((.+)\)\.$/, 'De server antwoordde $1 ($2).'],
  [
    /^The server answered (\d+) with something that is no JSON object\.$/,
    'De server antwoordde $1 met iets dat geen JSON-object is.',
  ],
  [
    /^Another Golden Hour is signing in to this account\. Try again in a moment\.$/,
    'Een andere Golden Hour meldt zich al aan bij dit account. Probeer het zo nog eens.',
  ],
  [/^A token travels over https only\.$/, 'Een token gaat alleen via https.'],
  [
    /^Its number in the calendar was used before and cannot be used again\.$/,
    'Het nummer ervan in de agenda is al eens gebruikt en kan niet nog eens.',
  ],
  [/^The calendar is full \(507\)\.$/, 'De agenda is vol (507).'],
  [/^No connection \((.+)\)\.$/, 'Geen verbinding ($1).'],
  [/^The answer is larger than (\d+) bytes\.$/, 'Het antwoord is groter dan $1 bytes.'],
  [/^A password travels over https only\.$/, 'Een wachtwoord gaat alleen via https.'],
  [/^A redirect \((\d+)\) that is not followed\.$/, 'Een doorverwijzing ($1) die niet gevolgd wordt.'],
  [/^More than (\d+) redirects\.$/, 'Meer dan $1 doorverwijzingen.'],
  [
    /^There is another event, or none that can be read\.$/,
    'Er staat een andere afspraak, of geen die te lezen is.',
  ],
  [
    /^The calendar is not connected any more\. Connect it again\.$/,
    'De agenda is niet meer verbonden. Verbind hem opnieuw.',
  ],
  [/^The password for (.+) is gone\.$/, 'Het wachtwoord voor $1 is weg.'],
  [
    /^(.+) would get the password and the invites unencrypted\. Choose TLS or STARTTLS\.$/,
    '$1 zou het wachtwoord en de uitnodigingen onversleuteld krijgen. Kies TLS of STARTTLS.',
  ],
  [
    /^No mail account is set up any more\. Add one in the settings\.$/,
    'Er is geen mailaccount meer ingesteld. Voeg er een toe bij de instellingen.',
  ],
  [
    /^The password was kept in memory and is gone\. Type it again in the settings\.$/,
    'Het wachtwoord stond alleen in het geheugen en is weg. Typ het opnieuw bij de instellingen.',
  ],
];

/** In Dutch where it is a sentence of ours; a server's own words stay as they are. */
export function detailInDutch(detail: string): string {
  for (const [english, dutch] of DUTCH) {
    if (english.test(detail)) return detail.replace(english, dutch);
  }
  return detail;
}

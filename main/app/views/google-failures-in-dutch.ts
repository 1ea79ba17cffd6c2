/** What signing in at Google may say; as in failures-in-dutch.ts. */
export const GOOGLE_FAILURES_IN_DUTCH: readonly (readonly [english: string, dutch: string])[] = [
  [
    'This copy of Golden Hour has no Google client id. Make one in ten minutes as docs/connecting-google.md says, and type it in the settings.',
    'Deze Golden Hour heeft geen client-id van Google. Maak er in tien minuten een zoals docs/connecting-google.md zegt, en typ het bij de instellingen.',
  ],
  [
    'The secret of your Google client was kept in memory and is gone. Type it again in the settings.',
    'Het geheim van je Google-client stond alleen in het geheugen en is weg. Typ het opnieuw bij de instellingen.',
  ],
  [
    '{} is no client id. Copy the one that ends in .apps.googleusercontent.com.',
    '{1} is geen client-id. Kopieer wat eindigt op .apps.googleusercontent.com.',
  ],
  ['Google cannot be asked from here yet.', 'Google is van hier nog niet te vragen.'],
];

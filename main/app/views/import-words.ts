import type { ImportResult } from '#contract/imports.ts';
import type { Language } from '#contract/vocabulary.ts';

type SkippedEntry = Extract<ImportResult, { readonly kind: 'people' }>['skipped'][number];

/** What the reader of address books says of an entry, and the same in Dutch; `$1` is what it found there. */
const DUTCH: readonly (readonly [english: RegExp, dutch: string])[] = [
  [/^has no e-mail address$/, 'heeft geen mailadres'],
  [/^has no name$/, 'heeft geen naam'],
  [/^(emails|apart): (.*) is no e-mail address$/, '$1: $2 is geen mailadres'],
  [/^more than (\d+) e-mail addresses$/, 'meer dan $1 mailadressen'],
  [/^(\w+): longer than (\d+) characters$/, '$1: langer dan $2 tekens'],
  [/^has (\S+) in common with (.*), who stays$/, 'heeft $1 gemeen met $2, die blijft'],
  [
    /^the name holds signs that could not be read; save the file as UTF-8$/,
    'in de naam staan tekens die niet te lezen waren; bewaar het bestand als UTF-8',
  ],
  [/^is no contact$/, 'is geen contact'],
  [/^is no person$/, 'is geen mens'],
  [/^is an organisation, not a person$/, 'is een organisatie, geen mens'],
  [/^is a page, not a person$/, 'is een pagina, geen mens'],
  [/^is a group, not a person$/, 'is een groep, geen mens'],
  [/^is a place, not a person$/, 'is een plaats, geen mens'],
  [/^is a device, not a person$/, 'is een apparaat, geen mens'],
  [/^is a program, not a person$/, 'is een programma, geen mens'],
  [/^'(.*)' is no key and is ignored$/, "'$1' is geen sleutel en telt niet mee"],
  [
    /^The column '(.*)' means nothing here and is ignored\.$/,
    "De kolom '$1' betekent hier niets en telt niet mee.",
  ],
  [
    /^has a quote that is not closed, or that closes inside a cell$/,
    'heeft een aanhalingsteken dat niet of midden in een cel sluit',
  ],
  [
    /^has (\d+) cells under (\d+) columns; put text that holds '(.*)' in quotes$/,
    "heeft $1 cellen onder $2 kolommen; zet tekst met '$3' erin tussen aanhalingstekens",
  ],
];

const WHERE: readonly (readonly [english: RegExp, dutch: string])[] = [
  [/(^|\()row (\d+)(\)?)$/, '$1regel $2$3'],
  [/(^|\()card (\d+)(\)?)$/, '$1kaart $2$3'],
];

function sayInDutch(text: string, words: typeof DUTCH): string | null {
  const found = words.find(([english]) => english.test(text));
  return found === undefined ? null : text.replace(found[0], found[1]);
}

/** Why an entry was left out, or what of it, in the user's language; what is told of a field's value stays as it is. */
export function tellSkippedEntry({ uid, reason }: SkippedEntry, language: Language): SkippedEntry {
  if (language === 'en') return { uid, reason };
  const parts = reason.split('; ').map((part) => sayInDutch(part, DUTCH) ?? part);
  return {
    uid: uid === null ? null : (sayInDutch(uid, WHERE) ?? uid),
    reason: sayInDutch(reason, DUTCH) ?? parts.join('; '),
  };
}

import type { Language } from '#contract/vocabulary.ts';
import type { Skipped } from '#main/calendars/event.ts';

/** What the reader of calendars says after 'Event' and its id, and the same in Dutch; `$1` is what it found there. */
const DUTCH: readonly (readonly [english: RegExp, dutch: string])[] = [
  [
    /^names the time zone '(.*)', which is unknown and not described in the file\. Its times are read in your own zone\.$/,
    "noemt de tijdzone '$1', die onbekend is en niet in het bestand beschreven. De tijden ervan zijn in je eigen zone gelezen.",
  ],
  [/^has a (\S+) that is no date: '(.*)'\.$/, "heeft een $1 die geen datum is: '$2'."],
  [
    /^has a (\S+) that is no date: '(.*)'\. That date is ignored\.$/,
    "heeft een $1 met iets dat geen datum is: '$2'. Die datum telt niet mee.",
  ],
  [/^has no start\.$/, 'heeft geen begin.'],
  [
    /^has a DURATION that is none: '(.*)'\. Such as PT1H30M is one\.$/,
    "heeft een DURATION die er geen is: '$1'. PT1H30M is er bijvoorbeeld een.",
  ],
  [/^lasts '(.*)', less than nothing\.$/, "duurt '$1', minder dan niets."],
  [
    /^recurs by a rule that cannot be read: (.*?)\.?$/,
    'herhaalt zich volgens een regel die niet te lezen is: $1.',
  ],
  [
    /^recurs by the calendar '(.*)', which is not supported\.$/,
    "herhaalt zich volgens de kalender '$1', die niet ondersteund wordt.",
  ],
  [/^recurs until '(.*)', which is no date\.$/, "herhaalt zich tot '$1', wat geen datum is."],
  [
    /^lasts more than a hundred years\. Maybe its DURATION or DTEND is wrong\.$/,
    'duurt meer dan honderd jaar. Misschien klopt de DURATION of DTEND niet.',
  ],
  [
    /^ends (.*) before it starts (.*)\. Maybe the feed lost its TZID\.$/,
    'eindigt $1 voordat het begint $2. Misschien is de TZID verloren gegaan.',
  ],
  [
    /^takes more time or memory to read than one event may\.$/,
    'kost meer tijd of geheugen om te lezen dan één afspraak mag.',
  ],
  [/^is not to be read from what was kept of it\.$/, 'is niet te lezen uit wat ervan bewaard is.'],
  [/^recurs too often to expand within 2 s\.$/, 'herhaalt zich te vaak om binnen 2 s uit te schrijven.'],
];

const CUT = /^Event list cut here: (\d+) more could not be used, or only in part\.$/;
const INCOMPLETE =
  /^Event list incomplete: the server calls (\d+) more stretches of time busy\. They count as busy\.$/;

/** Why an event could not be used, in the user's language. */
export function tellReason({ uid, reason }: Skipped, language: Language): string {
  if (language === 'en' || !reason.startsWith('Event ')) return reason;
  if (CUT.test(reason)) {
    return reason.replace(CUT, 'De lijst stopt hier: nog $1 konden niet, of maar deels, gebruikt worden.');
  }
  if (INCOMPLETE.test(reason)) {
    return reason.replace(
      INCOMPLETE,
      'De lijst is niet volledig: de server noemt nog $1 stukken tijd bezet. Ze tellen als bezet.',
    );
  }
  const [who, problem] = splitReason(reason.slice('Event '.length), uid);
  for (const [english, dutch] of DUTCH) {
    if (english.test(problem)) return `Afspraak ${who}${problem.replace(english, dutch)}`;
  }
  return reason;
}

/** The id may hold anything, spaces too; it is not told of a household's events. */
function splitReason(text: string, uid: string | null): readonly [who: string, problem: string] {
  const who = [uid, 'without UID'].find((label) => label !== null && text.startsWith(`${label} `)) ?? null;
  if (who === null) return ['', text];
  return [who === 'without UID' ? 'zonder UID ' : `${who} `, text.slice(who.length + 1)];
}

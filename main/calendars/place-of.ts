import type { Occurrence } from '#main/calendars/event.ts';

/** Where the user says that home and office are. */
export interface KnownPlaces {
  /** Words by which a location is the user's home, beside 'home' and 'thuis'. */
  readonly homeNames: readonly string[];
  /** Locations that are offices, whole or part of the text. */
  readonly offices: readonly string[];
}

/** `none`: neither a place nor a way to join from afar. */
export type Place = 'online' | 'office' | 'home' | 'elsewhere' | 'none';

const URL_PATTERN =
  /\b[a-z][a-z0-9+.-]*:\/\/\S+|\b(?:tel|sip|sips|callto|msteams):\S+|\bwww\.\S+|\b(?:[a-z0-9-]+\.)+(?:com|us|net|org|io|eu|nl|de|uk|me|be|live|video|link|in)\/\S*|\b(?:meet\.google|zoom|teams\.microsoft|teams\.live|webex|whereby|meet\.jit)\.(?:com|us|si)\b/gi;
const DIAL_IN_PATTERN = /\+?\(?\d[\d\s().\-–/]{5,}\d(?:[\s,;]*(?:p|x|ext\.?|pin:?|code:?)?\s*[\d*]*#)*/gi;

/** Words that name a way to meet from afar; one of them, a link or a number makes a location online. */
const ONLINE_WORDS = new Set(
  (
    'teams zoom webex skype meet hangouts hangout jitsi whereby gotomeeting facetime bluejeans chime signal whatsapp ' +
    'discord slack huddle online virtual virtueel remote remotely digitaal digital video videocall videobellen ' +
    'videogesprek videovergadering videoconference telefonisch telefoon phone telephone tel dial call bellen belafspraak ' +
    'conferencecall livestream webinar'
  ).split(' '),
);
/** Words that may stand beside them without being a place. */
const FILLER_WORDS = new Set(
  (
    'microsoft google ms for business voor bedrijven meeting meetings vergadering bespreking afspraak conference conf ' +
    'gesprek link via per by on or of and en in de het een the a an join deelnemen id passcode password wachtwoord ' +
    'toegangscode pin code nummer number us nl uk eu ext meeting-id via only alleen live chat channel kanaal'
  ).split(' '),
);
const HOME_WORDS =
  /^(?:at |@ ?)?(?:my |our )?(?:home|house|place)$|^(?:bij (?:mij|ons) )?thuis$|^(?:mijn|ons) huis$/;

const normalise = (text: string): string => text.toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();

/**
 * Where an occurrence takes place. Online is a link, dial-in or conference data and nothing else; an office is a room
 * among the attendees or a location on the user's list.
 */
export function classifyPlace(occurrence: Occurrence, places: KnownPlaces): Place {
  const location = normalise(occurrence.location ?? '');
  if (occurrence.attendees.some((attendee) => attendee.kind === 'room')) return 'office';
  const { text, isOnline } = removeOnlineParts(location);
  if (text !== '') {
    if (matchesAny(text, places.offices)) return 'office';
    if (isHome(text, places.homeNames)) return 'home';
    return 'elsewhere';
  }
  return isOnline || occurrence.hasConference ? 'online' : 'none';
}

function removeOnlineParts(location: string): { readonly text: string; readonly isOnline: boolean } {
  const withoutLinks = location.replace(URL_PATTERN, ' ');
  const withoutNumbers = withoutLinks.replace(DIAL_IN_PATTERN, ' ');
  const hasLink = withoutLinks !== location;
  const hasNumber = withoutNumbers !== withoutLinks;
  const words = withoutNumbers.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isOnline = hasLink || hasNumber || words.some((word) => ONLINE_WORDS.has(word));
  const rest = words.filter(
    (word) => !ONLINE_WORDS.has(word) && !FILLER_WORDS.has(word) && !/^\d+$/.test(word),
  );
  if (rest.length === 0 && isOnline) return { text: '', isOnline };
  // A street number looks like a dial-in next to other words, so only links are taken out of a physical place.
  const text = withoutLinks.replace(/\s+/g, ' ').trim();
  return { text: /[\p{L}\p{N}]/u.test(text) ? text : '', isOnline };
}

function matchesAny(text: string, names: readonly string[]): boolean {
  return names.some((raw) => {
    const name = normalise(raw);
    if (name === '') return false;
    // A name of three letters or fewer ('HQ', 'IT') is found in half the words of a language: it must stand alone.
    return name.length > 3 ? text.includes(name) : hasWord(text, name);
  });
}

function hasWord(text: string, word: string): boolean {
  const isPart = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  }
  return false;
}

/** 'Home', 'thuis (Keizersgracht 1)'; not 'Home Depot' or 'thuis bij Jan'. */
function isHome(text: string, homeNames: readonly string[]): boolean {
  const head = text.split(/[,;:(|\n]| [-–—] /, 1)[0] ?? '';
  return HOME_WORDS.test(head.trim()) || matchesAny(text, homeNames);
}

/**
 * How alike two names are, whichever way round and however spelt.
 * - `same`: the same words after folding case, marks, transliteration, titles and order ('Müller, Jörg', 'Joerg Mueller')
 * - `spelling`: one person may well be written so: a nickname, an initial, a slip, a longer form
 * - `given`: only the given name is the same (a maiden name, or two people called Ann)
 * - `different`, and `unknown` where one of them is no name at all
 */
export type NameLikeness = 'same' | 'spelling' | 'given' | 'different' | 'unknown';

export interface ParsedName {
  /** Folded words, the given name first. */
  readonly words: readonly string[];
  /** The same for names that are the same, whatever the order of their words; empty for what is no name. */
  readonly key: string;
}

/** Longer ones are cut: what comes after them tells nobody apart. */
const LONGEST_NAME = 200;
const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr drs ir ing prof professor sir dhr mw mevr heer mevrouw herr frau jr sr ii iii phd msc bsc mba md'.split(
    ' ',
  ),
);
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  æ: 'a',
  œ: 'o',
  þ: 'th',
  ı: 'i',
};
/** Short forms that share no beginning with the long one, each group a name. */
const NICKNAME_GROUPS: readonly ReadonlySet<string>[] = [
  'robert bob bobby rob robbie bert',
  'william bill billy will willem wim',
  'richard dick rick ricky rik',
  'margaret peggy meg maggie margreet greet',
  'elizabeth liz lizzie beth betty elisabeth els elise lies',
  'john jack johnny jan johan johannes hans',
  'james jim jimmy jaap jacob jacobus',
  'edward ted ed eddie eduard',
  'katherine kate katie kathy catherine cathy catharina trijn kathleen',
  'henry harry hank hendrik henk',
  'michael mike mick michiel',
  'cornelis kees cor cornelius',
  'peter pete piet pieter',
  'anthony tony antonius ton anton',
  'alexander alex sasha sander lex',
  'theodore theo theodoor',
  'matthew matt matthijs thijs',
  'thomas tom tommy',
  'daniel dan danny',
  'samuel sam sammy',
  'samantha sam',
  'joseph joe josef jozef sjef',
  'jose pepe',
  'francisco paco',
  'susan sue suzanne suzan',
  'patricia pat patty',
  'christopher chris kris christoffel',
  'christina chris tina kristina',
  'david dave',
  'steven steve stefan stephen',
  'gerard gert gerrit ger',
  'maria marie mieke rie',
  'johanna jo hanneke joke',
  'nicholas nick nicolaas klaas niek',
  'andrew andy andreas andries dries',
].map((group) => new Set(group.split(' ').map(foldVowels)));

/** 'Mueller' and 'Müller' without its dots. */
function foldVowels(word: string): string {
  return word.replaceAll(/([aou])e/g, '$1');
}

/** Folds a name as people and programs write it; 'Last, First' is turned round. */
export function parseName(name: string): ParsedName {
  if (name.includes('@')) return { words: [], key: '' };
  const plain = name
    .slice(0, LONGEST_NAME)
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøłđðæœþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/['’`´]/g, '');
  const [family = '', ...given] = plain.split(',');
  const turned = given.length === 0 ? family : `${given.join(' ')} ${family}`;
  const words = turned
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word))
    .map(foldVowels);
  return { words, key: words.toSorted().join(' ') };
}

export function compareNames(a: ParsedName, b: ParsedName): NameLikeness {
  if (a.key === '' || b.key === '') return 'unknown';
  if (a.key === b.key) return 'same';
  const [shorter, longer] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (shorter.words.length > 1 && isSpeltLike(shorter.words, longer.words)) return 'spelling';
  const [given = ''] = a.words;
  const [other = ''] = b.words;
  return given === other || isNickname(given, other) ? 'given' : 'different';
}

const isNickname = (a: string, b: string): boolean =>
  NICKNAME_GROUPS.some((group) => group.has(a) && group.has(b));

/** Every word of the shorter name has its own partner in the longer one, and at most one of them only nearly. */
function isSpeltLike(shorter: readonly string[], longer: readonly string[]): boolean {
  const free = [...longer];
  const unmatched: string[] = [];
  for (const word of shorter) {
    const at = free.indexOf(word);
    if (at < 0) unmatched.push(word);
    else free.splice(at, 1);
  }
  const [left, ...more] = unmatched;
  if (left === undefined) return true;
  // A family name alone says nothing of who in the family it is.
  return more.length === 0 && shorter.length > 1 && free.some((word) => isNearly(left, word));
}

function isNearly(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length === 1) return longer.startsWith(shorter);
  if (isNickname(a, b)) return true;
  return shorter.length >= 4 && isOneSlipApart(shorter, longer);
}

/** One letter more, less or other, or two neighbours swapped. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

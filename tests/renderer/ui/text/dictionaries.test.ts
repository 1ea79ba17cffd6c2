import { describe, expect, test } from 'vitest';
import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import { guessLanguage } from '#renderer/ui/text/text.tsx';
import { listNames, plural } from '#renderer/ui/text/words.ts';

type Sentence = string | ((...values: never[]) => string);

function collect(node: unknown, path: string): readonly (readonly [string, Sentence])[] {
  if (typeof node === 'string') return [[path, node]];
  // The dictionaries hold sentences and functions that make them.
  if (typeof node === 'function') return [[path, node as Sentence]];
  return Object.entries(node as object).flatMap(([key, value]) => collect(value, `${path}.${key}`));
}

const english = collect(en, '');
const dutch = new Map(collect(nl, ''));

describe('dictionaries', () => {
  test('say the same things', () => {
    expect([...dutch.keys()].toSorted()).toEqual(english.map(([path]) => path).toSorted());
  });

  test('have a sentence of the same kind for each, with words in it', () => {
    const isAlike = (path: string, sentence: Sentence): boolean => {
      const other = dutch.get(path);
      if (typeof sentence === 'function')
        return typeof other === 'function' && other.length === sentence.length;
      return (
        typeof other === 'string' && [sentence, other].every((text) => text !== '' && text.trim() === text)
      );
    };
    expect(english.filter(([path, sentence]) => !isAlike(path, sentence))).toEqual([]);
  });
});

test('listNames', () => {
  expect(listNames([], 'and')).toBe('');
  expect(listNames(['Priya'], 'and')).toBe('Priya');
  expect(listNames(['Priya', 'Sam'], 'en')).toBe('Priya en Sam');
  expect(listNames(['Priya', 'Sam', 'Dan'], 'and')).toBe('Priya, Sam and Dan');
});

test('plural', () => {
  expect([0, 1, 2].map((count) => plural(count, 'day', 'days'))).toEqual(['0 days', '1 day', '2 days']);
});

test('guessLanguage takes the first that we speak', () => {
  expect(guessLanguage(['fr-FR', 'nl-BE', 'en'])).toBe('nl');
  expect(guessLanguage(['en-US', 'nl'])).toBe('en');
  expect(guessLanguage(['de'])).toBe('en');
});

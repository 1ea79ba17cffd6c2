import { describe, expect, it } from 'vitest';
import { preferredLanguage } from '#main/web/accept-language.ts';

describe('preferredLanguage', () => {
  it.each([
    ['nl-NL,nl;q=0.9,en-US;q=0.8', 'nl'],
    ['en-US,en;q=0.9,nl;q=0.8', 'en'],
    ['de-DE,de;q=0.9,nl;q=0.5,en;q=0.3', 'nl'],
    ['en;q=0.1, NL', 'nl'],
    ['nl;q=0,en;q=0.1', 'en'],
    ['de, fr;q=0.5', null],
    ['nlx, enm', null],
    ['*', null],
    ['', null],
    [undefined, null],
  ])('%s means %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

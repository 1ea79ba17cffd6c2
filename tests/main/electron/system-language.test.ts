import { expect, test } from 'vitest';
import { systemLanguage } from '#main/electron/system-language.ts';

test.each([
  [['nl-NL', 'en-US'], 'nl'],
  [['fr-FR', 'nl', 'en'], 'nl'],
  [['en-GB', 'nl-NL'], 'en'],
  [['NL_be'], 'nl'],
  [['nld', 'fr'], 'en'],
  [[], 'en'],
])('%j is %s', (preferred, language) => {
  expect(systemLanguage(preferred)).toBe(language);
});

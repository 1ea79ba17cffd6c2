import { LANGUAGES } from '#contract/vocabulary.ts';

/** Line breaks and runs of blanks are one blank. */
export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The first of some language tags that is a language of ours: 'nl-BE' is Dutch. */
export const findLanguage = (tags: readonly string[]): string | undefined =>
  tags
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => LANGUAGES.some((language) => language === tag));

import { LANGUAGES, type Language } from '#contract/vocabulary.ts';

/** The first of our languages among those that the system prefers ('nl-NL', 'en'); English where there is none. */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = LANGUAGES.find((known) => tag.toLowerCase().split(/[-_]/, 1)[0] === known);
    if (language !== undefined) return language;
  }
  return 'en';
}

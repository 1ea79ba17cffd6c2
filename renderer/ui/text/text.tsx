import { createContext, type ReactNode, use } from 'react';
import type { Language } from '#contract/vocabulary.ts';
import { type Dictionary, en } from './en.ts';
import { createFormat, type Format } from './format.ts';
import { nl } from './nl.ts';

export interface Text {
  readonly language: Language;
  readonly words: Dictionary;
  readonly format: Format;
}

const texts = {
  en: { language: 'en', words: en, format: createFormat('en') },
  nl: { language: 'nl', words: nl, format: createFormat('nl') },
} as const satisfies Record<Language, Text>;

const TextContext = createContext<Text>(texts.en);

export function TextProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return <TextContext value={texts[language]}>{children}</TextContext>;
}

/** The words and number formats of the language that the user chose. */
export function useText(): Text {
  return use(TextContext);
}

/** What the browser asks for, for the moment before the host has said what the user chose. */
export function guessLanguage(languages: readonly string[]): Language {
  const known = languages.find((tag) => /^(?:en|nl)\b/i.test(tag));
  return known?.toLowerCase().startsWith('nl') ? 'nl' : 'en';
}

import { createHash } from 'node:crypto';
import type { Language } from '#contract/vocabulary.ts';

interface Words {
  readonly title: string;
  readonly text: string;
}

const en = {
  answered: {
    title: 'Back to Golden Hour',
    text: 'You can close this page. Golden Hour has the answer and shows what comes of it.',
  },
  refused: {
    title: 'Nothing was connected',
    text: 'You can close this page. Golden Hour says why, and you can try again there.',
  },
};
const nl: typeof en = {
  answered: {
    title: 'Terug naar Golden Hour',
    text: 'Je kunt deze pagina sluiten. Golden Hour heeft het antwoord en laat zien wat ervan komt.',
  },
  refused: {
    title: 'Er is niets verbonden',
    text: 'Je kunt deze pagina sluiten. Golden Hour legt uit waarom, en daar kun je het opnieuw proberen.',
  },
};
const WORDS = { en, nl } satisfies Record<Language, Readonly<Record<keyof typeof en, Words>>>;

const STYLE =
  ':root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;margin:20vh auto 0;max-width:32rem;padding:0 1.5rem}h1{font-size:1.5rem}';

/** Nothing may run or be fetched; the one style is named by its digest. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What the user's browser shows at the end of a sign-in. Nothing in it comes from outside. */
export function landingPage(kind: keyof typeof en, language: Language): string {
  const { title, text } = WORDS[language][kind];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
}

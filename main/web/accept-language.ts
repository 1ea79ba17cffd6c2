import { LANGUAGES, type Language } from '#contract/vocabulary.ts';

/** The first of our languages that an Accept-Language header asks for (RFC 9110, 12.5.4); null where it asks for none. */
export function preferredLanguage(header: string | undefined): Language | null {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { range: range.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { range } of wanted) {
    const language = LANGUAGES.find((known) => range === known || range.startsWith(`${known}-`));
    if (language !== undefined) return language;
  }
  return null;
}

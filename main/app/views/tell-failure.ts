import type { Failure } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import { FAILURES_IN_DUTCH } from './failures-in-dutch.ts';

interface Sentence {
  readonly english: RegExp;
  readonly dutch: string;
}

const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const toPattern = (english: string): RegExp =>
  new RegExp(`^${english.split('{}').map(escapePattern).join('([^]+?)')}$`);

/** Those with more words of their own first: they say most exactly what happened. */
const SENTENCES: readonly Sentence[] = FAILURES_IN_DUTCH.toSorted(
  ([a], [b]) => b.replaceAll('{}', '').length - a.replaceAll('{}', '').length,
).map(([english, dutch]) => ({ english: toPattern(english), dutch }));

/** The failure in the user's language; one that has no sentence there stays as it is. */
export function tellFailure(failure: Failure, language: Language): Failure {
  if (language === 'en') return failure;
  for (const { english, dutch } of SENTENCES) {
    const values = english.exec(failure.message)?.slice(1);
    if (values === undefined) continue;
    return {
      ...failure,
      message: dutch.replaceAll(/\{(\d)\}/g, (_, n: string) => values[Number(n) - 1] ?? ''),
    };
  }
  return failure;
}

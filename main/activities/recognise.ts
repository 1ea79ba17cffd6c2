import type { ActivityId } from '#contract/ids.ts';
import type { Activity } from '#main/activities/activity.ts';

interface Recogniser {
  readonly id: ActivityId;
  readonly word: string;
}

// A hyphen belongs to the word: 'walk-through' is no walk.
const WORD_CHARACTER = /[\p{L}\p{N}\-']/u;

function hasWholeWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1];
    const after = text[at + word.length];
    const isWhole =
      (before === undefined || !WORD_CHARACTER.test(before)) &&
      (after === undefined || !WORD_CHARACTER.test(after));
    if (isWhole) return true;
  }
  return false;
}

const normalize = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * Which activity a past event was: by the mark that Golden Hour left on it, else by the longest word or phrase of an
 * activity that its title holds whole (any case). Null when none is there. Between words of equal length the order of
 * `activities` decides.
 */
export function recogniseActivity(
  occurrence: { readonly summary: string; readonly activity: string | null },
  activities: readonly Pick<Activity, 'id' | 'words'>[],
): ActivityId | null {
  const marked = activities.find(({ id }) => id === occurrence.activity);
  if (marked) return marked.id;
  const title = normalize(occurrence.summary);
  let best: Recogniser | null = null;
  for (const { id, words } of activities) {
    for (const word of words.map(normalize)) {
      if (word.length > (best?.word.length ?? 0) && hasWholeWord(title, word)) best = { id, word };
    }
  }
  return best?.id ?? null;
}

import type { ImportResult } from '#contract/imports.ts';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { AppContext } from './context.ts';
import type { PeopleImport } from './heavy/heavy-work.ts';
import { tellSkippedEntry } from './views/import-words.ts';

/** What became of the people of a file or an account, and whom the user may want to look at next. */
export async function tellImport(
  context: AppContext,
  imported: Outcome<PeopleImport>,
): Promise<Outcome<ImportResult>> {
  if (!imported.ok) return imported;
  context.changed('people', 'outlook');
  const offers = await context.heavy.findOffers(context.moment());
  const { length: maybeSame } = await context.heavy.findMerges();
  const language = context.language();
  const skipped = imported.value.skipped.map((entry) => tellSkippedEntry(entry, language));
  return succeed({ kind: 'people', ...imported.value, skipped, maybeSame, offers });
}

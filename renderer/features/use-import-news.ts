import { useCallback } from 'react';
import type { ImportResult } from '#contract/imports.ts';
import type { Outcome } from '#contract/outcome.ts';
import { useNotices } from '#renderer/ui/notices.tsx';
import { goTo, hrefs } from '#renderer/ui/route.ts';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { summarizeImport } from './import-files.ts';

/** Says what came of an import, and leads to what there is to decide. `name`: of the file, or of where it came from. */
export function useImportNews(): (name: string, outcome: Outcome<ImportResult>) => void {
  const text = useText();
  const { notify } = useNotices();
  return useCallback(
    (name, outcome) => {
      const { files: words } = text.words.common;
      if (!outcome.ok) {
        const { text: reason } = describeFailure(outcome, text);
        notify({ kind: 'problem', text: words.unreadable(name), details: [reason] });
        return;
      }
      const summary = summarizeImport(name, outcome.value, text);
      const toPeople = { label: words.toPeople, run: () => goTo(hrefs.people) };
      const { look } = text.words.people.merges;
      const toMerges = { label: look, run: () => goTo(hrefs.merges) };
      const action = summary.hasMerges ? toMerges : summary.hasOffers ? toPeople : null;
      notify({
        kind: 'good',
        text: summary.text,
        details: summary.details,
        ...(action === null ? {} : { action }),
      });
    },
    [text, notify],
  );
}

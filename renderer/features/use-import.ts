import { useCallback, useState } from 'react';
import { useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { goTo, hrefs } from '#renderer/ui/route.ts';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { importFile, summarizeImport } from './import-files.ts';

/** Imports files one after the other and says of each what came of it. */
export function useImport(): {
  readonly importFiles: (files: readonly File[]) => Promise<void>;
  /** The name of the file that is being read. */
  readonly reading: string | null;
} {
  const host = useHost();
  const text = useText();
  const { notify } = useNotices();
  const [reading, setReading] = useState<string | null>(null);

  const importFiles = useCallback(
    async (files: readonly File[]) => {
      const { files: words } = text.words.common;
      for (const file of files) {
        setReading(file.name);
        const outcome = await importFile(file, host, text);
        if (!outcome.ok) {
          const { text: reason } = describeFailure(outcome, text);
          notify({ kind: 'problem', text: words.unreadable(file.name), details: [reason] });
          continue;
        }
        const summary = summarizeImport(file.name, outcome.value, text);
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
      }
      setReading(null);
    },
    [host, text, notify],
  );

  return { importFiles, reading };
}

import { useCallback, useState } from 'react';
import { useHost } from '#renderer/bridge/host.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { importFile } from './import-files.ts';
import { useImportNews } from './use-import-news.ts';

/** Imports files one after the other and says of each what came of it. */
export function useImport(): {
  readonly importFiles: (files: readonly File[]) => Promise<void>;
  /** The name of the file that is being read. */
  readonly reading: string | null;
} {
  const host = useHost();
  const text = useText();
  const tell = useImportNews();
  const [reading, setReading] = useState<string | null>(null);

  const importFiles = useCallback(
    async (files: readonly File[]) => {
      for (const file of files) {
        setReading(file.name);
        tell(file.name, await importFile(file, host, text));
      }
      setReading(null);
    },
    [host, text, tell],
  );

  return { importFiles, reading };
}

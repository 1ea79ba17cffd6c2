import { useRef } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { useImport } from './use-import.ts';

interface FileChooserProps {
  readonly kind?: 'plain' | 'gold';
  /** Files were chosen and are being read, which is told of elsewhere. */
  readonly onChosen?: () => void;
}

export function FileChooser({ kind = 'plain', onChosen }: FileChooserProps) {
  const { words } = useText();
  const { importFiles, reading } = useImport();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} isBusy={reading !== null} onClick={() => input.current?.click()}>
        {reading === null ? words.common.files.choose : words.common.files.reading(reading)}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".ics,.vcf,.csv,.json,.eml"
        aria-label={words.common.files.choose}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again after it was mended.
          const chooser = event.target;
          void importFiles(files).finally(() => {
            chooser.value = '';
          });
          if (files.length > 0) onChosen?.();
        }}
      />
    </>
  );
}

import './drop-zone.css';
import { useEffect, useEffectEvent, useState } from 'react';
import { useImport } from '#renderer/features/use-import.ts';
import { Mark } from '#renderer/ui/icon.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** The whole window takes files; the veil only shows while one hovers. */
export function DropZone() {
  const { words } = useText();
  const { importFiles, reading } = useImport();
  const [isOver, setOver] = useState(false);

  const drop = useEffectEvent((event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(false);
    void importFiles([...(event.dataTransfer?.files ?? [])]);
  });

  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      // Without this the browser would open the file instead.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => drop(event);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  if (!isOver && reading === null) return null;
  return (
    <div className="drop-veil">
      <div className="drop-card" role="status">
        <Mark size={56} />
        <strong>
          {reading === null ? words.common.files.dropTitle : words.common.files.reading(reading)}
        </strong>
        {reading === null && <p className="dim">{words.common.files.dropText}</p>}
      </div>
    </div>
  );
}

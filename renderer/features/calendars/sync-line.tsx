import type { CalendarSourceView, SyncProgress } from '#contract/calendars.ts';
import { describeProgress } from '#renderer/features/sync-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface SyncLineProps {
  readonly calendar: CalendarSourceView;
  readonly sync: SyncProgress;
  readonly onCancel: () => void;
}

export function SyncLine({ calendar, sync, onCancel }: SyncLineProps) {
  const text = useText();
  const labels = text.words.calendars.progress;
  return (
    <div className="sync-line">
      <progress
        aria-label={labels.label(calendar.name)}
        {...(sync.total === null ? {} : { value: sync.done, max: Math.max(1, sync.total) })}
      />
      <span className="dim small tabular">{describeProgress(sync, text)}</span>
      <Button kind="quiet" size="small" aria-label={labels.cancelOf(calendar.name)} onClick={onCancel}>
        {labels.cancel}
      </Button>
    </div>
  );
}

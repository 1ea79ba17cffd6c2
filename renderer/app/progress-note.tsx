import { useEffect, useState } from 'react';
import type { Events } from '#contract/events.ts';
import { useHost } from '#renderer/bridge/host.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** Long work of the host, such as the first reading of a large file. */
export function ProgressNote() {
  const { bridge } = useHost();
  const { words } = useText();
  const [progress, setProgress] = useState<Events['progress'] | null>(null);
  useEffect(() => bridge.on('progress', (now) => setProgress(now.done >= now.total ? null : now)), [bridge]);
  if (progress === null) return null;
  const { task, done, total } = progress;
  return (
    <div className="progress-note">
      <label>
        {words.common.notices.working(task)}
        <progress value={done} max={total} />
      </label>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { SyncTrouble } from '#contract/calendars.ts';
import { useMoment } from './use-moment.ts';
import { useText } from '#renderer/ui/text/text.tsx';

interface TroubleNoteProps {
  readonly trouble: SyncTrouble;
  /** The one thing to do. */
  readonly children: ReactNode;
}

export function TroubleNote({ trouble, children }: TroubleNoteProps) {
  const { words } = useText();
  const moment = useMoment();
  return (
    <div className="trouble">
      <p>
        {trouble.text} <span className="dim">{words.calendars.trouble.since(moment(trouble.since))}</span>
      </p>
      <div className="choices">{children}</div>
    </div>
  );
}

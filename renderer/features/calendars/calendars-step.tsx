import './calendars.css';
import { useState } from 'react';
import type { CalendarSourceView } from '#contract/calendars.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { FileChooser } from '#renderer/features/file-chooser.tsx';
import { describeContents, describeProgress } from '#renderer/features/sync-text.ts';
import { SignInNote } from '#renderer/features/sign-in-note.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { ConnectDialog, type ConnectStep } from './connect/connect-dialog.tsx';
import { SyncAnnouncer } from './sync-announcer.tsx';
import { useSample } from './use-sample.ts';

function ReadCalendar({ calendar }: { readonly calendar: CalendarSourceView }) {
  const text = useText();
  const { progress } = text.words.calendars;
  const { name, sync } = calendar;
  return (
    <li>
      <Icon name={sync === null ? 'check' : 'refresh'} />
      <span>{name}</span>
      <span className="dim">
        {sync === null ? describeContents(calendar, text) : progress.step(describeProgress(sync, text))}
      </span>
    </li>
  );
}

/** An account, an address or a file of one's own; or a week to look around in, which goes straight to the plan. */
export function CalendarsStep({ onSample }: { readonly onSample: () => void }) {
  const { words } = useText();
  const labels = words.firstRun.calendars;
  const { run, isBusy } = useSample();
  const view = useViewValue('calendars.read');
  const [connecting, setConnecting] = useState<ConnectStep | null>(null);
  const read = view?.calendars.filter(({ kind }) => kind !== 'local') ?? [];

  const loadSample = async (): Promise<void> => {
    if (await run('sample.load')) onSample();
  };

  return (
    <>
      {read.length > 0 && (
        <ul className="welcome-read">
          {read.map((calendar) => (
            <ReadCalendar key={calendar.id} calendar={calendar} />
          ))}
        </ul>
      )}
      <SyncAnnouncer calendars={read} />
      {connecting === null && <SignInNote isBoxed />}
      <div className="welcome-drop">
        <Button onClick={() => setConnecting({ kind: 'google' })}>{labels.google}</Button>
        <Button onClick={() => setConnecting({ kind: 'caldav' })}>{labels.account}</Button>
        <Button onClick={() => setConnecting({ kind: 'feed' })}>{labels.address}</Button>
        <FileChooser />
        <p className="hint">{labels.filesText}</p>
      </div>
      <div className="welcome-sample">
        <span className="dim">{labels.or}</span>
        <Button kind="quiet" isBusy={isBusy} onClick={() => void loadSample()}>
          {labels.sample}
        </Button>
        <span className="hint">{labels.sampleText}</span>
      </div>
      {connecting !== null && <ConnectDialog start={connecting} onClose={() => setConnecting(null)} />}
    </>
  );
}

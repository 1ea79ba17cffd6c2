import { useCall, useHost, useViewValue } from '#renderer/bridge/host.tsx';
import { FileChooser } from '#renderer/features/file-chooser.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** A file of one's own, or a week to look around in, which goes straight to the plan. */
export function CalendarsStep({ onSample }: { readonly onSample: () => void }) {
  const { words } = useText();
  const labels = words.firstRun.calendars;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const outlook = useViewValue('outlook.read');
  const read = outlook?.calendars.filter(({ kind }) => kind !== 'local') ?? [];

  const loadSample = async (): Promise<void> => {
    const outcome = await call('sample.load', {});
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    views.put('outlook.read', outcome.value);
    await Promise.all([views.reload('app.status'), views.reload('people.list')]);
    onSample();
  };

  return (
    <>
      {read.length > 0 && (
        <ul className="welcome-read">
          {read.map((calendar) => (
            <li key={calendar.id}>
              <Icon name="check" /> {calendar.name}{' '}
              <span className="dim">{words.calendars.events(calendar.events, calendar.occurrences)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="welcome-drop">
        <FileChooser />
        <span className="dim">{labels.or}</span>
        <Button isBusy={isBusy} onClick={() => void loadSample()}>
          {labels.sample}
        </Button>
        <p className="hint">{labels.sampleText}</p>
      </div>
    </>
  );
}

import type { CalendarSourceView } from '#contract/calendars.ts';
import type { OutlookView } from '#contract/models.ts';
import { useCall, useHost, useView, useViewValue } from '#renderer/bridge/host.tsx';
import type { Outcome } from '#contract/outcome.ts';
import { FileChooser } from '#renderer/features/file-chooser.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { saveFile } from '#renderer/ui/download.ts';
import { useNotices } from '#renderer/ui/notices.tsx';
import { FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface CalendarRowProps {
  readonly calendar: CalendarSourceView;
  readonly view: OutlookView;
  readonly isBusy: boolean;
  readonly onRemove: () => void;
}

function CalendarRow({ calendar, view, isBusy, onRemove }: CalendarRowProps) {
  const { words, format } = useText();
  const labels = words.calendars;
  const { skipped } = calendar;
  return (
    <li className="calendar-row">
      <div>
        <strong>{calendar.name}</strong> <span className="dim">{labels.kinds[calendar.kind]}</span>
        <p className="dim small">
          {labels.events(calendar.events, calendar.occurrences)},{' '}
          {labels.asOf(format.moment(calendar.asOf, view.zone, view.today))}
        </p>
        {skipped.length > 0 && (
          <details>
            <summary>{labels.skipped(skipped.length)}</summary>
            <ul className="skipped">
              {skipped.map(({ uid, reason }, index) => (
                // Two entries may be skipped for the same reason, and neither may have a uid.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={index}>{words.common.files.skippedEntry(uid, reason)}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {calendar.kind === 'file' && (
        <Button
          kind="quiet"
          size="small"
          isBusy={isBusy}
          aria-label={labels.removeOf(calendar.name)}
          onClick={onRemove}
        >
          {words.common.remove}
        </Button>
      )}
    </li>
  );
}

function SampleWeek({
  run,
  isBusy,
}: {
  readonly run: (name: 'sample.load' | 'sample.remove') => void;
  readonly isBusy: boolean;
}) {
  const { words } = useText();
  const labels = words.calendars;
  const status = useViewValue('app.status');
  const isLoaded = status?.sampleWeek ?? false;
  return (
    <>
      <h3>{labels.sample.title}</h3>
      <p className="explanation">{labels.sample.text}</p>
      <div>
        <Button isBusy={isBusy} onClick={() => run(isLoaded ? 'sample.remove' : 'sample.load')}>
          {isLoaded ? labels.sample.remove : labels.sample.load}
        </Button>
      </div>
    </>
  );
}

export function CalendarsSection() {
  const { words } = useText();
  const labels = words.calendars;
  const { bridge, views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const state = useView('outlook.read');

  const takePlan = async (outcome: Outcome<OutlookView>): Promise<boolean> => {
    if (!outcome.ok) {
      notifyFailure(outcome);
      return false;
    }
    views.put('outlook.read', outcome.value);
    await Promise.all([
      views.reload('app.status'),
      views.reload('people.list'),
      views.reload('invites.list'),
    ]);
    return true;
  };
  const remove = async (calendar: CalendarSourceView): Promise<void> => {
    if (await takePlan(await call('calendars.remove', { calendarId: calendar.id }))) {
      notify({ kind: 'good', text: labels.removed(calendar.name) });
    }
  };
  const runSample = async (name: 'sample.load' | 'sample.remove'): Promise<void> => {
    await takePlan(await call(name, {}));
    await views.reload('settings.read');
  };
  const exportOwn = async (): Promise<void> => {
    const outcome = await bridge.call('calendars.export', {});
    if (outcome.ok) saveFile(outcome.value, 'text/calendar');
    else notifyFailure(outcome);
  };

  if (state.kind === 'loading') return <LoadingState />;
  if (state.kind === 'failed') {
    return <FailedState failure={state.failure} onRetry={() => void views.reload('outlook.read')} />;
  }
  const { calendars } = state.value;
  return (
    <>
      <p className="explanation">{labels.text}</p>
      {calendars.length === 0 && <p>{labels.none}</p>}
      <ul className="settings-list">
        {calendars.map((calendar) => (
          <CalendarRow
            key={calendar.id}
            calendar={calendar}
            view={state.value}
            isBusy={isBusy}
            onRemove={() => void remove(calendar)}
          />
        ))}
      </ul>
      <div className="choices">
        <FileChooser />
        <Button kind="quiet" onClick={() => void exportOwn()}>
          {labels.export}
        </Button>
      </div>
      <SampleWeek run={(name) => void runSample(name)} isBusy={isBusy} />
    </>
  );
}

import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { FileChooser } from './file-chooser.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { EmptyState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** No calendar yet: there is one thing to do, and another to look around first. */
export function PlanEmpty() {
  const { words } = useText();
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const loadSample = async (): Promise<void> => {
    const outcome = await call('sample.load', {});
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    views.put('outlook.read', outcome.value);
    void views.reload('app.status');
  };
  const { empty } = words.outlook;
  return (
    <EmptyState title={empty.title} text={empty.text} level={1}>
      <a className="button button-gold" href={hrefs.settingsSection('calendars')}>
        {empty.connect}
      </a>
      <FileChooser />
      <Button isBusy={isBusy} onClick={() => void loadSample()}>
        {empty.sample}
      </Button>
    </EmptyState>
  );
}

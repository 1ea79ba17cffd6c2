import './welcome.css';
import { type ReactNode, useState } from 'react';
import { useHost, useView } from '#renderer/bridge/host.tsx';
import { useSaveSettings } from '#renderer/features/use-settings.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Mark } from '#renderer/ui/icon.tsx';
import { goTo, hrefs } from '#renderer/ui/route.ts';
import { FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { PeopleStep } from './people-step.tsx';
import { PlaceStep } from './place-step.tsx';

const steps = ['calendars', 'place', 'people'] as const;

/** Three steps, each of which can be skipped; then the plan. */
export function WelcomePage({ calendars }: { readonly calendars: ReactNode }) {
  const { words } = useText();
  const labels = words.firstRun;
  const { views } = useHost();
  const settings = useView('settings.read');
  const { save } = useSaveSettings();
  const [index, setIndex] = useState(0);
  const step = steps[index] ?? 'calendars';
  const isLast = index === steps.length - 1;

  const finish = async (): Promise<void> => {
    if (await save({ firstRunDone: true })) goTo(hrefs.outlook);
  };

  if (settings.kind === 'loading') return <LoadingState />;
  if (settings.kind === 'failed') {
    return (
      <FailedState level={1} failure={settings.failure} onRetry={() => void views.reload('settings.read')} />
    );
  }
  return (
    <div className="welcome">
      <div className="welcome-lead">
        <Mark size={52} />
        <h1>{labels.lead}</h1>
        <p className="dim">{labels.promise}</p>
      </div>
      <section className="welcome-step" aria-labelledby="welcome-step-title">
        <p className="label">{labels.progress(index + 1, steps.length)}</p>
        <h2 id="welcome-step-title">{labels[step].title}</h2>
        <p className="explanation">{labels[step].text}</p>
        {step === 'calendars' && calendars}
        {step === 'place' && <PlaceStep settings={settings.value} save={save} />}
        {step === 'people' && <PeopleStep />}
        <div className="welcome-actions">
          {isLast ? (
            <Button kind="gold" onClick={() => void finish()}>
              {labels.done}
            </Button>
          ) : (
            <Button kind="gold" onClick={() => setIndex(index + 1)}>
              {labels.next}
            </Button>
          )}
          {!isLast && (
            <Button kind="quiet" onClick={() => setIndex(index + 1)}>
              {labels.skip}
            </Button>
          )}
          {index > 0 && (
            <Button kind="quiet" onClick={() => setIndex(index - 1)}>
              {words.common.back}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}

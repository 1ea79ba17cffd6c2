import type { ReactNode } from 'react';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { useSample } from './use-sample.ts';

/** `children`: the made-up calendar, where it is loaded. */
export function SampleWeek({ children }: { readonly children: ReactNode }) {
  const { words } = useText();
  const { sample } = words.calendars;
  const { run, isBusy } = useSample();
  const isLoaded = useViewValue('app.status')?.sampleWeek ?? false;
  return (
    <div className="calendars-more">
      <h3>{sample.title}</h3>
      <p className="explanation">{sample.text}</p>
      {children}
      <div>
        <Button isBusy={isBusy} onClick={() => void run(isLoaded ? 'sample.remove' : 'sample.load')}>
          {isLoaded ? sample.remove : sample.load}
        </Button>
      </div>
    </div>
  );
}

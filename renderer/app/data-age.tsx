import { useState } from 'react';
import { useHost, useView, useViewValue } from '#renderer/bridge/host.tsx';
import { describeAge, isPlanStale } from '#renderer/features/age-text.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

export function DataAge() {
  const text = useText();
  const { bridge, views } = useHost();
  const { notifyFailure } = useNotices();
  const outlook = useView('outlook.read');
  const kept = useViewValue('calendars.read');
  const [isBusy, setBusy] = useState(false);
  if (outlook.kind !== 'ready') return null;
  // The plan may be older than the last look at its calendars, which then says more.
  const calendars = kept?.calendars ?? outlook.value.calendars;
  const isStale = isPlanStale(outlook.value, calendars);

  const refresh = async (): Promise<void> => {
    setBusy(true);
    // The calendars answer at once and are told of when they have been read.
    const [outcome, synced] = await Promise.all([
      bridge.call('outlook.refresh', {}),
      bridge.call('calendars.sync', { calendarId: null }),
    ]);
    if (synced.ok) views.put('calendars.read', synced.value);
    if (outcome.ok) views.put('outlook.read', outcome.value);
    else notifyFailure(outcome);
    setBusy(false);
  };

  return (
    <div className="data-age">
      <p className="small" title={isStale ? text.words.common.age.stale : undefined}>
        {isStale && <span className="data-age-dot" aria-hidden="true" />}
        {describeAge(outlook.value, calendars, text)}
        {isStale && <span className="visually-hidden">. {text.words.common.age.stale}.</span>}
      </p>
      <IconButton
        label={text.words.common.age.refresh}
        className={isBusy ? 'spinning' : ''}
        onClick={() => {
          if (!isBusy) void refresh();
        }}
      >
        <Icon name="refresh" size={14} />
      </IconButton>
    </div>
  );
}

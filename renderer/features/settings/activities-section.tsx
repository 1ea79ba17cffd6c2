import { useState } from 'react';
import { activityId } from '#contract/ids.ts';
import type { ActivityState, ActivityView } from '#contract/activities.ts';
import { useCall, useHost, useView } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { ActivityForm } from './activity-form.tsx';

function createActivity(): ActivityView {
  return {
    id: activityId(`own-${crypto.randomUUID()}`),
    name: { en: '', nl: '' },
    setting: 'indoor',
    minutes: 90,
    from: 10 * 60,
    until: 22 * 60,
    minimumGuests: 1,
    maximumGuests: 4,
    envelope: null,
    spend: 0,
    quality: 0.6,
    home: false,
    alcohol: false,
    children: false,
    wheelchair: false,
    travelMinutes: null,
    fallback: null,
    words: [],
  };
}

interface ActivityRowProps {
  readonly state: ActivityState;
  readonly isBusy: boolean;
  readonly onEnable: (enabled: boolean) => void;
  readonly onEdit: () => void;
  readonly onReset: () => void;
}

function ActivityRow({ state, isBusy, onEnable, onEdit, onReset }: ActivityRowProps) {
  const { words, format, language } = useText();
  const labels = words.settings.activities;
  const { activity } = state;
  const name = activity.name[language];
  const facts = [
    labels.settings[activity.setting],
    labels.minutes(activity.minutes),
    labels.between(format.time(activity.from), format.time(activity.until)),
    labels.guests(activity.minimumGuests, activity.maximumGuests),
  ];
  return (
    <li className="activity-row">
      <CheckField label={labels.enabled(name)} hideLabel checked={state.enabled} onChange={onEnable} />
      <div className={state.enabled ? '' : 'dim'}>
        <strong>{name}</strong>
        {state.edited && <em className="dim"> {labels.edited}</em>}
        <p className="dim small">{facts.join(', ')}</p>
      </div>
      <div className="choices">
        {state.edited && (
          <Button kind="quiet" size="small" isBusy={isBusy} onClick={onReset}>
            {labels.reset}
          </Button>
        )}
        <Button kind="quiet" size="small" aria-label={labels.editOf(name)} onClick={onEdit}>
          {words.common.edit}
        </Button>
      </div>
    </li>
  );
}

export function ActivitiesSection() {
  const { words, format, language } = useText();
  const labels = words.settings.activities;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const state = useView('activities.list');
  const [edited, setEdited] = useState<ActivityState | null>(null);

  const save = async (activity: ActivityView, enabled: boolean): Promise<void> => {
    const outcome = await call('activities.save', { activity, enabled });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    views.put('activities.list', outcome.value);
    setEdited(null);
    await views.reload('outlook.read');
  };
  const reset = async (activity: ActivityView): Promise<void> => {
    const outcome = await call('activities.reset', { activityId: activity.id });
    if (outcome.ok) views.put('activities.list', outcome.value);
    else notifyFailure(outcome);
    await views.reload('outlook.read');
  };

  if (state.kind === 'loading') return <LoadingState />;
  if (state.kind === 'failed') {
    return <FailedState failure={state.failure} onRetry={() => void views.reload('activities.list')} />;
  }
  const activities = state.value.toSorted((a, b) =>
    format.compare(a.activity.name[language], b.activity.name[language]),
  );
  return (
    <>
      <p className="explanation">{labels.text}</p>
      <div>
        <Button
          size="small"
          onClick={() => setEdited({ activity: createActivity(), enabled: true, edited: true })}
        >
          {labels.add}
        </Button>
      </div>
      <ul className="settings-list">
        {activities.map((entry) => (
          <ActivityRow
            key={entry.activity.id}
            state={entry}
            isBusy={isBusy}
            onEnable={(enabled) => void save(entry.activity, enabled)}
            onEdit={() => setEdited(entry)}
            onReset={() => void reset(entry.activity)}
          />
        ))}
      </ul>
      {edited !== null && (
        <ActivityForm
          key={edited.activity.id}
          activity={edited.activity}
          all={activities.map(({ activity }) => activity)}
          isBusy={isBusy}
          onCancel={() => setEdited(null)}
          onSave={(activity) => void save(activity, edited.enabled)}
        />
      )}
    </>
  );
}

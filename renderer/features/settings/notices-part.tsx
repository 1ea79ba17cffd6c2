import type { AppStatus } from '#contract/status.ts';
import type { NoticeSettings, Weekday } from '#contract/settings.ts';
import { isoDate } from '#contract/time.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import type { SaveSettings } from '#renderer/features/use-settings.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CheckField, SelectField, TimeInput } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { weekdays } from './weekdays.ts';

const usualPlan = { weekday: 1, minute: 8 * 60 + 30 } as const;

const textByWeekday = { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7' } as const satisfies Record<
  Weekday,
  string
>;

interface PlanTimeProps {
  readonly plan: NonNullable<NoticeSettings['weeklyPlan']>;
  readonly onChange: (plan: NonNullable<NoticeSettings['weeklyPlan']>) => void;
}

function PlanTime({ plan, onChange }: PlanTimeProps) {
  const { words } = useText();
  const labels = words.settings.desktop;
  return (
    <div className="notice-time">
      <SelectField
        label={labels.weeklyPlanDay}
        value={textByWeekday[plan.weekday]}
        options={weekdays.map((day) => ({ value: textByWeekday[day], label: words.settings.weekdays[day] }))}
        onChange={(text) => {
          const weekday = weekdays.find((day) => textByWeekday[day] === text);
          if (weekday !== undefined) onChange({ ...plan, weekday });
        }}
      />
      <span aria-hidden="true">{labels.at}</span>
      <TimeInput
        label={labels.weeklyPlanTime}
        value={plan.minute}
        // Midnight at the end of a day is the beginning of another.
        onChange={(minute) => onChange({ ...plan, minute: Math.min(minute, 1439) })}
      />
    </div>
  );
}

function Pause({ pausedUntil }: { readonly pausedUntil: AppStatus['noticesPausedUntil'] }) {
  const { words, format } = useText();
  const labels = words.settings.desktop;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const pause = async (until: 'tomorrow' | 'next-week' | null): Promise<void> => {
    const outcome = await call('notices.pause', { until });
    if (outcome.ok) views.put('app.status', outcome.value);
    else notifyFailure(outcome);
  };
  return pausedUntil === null ? (
    <div className="choices">
      <Button kind="quiet" size="small" isBusy={isBusy} onClick={() => void pause('tomorrow')}>
        {labels.pauseTomorrow}
      </Button>
      <Button kind="quiet" size="small" isBusy={isBusy} onClick={() => void pause('next-week')}>
        {labels.pauseNextWeek}
      </Button>
    </div>
  ) : (
    <div className="choices">
      <p role="status">{labels.pausedUntil(format.dayLong(isoDate(pausedUntil.slice(0, 10))))}</p>
      <Button size="small" isBusy={isBusy} onClick={() => void pause(null)}>
        {labels.resume}
      </Button>
    </div>
  );
}

interface NoticesPartProps {
  readonly notices: NoticeSettings;
  readonly pausedUntil: AppStatus['noticesPausedUntil'];
  readonly save: SaveSettings;
}

export function NoticesPart({ notices, pausedUntil, save }: NoticesPartProps) {
  const { words } = useText();
  const labels = words.settings.desktop;
  const change = (changes: Partial<NoticeSettings>): void =>
    void save({ notices: { ...notices, ...changes } });
  const { weeklyPlan, answers, decisions, happened, quietFrom, quietUntil } = notices;
  return (
    <>
      <CheckField
        label={labels.weeklyPlan}
        checked={weeklyPlan !== null}
        onChange={(isOn) => change({ weeklyPlan: isOn ? usualPlan : null })}
      />
      {weeklyPlan !== null && (
        <PlanTime plan={weeklyPlan} onChange={(plan) => change({ weeklyPlan: plan })} />
      )}
      <CheckField label={labels.answers} checked={answers} onChange={(isOn) => change({ answers: isOn })} />
      <CheckField
        label={labels.decisions}
        checked={decisions}
        onChange={(isOn) => change({ decisions: isOn })}
      />
      <CheckField
        label={labels.happened}
        checked={happened}
        onChange={(isOn) => change({ happened: isOn })}
      />
      <fieldset className="field">
        <legend className="field-legend">{labels.quiet}</legend>
        <div className="notice-time">
          <span aria-hidden="true">{labels.from}</span>
          <TimeInput
            label={labels.quietFrom}
            value={quietFrom}
            onChange={(minute) => change({ quietFrom: minute })}
          />
          <span aria-hidden="true">{labels.until}</span>
          <TimeInput
            label={labels.quietUntil}
            value={quietUntil}
            onChange={(minute) => change({ quietUntil: minute })}
          />
        </div>
      </fieldset>
      <Pause pausedUntil={pausedUntil} />
    </>
  );
}

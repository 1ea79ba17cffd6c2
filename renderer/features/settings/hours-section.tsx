import { useState } from 'react';
import type { MinuteSpan, Settings, Weekday } from '#contract/settings.ts';
import { SpanInput, SpansEditor } from '#renderer/features/spans-editor.tsx';
import { CheckField } from '#renderer/ui/field.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import type { SectionProps } from './settings-page.tsx';
import { weekdays } from './weekdays.ts';

type Hours = Pick<Settings, 'workHours' | 'willingHours' | 'holidayHours'>;

const usualWork: MinuteSpan = { from: 9 * 60, until: 17 * 60 + 30 };

function isSound({ workHours, willingHours, holidayHours }: Hours): boolean {
  const spans = [
    ...Object.values(workHours).filter((span) => span !== null),
    ...Object.values(willingHours).flat(),
    ...holidayHours,
  ];
  return spans.every(({ from, until }) => from < until);
}

/** Keeps what is typed, and saves it whenever it makes sense. */
function useHours({ settings, save }: SectionProps): readonly [Hours, (changes: Partial<Hours>) => void] {
  const { workHours, willingHours, holidayHours } = settings;
  const [hours, setHours] = useState<Hours>({ workHours, willingHours, holidayHours });
  const change = (changes: Partial<Hours>): void => {
    const next = { ...hours, ...changes };
    setHours(next);
    if (isSound(next)) void save(next);
  };
  return [hours, change];
}

interface DayRowProps {
  readonly weekday: Weekday;
  readonly hours: Hours;
  readonly change: (changes: Partial<Hours>) => void;
}

function DayRow({ weekday, hours, change }: DayRowProps) {
  const { words } = useText();
  const labels = words.settings.hours;
  const day = words.settings.weekdays[weekday];
  const work = hours.workHours[weekday];
  const setWork = (span: MinuteSpan | null): void =>
    change({ workHours: { ...hours.workHours, [weekday]: span } });
  return (
    <tr>
      <th scope="row">{day}</th>
      <td>
        <div className="spans">
          <CheckField
            label={labels.worksOn(day)}
            hideLabel
            checked={work !== null}
            onChange={(works) => setWork(works ? usualWork : null)}
          />
          {work === null ? (
            <span className="dim small">{labels.none}</span>
          ) : (
            <SpanInput owner={labels.workOf(day)} span={work} onChange={setWork} />
          )}
        </div>
      </td>
      <td>
        <SpansEditor
          day={day}
          owner={labels.willingOf(day)}
          spans={hours.willingHours[weekday]}
          onChange={(spans) => change({ willingHours: { ...hours.willingHours, [weekday]: spans } })}
        />
      </td>
    </tr>
  );
}

export function HoursSection(props: SectionProps) {
  const { words } = useText();
  const labels = words.settings.hours;
  const [hours, change] = useHours(props);
  return (
    <>
      <p className="explanation">{labels.text}</p>
      <div className="settings-table-box">
        <table className="settings-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{labels.day}</span>
              </th>
              <th scope="col">{labels.work}</th>
              <th scope="col">{labels.willing}</th>
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday) => (
              <DayRow key={weekday} weekday={weekday} hours={hours} change={change} />
            ))}
            <tr>
              <th scope="row">{labels.holiday}</th>
              <td>–</td>
              <td>
                <SpansEditor
                  day={labels.holiday}
                  owner={labels.willingOf(labels.holiday)}
                  spans={hours.holidayHours}
                  onChange={(holidayHours) => change({ holidayHours })}
                />
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}

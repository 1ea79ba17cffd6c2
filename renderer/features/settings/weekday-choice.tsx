import type { Weekday } from '#contract/settings.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { toggleWeekday, weekdays } from './weekdays.ts';

interface WeekdayChoiceProps {
  readonly legend: string;
  readonly chosen: readonly Weekday[];
  readonly onChange: (chosen: readonly Weekday[]) => void;
}

export function WeekdayChoice({ legend, chosen, onChange }: WeekdayChoiceProps) {
  const { words, format } = useText();
  return (
    <fieldset className="field">
      <legend className="field-legend">{legend}</legend>
      <div className="choices">
        {weekdays.map((weekday) => (
          <label key={weekday} className="choice">
            <input
              type="checkbox"
              aria-label={words.settings.weekdays[weekday]}
              checked={chosen.includes(weekday)}
              onChange={(event) => onChange(toggleWeekday(chosen, weekday, event.target.checked))}
            />
            <span>{format.weekdayName(weekday)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

import './time-form.css';
import { useState } from 'react';
import type { DayView } from '#contract/outlook.ts';
import type { IsoDate, IsoInstant, MinuteOfDay } from '#contract/time.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SelectField, TimeInput } from '#renderer/ui/field.tsx';
import { instantAt } from '#renderer/ui/text/format.ts';
import { useText } from '#renderer/ui/text/text.tsx';

interface TimeFormProps {
  readonly days: readonly DayView[];
  readonly zone: string;
  readonly date: IsoDate;
  readonly minute: MinuteOfDay;
  readonly isBusy: boolean;
  readonly label: string;
  /** `when` names the choice for a person. */
  readonly onChoose: (start: IsoInstant, when: string) => void;
}

/** A day and an hour by hand: what dragging does, for the keyboard. */
export function TimeForm({ days, zone, date, minute, isBusy, label, onChoose }: TimeFormProps) {
  const { words, format } = useText();
  const [chosenDate, setDate] = useState(date);
  const [chosenMinute, setMinute] = useState(minute);
  return (
    <form
      className="other-time"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy) return;
        const when = `${format.dayShort(chosenDate)} ${format.time(chosenMinute)}`;
        onChoose(instantAt(chosenDate, chosenMinute, zone), when);
      }}
    >
      <SelectField
        label={words.outlook.invite.date}
        value={chosenDate}
        options={days.map((day) => ({ value: day.date, label: format.dayLong(day.date) }))}
        onChange={setDate}
      />
      <div className="field">
        <span className="field-legend" aria-hidden="true">
          {words.outlook.invite.time}
        </span>
        <TimeInput label={words.outlook.invite.time} value={chosenMinute} onChange={setMinute} />
      </div>
      <Button type="submit" isBusy={isBusy}>
        {label}
      </Button>
    </form>
  );
}

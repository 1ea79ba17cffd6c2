import { useState } from 'react';
import type { Dials } from '#contract/settings.ts';
import { CheckField, ChoiceField } from '#renderer/ui/field.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import type { SectionProps } from './settings-page.tsx';

interface DialProps {
  readonly label: string;
  readonly low: string;
  readonly high: string;
  readonly least: number;
  readonly most: number;
  readonly value: number;
  readonly onCommit: (value: number) => void;
}

/** Saves when the thumb is let go, not at every step on the way. */
function Dial({ label, low, high, least, most, value, onCommit }: DialProps) {
  const [moving, setMoving] = useState<number | null>(null);
  const commit = (): void => {
    if (moving !== null && moving !== value) onCommit(moving);
    setMoving(null);
  };
  return (
    <div className="field">
      <span className="field-legend" aria-hidden="true">
        {label}
      </span>
      <div className="range">
        <span>{low}</span>
        <input
          type="range"
          aria-label={`${label}: ${low} – ${high}`}
          min={least}
          max={most}
          step={0.1}
          value={moving ?? value}
          onChange={(event) => setMoving(Number(event.target.value))}
          onPointerUp={commit}
          onKeyUp={commit}
          onBlur={commit}
        />
        <span>{high}</span>
      </div>
    </div>
  );
}

const counts = ['1', '2', '3'] as const;
const countByText = { '1': 1, '2': 2, '3': 3 } as const satisfies Record<
  (typeof counts)[number],
  Dials['perWeek']
>;
const textByCount = { 1: '1', 2: '2', 3: '3' } as const;

export function DialsSection({ settings, save }: SectionProps) {
  const { words } = useText();
  const labels = words.settings.dials;
  const { dials, mayMix } = settings;
  const change = (changes: Partial<Dials>): void => void save({ dials: { ...dials, ...changes } });
  return (
    <>
      <ChoiceField
        legend={labels.perWeek}
        value={textByCount[dials.perWeek]}
        options={counts.map((value) => ({ value, label: labels.perWeekOption(countByText[value]) }))}
        onChange={(value) => change({ perWeek: countByText[value] })}
      />
      <Dial
        label={labels.company}
        low={labels.companyLow}
        high={labels.companyHigh}
        least={0.5}
        most={2}
        value={dials.company}
        onCommit={(company) => change({ company })}
      />
      {dials.hosting !== null && (
        <Dial
          label={labels.hosting}
          low={labels.hostingLow}
          high={labels.hostingHigh}
          least={0}
          most={2}
          value={dials.hosting}
          onCommit={(hosting) => change({ hosting })}
        />
      )}
      <CheckField
        label={labels.hostingNever}
        checked={dials.hosting === null}
        onChange={(isNever) => change({ hosting: isNever ? null : 1 })}
      />
      <fieldset className="checks">
        <legend className="field-legend">{labels.mixing}</legend>
        <CheckField
          label={labels.customersAndReports}
          checked={mayMix.customersAndReports}
          onChange={(customersAndReports) => void save({ mayMix: { ...mayMix, customersAndReports } })}
        />
        <CheckField
          label={labels.customersOfTwoCompanies}
          checked={mayMix.customersOfTwoCompanies}
          onChange={(customersOfTwoCompanies) =>
            void save({ mayMix: { ...mayMix, customersOfTwoCompanies } })
          }
        />
      </fieldset>
    </>
  );
}

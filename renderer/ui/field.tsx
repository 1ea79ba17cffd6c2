import './field.css';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import type { MinuteOfDay } from '#contract/time.ts';
import { parseTime } from './text/format.ts';
import { useText } from './text/text.tsx';

interface FieldFrameProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | null | undefined;
  readonly className?: string;
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': true | undefined;
  }) => ReactNode;
}

function FieldFrame({ label, hint, problem, className = '', children }: FieldFrameProps) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, problem ? `${id}-problem` : ''];
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem ? (
        <p className="problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

type TextFieldProps = Omit<FieldFrameProps, 'children'> &
  Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'className'> & {
    readonly value: string;
    readonly onChange: (value: string) => void;
  };

export function TextField({ label, hint, problem, className, value, onChange, ...rest }: TextFieldProps) {
  return (
    <FieldFrame label={label} hint={hint} problem={problem} className={className ?? ''}>
      {(ids) => (
        <input
          {...rest}
          {...ids}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

/** For what a machine reads to the letter, as an address or an ID: nothing completes, corrects or capitalises it. */
export function LiteralField(props: TextFieldProps) {
  return <TextField autoComplete="off" autoCapitalize="off" spellCheck={false} {...props} />;
}

type TextAreaProps = Omit<FieldFrameProps, 'children'> &
  Omit<ComponentProps<'textarea'>, 'onChange' | 'value' | 'className'> & {
    readonly value: string;
    readonly onChange: (value: string) => void;
  };

export function TextArea({ label, hint, problem, className, value, onChange, ...rest }: TextAreaProps) {
  return (
    <FieldFrame label={label} hint={hint} problem={problem} className={className ?? ''}>
      {(ids) => (
        <textarea
          {...rest}
          {...ids}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

type SelectFieldProps<Value extends string> = Omit<FieldFrameProps, 'children'> & {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
};

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, hint, problem, className, value, options, onChange } = props;
  return (
    <FieldFrame label={label} hint={hint} problem={problem} className={className ?? ''}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

interface CheckFieldProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Where the words stand elsewhere on the screen. */
  readonly hideLabel?: boolean;
}

export function CheckField({ label, checked, onChange, hideLabel = false }: CheckFieldProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span className={hideLabel ? 'visually-hidden' : ''}>{label}</span>
    </label>
  );
}

interface ChoiceFieldProps<Value extends string> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** A few radio buttons that look like one row of words. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { legend, hideLegend = false, value, options, onChange } = props;
  const name = useId();
  return (
    <fieldset className="field">
      <legend className={hideLegend ? 'visually-hidden' : 'field-legend'}>{legend}</legend>
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TimeInputProps {
  readonly label: string;
  readonly value: MinuteOfDay;
  /** Midnight is the end of the day (1440) and not its start. */
  readonly isEnd?: boolean;
  readonly onChange: (value: MinuteOfDay) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 15, ArrowDown: -15 };

/**
 * A time of day on a clock of 24 hours, as everywhere in the plan; the browser's own field would follow its locale.
 * Arrow keys go by quarters of an hour, what is no time goes back to what it was.
 */
export function TimeInput({ label, value, isEnd = false, onChange }: TimeInputProps) {
  const { format } = useText();
  const [draft, setDraft] = useState<string | null>(null);
  const settle = (minute: MinuteOfDay): void => {
    const settled = isEnd && minute === 0 ? 1440 : minute;
    if (settled !== value) onChange(settled);
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      className="input time-input tabular"
      aria-label={label}
      value={draft ?? format.time(value)}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        const minute = draft === null ? null : parseTime(draft);
        setDraft(null);
        if (minute !== null) settle(minute);
      }}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (step !== undefined) {
          event.preventDefault();
          setDraft(null);
          settle(Math.min(1440, Math.max(0, (parseTime(draft ?? '') ?? value) + step)));
        }
        if (event.key === 'Enter' && draft !== null) {
          const minute = parseTime(draft);
          if (minute !== null) settle(minute);
        }
      }}
    />
  );
}

import { useState } from 'react';
import type { ActivityView } from '#contract/activities.ts';
import { SETTINGS_OF_ACTIVITIES } from '#contract/vocabulary.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { CheckField, SelectField, TextField, TimeInput } from '#renderer/ui/field.tsx';
import { type Text, useText } from '#renderer/ui/text/text.tsx';

type Change = (changes: Partial<ActivityView>) => void;
type Envelope = NonNullable<ActivityView['envelope']>;

interface PartProps {
  readonly activity: ActivityView;
  readonly change: Change;
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly step?: number;
  readonly onChange: (value: number | null) => void;
}

function NumberField({ label, value, step = 1, onChange }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      type="number"
      step={step}
      value={value === null ? '' : String(value)}
      onChange={(text) => onChange(text === '' ? null : Number(text))}
    />
  );
}

const emptyEnvelope: Envelope = {
  apparentMinC: null,
  apparentMaxC: null,
  gustMaxKmh: null,
  rainMaxMm: null,
  daylight: false,
  airQualityMax: null,
  source: '',
};

function EnvelopeFields({ activity, change }: PartProps) {
  const { words } = useText();
  const { form } = words.settings.activities;
  const envelope = activity.envelope ?? emptyEnvelope;
  const changeEnvelope = (changes: Partial<Envelope>): void =>
    change({ envelope: { ...envelope, ...changes } });
  return (
    <fieldset className="form-wide">
      <legend className="form-legend">{form.weather}</legend>
      <div className="form-grid">
        <NumberField
          label={form.apparentMin}
          value={envelope.apparentMinC}
          onChange={(apparentMinC) => changeEnvelope({ apparentMinC })}
        />
        <NumberField
          label={form.apparentMax}
          value={envelope.apparentMaxC}
          onChange={(apparentMaxC) => changeEnvelope({ apparentMaxC })}
        />
        <NumberField
          label={form.gustMax}
          value={envelope.gustMaxKmh}
          onChange={(gustMaxKmh) => changeEnvelope({ gustMaxKmh })}
        />
        <NumberField
          label={form.rainMax}
          value={envelope.rainMaxMm}
          onChange={(rainMaxMm) => changeEnvelope({ rainMaxMm })}
        />
        <CheckField
          label={form.daylight}
          checked={envelope.daylight}
          onChange={(daylight) => changeEnvelope({ daylight })}
        />
      </div>
      {envelope.source !== '' && <p className="hint">{envelope.source}</p>}
    </fieldset>
  );
}

const spends = ['0', '1', '2', '3'] as const;
const spendByText = { '0': 0, '1': 1, '2': 2, '3': 3 } as const;
const textBySpend = { 0: '0', 1: '1', 2: '2', 3: '3' } as const;

function SizeFields({ activity, change }: PartProps) {
  const { words } = useText();
  const { form } = words.settings.activities;
  return (
    <>
      <NumberField
        label={form.minutes}
        value={activity.minutes}
        onChange={(minutes) => change({ minutes: minutes ?? 0 })}
      />
      <NumberField
        label={form.travel}
        value={activity.travelMinutes}
        onChange={(travelMinutes) => change({ travelMinutes })}
      />
      <div className="field">
        <span className="field-legend">{form.from}</span>
        <TimeInput label={form.from} value={activity.from} onChange={(from) => change({ from })} />
      </div>
      <div className="field">
        <span className="field-legend">{form.until}</span>
        <TimeInput label={form.until} value={activity.until} isEnd onChange={(until) => change({ until })} />
      </div>
      <NumberField
        label={form.minimumGuests}
        value={activity.minimumGuests}
        onChange={(minimumGuests) => change({ minimumGuests: minimumGuests ?? 0 })}
      />
      <NumberField
        label={form.maximumGuests}
        value={activity.maximumGuests}
        onChange={(maximumGuests) => change({ maximumGuests: maximumGuests ?? 0 })}
      />
      <SelectField
        label={form.spend}
        value={textBySpend[activity.spend]}
        options={spends.map((value) => ({ value, label: form.spends[spendByText[value]] }))}
        onChange={(spend) => change({ spend: spendByText[spend] })}
      />
      <NumberField
        label={form.quality}
        value={activity.quality}
        step={0.1}
        onChange={(quality) => change({ quality: Math.min(1, Math.max(0, quality ?? 0)) })}
      />
    </>
  );
}

function KindFields({ activity, change }: PartProps) {
  const { words } = useText();
  const { form } = words.settings.activities;
  return (
    <div className="form-wide checks">
      <CheckField label={form.home} checked={activity.home} onChange={(home) => change({ home })} />
      <CheckField
        label={form.alcohol}
        checked={activity.alcohol}
        onChange={(alcohol) => change({ alcohol })}
      />
      <CheckField
        label={form.children}
        checked={activity.children}
        onChange={(children) => change({ children })}
      />
      <CheckField
        label={form.wheelchair}
        checked={activity.wheelchair}
        onChange={(wheelchair) => change({ wheelchair })}
      />
    </div>
  );
}

/** @returns what is wrong with the activity, or null */
export function judgeActivity(activity: ActivityView, { words }: Text): string | null {
  const { form } = words.settings.activities;
  if (activity.name.en.trim() === '' || activity.name.nl.trim() === '') return form.needsName;
  const { minimumGuests: least, maximumGuests: most } = activity;
  if (!(least >= 1 && most >= least)) return form.badGuests;
  if (!(activity.minutes >= 15 && activity.from + activity.minutes <= activity.until)) return form.badHours;
  return null;
}

interface ActivityFormProps {
  readonly activity: ActivityView;
  readonly all: readonly ActivityView[];
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onSave: (activity: ActivityView) => void;
}

export function ActivityForm({ activity: given, all, isBusy, onCancel, onSave }: ActivityFormProps) {
  const text = useText();
  const { words, language } = text;
  const labels = words.settings.activities;
  const { form } = labels;
  const [activity, setActivity] = useState(given);
  const [problem, setProblem] = useState<string | null>(null);
  const change: Change = (changes) => setActivity((before) => ({ ...before, ...changes }));
  const isOutside = activity.setting === 'outdoor' || activity.setting === 'covered';
  const fallbacks = all.filter(
    ({ id, setting }) => id !== given.id && (setting === 'indoor' || setting === 'remote'),
  );

  const submit = (): void => {
    const found = judgeActivity(activity, text);
    setProblem(found);
    if (found === null && !isBusy) onSave(isOutside ? activity : { ...activity, envelope: null });
  };

  return (
    <Dialog title={given.name[language] || form.title} onClose={onCancel}>
      <form
        className="form-grid"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={form.nameEn}
          value={activity.name.en}
          onChange={(en) => change({ name: { ...activity.name, en } })}
        />
        <TextField
          label={form.nameNl}
          value={activity.name.nl}
          onChange={(nl) => change({ name: { ...activity.name, nl } })}
        />
        <SelectField
          label={form.setting}
          value={activity.setting}
          options={SETTINGS_OF_ACTIVITIES.map((value) => ({ value, label: labels.settings[value] }))}
          onChange={(setting) => change({ setting })}
        />
        <SizeFields activity={activity} change={change} />
        <KindFields activity={activity} change={change} />
        {isOutside && <EnvelopeFields activity={activity} change={change} />}
        {isOutside && (
          <SelectField
            label={form.fallback}
            value={activity.fallback ?? ''}
            options={[
              { value: '', label: form.noFallback },
              ...fallbacks.map(({ id, name }) => ({ value: id as string, label: name[language] })),
            ]}
            onChange={(id) => change({ fallback: all.find((other) => other.id === id)?.id ?? null })}
          />
        )}
        {problem !== null && (
          <p className="problem form-wide" role="alert">
            {problem}
          </p>
        )}
        <div className="form-wide choices">
          <Button type="submit" isBusy={isBusy}>
            {words.common.save}
          </Button>
          <Button kind="quiet" onClick={onCancel}>
            {words.common.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

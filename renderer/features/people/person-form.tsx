import { useState } from 'react';
import type { PersonView } from '#contract/people.ts';
import { CIRCLES, COMFORT_ANSWERS, COMFORT_LINES } from '#contract/vocabulary.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { TownSearch } from '#renderer/features/town-search.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckField, ChoiceField, SelectField, TextArea, TextField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import {
  defaultCadences,
  type FieldProblems,
  importanceWords,
  type PersonFields,
  readDraft,
  startFields,
} from './draft.ts';

interface SectionProps {
  readonly fields: PersonFields;
  readonly problems: FieldProblems;
  readonly change: (changes: Partial<PersonFields>) => void;
}

function WhoFields({ fields, problems, change }: SectionProps) {
  const { words } = useText();
  const { form } = words.people;
  return (
    <div className="form-grid">
      <TextField
        label={form.name}
        value={fields.name}
        onChange={(name) => change({ name })}
        problem={problems.name}
        autoComplete="off"
      />
      <SelectField
        label={form.circle}
        value={fields.circle}
        options={CIRCLES.map((value) => ({ value, label: words.common.circles[value] }))}
        onChange={(circle) => change({ circle })}
      />
      <TextArea
        label={form.emails}
        value={fields.emails}
        onChange={(emails) => change({ emails })}
        hint={form.emailsHint}
        problem={problems.emails}
      />
      <TextField
        label={form.department}
        value={fields.department}
        onChange={(department) => change({ department })}
      />
      <TextField label={form.partner} value={fields.partner} onChange={(partner) => change({ partner })} />
      <SelectField
        label={form.language}
        value={fields.language}
        options={(['own', 'en', 'nl'] as const).map((value) => ({ value, label: form.languages[value] }))}
        onChange={(language) => change({ language })}
      />
    </div>
  );
}

function RhythmFields({ fields, problems, change }: SectionProps) {
  const { words } = useText();
  const { form } = words.people;
  const cadence = Number(fields.cadence) || defaultCadences[fields.circle];
  return (
    <fieldset>
      <legend className="form-legend">{form.rhythm}</legend>
      <div className="form-grid">
        <TextField
          label={`${form.cadence} (${form.days})`}
          inputMode="numeric"
          value={fields.cadence}
          onChange={(value) => change({ cadence: value })}
          hint={form.cadenceDefault(defaultCadences[fields.circle])}
          problem={problems.cadence}
        />
        <TextField
          label={`${form.maximum} (${form.days})`}
          inputMode="numeric"
          value={fields.maximum}
          onChange={(value) => change({ maximum: value })}
          hint={form.cadenceDefault(cadence * 2)}
          problem={problems.maximum}
        />
        <div className="form-wide">
          <ChoiceField
            legend={form.importance}
            value={fields.importance}
            options={importanceWords.map((value) => ({ value, label: form.importances[value] }))}
            onChange={(importance) => change({ importance })}
          />
        </div>
        <div className="form-wide">
          <CheckField
            label={form.spontaneous}
            checked={fields.spontaneous}
            onChange={(spontaneous) => change({ spontaneous })}
          />
        </div>
      </div>
    </fieldset>
  );
}

function ComfortFields({ fields, change }: SectionProps) {
  const { words } = useText();
  const { form } = words.people;
  return (
    <fieldset>
      <legend className="form-legend">{form.comfort}</legend>
      <p className="hint">{form.comfortHint}</p>
      <div className="comfort">
        {COMFORT_LINES.map((line) => (
          <ChoiceField
            key={line}
            legend={form.comfortLines[line]}
            value={fields.comfort[line]}
            options={(['unknown', ...COMFORT_ANSWERS] as const).map((value) => ({
              value,
              label: form.comfortAnswers[value],
            }))}
            onChange={(answer) => change({ comfort: { ...fields.comfort, [line]: answer } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function ElsewhereFields({ fields, problems, change }: SectionProps) {
  const { words, format } = useText();
  const { form } = words.people;
  const { place } = fields;
  return (
    <fieldset>
      <legend className="form-legend">{form.place}</legend>
      <div className="form-grid">
        <div className="form-wide">
          <p className="hint">{form.placeHint}</p>
          <p>
            {place === null ? form.noPlace : `${format.number(place.lat, 2)}, ${format.number(place.lon, 2)}`}
            {place !== null && (
              <Button kind="quiet" size="small" onClick={() => change({ place: null })}>
                {words.common.remove}
              </Button>
            )}
          </p>
          <TownSearch onChoose={({ lat, lon, zone }) => change({ place: { lat, lon }, zone })} />
        </div>
        <TextField
          label={form.zone}
          value={fields.zone}
          onChange={(zone) => change({ zone })}
          hint={form.zoneHint}
        />
        <TextArea
          label={form.apart}
          value={fields.apart}
          onChange={(apart) => change({ apart })}
          hint={form.apartHint}
          problem={problems.apart}
        />
      </div>
    </fieldset>
  );
}

interface PersonFormProps {
  /** Null adds somebody. */
  readonly person: PersonView | null;
  readonly onCancel: () => void;
  readonly onSaved: (person: PersonView) => void;
}

export function PersonForm({ person, onCancel, onSaved }: PersonFormProps) {
  const { words } = useText();
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const [fields, setFields] = useState(() => startFields(person));
  const [problems, setProblems] = useState<FieldProblems>({});
  const change = (changes: Partial<PersonFields>): void => setFields((before) => ({ ...before, ...changes }));

  const save = async (): Promise<void> => {
    const read = readDraft(fields, person, words.people.form);
    if ('problems' in read) {
      setProblems(read.problems);
      return;
    }
    setProblems({});
    const outcome = await call('people.save', { draft: read.draft });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    onSaved(outcome.value);
    await Promise.all([views.reload('people.list'), views.reload('outlook.read')]);
  };

  const section = { fields, problems, change };
  return (
    // Own messages in the user's language instead of the browser's.
    <form
      className="person-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void save();
      }}
    >
      <WhoFields {...section} />
      <RhythmFields {...section} />
      <ComfortFields {...section} />
      <ElsewhereFields {...section} />
      <div className="choices">
        <Button kind="gold" type="submit" isBusy={isBusy}>
          {words.people.form.save}
        </Button>
        <Button onClick={onCancel}>{words.common.cancel}</Button>
      </div>
    </form>
  );
}

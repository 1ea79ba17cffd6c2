import { type ComponentProps, useState } from 'react';
import { TextArea, TextField } from '#renderer/ui/field.tsx';

type Draft = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** Called when the field is left with another text than it was given; a sentence refuses it. */
  readonly onCommit: (value: string) => string | null;
};

function useDraft(value: string, onCommit: Draft['onCommit']) {
  const [draft, setDraft] = useState(value);
  const [given, setGiven] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  // What was saved elsewhere, or trimmed by the host, takes the place of the draft.
  if (given !== value) {
    setGiven(value);
    setDraft(value);
    setProblem(null);
  }
  const commit = (): void => {
    if (draft !== value) setProblem(onCommit(draft));
  };
  return { value: draft, onChange: setDraft, onBlur: commit, problem };
}

/** A text that is saved when the field is left. */
export function DraftField({
  value,
  onCommit,
  ...rest
}: Draft & Pick<ComponentProps<'input'>, 'type' | 'inputMode' | 'autoComplete' | 'placeholder'>) {
  return <TextField {...rest} {...useDraft(value, onCommit)} />;
}

export function DraftArea({ value, onCommit, ...rest }: Draft) {
  return <TextArea {...rest} {...useDraft(value, onCommit)} rows={3} />;
}

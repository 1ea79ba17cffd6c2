import { useState } from 'react';
import type { PersonView } from '#contract/people.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { SelectField } from '#renderer/ui/field.tsx';
import { goTo, hrefs } from '#renderer/ui/route.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { MergeDialog } from './merge-dialog.tsx';

/** Merging by hand: which other entry, then what will happen. */
export function MergeWith({
  person,
  onChange,
}: {
  readonly person: PersonView;
  readonly onChange: () => void;
}) {
  const { words } = useText();
  const labels = words.people.merges;
  const others = (useViewValue('people.list')?.people ?? [])
    .filter(({ id }) => id !== person.id)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const [step, setStep] = useState<'closed' | 'choosing' | 'confirming'>('closed');
  const [chosen, setChosen] = useState('');
  const other = others.find(({ id }) => id === chosen) ?? others[0];

  return (
    <>
      <Button kind="quiet" size="small" onClick={() => setStep('choosing')}>
        {labels.mergeWith}
      </Button>
      {step === 'choosing' && (
        <Dialog title={labels.mergeWithTitle(person.name)} onClose={() => setStep('closed')} shape="small">
          {other === undefined ? (
            <p>{labels.nobodyElse}</p>
          ) : (
            <SelectField
              label={labels.other}
              value={String(other.id)}
              options={others.map(({ id, name, emails }) => ({
                value: String(id),
                label: `${name} (${emails[0] ?? ''})`,
              }))}
              onChange={setChosen}
            />
          )}
          <div className="dialog-actions">
            {other !== undefined && (
              <Button kind="gold" onClick={() => setStep('confirming')}>
                {labels.next}
              </Button>
            )}
            <Button onClick={() => setStep('closed')}>{words.common.cancel}</Button>
          </div>
        </Dialog>
      )}
      {step === 'confirming' && other !== undefined && (
        <MergeDialog
          keep={person}
          drop={other}
          onClose={() => setStep('closed')}
          onMerged={({ id }) => {
            setStep('closed');
            if (id === person.id) onChange();
            else goTo(hrefs.person(id));
          }}
        />
      )}
    </>
  );
}

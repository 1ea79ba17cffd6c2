import { useState } from 'react';
import type { PersonView } from '#contract/people.ts';
import type { RelationshipStatus } from '#contract/vocabulary.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { goTo, hrefs } from '#renderer/ui/route.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { MergeWith } from './merge-with.tsx';

/** Pause, follow again, never ask, remove. */
export function PersonStatus({
  person,
  onChange,
}: {
  readonly person: PersonView;
  readonly onChange: () => void;
}) {
  const { words } = useText();
  const { people } = words;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const [isRemoving, setRemoving] = useState(false);

  const setStatus = async (status: RelationshipStatus): Promise<void> => {
    const outcome = await call('people.setStatus', { personId: person.id, status });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    onChange();
    await Promise.all([views.reload('people.list'), views.reload('outlook.read')]);
  };

  const remove = async (): Promise<void> => {
    const outcome = await call('people.remove', { personId: person.id });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    // Leaving first: the page of somebody who is gone would be read once more.
    goTo(hrefs.people);
    views.put('people.list', outcome.value);
    await views.reload('outlook.read');
  };

  return (
    <div className="choices person-status">
      {person.status === 'followed' ? (
        <Button size="small" isBusy={isBusy} onClick={() => void setStatus('paused')}>
          {people.pause}
        </Button>
      ) : (
        <Button size="small" isBusy={isBusy} onClick={() => void setStatus('followed')}>
          {people.resume}
        </Button>
      )}
      {person.status !== 'never' && (
        <Button kind="quiet" size="small" isBusy={isBusy} onClick={() => void setStatus('never')}>
          {people.neverAsk}
        </Button>
      )}
      <MergeWith person={person} onChange={onChange} />
      <Button kind="quiet" size="small" onClick={() => setRemoving(true)}>
        {people.remove}
      </Button>
      {isRemoving && (
        <Dialog title={people.removeTitle(person.name)} onClose={() => setRemoving(false)} shape="small">
          <p>{people.removeText}</p>
          <div className="dialog-actions">
            <Button kind="danger" isBusy={isBusy} onClick={() => void remove()}>
              {people.remove}
            </Button>
            <Button onClick={() => setRemoving(false)}>{words.common.cancel}</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

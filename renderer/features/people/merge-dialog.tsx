import { useState } from 'react';
import type { MergeSide } from '#contract/people.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { MergeEntry } from './merge-entry.tsx';

interface MergeDialogProps {
  readonly keep: MergeSide;
  readonly drop: MergeSide;
  readonly onClose: () => void;
  /** With the entry that is left. */
  readonly onMerged: (left: MergeSide) => void;
}

/** Says what will happen before it does: there is no way back. */
export function MergeDialog({ keep, drop, onClose, onMerged }: MergeDialogProps) {
  const { words } = useText();
  const labels = words.people.merges;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const [isSwapped, setSwapped] = useState(false);
  const [stays, goes] = isSwapped ? [drop, keep] : [keep, drop];
  const more = goes.emails.filter((email) => !stays.emails.includes(email));
  const isNever = stays.status !== goes.status && [stays.status, goes.status].includes('never');

  const merge = async (): Promise<void> => {
    const outcome = await call('people.merge', { keep: stays.id, drop: goes.id });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    notify({ kind: 'good', text: labels.merged(outcome.value.name) });
    onMerged(stays);
    await Promise.all([
      views.reload('people.list'),
      views.reload('people.merges'),
      views.reload('outlook.read'),
    ]);
  };

  return (
    <Dialog title={labels.confirmTitle} onClose={onClose} shape="small">
      <p>{labels.stays}:</p>
      <MergeEntry side={stays} other={goes} />
      <ul className="merge-consequences">
        <li>{labels.follows((more.length > 0 ? more : [goes.name]).join(', '))}</li>
        {isNever && <li>{labels.neverToo}</li>}
        <li>{labels.noWayBack}</li>
      </ul>
      <div className="dialog-actions">
        <Button kind="gold" isBusy={isBusy} onClick={() => void merge()}>
          {labels.confirm}
        </Button>
        <Button onClick={() => setSwapped((before) => !before)}>{labels.swap}</Button>
        <Button kind="quiet" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </Dialog>
  );
}

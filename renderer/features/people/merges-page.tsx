import './people.css';
import './merges.css';
import { useEffect, useRef, useState } from 'react';
import type { MergeSuggestion } from '#contract/people.ts';
import { useCall, useHost, useView } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { EmptyState, FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MergeEntry } from './merge-entry.tsx';

const keyOf = ({ keep, drop }: MergeSuggestion): string => `${keep.id} ${drop.id}`;

function Pair({
  pair,
  onAnswered,
}: {
  readonly pair: MergeSuggestion;
  readonly onAnswered: (next: readonly MergeSuggestion[] | null) => void;
}) {
  const { words } = useText();
  const labels = words.people.merges;
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const [isMerging, setMerging] = useState(false);
  const { keep, drop, reason } = pair;

  const keepApart = async (): Promise<void> => {
    const outcome = await call('people.keepApart', { a: keep.id, b: drop.id });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    notify({ kind: 'good', text: labels.keptApart(keep.name, drop.name) });
    onAnswered(outcome.value);
  };

  return (
    <li className="merge-pair" aria-label={labels.pair(keep.name, drop.name)}>
      <p className="merge-reason">{labels.reasons[reason]}</p>
      <div className="merge-sides">
        <MergeEntry side={keep} other={drop} />
        <MergeEntry side={drop} other={keep} />
      </div>
      <div className="choices">
        <Button aria-label={labels.sameOf(keep.name, drop.name)} onClick={() => setMerging(true)}>
          {labels.same}
        </Button>
        <Button
          aria-label={labels.twoOf(keep.name, drop.name)}
          isBusy={isBusy}
          onClick={() => void keepApart()}
        >
          {labels.two}
        </Button>
      </div>
      {isMerging && (
        <MergeDialog
          keep={keep}
          drop={drop}
          onClose={() => setMerging(false)}
          onMerged={() => {
            setMerging(false);
            onAnswered(null);
          }}
        />
      )}
    </li>
  );
}

function Pairs({ pairs }: { readonly pairs: readonly MergeSuggestion[] }) {
  const { words } = useText();
  const labels = words.people.merges;
  const { views } = useHost();
  const list = useRef<HTMLUListElement>(null);
  const [answered, setAnswered] = useState(0);

  // What was answered is gone; the keyboard goes on with what is next and not from the top of the page.
  useEffect(() => {
    if (answered > 0) list.current?.focus();
  }, [answered]);

  const onAnswered = async (next: readonly MergeSuggestion[] | null): Promise<void> => {
    if (next === null) await views.reload('people.merges');
    else views.put('people.merges', next);
    setAnswered((before) => before + 1);
    await views.reload('people.list');
  };

  if (pairs.length === 0) return <EmptyState title={labels.none} text={labels.noneText} />;
  return (
    <ul className="merge-list" ref={list} tabIndex={-1} aria-label={labels.title}>
      {pairs.map((pair) => (
        <Pair key={keyOf(pair)} pair={pair} onAnswered={(next) => void onAnswered(next)} />
      ))}
    </ul>
  );
}

/** Pairs that may be one person, each with both entries side by side. */
export function MergesPage() {
  const { words } = useText();
  const { merges, title } = words.people;
  const { views } = useHost();
  const state = useView('people.merges');
  switch (state.kind) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      return (
        <FailedState level={1} failure={state.failure} onRetry={() => void views.reload('people.merges')} />
      );
    case 'ready':
      return (
        <div className="person-page">
          <a className="back-link" href={hrefs.people}>
            <Icon name="back" size={14} /> {title}
          </a>
          <div>
            <h1>{merges.title}</h1>
            <p className="dim">{merges.intro}</p>
            <p className="visually-hidden" role="status">
              {state.value.length === 0 ? merges.none : merges.notice(state.value.length)}
            </p>
          </div>
          <Pairs pairs={state.value} />
        </div>
      );
  }
}

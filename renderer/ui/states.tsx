import './states.css';
import type { ReactNode } from 'react';
import type { Failure } from '#contract/outcome.ts';
import { hostGone } from '#renderer/bridge/http-bridge.ts';
import { Button } from './button.tsx';
import { Mark } from './icon.tsx';
import { type Text, useText } from './text/text.tsx';

/** A heading in the user's language and the sentence of the host, which names the value and the remedy. */
export function describeFailure(failure: Failure, { words }: Text): { title: string; text: string } {
  const { failures } = words.common;
  if (failure.message === hostGone.message) return { title: failures.offline, text: failures.hostGone };
  const isNamed = failure.logId === undefined || failure.message.includes(failure.logId);
  const log = isNamed ? '' : ` ${failures.log(failure.logId)}`;
  return { title: failures[failure.code], text: failure.message + log };
}

interface StateProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
  readonly level?: 1 | 2;
}

/** One sentence, one thing to do. */
export function EmptyState({ title, text, children, level = 2 }: StateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="state">
      <Mark size={44} />
      <Heading>{title}</Heading>
      {text !== undefined && <p>{text}</p>}
      {children !== undefined && <div className="state-actions">{children}</div>}
    </div>
  );
}

export function FailedState({
  failure,
  title,
  level = 2,
  onRetry,
}: {
  readonly failure: Failure;
  readonly title?: string;
  /** 1 where it takes the place of a whole page. */
  readonly level?: 1 | 2;
  readonly onRetry: () => void;
}) {
  const text = useText();
  const described = describeFailure(failure, text);
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="state" role="alert">
      <Heading>{title ?? described.title}</Heading>
      <p className="failure-text">{described.text}</p>
      <div className="state-actions">
        <Button onClick={onRetry}>{text.words.common.retry}</Button>
      </div>
    </div>
  );
}

export function LoadingState() {
  const { words } = useText();
  return (
    <div className="state" role="status">
      <p>{words.common.loading}</p>
    </div>
  );
}

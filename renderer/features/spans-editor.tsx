import './spans-editor.css';
import type { MinuteSpan } from '#contract/settings.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { TimeInput } from '#renderer/ui/field.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface SpanInputProps {
  /** Whose hours these are, for a screen reader. */
  readonly owner: string;
  readonly span: MinuteSpan;
  readonly onChange: (span: MinuteSpan) => void;
}

/** From and until; a span that ends before it starts is shown as wrong and kept until it is mended. */
export function SpanInput({ owner, span, onChange }: SpanInputProps) {
  const { words } = useText();
  const { hours } = words.settings;
  return (
    <span className="span-input">
      <TimeInput
        label={`${owner}, ${hours.from}`}
        value={span.from}
        onChange={(from) => onChange({ ...span, from })}
      />
      <span aria-hidden="true">–</span>
      <TimeInput
        label={`${owner}, ${hours.until}`}
        value={span.until}
        isEnd
        onChange={(until) => onChange({ ...span, until })}
      />
      {span.until <= span.from && (
        <span className="problem" role="alert">
          {hours.badSpan}
        </span>
      )}
    </span>
  );
}

interface SpansEditorProps {
  readonly day: string;
  readonly owner: string;
  readonly spans: readonly MinuteSpan[];
  readonly onChange: (spans: readonly MinuteSpan[]) => void;
}

const newSpan: MinuteSpan = { from: 18 * 60, until: 22 * 60 };

/** Any number of stretches of one day. */
export function SpansEditor({ day, owner, spans, onChange }: SpansEditorProps) {
  const { words } = useText();
  const { hours } = words.settings;
  return (
    <div className="spans">
      {spans.length === 0 && <span className="dim small">{hours.none}</span>}
      {spans.map((span, index) => (
        // A stretch has no identity but its place in the day.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className="span-row">
          <SpanInput
            owner={owner}
            span={span}
            onChange={(changed) => onChange(spans.map((other, place) => (place === index ? changed : other)))}
          />
          <IconButton
            label={hours.removeSpan(day)}
            onClick={() => onChange(spans.filter((_, place) => place !== index))}
          >
            <Icon name="close" size={12} />
          </IconButton>
        </span>
      ))}
      <Button
        kind="quiet"
        size="small"
        aria-label={hours.addSpan(day)}
        onClick={() => onChange([...spans, newSpan])}
      >
        <Icon name="plus" size={12} />
      </Button>
    </div>
  );
}

import type { OutlookView } from '#contract/outlook.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { findConflict } from './blocks.tsx';
import { placeSpan } from './scale.ts';
import type { DragTarget } from './use-card-drag.ts';

/** Where the card would land, whether it may, and the weather there. */
export function DragGhost({ target, view }: { readonly target: DragTarget; readonly view: OutlookView }) {
  const { words, format } = useText();
  const { card } = words.outlook;
  const column = view.days.findIndex(({ date }) => date === target.date);
  const day = view.days[column];
  if (day === undefined) return null;
  const verdicts = { same: card.dragSame, possible: card.dragPossible, blocked: card.dragBlocked };
  const conflict = target.verdict === 'blocked' ? findConflict(day, target.span) : null;
  const hours = view.ribbon.filter(
    ({ date, hour }) =>
      date === target.date && hour * 60 < target.span.until && (hour + 1) * 60 > target.span.from,
  );
  const warmest = Math.max(...hours.map(({ temperatureC }) => temperatureC));
  const rain = Math.max(...hours.map((hour) => hour.rain));
  return (
    <div
      className={`ghost ghost-${target.verdict}`}
      style={{
        ...placeSpan(target.span),
        insetInlineStart: `${(column / view.days.length) * 100}%`,
        inlineSize: `${100 / view.days.length}%`,
      }}
    >
      <strong className="tabular">{format.span(target.span)}</strong>
      <span>{conflict === null ? verdicts[target.verdict] : conflict.title}</span>
      {hours.length > 0 && (
        <span>
          {format.degrees(warmest)}, {words.outlook.glyphs.rain} {format.chance(rain)}
        </span>
      )}
    </div>
  );
}

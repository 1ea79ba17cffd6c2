import './blocks.css';
import type { BusyBlock, DayView } from '#contract/outlook.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { layOutLanes } from './lanes.ts';
import { isShown, placeSpan } from './scale.ts';

/** Work hours and openings: the ground that everything else stands on. */
export function DayGround({ day }: { readonly day: DayView }) {
  return (
    <>
      {day.workHours !== null && isShown(day.workHours) && (
        <div className="work-hours" style={placeSpan(day.workHours)} />
      )}
      {day.openings.filter(isShown).map((opening) => (
        <div key={opening.from} className="opening" style={placeSpan(opening)} />
      ))}
    </>
  );
}

function Block({
  block,
  lane,
  lanes,
}: {
  readonly block: BusyBlock;
  readonly lane: number;
  readonly lanes: number;
}) {
  const { format } = useText();
  const inline = { insetInlineStart: `${(lane / lanes) * 100}%`, inlineSize: `${100 / lanes}%` };
  return (
    <div className="block-frame" style={{ ...placeSpan(block.span), ...inline }}>
      <div className={`block block-${block.kind}`} title={`${format.span(block.span)} ${block.title}`}>
        <span className="block-title">{block.title}</span>
      </div>
    </div>
  );
}

/** What the calendar already holds. Screen readers get it in words from the day's own panel and the list. */
export function BusyBlocks({ busy }: { readonly busy: readonly BusyBlock[] }) {
  return layOutLanes(busy.filter(({ span }) => isShown(span))).map(({ entry, lane, lanes }) => (
    <Block
      key={`${entry.span.from}-${entry.span.until}-${entry.title}-${lane}`}
      block={entry}
      lane={lane}
      lanes={lanes}
    />
  ));
}

/** What an opening or a drop is refused for. */
export function findConflict(day: DayView, span: MinuteSpan): BusyBlock | null {
  return day.busy.find((block) => block.span.from < span.until && span.from < block.span.until) ?? null;
}

import './columns.css';
import { useEffect, useRef, useState } from 'react';
import type { DayView, OutlookView } from '#contract/outlook.ts';
import type { Confidence } from '#contract/vocabulary.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { type DayColumn, keyOfCard, keyOfSelection, type Selection } from '#renderer/features/plan-cards.ts';
import { DayColumnView } from './day-column.tsx';
import { DragGhost } from './drag-ghost.tsx';
import { moveFocus } from './grid-keys.ts';
import { NowLine } from './now-line.tsx';
import { Ribbon } from './ribbon.tsx';
import { shownHours, toPercent } from './scale.ts';
import { type DragTarget, useCardDrag } from './use-card-drag.ts';

interface ConfidenceGroup {
  readonly confidence: Confidence;
  readonly start: number;
  readonly length: number;
}

/** Neighbouring days of the same confidence share one caption. */
function groupByConfidence(days: readonly DayView[]): readonly ConfidenceGroup[] {
  const groups: ConfidenceGroup[] = [];
  for (const [index, { confidence }] of days.entries()) {
    const last = groups.at(-1);
    if (last?.confidence === confidence) groups[groups.length - 1] = { ...last, length: last.length + 1 };
    else groups.push({ confidence, start: index, length: 1 });
  }
  return groups;
}

function HourAxis() {
  const { format } = useText();
  return (
    <div className="hour-axis" aria-hidden="true">
      {shownHours
        .filter((hour) => hour % 2 === 0)
        .map((hour) => (
          <span
            key={hour}
            className="hour-label tabular"
            style={{ insetBlockStart: `${toPercent(hour * 60)}%` }}
          >
            {format.time(hour * 60)}
          </span>
        ))}
    </div>
  );
}

interface ColumnsProps {
  readonly view: OutlookView;
  readonly receivedAt: number;
  readonly columns: readonly DayColumn[];
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onMove: (target: DragTarget) => void;
}

/** Ten days side by side, with one tab stop and arrow keys between days and cards. */
export function Columns({ view, receivedAt, columns, selection, onSelect, onMove }: ColumnsProps) {
  const { words } = useText();
  const surface = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const stops = columns.map(({ day, cards }) => [`day:${day.date}`, ...cards.map(keyOfCard)]);
  const selected = keyOfSelection(selection);
  const [focused, setFocused] = useState<string | null>(null);
  const known = stops.flat();
  const tabStop = [focused, selected].find((key) => key !== null && known.includes(key)) ?? known[0] ?? null;
  const drag = useCardDrag(surface, view.days, onMove);
  const wanted = useRef<string | null>(null);

  const focusStop = (key: string): void => {
    grid.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(key)}"]`)?.focus();
  };

  // When the card that had the focus changes its kind (invited, undone), the focus goes with it.
  useEffect(() => {
    const hadFocus = wanted.current !== null && !known.includes(wanted.current);
    if (hadFocus && document.activeElement === document.body && known.includes(selected)) focusStop(selected);
  });

  return (
    // The keys act on the buttons inside; the group itself takes neither focus nor clicks.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={view.ribbon.length > 0 ? 'columns' : 'columns columns-without-ribbon'}
      ref={grid}
      role="group"
      aria-label={words.outlook.grid}
      onFocus={(event) => {
        const key = event.target.closest<HTMLElement>('[data-stop]')?.dataset['stop'];
        if (key === undefined) return;
        wanted.current = key;
        setFocused(key);
      }}
      onKeyDown={(event) => {
        const key = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]')?.dataset['stop'];
        if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        const next = moveFocus(stops, key, event.key);
        if (next === null) return;
        event.preventDefault();
        focusStop(next);
      }}
    >
      {groupByConfidence(view.days).map(({ confidence, start, length }) => (
        <div
          key={start}
          className={`confidence confidence-${confidence}`}
          style={{ gridColumn: `${start + 2} / span ${length}` }}
          title={words.outlook.confidenceHint[confidence]}
        >
          <span>{words.outlook.confidence[confidence]}</span>
        </div>
      ))}
      <div className="ribbon-cell">{view.ribbon.length > 0 && <Ribbon view={view} />}</div>
      <HourAxis />
      <div className="hour-lines" aria-hidden="true">
        {shownHours.map((hour) => (
          <div key={hour} className="hour-line" style={{ insetBlockStart: `${toPercent(hour * 60)}%` }} />
        ))}
      </div>
      {columns.map((column, index) => (
        <DayColumnView
          key={column.day.date}
          column={column}
          index={index}
          isToday={column.day.date === view.today}
          tabStop={tabStop}
          selected={selected}
          dragged={drag.target?.proposal.id ?? null}
          onSelect={(next) => {
            if (!drag.swallowClick()) onSelect(next);
          }}
          onGrab={drag.startDrag}
        />
      ))}
      <div className="surface" ref={surface}>
        <NowLine view={view} receivedAt={receivedAt} />
        {drag.target !== null && <DragGhost target={drag.target} view={view} />}
      </div>
    </div>
  );
}

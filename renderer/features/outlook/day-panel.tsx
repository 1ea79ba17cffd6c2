import { useText } from '#renderer/ui/text/text.tsx';
import type { DayColumn, Selection } from '#renderer/features/plan-cards.ts';
import { GlanceCard } from './glance-card.tsx';
import { PanelHead, PanelSection } from './panel-parts.tsx';

interface DayPanelProps {
  readonly column: DayColumn;
  readonly onSelect: (selection: Selection) => void;
  readonly onClose: (() => void) | null;
}

/** One day in words: what is in it, what is free, and why nothing is proposed. */
export function DayPanel({ column, onSelect, onClose }: DayPanelProps) {
  const { words, format } = useText();
  const { day: labels, glyphs, confidenceHint, dayOff } = words.outlook;
  const { day, cards } = column;
  const weather =
    day.weather === null
      ? null
      : `${glyphs[day.weather.glyph]}, ${format.degrees(day.weather.highC)} / ${format.degrees(day.weather.lowC)}`;
  return (
    <div className="panel-scroll">
      <div className="panel-body">
        <PanelHead
          when={day.holiday ?? (day.dayOff ? dayOff : format.weekdayLong(day.date))}
          title={`${format.dayOfMonth(day.date)} ${format.dayLong(day.date).split(' ').at(-1) ?? ''}`}
          tone="plain"
          onClose={onClose}
        />
        <div>
          {weather !== null && <p>{weather}</p>}
          {day.sun !== null && (
            <p className="dim">{labels.sun(format.time(day.sun.rise), format.time(day.sun.set))}</p>
          )}
          <p className="dim">{confidenceHint[day.confidence]}</p>
        </div>
        {cards.length > 0 && (
          <PanelSection title={labels.ideas}>
            {cards.map((card) => (
              <GlanceCard key={card.span.from} card={card} onSelect={onSelect} />
            ))}
          </PanelSection>
        )}
        {day.resting.length > 0 && (
          <PanelSection title={labels.why}>
            {day.resting.map((reason) => (
              <p key={reason}>{reason}</p>
            ))}
          </PanelSection>
        )}
        <PanelSection title={labels.openings}>
          {day.openings.length === 0 ? (
            <p className="dim">{labels.nothingFree}</p>
          ) : (
            <p className="tabular">{day.openings.map(format.span).join(', ')}</p>
          )}
        </PanelSection>
        <PanelSection title={labels.plans}>
          {day.busy.length === 0 && day.allDay.length === 0 && <p className="dim">{labels.nothing}</p>}
          <ul className="day-plan">
            {day.allDay.map((title) => (
              <li key={title}>
                <span className="dim">{labels.allDay}</span>
                <span>{title}</span>
              </li>
            ))}
            {day.busy.map((block) => (
              <li key={`${block.span.from}-${block.title}`}>
                <span className="dim tabular">{format.span(block.span)}</span>
                <span>{block.title}</span>
              </li>
            ))}
          </ul>
        </PanelSection>
      </div>
    </div>
  );
}

import './day-list.css';
import type { BusyBlock, OutlookView } from '#contract/outlook.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { WeatherGlyph } from '#renderer/ui/weather-glyph.tsx';
import {
  type Card,
  type DayColumn,
  keyOfCard,
  keyOfSelection,
  selectCard,
  type Selection,
} from '#renderer/features/plan-cards.ts';
import { describeState, firstNames } from '#renderer/features/describe-plan.ts';

type Row =
  | { readonly kind: 'card'; readonly span: MinuteSpan; readonly card: Card }
  | { readonly kind: 'busy'; readonly span: MinuteSpan; readonly block: BusyBlock }
  | { readonly kind: 'opening'; readonly span: MinuteSpan };

function arrangeRows({ day, cards }: DayColumn): readonly Row[] {
  const rows: readonly Row[] = [
    ...cards.map((card) => ({ kind: 'card' as const, span: card.span, card })),
    ...day.busy.map((block) => ({ kind: 'busy' as const, span: block.span, block })),
    ...day.openings.map((span) => ({ kind: 'opening' as const, span })),
  ];
  return rows.toSorted((a, b) => a.span.from - b.span.from);
}

function CardRow({
  card,
  isSelected,
  onSelect,
}: {
  readonly card: Card;
  readonly isSelected: boolean;
  readonly onSelect: (selection: Selection) => void;
}) {
  const text = useText();
  const { format, words } = text;
  const isProposal = card.kind === 'proposal';
  const { activity, guests } = isProposal ? card.proposal : card.invite;
  const detail = isProposal ? card.proposal.weatherText : describeState(card.invite, text);
  const tone = isProposal
    ? `list-proposal ${card.proposal.confidence === 'pencil' ? 'list-pencil' : ''}`
    : 'list-invite';
  return (
    <button
      type="button"
      className={`list-card ${tone}`}
      aria-pressed={isSelected}
      onClick={() => onSelect(selectCard(card))}
    >
      <span className="list-card-title">
        {activity.name}{' '}
        <span className="list-card-guests">{words.outlook.card.with(firstNames(guests))}</span>
      </span>
      <span className="list-card-detail tabular">
        {format.span(card.span)}
        {detail !== null && ` · ${detail}`}
      </span>
    </button>
  );
}

interface DayListProps {
  readonly view: OutlookView;
  readonly columns: readonly DayColumn[];
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/** The same plan in words, day by day: for small windows, for screen readers, for whoever prefers to read. */
export function DayList({ view, columns, selection, onSelect }: DayListProps) {
  const { words, format } = useText();
  const { outlook } = words;
  const selected = keyOfSelection(selection);
  return (
    <ol className="day-list">
      {columns.map((column) => {
        const { day } = column;
        return (
          <li key={day.date} className="list-day">
            <div className="list-head">
              <h2>
                {day.date === view.today && <span className="list-today">{outlook.today}, </span>}
                {format.dayLong(day.date)}
              </h2>
              {day.weather !== null && (
                <p className="list-weather">
                  <WeatherGlyph glyph={day.weather.glyph} label={outlook.glyphs[day.weather.glyph]} />
                  <span aria-hidden="true">
                    {format.degrees(day.weather.highC)}{' '}
                    <span className="dim">{format.degrees(day.weather.lowC)}</span>
                  </span>
                  <span className="visually-hidden">
                    {outlook.ribbon.highLow(
                      format.degrees(day.weather.highC),
                      format.degrees(day.weather.lowC),
                    )}
                  </span>
                  <em className="list-confidence">{outlook.confidence[day.confidence]}</em>
                </p>
              )}
              {day.holiday !== null && <p className="list-note">{day.holiday}</p>}
              {day.allDay.length > 0 && <p className="list-note">{day.allDay.join(', ')}</p>}
            </div>
            <ul className="list-rows">
              {arrangeRows(column).map((row) => (
                <li
                  key={`${row.kind}-${row.span.from}-${row.kind === 'card' ? keyOfCard(row.card) : ''}${row.kind === 'busy' ? row.block.title : ''}`}
                >
                  {row.kind === 'card' ? (
                    <CardRow
                      card={row.card}
                      isSelected={selected === keyOfCard(row.card)}
                      onSelect={onSelect}
                    />
                  ) : (
                    <p className={`list-row list-${row.kind}`}>
                      <span className="tabular">{format.span(row.span)}</span>{' '}
                      {row.kind === 'opening' ? outlook.day.openings : row.block.title}
                    </p>
                  )}
                </li>
              ))}
            </ul>
            {day.resting.length > 0 && <p className="list-resting">{day.resting.join('; ')}</p>}
          </li>
        );
      })}
    </ol>
  );
}

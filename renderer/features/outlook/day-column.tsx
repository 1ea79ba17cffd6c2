import type { PointerEvent } from 'react';
import type { ProposalId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { DayView, ProposalView } from '#contract/outlook.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { WeatherGlyph } from '#renderer/ui/weather-glyph.tsx';
import { BusyBlocks, DayGround } from './blocks.tsx';
import { InviteFace, ProposalFace } from './card-view.tsx';
import {
  type Card,
  type DayColumn,
  keyOfCard,
  selectCard,
  type Selection,
} from '#renderer/features/plan-cards.ts';
import {
  findCause,
  findHold,
  nameDay,
  nameInviteCard,
  nameProposalCard,
} from '#renderer/features/describe-plan.ts';
import { isShown, placeSpan } from './scale.ts';

function DayHead({ day, isToday }: { readonly day: DayView; readonly isToday: boolean }) {
  const { words, format } = useText();
  const { weather } = day;
  return (
    <span className="day-face" aria-hidden="true">
      <span className="day-name">
        <strong>{isToday ? words.outlook.today : format.weekday(day.date)}</strong>{' '}
        <span className="day-number">
          {format.dayOfMonth(day.date)}
          {!isToday && format.dayOfMonth(day.date) === '1' && ` ${format.month(day.date)}`}
        </span>
      </span>
      {weather !== null && (
        <span className="day-weather">
          <WeatherGlyph glyph={weather.glyph} label={words.outlook.glyphs[weather.glyph]} size={18} />
          <span className="day-high">{format.degrees(weather.highC)}</span>
          <span className="day-low">{format.degrees(weather.lowC)}</span>
        </span>
      )}
    </span>
  );
}

interface CardButtonProps {
  readonly card: Card;
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
  readonly isDragged: boolean;
  readonly onSelect: (selection: Selection) => void;
  readonly onGrab: (proposal: ProposalView, event: PointerEvent) => void;
}

/** What asks something of the user stands out; what goes on by itself looks like what is on its way. */
function chooseInviteTone(invite: InviteView): string {
  const hold = findHold(invite);
  if (findCause(invite) !== null || hold === 'permission') return 'question';
  return hold === 'paused' ? 'sending' : invite.state.kind;
}

function CardButton({ card, isTabStop, isSelected, isDragged, onSelect, onGrab }: CardButtonProps) {
  const text = useText();
  const tone =
    card.kind === 'proposal'
      ? `card-proposal card-${card.proposal.confidence}`
      : `card-invite card-state-${chooseInviteTone(card.invite)}`;
  const name =
    card.kind === 'proposal' ? nameProposalCard(card.proposal, text) : nameInviteCard(card.invite, text);
  return (
    <button
      type="button"
      className={`card ${tone} ${isDragged ? 'card-dragged' : ''}`}
      style={placeSpan(card.span)}
      data-stop={keyOfCard(card)}
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={isSelected}
      onClick={() => onSelect(selectCard(card))}
      onPointerDown={(event) => {
        if (card.kind === 'proposal') onGrab(card.proposal, event);
      }}
    >
      {/* The whole sentence for who does not see the column; the face has room for a part of it. */}
      <span className="visually-hidden">{name}</span>
      {card.kind === 'proposal' ? (
        <ProposalFace proposal={card.proposal} />
      ) : (
        <InviteFace invite={card.invite} />
      )}
    </button>
  );
}

interface DayColumnViewProps {
  readonly column: DayColumn;
  readonly index: number;
  readonly isToday: boolean;
  readonly tabStop: string | null;
  readonly selected: string;
  readonly dragged: ProposalId | null;
  readonly onSelect: (selection: Selection) => void;
  readonly onGrab: (proposal: ProposalView, event: PointerEvent) => void;
}

export function DayColumnView(props: DayColumnViewProps) {
  const { column, index, isToday, tabStop, selected, dragged, onSelect, onGrab } = props;
  const text = useText();
  const { day, cards } = column;
  const dayKey = `day:${day.date}`;
  const title = text.format.dayLong(day.date);
  const hidden = day.busy.filter(({ span }) => !isShown(span)).length;
  const note = day.holiday ?? day.allDay[0] ?? null;
  return (
    <section
      className={`day ${isToday ? 'day-today' : ''} ${day.dayOff ? 'day-off' : ''}`}
      style={{ gridColumn: index + 2 }}
      aria-label={title}
    >
      <button
        type="button"
        className="day-head"
        data-stop={dayKey}
        tabIndex={tabStop === dayKey ? 0 : -1}
        aria-pressed={selected === dayKey}
        onClick={() => onSelect({ kind: 'day', date: day.date })}
      >
        <span className="visually-hidden">{nameDay(day, isToday, text)}</span>
        <DayHead day={day} isToday={isToday} />
      </button>
      <div className="day-hours">
        <DayGround day={day} />
        <BusyBlocks busy={day.busy} />
        {cards.map((card) => (
          <CardButton
            key={keyOfCard(card)}
            card={card}
            isTabStop={tabStop === keyOfCard(card)}
            isSelected={selected === keyOfCard(card)}
            isDragged={card.kind === 'proposal' && card.proposal.id === dragged}
            onSelect={onSelect}
            onGrab={onGrab}
          />
        ))}
      </div>
      <div className="day-foot">
        {note !== null && <p className="day-note">{note}</p>}
        {day.resting.length > 0 && <p>{day.resting.join('; ')}</p>}
        {hidden > 0 && <p>{text.words.outlook.outOfHours(hidden)}</p>}
      </div>
    </section>
  );
}

import { useText } from '#renderer/ui/text/text.tsx';
import { type Card, selectCard, type Selection } from '#renderer/features/plan-cards.ts';
import { describeState, firstNames } from '#renderer/features/describe-plan.ts';

/** A card in a line or two, wherever there is no column to put it in. */
export function GlanceCard({
  card,
  onSelect,
}: {
  readonly card: Card;
  readonly onSelect: (selection: Selection) => void;
}) {
  const text = useText();
  const { format, words } = text;
  const isIdea = card.kind === 'proposal';
  const { activity, guests, date, span } = isIdea ? card.proposal : card.invite;
  const detail = isIdea ? card.proposal.weatherText : describeState(card.invite, text);
  const isPencil = isIdea && card.proposal.confidence === 'pencil';
  return (
    <button
      type="button"
      className={`glance-card ${isIdea ? 'glance-idea' : 'glance-sent'} ${isPencil ? 'glance-pencil' : ''}`}
      onClick={() => onSelect(selectCard(card))}
    >
      <strong>
        {activity.name} {words.outlook.card.with(firstNames(guests))}
      </strong>
      <span className="small tabular">
        {format.dayShort(date)} {format.span(span)}
      </span>
      {detail !== null && <span className="small">{detail}</span>}
    </button>
  );
}

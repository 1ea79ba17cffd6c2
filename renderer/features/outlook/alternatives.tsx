import type { AlternativeView } from '#contract/outlook.ts';
import { useText } from '#renderer/ui/text/text.tsx';

interface AlternativesProps {
  readonly alternatives: readonly AlternativeView[];
  readonly onChoose: (alternative: AlternativeView) => void;
}

export function Alternatives({ alternatives, onChoose }: AlternativesProps) {
  const { words, format } = useText();
  if (alternatives.length === 0) return <p className="dim">{words.outlook.panel.noAlternatives}</p>;
  return (
    <ul className="alternatives">
      {alternatives.map((alternative) => (
        <li key={`${alternative.start}-${alternative.activity.id}`}>
          <button type="button" className="alternative" onClick={() => onChoose(alternative)}>
            <span>
              <span className="alternative-name">{alternative.activity.name}</span>{' '}
              <span className="alternative-when tabular">
                {format.dayShort(alternative.date)} {format.time(alternative.span.from)}
              </span>
            </span>
            {alternative.suitability !== null && alternative.suitability < 1 && (
              <span className="alternative-when tabular">{format.chance(alternative.suitability)}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
